import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Loss;

/// How long it takes from the text of a custom loss to its first value, gradient and Hessian, each loss another one;
/// and
/// what is left of many losses that nobody holds any more.
final class Prepare {
    private static final List<String> FORMULAS = List.of(
            "(y_true - y_pred)^2 / (%s + abs(y_true))",
            "where(abs(p - y) <= %s, 0.5 * (p - y)^2, abs(p - y))",
            "-(xlogy(y, p) * %s + xlog1py(1 - y, -p))",
            "log(exp(p - y + %s) + exp(y - p))",
            "p - xlogy(y, p) + %s * lgamma(y + 1) + tanh(p * y)^3",
            "-wmul(y, (1 - sigmoid(z))^2 * log(sigmoid(z))) - %s * wmul(1 - y, sigmoid(z)^2 * log(1 - sigmoid(z)))",
            "sum(wmul(y, nlsoftmax(z * %s))) + sum(z^2)");

    private Prepare() {}

    public static void main(String[] arguments) {
        var options = new Options(List.of(arguments).subList(3, arguments.length));
        long losses = options.number("losses", 1_000_000);
        int runs = Math.toIntExact(options.number("runs", 400));
        System.out.printf(Locale.ROOT, "  first loss of the process: %.1f ms%n", prepare(0) * 1e3);
        int next = 1;
        for (int i = 0; i < 1000; i++) {
            prepare(next++);
        }
        double[] seconds = new double[runs * FORMULAS.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = prepare(next++);
        }
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "  warm, %,d losses: fastest %.2f ms, median %.2f ms, slowest %.2f ms; goal: under 50 ms%n",
                seconds.length,
                seconds[0] * 1e3,
                seconds[seconds.length / 2] * 1e3,
                seconds[seconds.length - 1] * 1e3);
        long before = used();
        for (long i = 0; i < losses; i++) {
            Loss.of(formula(next++));
        }
        System.out.printf(
                Locale.ROOT,
                "  heap in use before %,d more losses %.1f MB, after them %.1f MB%n",
                losses,
                before * 1e-6,
                used() * 1e-6);
    }

    private static String formula(int i) {
        return FORMULAS.get(i % FORMULAS.size()).formatted(1 + i * 1e-6);
    }

    /// From the text to the first results; returns the seconds.
    private static double prepare(int i) {
        String text = formula(i);
        long start = System.nanoTime();
        Loss loss = Loss.of(text);
        Evaluator evaluator = loss.evaluator();
        double[] one = {0.5};
        if (loss.perClass()) {
            double[][] two = {{0.5}, {0.5}};
            evaluator.classes(two, two, 1, new double[1], new double[2][1], new double[2][1]);
        } else {
            evaluator.rows(one, one, 1, new double[1], new double[1], new double[1]);
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
