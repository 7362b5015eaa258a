package programs;

import java.util.ArrayList;
import java.util.List;

/** Statements of many shapes, for what counts as a line. */
@SuppressWarnings("all")
public class Lines {
    record Pair(int left, int right) {
        Pair {
            if (left > right) {
                left = right;
            }
        }

        int sum() {
            return left + right;
        }
    }

    private int field = 3;

    Lines() {
        field++;
    }

    static int fact(int n) {
        if (n <= 1) {
            return 1;
        }
        return n * fact(n - 1);
    }

    static String shape(Object o) {
        return switch (o) {
            case Integer i when i > 3 -> "big";
            case Integer i -> {
                int j = i + 1;
                yield "small" + j;
            }
            case Pair(int a, int b) -> "pair" + a;
            default -> "other";
        };
    }

    static int careful(int n) {
        try {
            if (n == 1) {
                throw new IllegalStateException();
            }
            return 10 / n;
        } catch (ArithmeticException e) {
            n = 5;
        } finally {
            n++;
        }
        return n;
    }

    static int loops() {
        int sum = 0;
        outer:
        for (int i = 0; i < 4; i++) {
            int j = 0;
            while (j < 3) {
                j++;
                if (j == 2) {
                    continue;
                }
                if (i == 3) {
                    break outer;
                }
                sum += i > 1 ? i * j : j;
            }
            do {
                sum--;
            } while (sum > 100);
        }
        for (int x : new int[] {1, 2, 3}) sum += x;
        return sum;
    }

    static int old(int way) {
        switch (way) {
            case 1:
                return 1;
            default:
                break;
        }
        synchronized (Lines.class) {
            return 2;
        }
    }

    public static void main(String[] args) {
        Lines lines = new Lines();
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            list.add(fact(i + 2));
        }
        int t = list.size() + new Pair(3, 2).sum() + loops();
        for (int n = 0; n < 3; n++) {
            try {
                t += careful(n);
            } catch (IllegalStateException e) {
                t--;
            }
        }
        t += old(1) + old(2);
        String text = shape(1) + shape(7) + shape(new Pair(1, 2)) + shape("s");
        for (int x : list) {
            lines.field += x;
        }
    }
}
