package org.surprisal.loss.traits;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.op.Abs;
import org.surprisal.loss.op.Comparison;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.op.Sigmoid;
import org.surprisal.loss.op.Softplus;
import org.surprisal.loss.op.Square;
import org.surprisal.loss.op.Subtract;

/**
 * An expression as mathematicians write it: nothing selects, and functions with a mirror image are written with one of
 * the two.
 */
final class Plain {
    private Plain() {}

    static Expr of(Expr expr) {
        Graph graph = new Graph();
        Map<Expr, Expr> done = new HashMap<>();
        for (Expr node : expr.nodes()) {
            if (node instanceof Call call) {
                Expr[] arguments = call.arguments().stream().map(done::get).toArray(Expr[]::new);
                Expr copy = graph.call(call.operation(), arguments);
                done.put(node, copy instanceof Call same ? mirrored(graph, same) : copy);
            } else {
                done.put(node, graph.leaf(node));
            }
        }
        return Objects.requireNonNull(done.get(expr));
    }

    private static Expr mirrored(Graph g, Call call) {
        if (call.operation() instanceof Comparison comparison && !Num.is(call.argument(1), 0)) {
            return g.call(comparison, g.call(Subtract.OPERATION, call.argument(0), call.argument(1)), g.num(0));
        }
        Expr minus = call.argument(0) instanceof Call inner && inner.operation().equals(Negate.OPERATION)
                ? inner.argument(0)
                : null;
        if (minus != null) {
            if (call.operation().equals(Sigmoid.OPERATION)) {
                return g.call(Subtract.OPERATION, g.num(1), g.call(Sigmoid.OPERATION, minus));
            }
            if (call.operation().equals(Softplus.OPERATION)) {
                return g.call(Subtract.OPERATION, g.call(Softplus.OPERATION, minus), minus);
            }
            if (call.operation().equals(Abs.OPERATION) || call.operation().equals(Square.OPERATION)) {
                return g.call(call.operation(), minus);
            }
        }
        boolean backwards = call.argument(0) instanceof Call inner
                && inner.operation().equals(Subtract.OPERATION)
                && inner.argument(0).id() > inner.argument(1).id();
        if (backwards
                && (call.operation().equals(Abs.OPERATION) || call.operation().equals(Square.OPERATION))) {
            Call inner = (Call) call.argument(0);
            return g.call(call.operation(), g.raw(Subtract.OPERATION, inner.argument(1), inner.argument(0)));
        }
        return call.operation().textbook(g, call);
    }
}
