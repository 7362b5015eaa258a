package programs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One of each construct of the language that compiles to something of its own. */
@SuppressWarnings({"all", "fallthrough", "lossy-conversions"})
public class Constructs {
    static final List<String> ORDER = new ArrayList<>();

    static {
        ORDER.add("static initialiser");
    }

    final int blank;
    int initialised = ORDER.size() * 2;

    {
        ORDER.add("initialiser " + initialised);
        initialised++;
    }

    Constructs() {
        this(twice(4));
        ORDER.add("this " + blank);
    }

    Constructs(int blank) {
        super();
        this.blank = blank;
        ORDER.add("constructor");
    }

    static int twice(int x) {
        return 2 * x;
    }

    static class Derived extends Constructs {
        private final String name;

        Derived(String name) {
            super(
                    name == null
                            ? new StringBuilder("none").length()
                            : new Box<>(name).get().length());
            this.name = name;
        }

        @Override
        public String toString() {
            return name + blank;
        }
    }

    /** Its arguments are checked before the constructor of its parent runs. */
    static class Early extends Constructs {
        Early(int x) {
            int sum = 0;
            for (int i = 0; i < x; i++) {
                sum += i;
            }
            super(sum);
        }
    }

    interface Named {
        String name();

        default String greeting() {
            return prefix() + name();
        }

        private String prefix() {
            return "I am ";
        }

        static Named of(String text) {
            return () -> text;
        }
    }

    static class Box<T extends Comparable<T>> implements Comparable<Box<T>>, Supplier<T> {
        private T value;

        Box(T value) {
            this.value = value;
        }

        @Override
        public T get() {
            return value;
        }

        @Override
        public int compareTo(Box<T> other) {
            return value.compareTo(other.value);
        }
    }

    sealed interface Term permits Number, Sum, Product {}

    record Number(int n) implements Term {}

    record Sum(Term left, Term right) implements Term {}

    record Product(Term left, Term right) implements Term {
        static int made;

        Product {
            made++;
            if (left instanceof Number(int n) && n == 0) {
                right = left;
            }
        }

        Product(int n, Term right) {
            this(new Number(n), right);
        }
    }

    static int value(Term term) {
        return switch (term) {
            case Number(var n) -> n;
            case Sum(Number(int a), Number(int b)) when a == b -> 2 * a;
            case Sum(Term a, Term b) -> value(a) + value(b);
            case Product(Term a, Term b) -> {
                int x = value(a);
                yield x == 0 ? 0 : x * value(b);
            }
        };
    }

    enum Operation implements IntBinaryOperator {
        PLUS("+") {
            @Override
            public int applyAsInt(int a, int b) {
                return a + b;
            }
        },
        TIMES("*") {
            @Override
            public int applyAsInt(int a, int b) {
                return a * b;
            }
        };

        final String sign;

        Operation(String sign) {
            this.sign = sign;
        }
    }

    class Counter implements Iterable<Integer> {
        int from = blank;

        @Override
        public Iterator<Integer> iterator() {
            int end = from + 3;
            return new Iterator<>() {
                int next = from;

                @Override
                public boolean hasNext() {
                    return next < end;
                }

                @Override
                public Integer next() {
                    return next++ + Constructs.this.blank;
                }
            };
        }
    }

    static String days(String day) {
        switch (day) {
            case "sat":
            case "sun":
                return "free";
            case "fri":
                day += "!";
            default:
                return day + " work";
        }
    }

    static int tries(int way) {
        int x = 0;
        while (true) {
            try {
                try {
                    x++;
                    if (way == 0) {
                        return x;
                    } else if (way == 1) {
                        throw new IllegalArgumentException("1");
                    } else if (way == 2 && x < 3) {
                        continue;
                    }
                    break;
                } finally {
                    x += 10;
                }
            } catch (IllegalArgumentException | UnsupportedOperationException e) {
                return -x;
            } finally {
                if (way == 3) {
                    return 1000 + x;
                }
            }
        }
        return x;
    }

    static long sum(long first, int... rest) {
        long sum = first;
        for (int one : rest) {
            sum += one;
        }
        return sum;
    }

    static <T extends Comparable<? super T>> T largest(List<? extends T> all) {
        T best = null;
        for (T one : all) {
            best = best == null || one.compareTo(best) > 0 ? one : best;
        }
        return best;
    }

    public static void main(String[] args) throws Exception {
        Constructs made = new Constructs();
        System.out.println(ORDER + " " + made.initialised);
        System.out.println(new Derived("abc") + " " + new Derived(null) + " " + new Early(5).blank);
        System.out.println(Named.of("Al").greeting());
        System.out.println(value(new Sum(new Product(3, new Number(4)), new Sum(new Number(5), new Number(5)))));
        System.out.println(value(new Product(0, new Number(9))) + " " + Product.made + new Product(0, new Number(1)));
        for (Operation operation : Operation.values()) {
            System.out.println(operation + operation.sign + operation.applyAsInt(6, 7));
        }
        int total = 0;
        for (int each : made.new Counter()) {
            total += each;
        }
        System.out.println(total);
        System.out.println(days("sun") + days("fri") + days("mon"));
        for (int way = 0; way < 4; way++) {
            System.out.println(tries(way));
        }
        int captured = 5;
        Function<Integer, Function<Integer, Supplier<String>>> nested = a -> b -> () -> "nested " + (a * b + captured);
        System.out.println(nested.apply(2).apply(3).get());
        BiFunction<Integer, Integer, Integer> reference = Math::max;
        Supplier<Constructs> constructor = Constructs::new;
        System.out.println(reference.apply(3, 4) + constructor.get().blank);
        System.out.println(IntStream.rangeClosed(1, 6)
                .filter(x -> x % 2 == 0)
                .mapToObj(x -> {
                    int y = x * x;
                    return "x" + y;
                })
                .collect(Collectors.joining("+")));
        List<Box<String>> boxes = new ArrayList<>(List.of(new Box<>("q"), new Box<>("c")));
        boxes.sort(Comparator.naturalOrder());
        System.out.println(boxes.getFirst().get() + largest(boxes).get());
        System.out.println(sum(1L << 40, 1, 2, 3) + " " + sum(1));
        Object lock = new Object();
        synchronized (lock) {
            synchronized (made) {
                try {
                    lock.wait(1);
                } finally {
                    System.out.println("locked " + Thread.holdsLock(lock));
                }
            }
        }
        System.out.println(Thread.holdsLock(lock));
        int i = 0;
        i = i++ + ++i;
        int[] cells = {1, 2, 3};
        cells[i - 1] += cells[i -= 2]++ * 10;
        System.out.println(i + " " + cells[0] + cells[1] + cells[2]);
        byte narrow = (byte) 300;
        narrow += 200;
        short s = (short) (narrow << 3);
        char c = 'a';
        c++;
        float f = 0.1f;
        f += 0.2;
        double d = -0.0;
        long wide = Long.MIN_VALUE >>> 3;
        System.out.println(narrow + " " + s + c + f + d + wide + (f > d ? 'y' : 'n'));
        String text = null;
        text += "joined" + 1 + 'c' + 2.5f + true + null + args.length;
        System.out.println(text);
        Object boxed = captured > 4 ? 1 : "one";
        Integer cached = 127;
        Long large = 128L;
        System.out.println(boxed.equals(1) + " " + (cached == (Object) 127) + (large + cached));
        outer:
        for (int x = 0; ; x++) {
            for (int y = 0; y < x; y++) {
                if (x * y > 20) {
                    System.out.println(x + "," + y);
                    break outer;
                }
            }
        }
        var local = new Object() {
            int hidden = 3;

            int more() {
                return hidden + captured;
            }
        };
        System.out.println(local.more());
        record Pair(int a, int b) {
            Pair {
                assert a >= 0;
            }
        }
        System.out.println(new Pair(1, 2).equals(new Pair(1, 2)) + " " + new Pair(3, 4));
        if (new Pair(1, 9) instanceof Pair(int a, int b) && a < b) {
            System.out.println(a + b);
        }
        int picked = switch (args.length + 1) {
            case 1, 2 -> {
                try {
                    yield Integer.parseInt("x");
                } catch (NumberFormatException e) {
                    yield -1;
                }
            }
            default -> 0;
        };
        System.out.println(picked);
        System.out.printf("%5.2f|%-4s|%04d%n", 3.14159, "ab", 42);
        System.out.println("done");
    }
}
