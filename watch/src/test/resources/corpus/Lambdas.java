import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lambdas that the JDK calls, and lambdas within lambdas. */
public class Lambdas {
    static int called;

    static int twice(int x) {
        called++;
        return 2 * x;
    }

    static boolean even(int x) {
        return x % 2 == 0;
    }

    public static void main(String[] args) {
        List<Integer> list = new ArrayList<>(List.of(5, 3, 8, 1));
        list.sort((a, b) -> {
            int difference = a - b;
            return difference;
        });
        list.forEach(x -> called += x);
        list.removeIf(
                x ->
                        x > 6);
        int base = 10;
        Function<Integer, Supplier<Integer>> adder = x -> {
            int sum = x + base;
            return () -> {
                int more = sum + 1;
                return more;
            };
        };
        Supplier<Integer> later = adder.apply(4);
        System.out.println(later.get());
        String joined = IntStream.range(0, 6)
                .filter(Lambdas::even)
                .map(Lambdas::twice)
                .mapToObj(x -> "<" + x + ">")
                .collect(Collectors.joining());
        System.out.println(joined);
        Map<String, Integer> lengths = new TreeMap<>(Comparator.comparing((String s) -> s.length()).thenComparing(s -> s));
        for (String word : new String[] {"pear", "fig", "apple"}) {
            lengths.computeIfAbsent(word, w -> w.length());
            lengths.merge(word, 1, (a, b) -> a + b);
        }
        System.out.println(lengths);
        Runnable[] runs = {() -> called++, () -> {
            called--;
        }};
        for (Runnable run : runs) run.run();
        System.out.println(Stream.iterate(1, x -> x * 2).limit(5).reduce(0, Integer::sum));
        new Thread() {
            @Override
            public void run() {
                called = 0;
            }
        }.run();
    }
}
