package org.surprisal.loss;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.derive.Derivative;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.WeightedProduct;
import org.surprisal.loss.parse.Parser;

/**
 * The expressions of a loss in the graph that they share: the value, and, once they are asked for, its derivatives as
 * they are computed. Safe for several threads.
 */
final class Formulas {
    private final Graph graph = new Graph();
    private final List<String> parameters;
    private final Symbol prediction;
    private final Expr value;
    private final Map<List<String>, String> stated;
    private final Map<List<String>, Expr> derivatives = new HashMap<>();
    private final Map<String, Expr> names = new HashMap<>();
    private final boolean usesClasses;

    /**
     * Reads the formula of a loss, first as one of a row and, if it turns out to use the classes, as one of classes.
     *
     * @throws FormulaException if it cannot be understood
     */
    static Formulas of(Definition definition) {
        Formulas row = new Formulas(definition, false);
        return row.usesClasses ? new Formulas(definition, true) : row;
    }

    private Formulas(Definition definition, boolean perClass) {
        Symbol target = graph.symbol(definition.target().name(), Symbol.Role.TARGET, perClass);
        prediction = graph.symbol(definition.prediction().name(), Symbol.Role.PREDICTION, perClass);
        names.putAll(Map.of("pi", graph.num(Math.PI), "inf", graph.num(Double.POSITIVE_INFINITY)));
        names.put("K", graph.symbol("K", Symbol.Role.CLASSES, false));
        parameters = definition.parameters().stream().map(Parameter::name).toList();
        for (String name : parameters) {
            boolean wide = perClass && definition.columns().perClass().containsKey(name);
            names.put(name, graph.symbol(name, Symbol.Role.PARAMETER, wide));
        }
        names.put(target.name(), target);
        names.put(prediction.name(), prediction);
        Parser parser = new Parser(definition.formula(), graph, names, definition.hints());
        value = parser.parse();
        usesClasses = parser.usesClasses();
        stated = definition.stated();
        if (perClass && value.perClass()) {
            throw new FormulaException(
                    "the formula has one value per class, but a loss has one per row: write sum(...) around it",
                    FormulaException.NOWHERE);
        }
        if (!usesClasses && !definition.columns().perClass().isEmpty()) {
            throw new IllegalArgumentException(definition.name()
                    + " is a loss of one prediction per row: a parameter has no number for each class");
        }
    }

    Expr value() {
        return value;
    }

    boolean perClass() {
        return prediction.perClass();
    }

    Expr gradient() {
        return gradient(prediction.name());
    }

    Expr hessian() {
        return hessian(prediction.name(), prediction.name());
    }

    /** The derivative with respect to the prediction or a parameter. */
    synchronized Expr gradient(String variable) {
        return derivative(List.of(variable));
    }

    /**
     * The second derivative with respect to two of them; of the prediction of a class loss with itself the diagonal.
     */
    synchronized Expr hessian(String one, String other) {
        return derivative(order(one) <= order(other) ? List.of(one, other) : List.of(other, one));
    }

    private int order(String name) {
        return name.equals(prediction.name()) ? -1 : parameters.indexOf(name);
    }

    private Expr derivative(List<String> variables) {
        @Nullable Expr known = derivatives.get(variables);
        if (known == null) {
            @Nullable String form = stated.get(variables);
            known = form == null ? derived(variables) : new Parser(form, graph, names, Set.of()).parse();
            derivatives.put(variables, known);
        }
        return known;
    }

    /** A derivative with no regard to a stated form of it. */
    private Expr derived(List<String> variables) {
        String first = variables.get(0);
        if (variables.size() == 1) {
            return of(first).gradient(value);
        }
        if (first.equals(prediction.name()) && first.equals(variables.get(1))) {
            return derivedHessian();
        }
        // A slope per class has no reverse mode: it is the slope of the row's parameter that is derived again.
        List<String> order = symbol(first).perClass() ? new ArrayList<>(variables).reversed() : variables;
        return of(order.get(1)).gradient(derivative(List.of(order.get(0))));
    }

    private Derivative of(String variable) {
        return new Derivative(graph, symbol(variable));
    }

    private Symbol symbol(String variable) {
        return (Symbol) Objects.requireNonNull(names.get(variable));
    }

    /** The gradient with no regard to a stated one, for the test that proves the two equal. */
    synchronized Expr derivedGradient() {
        return derived(List.of(prediction.name()));
    }

    /** The derivative of the derived gradient. */
    synchronized Expr derivedHessian() {
        return new Derivative(graph, prediction).diagonal(derivedGradient());
    }

    /** A derivative with no regard to a stated form, likewise. */
    synchronized Expr derivedPartial(List<String> variables) {
        return derived(variables);
    }

    /** The Hessian times a vector; by the stated diagonal where no class has to do with another. */
    synchronized Expr along() {
        Symbol direction = graph.symbol("v", Symbol.Role.DIRECTION, prediction.perClass());
        boolean diagonal = stated.containsKey(List.of(prediction.name(), prediction.name()))
                && Stream.of(gradient(), hessian())
                        .flatMap(expr -> expr.nodes().stream())
                        .noneMatch(Formulas::mixes);
        return diagonal
                ? graph.call(WeightedProduct.OPERATION, direction, hessian())
                : new Derivative(graph, prediction).along(gradient(), direction);
    }

    private static boolean mixes(Expr node) {
        return node instanceof Call call && call.operation() instanceof OverClasses;
    }
}
