package org.surprisal.loss.traits;

import java.util.Optional;
import org.surprisal.loss.Domain;
import org.surprisal.loss.LinkScale;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Exponential;
import org.surprisal.loss.op.Sigmoid;

/** A row loss on the scale of its link: what takes the prediction to the whole line. */
final class Link {
    private Link() {}

    /** The loss as a function of a score, or nothing if its link is the identity or not one of the two known here. */
    static Optional<Subject> scale(Loss loss, Subject subject) {
        Operation inverse = switch (loss.about().link()) {
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
        Expr value = LinkScale.of(subject.value(), graph, graph.call(inverse, score));
        Symbol target = graph.symbol(subject.y().name(), Symbol.Role.TARGET, false);
        return Optional.of(new Subject(graph, target, score, value, subject.target(), Domain.REAL));
    }
}
