package org.surprisal.loss;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.textbook.Textbook;

/**
 * A loss: a formula of what happened and what was forecast, and all that follows from it.
 *
 * <p>A row loss has one prediction per row; a class loss has one per class ({@link #perClass}). Every number is what
 * the formula says, also for arguments outside of the {@link Domain}s; whether arguments belong there is asked of the
 * domains. A forecast that gave no chance to what happened costs infinity.
 *
 * <p>Immutable and safe for any thread. Arrays are computed fastest with an {@link #evaluator}, one for each thread;
 * the methods here are for convenience and give the same bits.
 */
public final class Loss implements PlainArrays {
    private final Definition definition;

    // Made when they are first needed.
    private @Nullable Formulas formulas;
    private @Nullable Kernel kernel;

    private Loss(Definition definition, @Nullable Formulas formulas) {
        this.definition = definition;
        this.formulas = formulas;
    }

    static Loss of(Definition definition) {
        return new Loss(definition, Formulas.of(definition));
    }

    /** A loss whose formula is read when it is first needed. */
    static Loss unread(Definition definition) {
        return new Loss(definition, null);
    }

    /**
     * A custom loss. The target is called {@code y} or {@code y_true}, the prediction {@code p}, {@code z} or
     * {@code y_pred}; with an operation over classes in the formula, both have one value per class. Further names are
     * parameters, set after a semicolon: to a number, to a number for each class, or to {@code predicted} or
     * {@code given}, as {@link Catalogue#parse} has it. {@snippet file="org/surprisal/loss/LossExamplesTest.java"
     * region="parameters"}
     *
     * @param formula the loss of one row, such as {@code (y_true - y_pred)^2 / (1 + abs(y_true))} or {@code abs(y -
     *     p)^a; a=1.5}
     * @return the loss, with the formula as its name
     * @throws FormulaException if the formula cannot be understood, has no prediction, or goes over a limit
     */
    public static Loss of(String formula) {
        return CustomNames.loss(formula);
    }

    /**
     * A custom loss from a lambda instead of text. {@snippet file="org/surprisal/loss/LossExamplesTest.java"
     * region="keras"}
     *
     * @param loss from the target and the prediction to the loss of one row, such as {@code (y, z) ->
     *     y.minus(z).squared()}; called once
     * @return the loss, with its formula as its name
     * @throws FormulaException if it has no prediction, or goes over a limit
     */
    public static Loss of(BinaryOperator<Formula> loss) {
        return of(Formula.text(loss));
    }

    /**
     * Starts the description of a loss.
     *
     * @param name its name
     * @return the description, to be completed
     */
    public static LossBuilder named(String name) {
        return new LossBuilder(name);
    }

    /**
     * What this loss is called.
     *
     * @return its name; of a custom loss the formula
     */
    public String name() {
        return definition.name();
    }

    /**
     * What a row costs.
     *
     * @return the formula as it was written
     */
    public String formula() {
        return definition.formula();
    }

    /**
     * The level of target and prediction.
     *
     * @return whether both have one value per class
     */
    public boolean perClass() {
        return formulas().perClass();
    }

    /**
     * What happened.
     *
     * @return the target
     */
    public Variable target() {
        return definition.target();
    }

    /**
     * What was forecast.
     *
     * @return the prediction
     */
    public Variable prediction() {
        return definition.prediction();
    }

    /**
     * What the formula leaves open.
     *
     * @return the parameters with their values, in the order of their declaration
     */
    public List<Parameter> parameters() {
        return definition.parameters();
    }

    /**
     * The same loss with another value of a parameter.
     *
     * @param parameter its name
     * @param value its value
     * @return a new loss
     * @throws IllegalArgumentException if there is no such parameter, or the value is outside of its domain
     */
    public Loss with(String parameter, double value) {
        Definition changed = definition.with(parameter, value);
        boolean sameFormulas = definition.columns().perClass().isEmpty();
        return new Loss(changed, sameFormulas ? formulas() : null);
    }

    /**
     * The same class loss with a number of its own for each class in the place of a parameter, such as class weights.
     *
     * @param parameter its name
     * @param values a value per class
     * @return a new loss, for so many classes
     * @throws IllegalArgumentException if there is no such parameter, a value is outside of its domain, or this is a
     *     row loss
     */
    public Loss with(String parameter, double... values) {
        return of(definition.with(parameter, values));
    }

    /**
     * The same loss with a parameter that is predicted: each row of a {@link Batch} has its value of it
     * ({@link Batch#with}), and there are derivatives with respect to it too ({@link Results#gradients(String,
     * Output)}). {@snippet file="org/surprisal/loss/LossExamplesTest.java" region="several"}
     *
     * @param parameter its name
     * @return a new loss
     * @throws IllegalArgumentException if there is no such parameter, or there are more than four predictions
     */
    public Loss predicting(String parameter) {
        return new Loss(definition.predicting(parameter), formulas());
    }

    /**
     * The same loss with a parameter that is known for each row, such as a number of trials: each row of a
     * {@link Batch} has its value of it. Nothing is derived with respect to it.
     *
     * @param parameter its name
     * @return a new loss
     * @throws IllegalArgumentException if there is no such parameter
     */
    public Loss given(String parameter) {
        return new Loss(definition.given(parameter), formulas());
    }

    /**
     * The same loss of its prediction alone: what is predicted beside it, given or different for each class is a number
     * again, the one that its parameter was declared with.
     *
     * @return a loss without {@link #columns}
     */
    public Loss ofOnePrediction() {
        Loss alone = this;
        for (Parameter parameter : parameters()) {
            if (definition.columns().has(parameter.name())) {
                alone = alone.with(parameter.name(), parameter.value());
            }
        }
        return alone;
    }

    /**
     * What is forecast: the prediction, then the parameters that are predicted.
     *
     * @return their names, which derivatives are asked for by
     */
    public List<String> predictions() {
        return definition.predictions();
    }

    /**
     * The parameters that each row has its own value of.
     *
     * @return their names, the predicted ones first
     */
    public List<String> columns() {
        return definition.columns().ofRows();
    }

    /**
     * The numbers of a parameter.
     *
     * @param parameter its name
     * @return its value, or one for each class; none if each row has its own
     * @throws IllegalArgumentException if there is no such parameter
     */
    public List<Double> numbers(String parameter) {
        return definition.numbers(parameter);
    }

    /**
     * A row loss of one or several predictions at a point.
     *
     * @param y the target
     * @param x the prediction, then the value of each of the {@link #columns}
     * @return value, gradient and Hessian with respect to the {@link #predictions}
     * @throws IllegalArgumentException if there are not as many values as the loss takes
     * @throws UnsupportedOperationException if this is a class loss
     */
    public Local at(double y, double... x) {
        return Local.of(this, y, x);
    }

    /**
     * What is known about the loss beside its formula: its link, what it elicits, its other names and its source.
     *
     * @return what was stated; of a custom loss nothing
     */
    public About about() {
        return definition.about();
    }

    /**
     * The loss of a row as an expression, simplified.
     *
     * @return the expression
     */
    public Expr value() {
        return formulas().value();
    }

    /**
     * The derivative with respect to the prediction, as a textbook would write it; of a class loss, for each class.
     * What is computed is {@link #computedGradient}, equal to it but with nothing that cancels.
     *
     * @return the expression, to be read
     */
    public Expr gradient() {
        return Textbook.of(formulas().gradient());
    }

    /**
     * The second derivative with respect to the prediction, as a textbook would write it; of a class loss, the diagonal
     * of the Hessian.
     *
     * @return the expression, to be read
     */
    public Expr hessian() {
        return Textbook.of(formulas().hessian());
    }

    /**
     * The derivative with respect to the prediction, as it is computed.
     *
     * @return the expression
     */
    public Expr computedGradient() {
        return formulas().gradient();
    }

    /**
     * The second derivative with respect to the prediction, as it is computed.
     *
     * @return the expression
     */
    public Expr computedHessian() {
        return formulas().hessian();
    }

    /**
     * The derivatives with respect to all that is predicted.
     *
     * @return them as expressions
     */
    public Derivatives derivatives() {
        return new Derivatives(this);
    }

    /**
     * A class loss with two classes, written as a row loss: the columns of the target are {@code 1 - y} and {@code y},
     * those of the prediction {@code 1 - p} and {@code p} if it is a probability, {@code 0} and {@code z} if it is a
     * score. So the cross-entropy becomes the log loss: the same expression, hence the same bits.
     *
     * @return the row loss
     * @throws UnsupportedOperationException if this is a row loss
     */
    public Loss asBinary() {
        if (!perClass()) {
            throw new UnsupportedOperationException(name() + " is a row loss already");
        }
        return TwoClasses.of(definition, value());
    }

    /**
     * The mean loss of a batch, weighted by its weights, by several threads.
     *
     * @param batch the rows
     * @param threads how many threads to use at most, this one and some of the common pool; the bits are those of one
     * @return the exact sum of the losses over the sum of the weights, rounded once; NaN for no rows
     * @throws IllegalArgumentException as {@link Evaluator#compute}
     */
    @Override
    public double mean(Batch batch, int threads) {
        Mean whole = new Mean();
        Gang.run(threads, batch, () -> {
            Mean part = new Mean();
            Evaluator evaluator = evaluator();
            evaluator.require(batch, Results.NONE);
            return new Gang.Worker(
                    (from, to) -> evaluator.compute(batch, Results.NONE, null, part, from, to),
                    () -> whole.merge(part));
        });
        return whole.value();
    }

    /**
     * The total loss of a batch, weighted by its weights, by several threads.
     *
     * @param batch the rows
     * @param threads how many threads to use at most, this one and some of the common pool; the bits are those of one
     * @return the total
     * @throws IllegalArgumentException as {@link Evaluator#compute}
     */
    @Override
    public Total total(Batch batch, int threads) {
        Total total = new Total();
        compute(batch, Results.NONE.total(total), threads);
        return total;
    }

    /**
     * Several results of a batch in one pass over its rows, by several threads.
     *
     * @param batch the rows
     * @param wanted what to compute, and where it goes
     * @param threads how many threads to use at most, this one and some of the common pool; the bits are those of one
     * @throws IllegalArgumentException as {@link Evaluator#compute}
     */
    public void compute(Batch batch, Results wanted, int threads) {
        Total whole = wanted.total();
        Gang.run(threads, batch, () -> {
            Total part = whole == null ? null : new Total();
            Evaluator evaluator = evaluator();
            evaluator.require(batch, wanted);
            return new Gang.Worker((from, to) -> evaluator.compute(batch, wanted, part, null, from, to), () -> {
                if (whole != null && part != null) {
                    whole.merge(part);
                }
            });
        });
    }

    /**
     * The Hessian of a class loss for one row, in full. It costs as many Hessian-vector products as there are classes.
     *
     * @param y the target, a value per class
     * @param p the prediction, a value per class
     * @return the symmetric matrix of second derivatives
     * @throws UnsupportedOperationException if this is a row loss
     */
    public double[][] hessianMatrix(double[] y, double[] p) {
        int classes = PlainArrays.sameLength(y, p);
        // One row per unit vector: the products are the columns of the matrix.
        double[][] target = new double[classes][classes];
        double[][] prediction = new double[classes][classes];
        double[][] unit = new double[classes][classes];
        for (int k = 0; k < classes; k++) {
            Arrays.fill(target[k], y[k]);
            Arrays.fill(prediction[k], p[k]);
            unit[k][k] = 1;
        }
        double[][] matrix = new double[classes][classes];
        evaluator().hessianTimes(target, prediction, unit, classes, matrix);
        return matrix;
    }

    /**
     * This loss at one row in decimals, to judge the fast code by.
     *
     * @param y the target: one value, of a class loss one per class
     * @param p the prediction, as many
     * @param digits the number of digits, at least 1
     * @return the loss and its derivatives at this row, computed when they are asked for
     * @throws IllegalArgumentException if there are not as many values as the loss takes
     * @throws NumberFormatException if one of them is not finite
     */
    public Exact exact(double[] y, double[] p, int digits) {
        return new Exact(this, y, p, digits);
    }

    /**
     * A fresh evaluator, for one thread.
     *
     * @return the evaluator
     */
    @Override
    public Evaluator evaluator() {
        return new Evaluator(this, kernel());
    }

    /**
     * Another loss with the same parameters, of which the same ones are predicted, given or different for each class.
     *
     * @param other a loss that has parameters of these names
     * @return the other loss, with what this one has beside its prediction
     */
    public Loss withColumnsOn(Loss other) {
        return definition.columns().equals(Columns.NONE) ? other : of(other.definition.with(definition.columns()));
    }

    /** Whether a parameter has a number for each class. */
    boolean hasNumbersOfClasses(String parameter) {
        return definition.columns().perClass().containsKey(parameter);
    }

    /** The expressions of this loss. */
    synchronized Formulas formulas() {
        if (formulas == null) {
            formulas = Formulas.of(definition);
        }
        return formulas;
    }

    private synchronized Kernel kernel() {
        if (kernel == null) {
            kernel = new Kernel(formulas(), definition);
        }
        return kernel;
    }

    /** Whether the formula has been read, for the test that nothing reads it in vain. */
    synchronized boolean isRead() {
        return formulas != null;
    }

    /** An expression with the values of the parameters, for the tests of this package. */
    Expr bound(int output) {
        return kernel().bound(output);
    }

    /**
     * The name and, if there are any, the parameters.
     *
     * @return such as {@code huber(delta=1)} or {@code abs(y - p)^a; a=1.5}, which {@link Catalogue#parse} reads
     */
    @Override
    public String toString() {
        return definition.toString();
    }
}
