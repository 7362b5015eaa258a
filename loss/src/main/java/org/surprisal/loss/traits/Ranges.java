package org.surprisal.loss.traits;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;

/** The intervals of an expression and of all that it is made of, over boxes. For one thread. */
final class Ranges {
    private final List<Expr> nodes;
    private final Map<Expr, Integer> places = new HashMap<>();
    private final int[][] arguments;
    private final Interval[][] values;

    Ranges(Expr root) {
        nodes = root.nodes();
        arguments = new int[nodes.size()][];
        values = new Interval[nodes.size()][];
        for (int i = 0; i < nodes.size(); i++) {
            places.put(nodes.get(i), i);
            arguments[i] = nodes.get(i) instanceof Call call
                    ? call.arguments().stream().mapToInt(places::get).toArray()
                    : new int[0];
        }
    }

    /** The interval of each class, of a row-level expression one. */
    Interval[] of(Box box) {
        return of(symbol -> symbol(symbol, box), box.p().length);
    }

    /** The same with intervals of its own for each symbol. */
    Interval[] of(Function<Symbol, Interval[]> leaves, int classes) {
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (nodes.get(i)) {
                case Num num -> new Interval[] {Interval.point(num.value())};
                case Symbol symbol -> leaves.apply(symbol);
                case Call call -> call(call, arguments[i], classes);
            };
        }
        return values[values.length - 1];
    }

    /** The intervals of a part, over the box that was last looked at. */
    Interval[] part(Expr node) {
        return values[Objects.requireNonNull(places.get(node))];
    }

    /** Whether no part can be anything but finite, over the box that was last looked at. */
    boolean allFinite() {
        return Arrays.stream(values).flatMap(Arrays::stream).allMatch(Interval::isFinite);
    }

    /** One interval for all classes together. */
    static Interval hull(Interval[] values) {
        Interval hull = values[0];
        for (Interval one : values) {
            hull = hull.hull(one);
        }
        return hull;
    }

    private static Interval[] symbol(Symbol symbol, Box box) {
        return switch (symbol.role()) {
            case TARGET -> box.y();
            case PREDICTION -> box.p();
            case CLASSES -> new Interval[] {Interval.point(box.p().length)};
            case PARAMETER, DIRECTION, LABEL, PICKED -> new Interval[] {Interval.ANYTHING};
        };
    }

    private Interval[] call(Call call, int[] from, int classes) {
        return switch (call.operation()) {
            case Elementwise elementwise -> {
                Interval[] out = new Interval[call.perClass() ? classes : 1];
                Interval[] x = new Interval[from.length];
                for (int k = 0; k < out.length; k++) {
                    boolean undefined = false;
                    boolean reached = false;
                    for (int i = 0; i < x.length; i++) {
                        Interval[] argument = values[from[i]];
                        x[i] = argument[argument.length == 1 ? 0 : k];
                        undefined |= x[i].undefined();
                        reached |= x[i].reached();
                    }
                    out[k] =
                            elementwise.interval(x).reachedIf(reached).undefinedIf(undefined && !elementwise.selects());
                }
                yield out;
            }
            case OverClasses over -> {
                Interval[] out = over.interval(spread(values[from[0]], classes));
                Interval all = hull(values[from[0]]);
                for (int k = 0; k < out.length; k++) {
                    out[k] = out[k].reachedIf(all.reached()).undefinedIf(all.undefined());
                }
                yield out;
            }
        };
    }

    private static Interval[] spread(Interval[] values, int classes) {
        Interval[] out = values;
        if (values.length == 1 && classes > 1) {
            out = new Interval[classes];
            Arrays.fill(out, values[0]);
        }
        return out;
    }
}
