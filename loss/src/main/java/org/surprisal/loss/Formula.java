package org.surprisal.loss;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Operations;

/**
 * A part of a formula, for those who rather write Java than text: {@link Loss#of(BinaryOperator)} takes a lambda from
 * target and prediction to the loss of a row. It is a formula and no computation: it is called once, and gradient,
 * Hessian and fast code follow, as from text. {@snippet file="org/surprisal/loss/LossExamplesTest.java"
 * region="lambda"}
 *
 * <p>Whatever formulas know and has no method here is reached by {@link #call}. Immutable and safe for any thread.
 */
public final class Formula {
    /** What is done to {@link #arguments}; null for a number or a symbol. */
    private final @Nullable Operation operation;

    private final List<Formula> arguments;
    private final String symbol;
    private final double number;

    private Formula(@Nullable Operation operation, List<Formula> arguments, String symbol, double number) {
        this.operation = operation;
        this.arguments = arguments;
        this.symbol = symbol;
        this.number = number;
    }

    /**
     * A number.
     *
     * @param value any number but NaN
     * @return the number
     */
    public static Formula of(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a formula has no NaN: say where(condition, a, b) of what it should be");
        }
        return new Formula(null, List.of(), "", value);
    }

    /**
     * Any function that formulas know.
     *
     * @param function its name, such as {@code softplus} or {@code wmul}
     * @param arguments as many as it takes
     * @return the call
     * @throws FormulaException if there is no such function of so many arguments
     */
    public static Formula call(String function, Formula... arguments) {
        return Operations.functions(function).stream()
                .filter(operation -> operation.arity() == arguments.length)
                .findFirst()
                .map(operation -> new Formula(operation, List.of(arguments), "", 0))
                .orElseThrow(() -> new FormulaException(
                        "there is no function '" + function + "' of " + arguments.length + " arguments",
                        FormulaException.NOWHERE));
    }

    /**
     * A choice.
     *
     * @param condition a comparison
     * @param yes what is taken where it holds
     * @param no what is taken elsewhere
     * @return the choice, of which nothing of the other is left
     */
    public static Formula where(Formula condition, Formula yes, Formula no) {
        return call("where", condition, yes, no);
    }

    /** {@code this + other}. */
    public Formula plus(Formula other) {
        return operator("+", this, other);
    }

    /** {@code this + other}. */
    public Formula plus(double other) {
        return plus(of(other));
    }

    /** {@code this - other}. */
    public Formula minus(Formula other) {
        return operator("-", this, other);
    }

    /** {@code this - other}. */
    public Formula minus(double other) {
        return minus(of(other));
    }

    /** {@code this * other}. */
    public Formula times(Formula other) {
        return operator("*", this, other);
    }

    /** {@code this * other}. */
    public Formula times(double other) {
        return times(of(other));
    }

    /** {@code this / other}. */
    public Formula over(Formula other) {
        return operator("/", this, other);
    }

    /** {@code this / other}. */
    public Formula over(double other) {
        return over(of(other));
    }

    /** {@code this ^ exponent}. */
    public Formula power(double exponent) {
        return call("pow", this, of(exponent));
    }

    /** {@code this ^ exponent}. */
    public Formula power(Formula exponent) {
        return call("pow", this, exponent);
    }

    /** {@code -this}. */
    public Formula negative() {
        return operator("-", this);
    }

    /** The square. */
    public Formula squared() {
        return power(2);
    }

    /** The absolute value. */
    public Formula abs() {
        return call("abs", this);
    }

    /** The exponential. */
    public Formula exp() {
        return call("exp", this);
    }

    /** The natural logarithm. */
    public Formula log() {
        return call("log", this);
    }

    /** {@code log(1 + this)}, accurate near 0. */
    public Formula log1p() {
        return call("log1p", this);
    }

    /** {@code log(1 + exp(this))}, with no overflow. */
    public Formula softplus() {
        return call("softplus", this);
    }

    /** {@code 1 / (1 + exp(-this))}. */
    public Formula sigmoid() {
        return call("sigmoid", this);
    }

    /** The greater of two. */
    public Formula atLeast(double other) {
        return call("max", this, of(other));
    }

    /** This as a weight or a mask of another: 0 where this is 0, whatever the other is. */
    public Formula weighting(Formula other) {
        return call("wmul", this, other);
    }

    /** 1 where this is less than the other, otherwise 0. */
    public Formula isLess(Formula other) {
        return operator("<", this, other);
    }

    /** 1 where this is at most the other, otherwise 0. */
    public Formula isAtMost(double other) {
        return operator("<=", this, of(other));
    }

    /** The sum over the classes: this makes the loss one of classes. */
    public Formula sumOverClasses() {
        return call("sum", this);
    }

    /** Minus the logarithm of the softmax of scores, class by class. */
    public Formula negativeLogSoftmax() {
        return call("nlsoftmax", this);
    }

    private static Formula operator(String symbol, Formula... arguments) {
        Operation operation = Operations.operator(symbol, arguments.length).orElseThrow();
        return new Formula(operation, List.of(arguments), "", 0);
    }

    /** Calls a lambda and writes what it made. */
    static String text(BinaryOperator<Formula> loss) {
        Formula target = new Formula(null, List.of(), "y", 0);
        Formula prediction = new Formula(null, List.of(), "p", 0);
        return loss.apply(target, prediction).toString();
    }

    private Expr in(Graph graph, Map<Formula, Expr> done) {
        Expr known = done.get(this);
        if (known != null) {
            return known;
        }
        List<Expr> inner = new ArrayList<>();
        arguments.forEach(argument -> inner.add(argument.in(graph, done)));
        Expr made;
        if (operation != null) {
            made = graph.raw(operation, inner.toArray(Expr[]::new));
        } else {
            made = symbol.isEmpty() ? graph.num(number) : graph.symbol(symbol, Symbol.Role.PARAMETER, false);
        }
        done.put(this, made);
        return made;
    }

    /** As it is written in text. */
    @Override
    public String toString() {
        return in(Graph.asWritten(), new IdentityHashMap<>()).toString();
    }
}
