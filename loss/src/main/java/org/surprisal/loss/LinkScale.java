package org.surprisal.loss;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.Divide;
import org.surprisal.loss.op.Exponential;
import org.surprisal.loss.op.LogOnePlus;
import org.surprisal.loss.op.Logarithm;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.op.Sigmoid;
import org.surprisal.loss.op.Softmax;
import org.surprisal.loss.op.Softplus;
import org.surprisal.loss.op.WeightedProduct;
import org.surprisal.loss.op.XLog1pY;
import org.surprisal.loss.op.XLogQuotient;
import org.surprisal.loss.op.XLogY;

/**
 * A loss on the scale of a link, where the prediction is any number: the link is written into the formula, and
 * derivatives follow from it as from any other, those of the softmax with the parts that tie the classes. Logarithms of
 * what a link gives are written as what they are, so that the log loss becomes its own form from a logit, with nothing
 * lost in the tails.
 */
public final class LinkScale {
    private final Graph graph;

    private LinkScale(Graph graph) {
        this.graph = graph;
    }

    /**
     * The loss as a function of a score.
     *
     * @param loss a loss of what the link gives
     * @param inverse the operation that makes the prediction of a score: {@link Sigmoid}, {@link Exponential} or, of
     *     several classes, {@link Softmax}
     * @return a loss with the same name, target and parameters, whose prediction {@code z} is any number; {@code score}
     *     where there is a z already
     * @throws IllegalArgumentException if the operation is one over classes and the loss has one prediction per row
     * @throws FormulaException if the formula, written out, is too long
     */
    public static Loss of(Loss loss, Operation inverse) {
        if (inverse instanceof OverClasses && !loss.perClass()) {
            throw new IllegalArgumentException(
                    loss + " has one prediction per row, but the " + inverse.name() + " is of several classes");
        }
        Set<String> taken = loss.value().nodes().stream()
                .filter(Symbol.class::isInstance)
                .map(Expr::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        loss.parameters().forEach(parameter -> taken.add(parameter.name()));
        String score = taken.contains("z") ? "score" : "z";
        Graph graph = new Graph();
        Symbol symbol = graph.symbol(score, Symbol.Role.PREDICTION, loss.perClass());
        String formula = of(loss.value(), graph, graph.call(inverse, symbol)).toString();
        if (formula.length() > Printer.LENGTH) {
            throw new FormulaException(
                    "the formula, written out with its link, has more than " + Printer.LENGTH
                            + " characters, the limit",
                    FormulaException.NOWHERE);
        }
        LossBuilder builder = Loss.named(loss.name())
                .target(loss.target().name(), loss.target().domain())
                .prediction(score, Domain.REAL)
                .value(formula);
        for (Parameter parameter : loss.parameters()) {
            builder.parameter(parameter.name(), parameter.value(), parameter.domain());
        }
        return loss.withColumnsOn(builder.build());
    }

    /**
     * An expression with the link in it.
     *
     * @param value an expression of a prediction
     * @param graph where to write
     * @param linked what takes the place of the prediction: the inverse of the link, called on a score, in that graph
     * @return the expression in that graph
     */
    public static Expr of(Expr value, Graph graph, Expr linked) {
        return new LinkScale(graph).written(value, linked);
    }

    private Expr written(Expr value, Expr linked) {
        Map<Expr, Expr> done = new HashMap<>();
        for (Expr node : value.nodes()) {
            Expr there = switch (node) {
                case Call call ->
                    call(
                            call.operation(),
                            call.arguments().stream().map(done::get).toArray(Expr[]::new));
                case Symbol symbol when symbol.role() == Symbol.Role.PREDICTION -> linked;
                default -> graph.leaf(node);
            };
            done.put(node, there);
        }
        return Objects.requireNonNull(done.get(value));
    }

    private Expr call(Operation operation, Expr[] x) {
        Expr last = x[x.length - 1];
        if (operation.equals(XLogY.OPERATION) && isLinked(last)) {
            return graph.call(WeightedProduct.OPERATION, x[0], graph.call(Logarithm.OPERATION, last));
        }
        if (operation.equals(Divide.OPERATION) && is(Exponential.OPERATION, last)) {
            Expr inverse = graph.call(Exponential.OPERATION, graph.call(Negate.OPERATION, inside(last)));
            return graph.call(WeightedProduct.OPERATION, x[0], inverse);
        }
        if (operation.equals(XLogQuotient.OPERATION) && isLinked(last)) {
            // The part of the target alone has no derivative; the other one must not divide by what may underflow.
            Expr surprisal = graph.call(Negate.OPERATION, graph.call(Logarithm.OPERATION, last));
            return graph.call(
                    Add.OPERATION,
                    graph.call(XLogY.OPERATION, x[0], x[0]),
                    graph.call(WeightedProduct.OPERATION, x[0], surprisal));
        }
        boolean complement = operation.equals(XLog1pY.OPERATION) || operation.equals(LogOnePlus.OPERATION);
        if (complement && is(Negate.OPERATION, last) && is(Sigmoid.OPERATION, inside(last))) {
            Expr log = graph.call(Negate.OPERATION, graph.call(Softplus.OPERATION, inside(inside(last))));
            return x.length == 1 ? log : graph.call(WeightedProduct.OPERATION, x[0], log);
        }
        return graph.call(operation, x);
    }

    private static boolean isLinked(Expr expr) {
        return is(Sigmoid.OPERATION, expr) || is(Exponential.OPERATION, expr) || is(Softmax.OPERATION, expr);
    }

    private static boolean is(Operation operation, Expr expr) {
        return expr instanceof Call call && call.operation().equals(operation);
    }

    private static Expr inside(Expr call) {
        return ((Call) call).argument(0);
    }
}
