package programs;

import java.util.*;
import java.util.concurrent.*;
import java.util.function.Supplier;

@SuppressWarnings("all")
public class Everything {
    sealed interface Shape permits Circle, Square {}

    record Circle(double r) implements Shape {}

    record Square(double s) implements Shape {}

    enum Order {
        UP {
            int sign() {
                return 1;
            }
        },
        DOWN {
            int sign() {
                return -1;
            }
        };

        abstract int sign();
    }

    static double area(Shape s) {
        return switch (s) {
            case Circle(double r) -> 3 * r * r;
            case Square q -> q.s() * q.s();
        };
    }

    static class Node {
        int v;
        Node next;

        Node(int v, Node n) {
            this.v = v;
            next = n;
        }
    }

    class Inner {
        int k = outer + 1;
    }

    int outer = 4;
    static int statics;
    static float ratio;
    static double half;
    static boolean flag;
    static long big;
    static String text;
    long wide;
    float slim;
    double real;
    boolean on;
    char sign;
    String named;

    void set() {
        wide = 1;
        slim = 2;
        real = 3;
        on = true;
        sign = 'c';
        named = "n";
        wide = 5;
    }

    static float one() {
        return 1;
    }

    static long two() {
        return 2;
    }

    static double three() {
        return 3;
    }

    void thrower(int n) {
        try {
            if (n == 2) throw new IllegalArgumentException("two");
            thrower(n + 1);
        } catch (IllegalArgumentException e) {
            if (n > 1) throw e;
        } finally {
            statics++;
        }
    }

    static class Own extends RuntimeException {
        int asked;

        @Override
        public String getMessage() {
            asked++;
            return "own";
        }
    }

    static int fact(int n) {
        return n <= 1 ? 1 : n * fact(n - 1);
    }

    static int deep(int n) {
        try {
            return deep(n + 1);
        } catch (StackOverflowError e) {
            return n;
        }
    }

    static synchronized void sync() {
        synchronized (Everything.class) {
            System.out.print("s");
        }
    }

    static String str(Object o) {
        return switch (o) {
            case Integer i when i > 3 -> "big";
            case Integer i -> "int";
            case String s -> s + "!";
            case null -> "null";
            default -> "?";
        };
    }

    public static void main(String[] args) throws Exception {
        int[] ints = {7, 8};
        List<Integer> l = new ArrayList<>();
        for (int i = 0; i < 4; i++) l.add(i * i);
        l.set(1, 77);
        l.remove(0);
        l.add(0, 5);
        Collections.sort(l);
        l.removeIf(x -> x > 50);
        Map<String, Integer> m = new TreeMap<>();
        m.put("a", 1);
        m.put("a", 2);
        m.merge("b", 5, Integer::sum);
        m.remove("a");
        Deque<Integer> d = new ArrayDeque<>();
        d.push(1);
        d.addLast(2);
        d.pop();
        d.pollLast();
        PriorityQueue<Integer> q = new PriorityQueue<>();
        q.add(3);
        q.add(1);
        q.poll();
        Set<String> s = new HashSet<>();
        s.add("x");
        s.add("x");
        s.remove("x");
        StringBuilder b = new StringBuilder();
        b.append("hi").append('c').append(3).reverse();
        int[] a = {3, 1, 2};
        Arrays.sort(a);
        int[] c = a.clone();
        System.arraycopy(a, 0, c, 1, 2);
        Arrays.fill(c, 9);
        boolean[] z = new boolean[2];
        z[1] = true;
        byte[] y = new byte[1];
        y[0] = -1;
        char[] ch = new char[1];
        ch[0] = 'q';
        long[] lo = new long[1];
        lo[0] = 1L << 40;
        float[] f = {1f};
        double[][] g = new double[2][2];
        g[1][0] = 2.5;
        g[1][0] += 1;
        lo[0]++;
        Node n = new Node(1, new Node(2, null));
        n.next.v = 8;
        Inner in = new Everything().new Inner();
        in.k++;
        System.out.println(area(new Circle(2)) + area(new Square(3)) + " " + Order.DOWN.sign() + fact(5) + str(5)
                + str("q") + str(null) + l + m + d + q + s + b);
        for (Iterator<Integer> it = l.iterator(); it.hasNext(); ) if (it.next() == 4) it.remove();
        outer:
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) {
                if (j == 2) continue outer;
                if (i == 2) break outer;
            }
        try {
            a[7] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        } finally {
            System.out.println("f");
        }
        int[] nul = null;
        try {
            nul[0] = 1;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        List<Integer> nl = null;
        try {
            nl.add(1);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            in = null;
            in.k = 3;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            Object[] os = new String[1];
            os[0] = 1;
        } catch (ArrayStoreException e) {
            System.out.println(e);
            System.out.println(e.getStackTrace()[0]);
        }
        sync();
        statics++;
        ratio += 0.5f;
        half = 0.25;
        flag = true;
        big = 1L << 33;
        text = "t";
        new Everything().set();
        for (int j = 1; j < ints.length; j++) ints[j - 1] = ints[j] + l.get(j);
        Object[] objects = {
            1, 2L, 3.0, 4f, (short) 5, (byte) 6, 'c', true, null, "s", Order.UP, new Object(), new Node(9, null), l
        };
        l.add(2, 4);
        List<Integer> ll = new LinkedList<>(l);
        ll.addFirst(3);
        ll.removeLast();
        ll.clear();
        Stack<String> st = new Stack<>();
        st.push("a");
        st.push("b");
        st.pop();
        StringBuilder sb = new StringBuilder("abc");
        sb.setCharAt(1, 'x');
        "hello".getChars(0, 2, ch = new char[4], 1);
        new Random(1).nextBytes(y);
        l.toArray(new Integer[0]);
        float ff = 1.5f;
        ff *= 2;
        double dd = 2;
        dd /= 3;
        long ll2 = 4;
        ll2 <<= 3;
        short sh = 3;
        boolean bo = ff > dd;
        char cc = 'z';
        System.out.println(ff + dd + ll2 + sh + (bo ? 1 : 0) + cc + one() + two() + three() + objects.length);
        new Everything().thrower(0);
        try {
            throw new Own();
        } catch (Own e) {
            System.out.println(e.asked);
        }
        Runnable r = () -> {
            Supplier<String> t = () -> "in";
            System.out.println(t.get());
        };
        r.run();
        try (var ex = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> fs = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int k = i;
                fs.add(ex.submit(() -> {
                    int t = k;
                    for (int j = 0; j < 5; j++) t += j;
                    return t;
                }));
            }
            int sum = 0;
            for (var x : fs) sum += x.get();
            System.out.println(sum);
        }
        System.out.println(deep(0) > 100);
        System.out.println(rec(1000));
        int[] big = new int[2_000];
        big[5] = 3;
        Arrays.sort(big);
        System.out.println(l.stream().map(x -> x + 1).toList());
        if (args.length > 9) System.exit(3);
    }

    static int rec(int n) {
        return n == 0 ? 0 : 1 + rec(n - 1);
    }
}
