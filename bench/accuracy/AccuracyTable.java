import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.accuracy.ErrorSearch;
import org.surprisal.loss.accuracy.LossAccuracy;
import org.surprisal.loss.accuracy.OperationAccuracy;
import org.surprisal.loss.accuracy.PartialAccuracy;
import org.surprisal.loss.accuracy.WorstError;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.op.Operations;

/// Searches for the worst error of every operation and every loss of the catalogue, and of the peers' functions in the
/// same way, and prints or writes the tables.
final class AccuracyTable {
    private static final int DIGITS = 50;

    /// What only selects, compares or takes a sign has no error.
    private static final Set<String> EXACT =
            Set.of("<", "<=", ">", ">=", "==", "!=", "where", "abs", "sign", "min", "max");

    /// Below minus this some peers would take a step for each unit.
    private static final double SLOW = 1e6;

    private final ErrorSearch searchOfOne;
    private final ErrorSearch search;
    private final ErrorSearch searchOfPeers;
    private final ErrorSearch searchOfSeveral;
    private final StringBuilder text = new StringBuilder();

    private AccuracyTable(int points, long seed) {
        this.searchOfOne = new ErrorSearch(4 * points, 8 * points, 60 * points, seed);
        this.search = new ErrorSearch(4 * points, 4 * points, 24 * points, seed);
        this.searchOfPeers = new ErrorSearch(4 * points, 2 * points, 2 * points, seed);
        this.searchOfSeveral = new ErrorSearch(points / 4, points / 4, points, seed);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var table = new AccuracyTable(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        table.functions(arguments[3]);
        table.losses(arguments[3]);
        table.furtherPredictions(arguments[3]);
        if (!arguments[0].isEmpty()) {
            Path document = Path.of(arguments[0]);
            String before = Files.readString(document);
            String mark = "<!-- written by bench/run accuracy --write -->\n";
            Files.writeString(document, before.substring(0, before.indexOf(mark) + mark.length()) + "\n" + table.text);
        }
    }

    private void functions(String names) throws InterruptedException, ExecutionException {
        Map<String, DoubleUnaryOperator> math = new LinkedHashMap<>();
        math.put("exp", Math::exp);
        math.put("expm1", Math::expm1);
        math.put("log", Math::log);
        math.put("log1p", Math::log1p);
        math.put("log2", x -> Math.log(x) / Math.log(2));
        math.put("tanh", Math::tanh);
        math.put("sigmoid", x -> 1 / (1 + Math.exp(-x)));
        math.put("softplus", x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
        math.put("log1mexp", x -> x > -0.7 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x)));
        Map<String, DoubleUnaryOperator> strict = new LinkedHashMap<>();
        strict.put("exp", StrictMath::exp);
        strict.put("expm1", StrictMath::expm1);
        strict.put("log", StrictMath::log);
        strict.put("log1p", StrictMath::log1p);
        strict.put("tanh", StrictMath::tanh);
        Map<String, DoubleUnaryOperator> numbers = new LinkedHashMap<>();
        numbers.put("erf", Erf::value);
        numbers.put("erfc", Erfc::value);
        numbers.put("ndtr", x -> 0.5 * Erfc.value(-x / Math.sqrt(2)));
        numbers.put("log_ndtr", x -> Math.log(0.5 * Erfc.value(-x / Math.sqrt(2))));
        numbers.put("lgamma", LogGamma::value);
        numbers.put("digamma", x -> x < -SLOW ? Double.NaN : Digamma.value(x));
        numbers.put("trigamma", x -> x < -SLOW ? Double.NaN : Trigamma.value(x));
        Map<String, DoubleUnaryOperator> math3 = new LinkedHashMap<>();
        math3.put("erf", org.apache.commons.math3.special.Erf::erf);
        math3.put("erfc", org.apache.commons.math3.special.Erf::erfc);
        math3.put("lgamma", org.apache.commons.math3.special.Gamma::logGamma);
        math3.put("digamma", org.apache.commons.math3.special.Gamma::digamma);
        math3.put("trigamma", org.apache.commons.math3.special.Gamma::trigamma);
        Map<String, Map<String, DoubleBinaryOperator>> ofTwo = Map.of(
                "^", Map.of("Math", Math::pow, "StrictMath", StrictMath::pow),
                "lbeta", Map.of("Commons Numbers", LogBeta::value, "Commons Math", Beta::logBeta),
                "lgammadelta", Map.of("Commons Numbers", (x, a) -> LogGamma.value(x + a) - LogGamma.value(x)),
                "digammadelta", Map.of("Commons Numbers", (x, a) -> Digamma.value(x + a) - Digamma.value(x)));
        List<String> peers = List.of("Math", "StrictMath", "Commons Numbers", "Commons Math");
        List<Map<String, DoubleUnaryOperator>> ofOne = List.of(math, strict, numbers, math3);
        line("## Operations");
        line("");
        line("| operation | Surprisal | at | " + String.join(" | ", peers) + " |");
        line("| --- " + "| --- ".repeat(peers.size() + 2) + "|");
        List<Callable<List<String>>> rows = new ArrayList<>();
        for (var operation : Operations.all()) {
            String name = operation.name();
            boolean listed = operation instanceof Elementwise && !EXACT.contains(name) && name.matches(names);
            if (!listed || (name.equals("-") && operation.arity() == 1)) {
                continue;
            }
            rows.add(() -> {
                var judge = new OperationAccuracy((Elementwise) operation, DIGITS);
                WorstError own = judge.own(operation.arity() == 1 ? searchOfOne : search);
                List<String> cells = new ArrayList<>(List.of("`" + name + "`", ulps(own), place(own)));
                for (int i = 0; i < peers.size(); i++) {
                    DoubleUnaryOperator one = ofOne.get(i).get(name);
                    DoubleBinaryOperator two =
                            ofTwo.getOrDefault(name, Map.of()).get(peers.get(i));
                    cells.add(
                            one != null
                                    ? ulps(judge.of(searchOfPeers, x -> answer(one, x[0])))
                                    : two != null
                                            ? ulps(judge.of(searchOfPeers, x -> two.applyAsDouble(x[0], x[1])))
                                            : "");
                }
                return cells;
            });
        }
        rows(rows);
        line("");
    }

    private void losses(String names) throws InterruptedException, ExecutionException {
        line("## Losses");
        line("");
        line("| loss | value | at | gradient | at | Hessian | at |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        List<Callable<List<String>>> rows = new ArrayList<>();
        for (Loss loss : Catalogue.all()) {
            if (!loss.name().matches(names)) {
                continue;
            }
            rows.add(() -> {
                var judge = new LossAccuracy(loss, DIGITS);
                List<String> cells = new ArrayList<>(List.of("`" + loss.name() + "`"));
                for (LossAccuracy.Output output : LossAccuracy.Output.values()) {
                    try {
                        WorstError worst = judge.of(output, search);
                        cells.addAll(List.of(ulps(worst), place(worst)));
                    } catch (FormulaException noClosedForm) {
                        cells.addAll(List.of("none", ""));
                    }
                }
                return cells;
            });
        }
        rows(rows);
    }

    /// What each loss has beside its prediction, predicted too: its derivative, the second one, and the mixed one.
    private void furtherPredictions(String names) throws InterruptedException, ExecutionException {
        line("");
        line("## Further predictions");
        line("");
        line("| loss, in | gradient | at | second | at | mixed | at |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        List<Callable<List<String>>> rows = new ArrayList<>();
        for (Loss loss : Catalogue.all()) {
            for (Parameter parameter : loss.parameters()) {
                String name = parameter.name();
                if (loss.name().matches(names) && loss.columns().isEmpty()) {
                    rows.add(() -> {
                        List<String> cells = new ArrayList<>(List.of("`" + loss.name() + "` in `" + name + "`"));
                        for (var variables : List.of(
                                List.of(name),
                                List.of(name, name),
                                List.of(loss.prediction().name(), name))) {
                            try {
                                WorstError worst = new PartialAccuracy(loss.predicting(name), variables, DIGITS)
                                        .of(searchOfSeveral);
                                cells.addAll(List.of(ulps(worst), place(worst)));
                            } catch (IllegalArgumentException noDerivative) {
                                cells.addAll(List.of("none", ""));
                            }
                        }
                        return cells;
                    });
                }
            }
        }
        rows(rows);
    }

    /// Each on its own, as many at a time as there are processors, printed in their order.
    private void rows(List<Callable<List<String>>> rows) throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Future<List<String>> cells : rows.stream().map(pool::submit).toList()) {
                line("| " + String.join(" | ", cells.get()) + " |");
            }
        }
    }

    /// Some peers recurse once for each unit below 0.
    private static double answer(DoubleUnaryOperator peer, double x) {
        try {
            return peer.applyAsDouble(x);
        } catch (StackOverflowError tooDeep) {
            return Double.NaN;
        }
    }

    private void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }

    /// Rounded up, so that it is a bound for what was looked at.
    private static String ulps(WorstError worst) {
        if (worst.ulps() == Double.POSITIVE_INFINITY) {
            return "∞";
        }
        double up = Math.ceil(worst.ulps() * 100) / 100;
        return up < 1e4 ? String.format(Locale.ROOT, "%.2f", up) : String.format(Locale.ROOT, "%.0e", up * 1.05);
    }

    private static String place(WorstError worst) {
        return worst.ulps() == 0
                ? ""
                : worst.at().stream().map(x -> Double.toString(x)).collect(Collectors.joining(", "));
    }
}
