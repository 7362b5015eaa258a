package org.surprisal.loss.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.LogOnePlus;
import org.surprisal.loss.op.Logarithm;
import org.surprisal.loss.op.Multiply;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.op.OutcomeChoice;
import org.surprisal.loss.op.OutcomeSurprisal;
import org.surprisal.loss.op.Subtract;
import org.surprisal.loss.op.Where;

/**
 * One expression out of what is left of it for a target of 1 and for a target of 0. Where both do the same thing to
 * different arguments, it is done once, to arguments chosen by the target: the surprisal of a score is the softplus of
 * the score with one sign or the other. The bits are those of the two.
 */
final class BothOutcomes {
    /** How many pairs are looked at; the rest of a long formula is done twice and chosen from. */
    private static final int STEPS = 500;

    private final Graph graph;
    private final Expr target;
    private final Map<List<Expr>, Expr> known = new HashMap<>();
    private int steps;

    /** Writes in a graph, with a target of 0 or 1. */
    BothOutcomes(Graph graph, Expr target) {
        this.graph = graph;
        this.target = target;
    }

    /** What is {@code one} where the target is 1, and {@code zero} where it is 0. */
    Expr of(Expr one, Expr zero) {
        return of(one, zero, false);
    }

    /** The same; {@code zerosAlike} if it makes no difference whether a 0 is -0. */
    private Expr of(Expr one, Expr zero, boolean zerosAlike) {
        if (one == zero) {
            return one;
        }
        if (Num.is(one, 1) && Num.is(zero, 0)) {
            return target;
        }
        Expr done = known.get(List.of(one, zero));
        if (done == null || zerosAlike) {
            done = merged(one, zero, zerosAlike);
            if (!zerosAlike) {
                known.put(List.of(one, zero), done);
            }
        }
        return done;
    }

    private Expr merged(Expr one, Expr zero, boolean zerosAlike) {
        boolean plain = zerosAlike || (unsigned(one) && unsigned(zero));
        Expr chosen = graph.raw(plain ? Where.OPERATION : OutcomeChoice.OPERATION, target, one, zero);
        if (!(one instanceof Call a) || !(zero instanceof Call b) || ++steps > STEPS) {
            return chosen;
        }
        if (a.operation().equals(Logarithm.OPERATION)
                && b.operation().equals(LogOnePlus.OPERATION)
                && isNegative(b.argument(0), a.argument(0))) {
            return negative(graph.raw(OutcomeSurprisal.OPERATION, target, a.argument(0)));
        }
        Expr best = chosen;
        if (a.operation().equals(b.operation()) && a.operation() instanceof Elementwise same) {
            best = cheaper(best, together(same, a.arguments(), b.arguments()));
            if (same.commutes()) {
                best = cheaper(best, together(same, a.arguments(), b.arguments().reversed()));
            }
        }
        if (a.operation().equals(Negate.OPERATION)) {
            best = cheaper(best, signed(of(a.argument(0), zero), -1));
        } else if (b.operation().equals(Negate.OPERATION)) {
            best = cheaper(best, signed(of(one, b.argument(0)), 1));
        }
        return best;
    }

    private Expr together(Elementwise operation, List<Expr> ones, List<Expr> zeros) {
        Expr[] x = new Expr[ones.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = argument(operation, ones.get(i), zeros.get(i));
        }
        if (operation.equals(Negate.OPERATION)) {
            return negative(x[0]);
        }
        return graph.raw(operation, x);
    }

    private Expr argument(Elementwise operation, Expr one, Expr zero) {
        if (operation.zerosAlike() && isNegative(one, zero)) {
            return graph.raw(Multiply.OPERATION, sign(-1), zero);
        }
        return operation.zerosAlike() && isNegative(zero, one)
                ? graph.raw(Multiply.OPERATION, sign(1), one)
                : of(one, zero, operation.zerosAlike());
    }

    /** An expression with a sign that the target decides; {@code sign} is the one for a target of 1. */
    private Expr signed(Expr size, int sign) {
        return unsigned(size)
                ? graph.raw(Add.OPERATION, graph.raw(Multiply.OPERATION, sign(sign), size), graph.num(0))
                : sign < 0
                        ? graph.raw(OutcomeChoice.OPERATION, target, negative(size), size)
                        : graph.raw(OutcomeChoice.OPERATION, target, size, negative(size));
    }

    /** 1 or -1 as the target is 1 or 0, or the other way round. */
    private Expr sign(int ofOne) {
        Expr twice = graph.raw(Multiply.OPERATION, graph.num(2), target);
        return ofOne > 0
                ? graph.raw(Subtract.OPERATION, twice, graph.num(1))
                : graph.raw(Subtract.OPERATION, graph.num(1), twice);
    }

    /** 0 - x; what has been negated twice is itself, but for a zero. */
    private Expr negative(Expr x) {
        if (x instanceof Call call && call.operation().equals(Negate.OPERATION)) {
            Expr inside = call.argument(0);
            return unsigned(inside) ? inside : graph.raw(Add.OPERATION, inside, graph.num(0));
        }
        return graph.raw(Negate.OPERATION, x);
    }

    private static boolean isNegative(Expr negative, Expr of) {
        return negative instanceof Call call && call.operation().equals(Negate.OPERATION) && call.argument(0) == of;
    }

    private static boolean unsigned(Expr expr) {
        return expr instanceof Num
                || (expr instanceof Call call
                        && call.operation() instanceof Elementwise elementwise
                        && elementwise.unsigned());
    }

    private static Expr cheaper(Expr a, Expr b) {
        return cost(b) < cost(a) ? b : a;
    }

    private static long cost(Expr expr) {
        return expr.nodes().stream()
                .mapToLong(node -> node instanceof Call call && call.operation() instanceof Elementwise elementwise
                        ? elementwise.cost()
                        : 0)
                .sum();
    }
}
