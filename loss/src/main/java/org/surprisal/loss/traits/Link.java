package org.surprisal.loss.traits;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Divide;
import org.surprisal.loss.op.Exponential;
import org.surprisal.loss.op.LogOnePlus;
import org.surprisal.loss.op.Logarithm;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.op.Sigmoid;
import org.surprisal.loss.op.Softplus;
import org.surprisal.loss.op.WeightedProduct;
import org.surprisal.loss.op.XLog1pY;
import org.surprisal.loss.op.XLogY;

/** A row loss on the scale of its link: what takes the prediction to the whole line. */
final class Link {
    private Link() {}

    /** The loss as a function of a score, or nothing if its link is the identity or not one of the two known here. */
    static Optional<Subject> scale(Loss loss, Subject subject) {
        Operation inverse = switch (loss.link()) {
            case "logit" -> Sigmoid.OPERATION;
            case "log" -> Exponential.OPERATION;
            default -> null;
        };
        if (inverse == null || subject.perClass()) {
            return Optional.empty();
        }
        Graph graph = new Graph();
        String name = loss.target().name().equals("z") ? "score" : "z";
        Symbol score = graph.symbol(name, Symbol.Role.PREDICTION, false);
        Expr prediction = graph.call(inverse, score);
        Map<Expr, Expr> done = new HashMap<>();
        for (Expr node : subject.value().nodes()) {
            if (node instanceof Call call) {
                Expr[] arguments = call.arguments().stream().map(done::get).toArray(Expr[]::new);
                done.put(node, rewritten(graph, call.operation(), arguments));
            } else {
                done.put(node, node.equals(subject.p()) ? prediction : graph.leaf(node));
            }
        }
        Symbol target = graph.symbol(subject.y().name(), Symbol.Role.TARGET, false);
        return Optional.of(new Subject(
                graph,
                target,
                score,
                Objects.requireNonNull(done.get(subject.value())),
                subject.target(),
                Domain.REAL));
    }

    /** A call, with the logarithm of a sigmoid or an exponential written as what it is. */
    private static Expr rewritten(Graph g, Operation operation, Expr[] x) {
        if (operation.equals(XLogY.OPERATION) && isInverse(x[1])) {
            return g.call(WeightedProduct.OPERATION, x[0], g.call(Logarithm.OPERATION, x[1]));
        }
        if (operation.equals(Divide.OPERATION)
                && x[1] instanceof Call divisor
                && divisor.operation().equals(Exponential.OPERATION)) {
            Expr inverse = g.call(Exponential.OPERATION, g.call(Negate.OPERATION, divisor.argument(0)));
            return g.call(WeightedProduct.OPERATION, x[0], inverse);
        }
        boolean complement = operation.equals(XLog1pY.OPERATION) || operation.equals(LogOnePlus.OPERATION);
        Expr last = x[x.length - 1];
        if (complement
                && last instanceof Call minus
                && minus.operation().equals(Negate.OPERATION)
                && minus.argument(0) instanceof Call sigmoid
                && sigmoid.operation().equals(Sigmoid.OPERATION)) {
            Expr log = g.call(Negate.OPERATION, g.call(Softplus.OPERATION, sigmoid.argument(0)));
            return x.length == 1 ? log : g.call(WeightedProduct.OPERATION, x[0], log);
        }
        return g.call(operation, x);
    }

    private static boolean isInverse(Expr expr) {
        return expr instanceof Call call
                && (call.operation().equals(Sigmoid.OPERATION)
                        || call.operation().equals(Exponential.OPERATION));
    }
}
