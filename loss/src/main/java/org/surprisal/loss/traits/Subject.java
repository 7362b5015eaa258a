package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.derive.Derivative;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.oracle.Oracle;
import org.surprisal.loss.textbook.Textbook;

/**
 * The formulas that questions are asked about: a loss with numbers in the place of its parameters, and its derivatives.
 * For one thread.
 */
final class Subject {
    /** The number of classes that a class loss is looked at with. */
    static final int CLASSES = 3;

    /** How often a formula is simplified and multiplied out in turn. */
    private static final int PASSES = 3;

    private final Graph graph;
    private final Symbol y;
    private final Symbol p;
    private final Expr value;
    private final Domain target;
    private final Domain prediction;
    private @Nullable Expr gradient;
    private @Nullable Expr hessian;
    private @Nullable Ranges values;

    Subject(Graph graph, Symbol y, Symbol p, Expr value, Domain target, Domain prediction) {
        this.graph = graph;
        this.y = y;
        this.p = p;
        this.value = value;
        this.target = target;
        this.prediction = prediction;
    }

    /** A loss, with its own forms of the derivatives. */
    static Subject of(Loss loss) {
        Map<String, Double> parameters = new HashMap<>();
        for (Parameter parameter : loss.parameters()) {
            parameters.put(parameter.name(), parameter.value());
        }
        Graph graph = new Graph();
        Symbol y = graph.symbol(loss.target().name(), Symbol.Role.TARGET, loss.perClass());
        Symbol p = graph.symbol(loss.prediction().name(), Symbol.Role.PREDICTION, loss.perClass());
        Subject subject = new Subject(
                graph,
                y,
                p,
                bound(graph, loss.value(), parameters),
                loss.target().domain(),
                loss.prediction().domain());
        subject.gradient = bound(graph, loss.computedGradient(), parameters);
        try {
            subject.hessian = bound(graph, loss.computedHessian(), parameters);
        } catch (FormulaException noClosedForm) {
            subject.hessian = null;
        }
        return subject;
    }

    private static Expr bound(Graph graph, Expr expr, Map<String, Double> parameters) {
        return graph.rewrite(expr, leaf -> {
            boolean open = leaf instanceof Symbol symbol && symbol.role() == Symbol.Role.PARAMETER;
            Double number = open ? parameters.get(((Symbol) leaf).name()) : null;
            return number == null ? graph.leaf(leaf) : graph.num(number);
        });
    }

    Graph graph() {
        return graph;
    }

    Symbol y() {
        return y;
    }

    Symbol p() {
        return p;
    }

    Domain target() {
        return target;
    }

    Domain prediction() {
        return prediction;
    }

    boolean perClass() {
        return p.perClass();
    }

    int classes() {
        return perClass() ? CLASSES : 1;
    }

    Expr value() {
        return value;
    }

    Expr gradient() {
        if (gradient == null) {
            gradient = derivative(value);
        }
        return gradient;
    }

    /** The second derivative, of a class loss its diagonal; null if it has no closed form or is too long. */
    @Nullable
    Expr hessian() {
        if (hessian == null) {
            try {
                hessian = new Derivative(graph, p).diagonal(gradient());
            } catch (FormulaException noClosedForm) {
                return null;
            }
        }
        return hessian;
    }

    /** The derivative of a row-level expression with respect to the prediction. */
    Expr derivative(Expr expr) {
        return new Derivative(graph, p).gradient(expr);
    }

    /** The derivative of a row-level expression with respect to the target. */
    Expr derivativeInTarget(Expr expr) {
        return new Derivative(graph, y).gradient(expr);
    }

    Box domain() {
        return Box.of(Box.of(target), Box.of(prediction), classes());
    }

    /** Whether an expression has a symbol in it. */
    static boolean depends(Expr expr, Symbol symbol) {
        return expr.nodes().contains(symbol);
    }

    /** An expression with others in the place of target and prediction. */
    Expr substituted(Expr expr, Expr target, Expr prediction) {
        return graph.rewrite(expr, leaf -> leaf.equals(y) ? target : leaf.equals(p) ? prediction : graph.leaf(leaf));
    }

    /** Whether algebra shows that an expression is 0. */
    boolean isZero(Expr expr) {
        Expr plain = expr;
        for (int pass = 0; pass < PASSES && !Num.is(plain, 0); pass++) {
            plain = Textbook.of(Plain.of(plain));
        }
        return Num.is(plain, 0);
    }

    /** The loss in decimals. */
    BigDecimal exactly(double[] y, double[] p) {
        return exactly(value, y, p, 0);
    }

    /**
     * An expression in decimals.
     *
     * @throws ArithmeticException if there is no finite value, or it is out of reach
     */
    BigDecimal exactly(Expr expr, double[] y, double[] p, int k) {
        return exactly(expr, decimals(y), decimals(p), k);
    }

    BigDecimal exactly(Expr expr, BigDecimal[] y, BigDecimal[] p, int k) {
        return new Oracle(y, p, Map.of()).value(expr, k, Budget.DIGITS);
    }

    static BigDecimal[] decimals(double[] x) {
        return Arrays.stream(x).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    /** The loss in doubles, good enough to look for counterexamples: the middle of an interval, NaN if undefined. */
    double about(double[] y, double[] p) {
        if (values == null) {
            values = new Ranges(value);
        }
        return about(values, y, p);
    }

    static double about(Ranges ranges, double[] y, double[] p) {
        return about(ranges.of(point(y, p))[0]);
    }

    private static double about(Interval range) {
        if (range.undefined()) {
            return Double.NaN;
        }
        return range.isFinite() ? range.low() + 0.5 * (range.high() - range.low()) : range.low() + range.high();
    }

    static Box point(double[] y, double[] p) {
        return new Box(points(y), points(p));
    }

    private static Interval[] points(double[] x) {
        return Arrays.stream(x).mapToObj(Interval::point).toArray(Interval[]::new);
    }
}
