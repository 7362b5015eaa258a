/** Code laid out in unusual ways: many statements on a line, one statement over many. */
public class Layout {
    static int f(int x) { return x + 1; } static int g(int x) { return f(f(x)); }

    static int loops() {
        int sum = 0;
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) sum += i * j;
        for (int i = 0; i < 2; i++) { sum++; } while (sum < 9) sum++; do sum--; while (sum > 5);
        int k = 0; while (true) { if (k++ > 2) break; }
        for (int i = 0, j = 5;
                i < j;
                i++, j--) {
            sum += j;
        }
        for (; ; ) {
            if (sum-- < 3) break;
        }
        return sum;
    }

    static int choose(int x) {
        int y = x > 2
                ? f(x)
                : x > 1
                        ? g(x)
                        : 7;
        boolean both = x > 0
                && y > 3
                || f(y) == 8;
        return (both
                        ? 1
                        : 0)
                + y;
    }

    static int chain(
            int a,
            int b) {
        return f(
                        a)
                + g(
                        b)
                + f(a + b);
    }

    static String text(int n) {
        return new StringBuilder()
                .append(n)
                .append(f(n))
                .append(n > 3
                        ? "many"
                        : "few")
                .toString();
    }

    static int labelled() {
        int hits = 0;
        rows:
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                if (c == r) continue rows;
                if (r == 3) break rows;
                hits++;
            }
        }
        return hits;
    }

    static void empty() {}

    static int array() {
        int[][] a = {
            {1, f(1)},
            {
                g(2),
                4
            }
        };
        a[0][1] += a[1]
                [0]++;
        assert a.length == 2 : "never";
        return a[0][1];
    }

    public static void main(String[] args) {
        System.out.println(loops()); System.out.println(choose(1) + choose(2) + choose(3));
        System.out.println(chain(1,
                2));
        System.out.println(text(1) + text(5));
        System.out.println(labelled() + array());
        empty(); if (args.length == 0) ; else empty();
        {
            int x;
            x = 3;
            x++;
        }
        int late;
        if (args.length > 0) {
            late = 1;
        } else {
            late = 2;
        }
        System.out.println(late);
    }
}
