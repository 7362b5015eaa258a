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
 * <p>What is made small is the weighted sum of the losses of the rows and, if asked for, a {@link Penalty} on the
 * coefficients but for that of the intercept. Nothing is penalised unless asked for.
 *
 * @param formula the model, as {@link org.surprisal.fit.formula.ModelFormula} reads it
 * @param model what a row costs
 * @param roles the columns of weights and clusters, and the level of the response that counts as 1
 * @param penalty what is added to the losses
 * @param settings how to go about it
 */
public record Fit(String formula, Model model, Roles roles, Penalty penalty, Settings settings) {
    /**
     * A generalised linear model. {@snippet file="org/surprisal/fit/FitExamplesTest.java" region="glm"}
     *
     * @param formula the model
     * @param family the family of the response, with its usual link
     * @return what to fit
     */
    public static Fit glm(String formula, Family family) {
        return new Fit(formula, Model.of(family), Roles.NONE, Penalty.NONE, Settings.USUAL);
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
        return new Fit(formula, Model.of(loss), Roles.NONE, Penalty.NONE, Settings.USUAL);
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
        return fit.with(fit.model.beside(Beside.SHAPE));
    }

    /**
     * Zeros and positive numbers of the Tweedie family, whose power is estimated too, by maximum likelihood.
     *
     * @param formula the model
     * @return what to fit; the power comes with an interval of the powers that fit nearly as well
     */
    public static Fit tweedie(String formula) {
        Fit fit = glm(formula, Family.tweedie(1.5));
        return fit.with(fit.model.beside(Beside.POWER));
    }

    /**
     * Numbers with some that are wild, by Huber's loss: straight beyond 1.345 times the scale of the residuals, which
     * is their median size over that of normal ones and estimated too.
     *
     * @param formula the model
     * @return what to fit
     */
    public static Fit huber(String formula) {
        Fit fit = of(formula, Catalogue.HUBER);
        return fit.with(fit.model.beside(Beside.SCALE));
    }

    /**
     * Numbers with wild ones, by Student's t with given degrees of freedom and a scale that is estimated too, by
     * maximum likelihood.
     *
     * @param formula the model
     * @param df the degrees of freedom, positive
     * @return what to fit
     */
    public static Fit studentT(String formula, double df) {
        Fit fit = of(formula, Catalogue.STUDENT_T.with("df", df));
        return fit.with(fit.model.beside(Beside.SCALE));
    }

    /**
     * The same with the degrees of freedom estimated too.
     *
     * @param formula the model
     * @return what to fit
     */
    public static Fit studentT(String formula) {
        Fit fit = of(formula, Catalogue.STUDENT_T);
        return fit.with(fit.model.beside(Beside.SCALE_AND_DF));
    }

    /**
     * Multinomial logit of a response with several classes.
     *
     * @param formula the model; the response is a column of names or whole numbers
     * @return what to fit, compared with the first class
     */
    public static ClassFit multinomial(String formula) {
        return ClassFit.of(formula, ClassModel.MULTINOMIAL);
    }

    /**
     * Ordered logit or probit of a response with several classes in order.
     *
     * @param formula the model; the response is a column of whole numbers, or of names whose {@link ClassFit#order} is
     *     given
     * @param link {@link Link#LOGIT} or {@link Link#PROBIT}
     * @return what to fit
     * @throws IllegalArgumentException for another link
     */
    public static ClassFit ordered(String formula, Link link) {
        if (link != Link.LOGIT && link != Link.PROBIT) {
            throw new IllegalArgumentException("Ordered classes take the logit or the probit link, not " + link + ".");
        }
        return ClassFit.of(formula, link == Link.LOGIT ? ClassModel.ORDERED_LOGIT : ClassModel.ORDERED_PROBIT);
    }

    /**
     * The same with another formula.
     *
     * @param other the model
     * @return what to fit
     */
    public Fit formula(String other) {
        return new Fit(other, model, roles, penalty, settings);
    }

    /**
     * The same with another link.
     *
     * @param other the link
     * @return what to fit
     */
    public Fit link(Link other) {
        return with(model.link(other));
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
     * @param factor half of it times the squared coefficients is added to the losses
     * @return what to fit
     */
    public Fit l2(double factor) {
        return with(new Penalty(penalty.l1(), factor, penalty.standardised(), penalty.jeffreys()));
    }

    /**
     * The same with a lasso penalty, which makes some coefficients exactly 0; with a ridge penalty too it is an elastic
     * net.
     *
     * @param factor this times the absolute coefficients is added to the losses
     * @return what to fit
     */
    public Fit l1(double factor) {
        return with(new Penalty(factor, penalty.l2(), penalty.standardised(), penalty.jeffreys()));
    }

    /**
     * The same with penalties that do not depend on the units of columns.
     *
     * @return what to fit, each coefficient counting as if its column had a standard deviation of 1
     */
    public Fit standardised() {
        return with(new Penalty(penalty.l1(), penalty.l2(), true, penalty.jeffreys()));
    }

    /**
     * The same by Firth's penalised likelihood: for events with the logit link, finite where outcomes are separated.
     *
     * @return what to fit
     */
    public Fit firth() {
        return with(new Penalty(penalty.l1(), penalty.l2(), penalty.standardised(), true));
    }

    /**
     * Lasso or elastic net at many penalties, each of {@code lambda·(alpha·Σ|b| + (1 - alpha)/2·Σb²)} on top of the
     * mean loss, for columns of a standard deviation of 1. {@snippet file="org/surprisal/fit/PathExamplesTest.java"
     * region="path"}
     *
     * @param alpha 1 for the lasso, 0 for ridge, between them an elastic net
     * @return what to fit: 100 penalties, without cross-validation
     * @throws IllegalArgumentException if alpha is not between 0 and 1
     */
    public PathFit path(double alpha) {
        return new PathFit(this, alpha, 100, 0);
    }

    /**
     * The same with another rule for missing values.
     *
     * @param rule the rule
     * @return what to fit
     */
    public Fit missing(Missing rule) {
        return with(settings.missing(rule));
    }

    /**
     * The same with several threads.
     *
     * @param most how many at most
     * @return what to fit
     */
    public Fit threads(int most) {
        return with(settings.threads(most));
    }

    /**
     * The same with steps found in another way. L-BFGS takes smooth losses of one prediction per row, with a ridge
     * penalty or none, for any number of coefficients; it leaves no standard errors.
     *
     * @param how the method
     * @return what to fit
     */
    public Fit method(Method how) {
        return with(settings.method(how));
    }

    /**
     * The same with another limit of steps. One of Newton's counts as twenty of L-BFGS.
     *
     * @param most how many at most
     * @return what to fit
     */
    public Fit iterations(int most) {
        return with(settings.iterations(most));
    }

    /**
     * The same with somebody who watches.
     *
     * @param by who follows the fit, and may stop it
     * @return what to fit
     */
    public Fit watched(Watcher by) {
        return with(settings.watched(by));
    }

    Fit with(Model other) {
        return new Fit(formula, other, roles, penalty, settings);
    }

    private Fit with(Roles other) {
        return new Fit(formula, model, other, penalty, settings);
    }

    Fit with(Penalty other) {
        return new Fit(formula, model, roles, other, settings);
    }

    private Fit with(Settings other) {
        return new Fit(formula, model, roles, penalty, other);
    }

    /**
     * The loss of a prediction.
     *
     * @return that of the model
     */
    public Loss loss() {
        return model.loss();
    }

    /**
     * The family that the loss belongs to.
     *
     * @return null if there is none
     */
    public @Nullable Family family() {
        return model.family();
    }

    /**
     * What ties the linear predictor to the prediction.
     *
     * @return that of the model
     */
    public Link link() {
        return model.link();
    }

    /**
     * The ridge penalty.
     *
     * @return 0 if there is none
     */
    public double l2() {
        return penalty.l2();
    }

    int threads() {
        return settings.threads();
    }

    Watcher watcher() {
        return settings.watcher();
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
