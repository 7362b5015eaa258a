package org.surprisal.fit;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Missing;
import org.surprisal.fit.design.Roles;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.FormulaException;

/**
 * What to fit, and how: a formula, a loss with a link or a family, and settings. Immutable and safe for any thread;
 * each {@link #to} works on its own. {@snippet file="org/surprisal/fit/FitExamplesTest.java" region="line"}
 *
 * <p>What is made small is the weighted sum of the losses of the rows and, if asked for, half of {@code l2} times the
 * sum of squared coefficients, that of the intercept left out. Nothing is penalised unless asked for.
 *
 * @param formula the model, as {@link org.surprisal.fit.formula.ModelFormula} reads it
 * @param loss the loss of a prediction
 * @param family the family that the loss belongs to, or null
 * @param link what ties the linear predictor to the prediction
 * @param estimateShape whether the shape of a negative binomial family is estimated too
 * @param roles the columns of weights and clusters, and the level of the response that counts as 1
 * @param l2 the ridge penalty, at least 0
 * @param missing what becomes of rows with a missing value
 * @param threads how many threads to use at most; the bits are those of one
 * @param iterations the most steps
 * @param watcher follows the fit, and may stop it
 */
public record Fit(
        String formula,
        Loss loss,
        @Nullable Family family,
        Link link,
        boolean estimateShape,
        Roles roles,
        double l2,
        Missing missing,
        int threads,
        int iterations,
        Watcher watcher) {
    private static final int ITERATIONS = 100;

    /**
     * Takes the settings.
     *
     * @throws IllegalArgumentException if a number is out of range or the loss has other than one prediction per row
     */
    public Fit {
        if (!(l2 >= 0 && l2 <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("The ridge penalty must be finite and not negative, but is " + l2 + ".");
        }
        if (threads < 1 || iterations < 1) {
            throw new IllegalArgumentException("There must be at least one thread and one iteration.");
        }
        if (loss.perClass() || !loss.columns().isEmpty()) {
            throw new IllegalArgumentException(loss + " needs more than one prediction per row: a fit has one.");
        }
    }

    /**
     * A generalised linear model. {@snippet file="org/surprisal/fit/FitExamplesTest.java" region="glm"}
     *
     * @param formula the model
     * @param family the family of the response, with its usual link
     * @return what to fit
     */
    public static Fit glm(String formula, Family family) {
        return new Fit(
                formula,
                family.objective(),
                family,
                family.link(),
                false,
                Roles.NONE,
                0,
                Missing.DROP,
                1,
                ITERATIONS,
                Watcher.NONE);
    }

    /**
     * A model of any loss with one prediction per row. {@snippet file="org/surprisal/fit/FitExamplesTest.java"
     * region="loss"}
     *
     * @param formula the model
     * @param loss a loss of the catalogue or one's own
     * @return what to fit, with the link that the loss names if it is the logarithm or the logit, or else the identity.
     *     The squared error is fitted as half of it, which is the Gaussian likelihood: the estimates are the same, but
     *     a penalty counts against half the squares
     */
    public static Fit of(String formula, Loss loss) {
        if (loss.toString().equals(Catalogue.SQUARED.toString())
                || loss.toString().equals(Catalogue.GAUSSIAN.toString())) {
            return glm(formula, Family.GAUSSIAN);
        }
        Link link = switch (loss.about().link()) {
            case "log" -> Link.LOG;
            case "logit" -> Link.LOGIT;
            default -> Link.IDENTITY;
        };
        return new Fit(formula, loss, null, link, false, Roles.NONE, 0, Missing.DROP, 1, ITERATIONS, Watcher.NONE);
    }

    /**
     * Least squares.
     *
     * @param formula the model
     * @return what to fit
     */
    public static Fit leastSquares(String formula) {
        return glm(formula, Family.GAUSSIAN);
    }

    /**
     * Counts with more variance than their mean, whose shape is estimated too, by maximum likelihood.
     *
     * @param formula the model
     * @return what to fit
     */
    public static Fit negativeBinomial(String formula) {
        Fit fit = glm(formula, Family.negativeBinomial(1));
        return new Fit(
                formula,
                fit.loss,
                fit.family,
                fit.link,
                true,
                fit.roles,
                fit.l2,
                fit.missing,
                fit.threads,
                fit.iterations,
                fit.watcher);
    }

    /**
     * The same with another link.
     *
     * @param other the link
     * @return what to fit
     */
    public Fit link(Link other) {
        return new Fit(formula, loss, family, other, estimateShape, roles, l2, missing, threads, iterations, watcher);
    }

    /**
     * The same with weights: the variance of a row is over its weight; of events, the number of trials.
     *
     * @param column a column of numbers that are not negative; a row of weight 0 is left out
     * @return what to fit
     */
    public Fit weight(String column) {
        return with(new Roles(column, roles.cluster(), roles.positive()));
    }

    /**
     * The same with clusters: rows of the same value may depend on one another.
     *
     * @param column any column
     * @return what to fit
     */
    public Fit cluster(String column) {
        return with(new Roles(roles.weight(), column, roles.positive()));
    }

    /**
     * The same with the level of the response that counts as 1.
     *
     * @param level a level of a response of two
     * @return what to fit
     */
    public Fit positive(String level) {
        return with(new Roles(roles.weight(), roles.cluster(), level));
    }

    /**
     * The same with a ridge penalty.
     *
     * @param penalty half of it times the squared coefficients is added to the losses
     * @return what to fit
     */
    public Fit l2(double penalty) {
        return new Fit(
                formula, loss, family, link, estimateShape, roles, penalty, missing, threads, iterations, watcher);
    }

    /**
     * The same with another rule for missing values.
     *
     * @param rule the rule
     * @return what to fit
     */
    public Fit missing(Missing rule) {
        return new Fit(formula, loss, family, link, estimateShape, roles, l2, rule, threads, iterations, watcher);
    }

    /**
     * The same with several threads.
     *
     * @param most how many at most
     * @return what to fit
     */
    public Fit threads(int most) {
        return new Fit(formula, loss, family, link, estimateShape, roles, l2, missing, most, iterations, watcher);
    }

    /**
     * The same with another limit of steps.
     *
     * @param most how many at most
     * @return what to fit
     */
    public Fit iterations(int most) {
        return new Fit(formula, loss, family, link, estimateShape, roles, l2, missing, threads, most, watcher);
    }

    /**
     * The same with somebody who watches.
     *
     * @param by who follows the fit, and may stop it
     * @return what to fit
     */
    public Fit watched(Watcher by) {
        return new Fit(formula, loss, family, link, estimateShape, roles, l2, missing, threads, iterations, by);
    }

    private Fit with(Roles other) {
        return new Fit(formula, loss, family, link, estimateShape, other, l2, missing, threads, iterations, watcher);
    }

    /** The same with another shape of the negative binomial family. */
    Fit shape(double shape) {
        Family other = Family.negativeBinomial(shape);
        return new Fit(
                formula, other.loss(), other, link, estimateShape, roles, l2, missing, threads, iterations, watcher);
    }

    /**
     * Fits.
     *
     * @param frame the data
     * @return the estimates and all that follows from them; ask its {@link Fitted#convergence} whether they are final
     * @throws FormulaException if the formula cannot be understood
     * @throws Unfittable if the data cannot be fitted; the message says why
     * @throws CancellationException if the watcher or an interruption stopped the fit
     */
    public Fitted to(Frame frame) {
        return Solver.solve(this, frame);
    }
}
