package org.surprisal.loss;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.derive.Derivative;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.parse.Parser;

/**
 * The expressions of a loss in the graph that they share: the value, and, once they are asked for, its derivatives as
 * they are computed. Safe for several threads.
 */
final class Formulas {
    private final Graph graph = new Graph();
    private final Symbol prediction;
    private final Expr value;
    private final @Nullable String statedGradient;
    private final @Nullable String statedHessian;
    private final Map<String, Expr> names = new HashMap<>();
    private final boolean usesClasses;
    private @Nullable Expr gradient;
    private @Nullable Expr hessian;

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
        definition.parameters().forEach(p -> names.put(p.name(), graph.symbol(p.name(), Symbol.Role.PARAMETER, false)));
        names.put(target.name(), target);
        names.put(prediction.name(), prediction);
        Parser parser = new Parser(definition.formula(), graph, names, definition.hints());
        value = parser.parse();
        usesClasses = parser.usesClasses();
        statedGradient = definition.gradient();
        statedHessian = definition.hessian();
        if (perClass && value.perClass()) {
            throw new FormulaException(
                    "the formula has one value per class, but a loss has one per row: write sum(...) around it",
                    FormulaException.NOWHERE);
        }
    }

    Expr value() {
        return value;
    }

    boolean perClass() {
        return prediction.perClass();
    }

    synchronized Expr gradient() {
        if (gradient == null) {
            gradient = statedGradient == null
                    ? derivedGradient()
                    : new Parser(statedGradient, graph, names, Set.of()).parse();
        }
        return gradient;
    }

    /** The gradient with no regard to a stated one, for the test that proves the two equal. */
    synchronized Expr derivedGradient() {
        return new Derivative(graph, prediction).gradient(value);
    }

    synchronized Expr hessian() {
        if (hessian == null) {
            hessian = statedHessian == null
                    ? derivedHessian()
                    : new Parser(statedHessian, graph, names, Set.of()).parse();
        }
        return hessian;
    }

    /** The derivative of the derived gradient. */
    synchronized Expr derivedHessian() {
        return new Derivative(graph, prediction).diagonal(derivedGradient());
    }

    /** The Hessian times a vector. */
    synchronized Expr along() {
        Symbol direction = graph.symbol("v", Symbol.Role.DIRECTION, prediction.perClass());
        return new Derivative(graph, prediction).along(gradient(), direction);
    }
}
