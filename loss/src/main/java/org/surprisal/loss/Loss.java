package org.surprisal.loss;

import java.util.List;
import java.util.Map;
import org.surprisal.loss.expr.Expr;

/** A loss: a formula of a target and a prediction, and what follows from it. Immutable and safe for any thread. */
@SuppressWarnings("DoNotCallSuggester")
public final class Loss {
    private Loss() {}

    /**
     * A custom loss.
     *
     * @param formula the loss of one row, such as {@code (y_true - y_pred)^2 / (1 + abs(y_true))}
     * @return the loss
     */
    public static Loss of(String formula) {
        throw new UnsupportedOperationException(formula);
    }

    /**
     * Starts the description of a loss.
     *
     * @param name its name
     * @return the description
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** What a loss is called. @return its name, or the formula of a custom loss */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** What a loss costs. @return the formula as it was written */
    public String formula() {
        throw new UnsupportedOperationException();
    }

    /** The level. @return whether target and prediction have one value per class */
    public boolean perClass() {
        throw new UnsupportedOperationException();
    }

    /** The outcome. @return the target */
    public Variable target() {
        throw new UnsupportedOperationException();
    }

    /** The forecast. @return the prediction */
    public Variable prediction() {
        throw new UnsupportedOperationException();
    }

    /** The parameters. @return in the order of their declaration */
    public List<Parameter> parameters() {
        throw new UnsupportedOperationException();
    }

    /**
     * The same loss with another value of a parameter.
     *
     * @param parameter its name
     * @param value its new value
     * @return a new loss
     */
    public Loss with(String parameter, double value) {
        throw new UnsupportedOperationException(parameter + value);
    }

    /** What the best constant prediction is. @return such as "probability", "mean", "median" */
    public String elicits() {
        throw new UnsupportedOperationException();
    }

    /** Where the loss comes from. @return the literature */
    public String source() {
        throw new UnsupportedOperationException();
    }

    /** Other names. @return library or field to name */
    public Map<String, String> otherNames() {
        throw new UnsupportedOperationException();
    }

    /** The loss. @return its expression */
    public Expr value() {
        throw new UnsupportedOperationException();
    }

    /** The slope. @return the derivative with respect to the prediction */
    public Expr gradient() {
        throw new UnsupportedOperationException();
    }

    /** The curvature. @return the second derivative, of a class loss the diagonal */
    public Expr hessian() {
        throw new UnsupportedOperationException();
    }

    /**
     * The loss of one row.
     *
     * @param y the target
     * @param p the prediction
     * @return the loss
     */
    public double value(double y, double p) {
        throw new UnsupportedOperationException("" + y + p);
    }

    /**
     * The slope of one row.
     *
     * @param y the target
     * @param p the prediction
     * @return the derivative
     */
    public double gradient(double y, double p) {
        throw new UnsupportedOperationException("" + y + p);
    }

    /**
     * The curvature of one row.
     *
     * @param y the target
     * @param p the prediction
     * @return the second derivative
     */
    public double hessian(double y, double p) {
        throw new UnsupportedOperationException("" + y + p);
    }

    /**
     * The loss of each row.
     *
     * @param y the targets
     * @param p the predictions
     * @return the losses
     */
    public double[] values(double[] y, double[] p) {
        throw new UnsupportedOperationException("" + y.length + p.length);
    }

    /**
     * The slope of each row.
     *
     * @param y the targets
     * @param p the predictions
     * @return the derivatives
     */
    public double[] gradient(double[] y, double[] p) {
        throw new UnsupportedOperationException("" + y.length + p.length);
    }

    /**
     * The curvature of each row.
     *
     * @param y the targets
     * @param p the predictions
     * @return the second derivatives
     */
    public double[] hessian(double[] y, double[] p) {
        throw new UnsupportedOperationException("" + y.length + p.length);
    }

    /**
     * The mean loss.
     *
     * @param y the targets
     * @param p the predictions
     * @return the exact sum divided by the rows
     */
    public double mean(double[] y, double[] p) {
        return total(y, p).mean();
    }

    /**
     * The total loss.
     *
     * @param y the targets
     * @param p the predictions
     * @return the total
     */
    public Total total(double[] y, double[] p) {
        throw new UnsupportedOperationException("" + y.length + p.length);
    }

    /**
     * The weighted total loss.
     *
     * @param y the targets
     * @param p the predictions
     * @param weight the weights
     * @return the total
     */
    public Total total(double[] y, double[] p, double[] weight) {
        throw new UnsupportedOperationException("" + y.length + p.length + weight.length);
    }

    /** A fresh evaluator, for one thread. @return the evaluator */
    public Evaluator evaluator() {
        throw new UnsupportedOperationException();
    }

    /** The description of a loss. */
    public static final class Builder {
        Builder(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a loss needs a name");
            }
        }

        /**
         * The target.
         *
         * @param name its name in the formula
         * @param domain the values it may take
         * @return this
         */
        public Builder target(String name, Domain domain) {
            return this;
        }

        /**
         * The prediction.
         *
         * @param name its name in the formula
         * @param domain the values it may take
         * @return this
         */
        public Builder prediction(String name, Domain domain) {
            return this;
        }

        /**
         * A parameter.
         *
         * @param name its name in the formula
         * @param value its default
         * @param domain the values it may take
         * @return this
         */
        public Builder parameter(String name, double value, Domain domain) {
            return this;
        }

        /**
         * The formula.
         *
         * @param formula the loss of one row
         * @return this
         */
        public Builder value(String formula) {
            return this;
        }

        /**
         * What the best constant prediction is.
         *
         * @param functional such as "mean"
         * @return this
         */
        public Builder elicits(String functional) {
            return this;
        }

        /**
         * The name of this loss elsewhere.
         *
         * @param library where
         * @param name its name there
         * @return this
         */
        public Builder alias(String library, String name) {
            return this;
        }

        /**
         * Where the loss comes from.
         *
         * @param source the literature
         * @return this
         */
        public Builder source(String source) {
            return this;
        }

        /** Builds. @return the loss */
        public Loss build() {
            return new Loss();
        }
    }
}
