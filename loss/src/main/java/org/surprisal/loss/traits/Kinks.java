package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Abs;
import org.surprisal.loss.op.AtLargestClass;
import org.surprisal.loss.op.Comparison;
import org.surprisal.loss.op.LargestClass;
import org.surprisal.loss.op.Max;
import org.surprisal.loss.op.Min;
import org.surprisal.loss.op.Sign;
import org.surprisal.loss.op.Subtract;
import org.surprisal.loss.op.Sum;
import org.surprisal.loss.op.Where;

/**
 * Where a loss, for one target, is put together from several smooth pieces, and what jumps there. A class loss is
 * looked at along the prediction of its first class, those of the others staying where they are.
 */
final class Kinks {
    /** How many parts of the domain are looked at for the places of a switch. */
    private static final int BOXES = 4_000;

    /** How near a place is found, and how far from it the two sides are looked at. */
    private static final BigDecimal NEAR = new BigDecimal("1e-80");

    private static final BigDecimal BESIDE = new BigDecimal("1e-40");

    /** What is smaller is no jump. */
    private static final BigDecimal JUMP = new BigDecimal("1e-24");

    private static final MathContext ROUNDING = new MathContext(120);
    private static final int STEPS = 400;

    private final Subject subject;
    private final double[] y;
    private final double[] p;

    private Kinks(Subject subject, double[] y, double[] p) {
        this.subject = subject;
        this.y = y;
        this.p = p;
    }

    /**
     * A kink.
     *
     * @param at the prediction there, rounded
     * @param value by how much the loss jumps upwards there
     * @param slope by how much its derivative does
     * @param bend by how much its second derivative does; NaN if that is not known
     */
    record Kink(double at, double value, double slope, double bend) {}

    /**
     * What was found for one target.
     *
     * @param kinks in the order of the predictions
     * @param complete whether there are no others
     */
    record Found(List<Kink> kinks, boolean complete) {}

    /** Whether an expression has a part that chooses between pieces. */
    static boolean hasSwitch(Expr expr) {
        return expr.nodes().stream().anyMatch(node -> node instanceof Call call && isSwitch(call.operation()));
    }

    /** Whether an expression has a part that chooses between pieces by the prediction. */
    static boolean switches(Expr expr, Symbol prediction) {
        return expr.nodes().stream()
                .anyMatch(node -> node instanceof Call call
                        && isSwitch(call.operation())
                        && Subject.depends(watched(call), prediction));
    }

    /** Whether an expression may jump where the prediction changes: it compares, and does not only bend. */
    static boolean mayJump(Expr expr, Symbol prediction) {
        return expr.nodes().stream()
                .anyMatch(node -> node instanceof Call call
                        && isSwitch(call.operation())
                        && !(call.operation() instanceof Abs)
                        && !(call.operation() instanceof Min)
                        && !(call.operation() instanceof Max)
                        && !(call.operation() instanceof LargestClass)
                        && Subject.depends(watched(call), prediction));
    }

    private static Expr watched(Call call) {
        return call.operation() instanceof Where ? call.argument(0) : call;
    }

    private static boolean isSwitch(Operation operation) {
        return switch (operation) {
            case Abs abs -> true;
            case Sign sign -> true;
            case Min min -> true;
            case Max max -> true;
            case Comparison comparison -> true;
            case Where where -> true;
            case LargestClass largest -> true;
            case AtLargestClass at -> true;
            default -> false;
        };
    }

    /** The kinks of a row loss for one target. */
    static Found of(Subject subject, double target) {
        return of(subject, new double[] {target}, new double[1]);
    }

    /**
     * The kinks along the first prediction.
     *
     * @param y the target, of a class loss one value per class
     * @param p the predictions, of which the first one is of no matter
     */
    static Found of(Subject subject, double[] y, double[] p) {
        return new Kinks(subject, y, p).all();
    }

    private Found all() {
        TreeMap<BigDecimal, Kink> kinks = new TreeMap<>();
        boolean complete = true;
        for (Watched watched : watched()) {
            List<BigDecimal> places = new ArrayList<>();
            complete &= roots(watched, places);
            for (BigDecimal place : places) {
                Kink kink = kinks.containsKey(place) ? null : kink(place);
                if (kink != null) {
                    kinks.put(place, kink);
                }
            }
        }
        return new Found(List.copyOf(kinks.values()), complete);
    }

    /**
     * What chooses between pieces by its sign.
     *
     * @param function a function, of several classes that of the first one
     * @param largest whether it is the first one's lead over the greatest of the others that chooses
     */
    private record Watched(Expr function, boolean largest) {}

    private List<Watched> watched() {
        List<Watched> all = new ArrayList<>();
        switches(subject, subject.value()).forEach(function -> all.add(new Watched(function, false)));
        for (Expr node : subject.value().nodes()) {
            if (node instanceof Call call
                    && (call.operation() instanceof LargestClass || call.operation() instanceof AtLargestClass)) {
                all.add(new Watched(call.argument(0), true));
            }
        }
        return all;
    }

    /** The functions whose signs choose between pieces. */
    static Set<Expr> switches(Subject subject, Expr expr) {
        Set<Expr> functions = new LinkedHashSet<>();
        for (Expr node : expr.nodes()) {
            boolean ofClasses = node instanceof Call over
                    && (over.operation() instanceof LargestClass || over.operation() instanceof AtLargestClass);
            if (!ofClasses && node instanceof Call call && isSwitch(call.operation())) {
                Expr function = switch (call.operation()) {
                    case Min min -> difference(subject, call);
                    case Max max -> difference(subject, call);
                    case Comparison comparison -> difference(subject, call);
                    default -> call.argument(0);
                };
                boolean decided = call.operation() instanceof Where
                        && function instanceof Call inner
                        && inner.operation() instanceof Comparison;
                if (!decided && Subject.depends(function, subject.p())) {
                    functions.add(function);
                }
            }
        }
        return functions;
    }

    private static Expr difference(Subject subject, Call call) {
        return subject.graph().call(Subtract.OPERATION, call.argument(0), call.argument(1));
    }

    /** Adds the places where a function changes its sign; false if there may be others. */
    private boolean roots(Watched watched, List<BigDecimal> places) {
        Expr function = watched.function;
        Ranges values = new Ranges(function);
        Ranges slopes = new Ranges(
                subject.derivative(function.perClass() ? subject.graph().call(Sum.OPERATION, function) : function));
        Interval whole = Box.of(subject.prediction()).within(-Double.MAX_VALUE, Double.MAX_VALUE);
        Deque<Interval> open = new ArrayDeque<>(List.of(whole));
        boolean complete = true;
        for (int boxes = 0; !open.isEmpty(); boxes++) {
            if (boxes == BOXES) {
                return false;
            }
            Interval part = open.pop();
            Interval value = value(watched, values.of(box(part)));
            if (!value.contains(0)) {
                continue;
            }
            Interval slope = slopes.of(box(part))[0];
            boolean monotone = !slope.contains(0) && !slope.undefined() && !value.undefined();
            if (monotone) {
                BigDecimal root = root(watched, part);
                if (root != null && !places.contains(root)) {
                    places.add(root);
                }
                continue;
            }
            double middle = Box.middle(part);
            if (!(middle > part.low() && middle < part.high())) {
                complete = false;
                continue;
            }
            open.push(Interval.of(middle, part.high()));
            open.push(Interval.of(part.low(), middle));
        }
        places.sort(Comparator.naturalOrder());
        return complete;
    }

    private Box box(Interval first) {
        Box point = Subject.point(y, p);
        Interval[] predictions = point.p().clone();
        predictions[0] = first;
        return new Box(point.y(), predictions);
    }

    private static Interval value(Watched watched, Interval[] values) {
        if (!watched.largest || values.length == 1) {
            return values[0];
        }
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean undefined = values[0].undefined();
        for (int k = 1; k < values.length; k++) {
            low = Math.max(low, values[k].low());
            high = Math.max(high, values[k].high());
            undefined |= values[k].undefined();
        }
        double least = Math.nextDown(values[0].low() - high);
        double most = Math.nextUp(values[0].high() - low);
        boolean known = least <= most;
        return Interval.of(known ? least : Double.NEGATIVE_INFINITY, known ? most : Double.POSITIVE_INFINITY)
                .undefinedIf(undefined);
    }

    /** The one place between two ends where a monotone function is 0, or null if it has one sign. */
    private @Nullable BigDecimal root(Watched watched, Interval part) {
        try {
            BigDecimal low = new BigDecimal(part.low());
            BigDecimal high = new BigDecimal(part.high());
            int atLow = sign(watched, low);
            int atHigh = sign(watched, high);
            if (atLow == 0 || atHigh == 0) {
                return atLow == 0 ? low : high;
            }
            if (atLow == atHigh) {
                return null;
            }
            // First between doubles, whose magnitudes may differ by much, then between decimals.
            Interval between = part;
            for (double middle = Box.middle(between);
                    middle > between.low() && middle < between.high();
                    middle = Box.middle(between)) {
                int sign = sign(watched, new BigDecimal(middle));
                if (sign == 0) {
                    return new BigDecimal(middle);
                }
                between = sign == atLow ? Interval.of(middle, between.high()) : Interval.of(between.low(), middle);
            }
            low = new BigDecimal(between.low());
            high = new BigDecimal(between.high());
            BigDecimal scale = low.abs().max(high.abs()).max(BigDecimal.ONE).multiply(NEAR);
            for (int i = 0; i < STEPS && high.subtract(low).compareTo(scale) > 0; i++) {
                BigDecimal middle = low.add(high).divide(BigDecimal.TWO, ROUNDING);
                int sign = sign(watched, middle);
                low = sign == atLow ? middle : low;
                high = sign == atLow ? high : middle;
            }
            return high;
        } catch (ArithmeticException noValue) {
            return null;
        }
    }

    private int sign(Watched watched, BigDecimal at) {
        BigDecimal first = value(watched.function, at, 0);
        if (!watched.largest || y.length == 1) {
            return first.signum();
        }
        BigDecimal most = value(watched.function, at, 1);
        for (int k = 2; k < y.length; k++) {
            most = most.max(value(watched.function, at, k));
        }
        return first.compareTo(most);
    }

    private BigDecimal value(Expr function, BigDecimal at, int k) {
        BigDecimal[] predictions = Subject.decimals(p);
        predictions[0] = at;
        return subject.exactly(function, Subject.decimals(y), predictions, k);
    }

    /** What jumps at a place, or null if nothing does. */
    private @Nullable Kink kink(BigDecimal place) {
        try {
            double value = jump(subject.value(), place);
            double slope = jump(subject.gradient(), place);
            Expr hessian = subject.hessian();
            double bend = hessian == null ? Double.NaN : jump(hessian, place);
            boolean smooth = value == 0 && slope == 0 && !(Math.abs(bend) > 0);
            return smooth ? null : new Kink(place.doubleValue(), value, slope, bend);
        } catch (ArithmeticException edge) {
            return null;
        }
    }

    private double jump(Expr expr, BigDecimal place) {
        BigDecimal step = place.abs().max(BigDecimal.ONE).multiply(BESIDE);
        BigDecimal before = value(expr, place.subtract(step), 0);
        BigDecimal after = value(expr, place.add(step), 0);
        BigDecimal jump = after.subtract(before);
        BigDecimal size = before.abs().max(after.abs()).max(BigDecimal.ONE);
        return jump.abs().compareTo(size.multiply(JUMP)) > 0 ? jump.doubleValue() : 0;
    }
}
