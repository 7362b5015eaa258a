package org.surprisal.loss.traits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.surprisal.loss.derive.Derivative;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Abs;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.CumulativeSum;
import org.surprisal.loss.op.LargestClass;
import org.surprisal.loss.op.LogSumExp;
import org.surprisal.loss.op.Max;
import org.surprisal.loss.op.Min;
import org.surprisal.loss.op.Multiply;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.op.NegativeLogSoftmax;
import org.surprisal.loss.op.ReverseCumulativeSum;
import org.surprisal.loss.op.SelectingProduct;
import org.surprisal.loss.op.Subtract;
import org.surprisal.loss.op.Sum;
import org.surprisal.loss.op.WeightedProduct;
import org.surprisal.loss.op.Where;

/**
 * Proofs of convexity by composition: a convex function of a straight line is convex, an increasing convex function of
 * a convex one is, a sum of convex ones is (Boyd and Vandenberghe, Convex Optimization, 2004, section 3.2). Whether an
 * operation is convex and increasing is found from intervals of its own derivatives. It holds across kinks.
 */
final class Composition {
    /** The shape of a part as a function of the predictions. */
    enum Shape {
        CONSTANT,
        STRAIGHT,
        CONVEX,
        CONCAVE,
        UNKNOWN;

        Shape negate() {
            return switch (this) {
                case CONVEX -> CONCAVE;
                case CONCAVE -> CONVEX;
                default -> this;
            };
        }

        Shape plus(Shape that) {
            if (this == CONSTANT || this == that) {
                return that;
            }
            if (that == CONSTANT) {
                return this;
            }
            if (this == STRAIGHT) {
                return that;
            }
            return that == STRAIGHT ? this : UNKNOWN;
        }

        boolean isConvex() {
            return this == CONSTANT || this == STRAIGHT || this == CONVEX;
        }
    }

    private static final List<String> ARGUMENTS = List.of("a", "b", "c");

    private final Expr root;
    private final Ranges ranges;
    private final Map<Elementwise, List<Ranges[]>> derivatives = new HashMap<>();

    Composition(Expr root) {
        this.root = root;
        this.ranges = new Ranges(root);
    }

    /** Whether the expression is convex in the predictions of a box, whatever the targets in it are. */
    boolean convex(Box box) {
        ranges.of(box);
        Map<Expr, Shape> shapes = new HashMap<>();
        for (Expr node : root.nodes()) {
            shapes.put(node, shape(node, shapes));
        }
        return Objects.requireNonNull(shapes.get(root)).isConvex()
                && !Ranges.hull(ranges.part(root)).undefined();
    }

    private Shape shape(Expr node, Map<Expr, Shape> shapes) {
        if (!(node instanceof Call call)) {
            return node instanceof Symbol symbol && symbol.role() == Symbol.Role.PREDICTION
                    ? Shape.STRAIGHT
                    : Shape.CONSTANT;
        }
        List<Shape> x = call.arguments().stream().map(shapes::get).toList();
        if (x.stream().allMatch(Shape.CONSTANT::equals)) {
            return Shape.CONSTANT;
        }
        return switch (call.operation()) {
            case OverClasses over -> overClasses(over, x.get(0));
            case Add add -> x.get(0).plus(x.get(1));
            case Subtract subtract -> x.get(0).plus(x.get(1).negate());
            case Negate negate -> x.get(0).negate();
            case Max max -> x.get(0).isConvex() && x.get(1).isConvex() ? Shape.CONVEX : Shape.UNKNOWN;
            case Min min ->
                x.get(0).negate().isConvex() && x.get(1).negate().isConvex() ? Shape.CONCAVE : Shape.UNKNOWN;
            case Abs abs -> magnitude(x.get(0), range(call.argument(0)));
            case Where where -> x.get(0) == Shape.CONSTANT ? either(x.get(1), x.get(2)) : Shape.UNKNOWN;
            case Multiply product -> product(call, x);
            case WeightedProduct product -> product(call, x);
            case SelectingProduct product -> product(call, x);
            case Elementwise elementwise -> elementwise(call, elementwise, x);
        };
    }

    private static Shape overClasses(OverClasses operation, Shape x) {
        if (operation.equals(Sum.OPERATION)
                || operation.equals(CumulativeSum.OPERATION)
                || operation.equals(ReverseCumulativeSum.OPERATION)) {
            return x;
        }
        if (operation.equals(LogSumExp.OPERATION) || operation.equals(LargestClass.OPERATION)) {
            return x.isConvex() ? Shape.CONVEX : Shape.UNKNOWN;
        }
        return operation.equals(NegativeLogSoftmax.OPERATION) && x == Shape.STRAIGHT ? Shape.CONVEX : Shape.UNKNOWN;
    }

    private static Shape either(Shape a, Shape b) {
        return a.isConvex() && b.isConvex()
                ? (a == b && a == Shape.STRAIGHT ? Shape.STRAIGHT : Shape.CONVEX)
                : a.negate().isConvex() && b.negate().isConvex() ? Shape.CONCAVE : Shape.UNKNOWN;
    }

    private static Shape magnitude(Shape x, Interval range) {
        if (x == Shape.STRAIGHT || (x == Shape.CONVEX && range.low() >= 0)) {
            return Shape.CONVEX;
        }
        return x == Shape.CONCAVE && range.high() <= 0 ? Shape.CONVEX : Shape.UNKNOWN;
    }

    /** A factor that the prediction is no part of, times another one. */
    private Shape product(Call call, List<Shape> x) {
        for (int i = 0; i < 2; i++) {
            if (x.get(i) == Shape.CONSTANT) {
                Interval factor = range(call.argument(i));
                Shape other = x.get(1 - i);
                if (other == Shape.STRAIGHT || factor.low() >= 0) {
                    return other;
                }
                return factor.high() <= 0 ? other.negate() : Shape.UNKNOWN;
            }
        }
        return Shape.UNKNOWN;
    }

    /** A function of one argument that varies, by the signs of its two derivatives over the arguments. */
    private Shape elementwise(Call call, Elementwise operation, List<Shape> x) {
        int[] varying = IntStream.range(0, x.size())
                .filter(i -> x.get(i) != Shape.CONSTANT)
                .toArray();
        if (varying.length != 1) {
            return Shape.UNKNOWN;
        }
        Shape inner = x.get(varying[0]);
        Ranges[] both = derivatives(operation).get(varying[0]);
        if (inner == Shape.UNKNOWN || both.length == 0) {
            return Shape.UNKNOWN;
        }
        Interval[] at = call.arguments().stream().map(this::range).toArray(Interval[]::new);
        Function<Symbol, Interval[]> leaves = symbol -> new Interval[] {at[ARGUMENTS.indexOf(symbol.name())]};
        Interval slope = both[0].of(leaves, 1)[0];
        Interval bend = both[1].of(leaves, 1)[0];
        if (bend.undefined()) {
            return Shape.UNKNOWN;
        }
        boolean straight = inner == Shape.STRAIGHT;
        boolean up = inner == Shape.CONVEX && slope.low() >= 0 && !slope.undefined();
        boolean down = inner == Shape.CONCAVE && slope.high() <= 0 && !slope.undefined();
        if (bend.low() >= 0 && (straight || up || down)) {
            return bend.is(0) && straight ? Shape.STRAIGHT : Shape.CONVEX;
        }
        boolean fallsAgainst = inner == Shape.CONVEX && slope.high() <= 0 && !slope.undefined();
        boolean risesAgainst = inner == Shape.CONCAVE && slope.low() >= 0 && !slope.undefined();
        return bend.high() <= 0 && (straight || fallsAgainst || risesAgainst) ? Shape.CONCAVE : Shape.UNKNOWN;
    }

    /** For each argument the first and the second derivative; nothing where there is a kink or no closed form. */
    private List<Ranges[]> derivatives(Elementwise operation) {
        return derivatives.computeIfAbsent(
                operation,
                op -> IntStream.range(0, op.arity())
                        .mapToObj(i -> derivatives(op, i))
                        .toList());
    }

    private static Ranges[] derivatives(Elementwise operation, int i) {
        Graph graph = new Graph();
        Expr[] arguments = new Expr[operation.arity()];
        for (int j = 0; j < arguments.length; j++) {
            arguments[j] = graph.symbol(ARGUMENTS.get(j), Symbol.Role.PARAMETER, false);
        }
        try {
            Expr call = graph.call(operation, arguments);
            Derivative derivative = new Derivative(graph, (Symbol) arguments[i]);
            Expr slope = derivative.gradient(call);
            Expr bend = derivative.gradient(slope);
            return Kinks.hasSwitch(call) || Kinks.hasSwitch(slope)
                    ? new Ranges[0]
                    : new Ranges[] {new Ranges(slope), new Ranges(bend)};
        } catch (FormulaException noClosedForm) {
            return new Ranges[0];
        }
    }

    private Interval range(Expr node) {
        return Ranges.hull(ranges.part(node));
    }
}
