package org.surprisal.fit;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Missing;
import org.surprisal.fit.design.Roles;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.expr.FormulaException;

/**
 * A response with several classes, and how to fit it: names, or whole numbers. What is made small is the weighted sum
 * of the surprisals -ln p of what happened and, if asked for, half of {@code l2} times the sum of squared coefficients
 * without the intercepts. Immutable and safe for any thread. {@snippet file="org/surprisal/fit/ClassExamplesTest.java"
 * region="classes"}
 *
 * @param formula the model; the response is a column
 * @param model how predictors become probabilities
 * @param order the classes in their order; empty for that of numbers or, if they are not ordered, of their characters
 * @param reference the class that others are compared with, or null for the first one
 * @param roles the column of weights, which count like as many rows
 * @param penalty ridge only
 * @param settings how to go about it
 */
public record ClassFit(
        String formula,
        ClassModel model,
        List<String> order,
        @Nullable String reference,
        Roles roles,
        Penalty penalty,
        Settings settings) {
    /**
     * Takes the settings.
     *
     * @throws IllegalArgumentException if the penalty makes coefficients 0, or coefficients of all classes have none
     */
    public ClassFit {
        order = List.copyOf(order);
        if (penalty.l1() > 0 || penalty.jeffreys()) {
            throw new IllegalArgumentException("Models of classes take a ridge penalty, but no other one.");
        }
    }

    static ClassFit of(String formula, ClassModel model) {
        return new ClassFit(formula, model, List.of(), null, Roles.NONE, Penalty.NONE, Settings.USUAL);
    }

    /**
     * The same with another formula.
     *
     * @param other the model
     * @return what to fit
     */
    public ClassFit formula(String other) {
        return new ClassFit(other, model, order, reference, roles, penalty, settings);
    }

    /**
     * The same with the classes in an order. Ordered classes that are names need it: an order is never guessed from the
     * alphabet.
     *
     * @param classes every class that occurs, from low to high
     * @return what to fit
     */
    public ClassFit order(String... classes) {
        return new ClassFit(formula, model, List.of(classes), reference, roles, penalty, settings);
    }

    /**
     * The same with another class of reference.
     *
     * @param name the class that the others are compared with
     * @return what to fit
     */
    public ClassFit reference(String name) {
        return new ClassFit(formula, model, order, name, roles, penalty, settings);
    }

    /**
     * The same with coefficients for every class; a ridge penalty must make them unique.
     *
     * @return what to fit
     */
    public ClassFit allClasses() {
        return new ClassFit(formula, ClassModel.ALL_CLASSES, order, null, roles, penalty, settings);
    }

    /**
     * The same with weights.
     *
     * @param column a column of numbers that are not negative: a row counts like so many
     * @return what to fit
     */
    public ClassFit weight(String column) {
        return with(new Roles(column, roles.cluster(), null));
    }

    /**
     * The same with clusters: rows of the same value may depend on one another.
     *
     * @param column any column
     * @return what to fit
     */
    public ClassFit cluster(String column) {
        return with(new Roles(roles.weight(), column, null));
    }

    private ClassFit with(Roles other) {
        return new ClassFit(formula, model, order, reference, other, penalty, settings);
    }

    /**
     * The same with a ridge penalty.
     *
     * @param factor half of it times the squared coefficients is added to the losses
     * @return what to fit
     */
    public ClassFit l2(double factor) {
        return new ClassFit(formula, model, order, reference, roles, new Penalty(0, factor, false, false), settings);
    }

    /**
     * The same with another rule for missing values.
     *
     * @param rule the rule
     * @return what to fit
     */
    public ClassFit missing(Missing rule) {
        return with(settings.missing(rule));
    }

    /**
     * The same with several threads.
     *
     * @param most how many at most
     * @return what to fit
     */
    public ClassFit threads(int most) {
        return with(settings.threads(most));
    }

    /**
     * The same with another limit of steps.
     *
     * @param most how many at most
     * @return what to fit
     */
    public ClassFit iterations(int most) {
        return with(settings.iterations(most));
    }

    /**
     * The same with somebody who watches.
     *
     * @param by who follows the fit, and may stop it
     * @return what to fit
     */
    public ClassFit watched(Watcher by) {
        return with(settings.watched(by));
    }

    private ClassFit with(Settings other) {
        return new ClassFit(formula, model, order, reference, roles, penalty, other);
    }

    /** The same for what works on one predictor. */
    Fit plain() {
        return new Fit(formula, Model.of(Family.BINOMIAL), roles, penalty, settings);
    }

    /**
     * Fits.
     *
     * @param frame the data
     * @return the estimates and all that follows from them; ask its {@link FittedClasses#convergence} whether they are
     *     final
     * @throws FormulaException if the formula cannot be understood
     * @throws Unfittable if the data cannot be fitted; the message says why
     * @throws CancellationException if the watcher or an interruption stopped the fit
     */
    public FittedClasses to(Frame frame) {
        return new ClassSolver(this, frame).solve();
    }
}
