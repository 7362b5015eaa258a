package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.oracle.Oracle;
import org.surprisal.loss.parse.Parser;

/**
 * The formula of a loss as its author wrote it, with nothing simplified: how another library would compute it, one
 * operation after the other.
 *
 * @param graph where it lives
 * @param value the formula, numbers in the place of parameters
 */
record AsWritten(Graph graph, Expr value) {
    static AsWritten of(Loss loss) {
        Graph graph = Graph.literal();
        Map<String, Expr> names = new HashMap<>();
        names.put("pi", graph.num(Math.PI));
        names.put("inf", graph.num(Double.POSITIVE_INFINITY));
        names.put("K", graph.symbol("K", Symbol.Role.CLASSES, false));
        for (Parameter parameter : loss.parameters()) {
            names.put(parameter.name(), graph.num(parameter.value()));
        }
        String target = loss.target().name();
        String prediction = loss.prediction().name();
        names.put(target, graph.symbol(target, Symbol.Role.TARGET, loss.perClass()));
        names.put(prediction, graph.symbol(prediction, Symbol.Role.PREDICTION, loss.perClass()));
        return new AsWritten(graph, new Parser(loss.formula(), graph, names, Set.of()).parse());
    }

    /** A part in doubles, one value per class or one of the row. */
    static double[] computed(Expr part, double[] y, double[] p) {
        Map<Expr, double[]> values = new HashMap<>();
        for (Expr node : part.nodes()) {
            values.put(
                    node,
                    switch (node) {
                        case Num num -> new double[] {num.value()};
                        case Symbol symbol -> symbol(symbol, y, p);
                        case Call call -> call(call, values, p.length);
                    });
        }
        return Objects.requireNonNull(values.get(part));
    }

    private static double[] symbol(Symbol symbol, double[] y, double[] p) {
        return switch (symbol.role()) {
            case TARGET -> y;
            case PREDICTION -> p;
            case CLASSES -> new double[] {p.length};
            case PARAMETER, DIRECTION, LABEL, PICKED -> new double[] {Double.NaN};
        };
    }

    private static double[] call(Call call, Map<Expr, double[]> values, int classes) {
        double[][] x = call.arguments().stream().map(values::get).toArray(double[][]::new);
        return switch (call.operation()) {
            case Elementwise elementwise -> {
                int n = Arrays.stream(x).mapToInt(one -> one.length).max().orElse(1);
                double[] out = new double[n];
                elementwise.run(Arrays.stream(x).map(one -> spread(one, n)).toArray(double[][]::new), out, n);
                yield out;
            }
            case OverClasses over -> overClasses(over, spread(x[0], classes));
        };
    }

    private static double[] overClasses(OverClasses over, double[] x) {
        Graph graph = new Graph();
        if (over.shared(graph, graph.symbol("x", Symbol.Role.PREDICTION, true)) != null) {
            // Programs do it in several steps, whose result this is but for a rounding.
            Interval[] points = Arrays.stream(x)
                    .mapToObj(one -> Double.isNaN(one) ? Interval.ANYTHING : Interval.point(one))
                    .toArray(Interval[]::new);
            return Arrays.stream(over.interval(points))
                    .mapToDouble(range -> range.isFinite() ? 0.5 * (range.low() + range.high()) : Double.NaN)
                    .toArray();
        }
        double[] out = new double[over.reduces() ? 1 : x.length];
        over.run(new double[][] {x}, out, new double[OverClasses.SCRATCH][OverClasses.WIDTH], x.length, 1);
        return out;
    }

    private static double[] spread(double[] x, int n) {
        double[] out = x;
        if (x.length < n) {
            out = new double[n];
            Arrays.fill(out, x[0]);
        }
        return out;
    }

    /**
     * A part in decimals.
     *
     * @throws ArithmeticException if there is no finite value
     */
    static BigDecimal exactly(Expr part, double[] y, double[] p, int k) {
        return new Oracle(Subject.decimals(y), Subject.decimals(p), Map.of()).value(part, k, Budget.DIGITS);
    }
}
