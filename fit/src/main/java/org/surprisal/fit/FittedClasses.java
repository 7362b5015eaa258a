package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.math.Log;

/** A fitted model of several classes. Immutable and safe for any thread. Formulas and sources: docs/fit.md. */
public final class FittedClasses {
    private static final double LEVEL = 0.95;

    private final ClassFit fit;
    private final Dataset data;
    private final ClassLayout layout;
    private final double[] parameters;
    private final @Nullable ClassCovariances covariances;
    private final double logLikelihood;
    private final double nullLogLikelihood;
    private final Convergence convergence;
    private final List<Note> notes;

    FittedClasses(
            ClassFit fit,
            Dataset data,
            ClassLayout layout,
            double[] parameters,
            @Nullable ClassCovariances covariances,
            double logLikelihood,
            double nullLogLikelihood,
            Convergence convergence,
            List<Note> notes) {
        this.fit = fit;
        this.data = data;
        this.layout = layout;
        this.parameters = parameters;
        this.covariances = covariances;
        this.logLikelihood = logLikelihood;
        this.nullLogLikelihood = nullLogLikelihood;
        this.convergence = convergence;
        this.notes = List.copyOf(notes);
    }

    /**
     * What was to be fitted.
     *
     * @return the settings
     */
    public ClassFit fit() {
        return fit;
    }

    /**
     * The columns of the model.
     *
     * @return the design
     */
    public Design design() {
        return layout.design();
    }

    /**
     * The rows that were fitted, with the class as its place among those of the column.
     *
     * @return the rows
     */
    public Dataset data() {
        return data;
    }

    /**
     * The classes that occur.
     *
     * @return their names, in their order
     */
    public List<String> classes() {
        return layout.classes();
    }

    /**
     * How it ended.
     *
     * @return the record of the steps
     */
    public Convergence convergence() {
        return convergence;
    }

    /**
     * What is wrong with the problem.
     *
     * @return codes with evidence, in the order in which they were found
     */
    public List<Note> notes() {
        return notes;
    }

    /**
     * The class of each row that was fitted.
     *
     * @return a place among {@link #classes} per row
     */
    public int[] labels() {
        double[] codes = data.response();
        double[] occurring = Arrays.stream(codes).sorted().distinct().toArray();
        return Arrays.stream(codes)
                .mapToInt(code -> Arrays.binarySearch(occurring, code))
                .toArray();
    }

    /**
     * The usual errors: of clusters if there are any, otherwise from the model.
     *
     * @return the kind
     */
    public Errors usualErrors() {
        return data.cluster() == null ? Errors.MODEL : Errors.CLUSTER;
    }

    /**
     * The degrees of freedom of the statistics.
     *
     * @param errors how the errors are found
     * @return those of Student's t, one less than there are clusters; infinite where the statistics are taken as normal
     */
    public double degreesOfFreedom(Errors errors) {
        return errors == Errors.CLUSTER ? data.clusters() - 1.0 : Double.POSITIVE_INFINITY;
    }

    /**
     * All parameters with the usual errors and 95 % intervals.
     *
     * @return of multinomial models {@code class: term}, class after class; of ordered ones the terms, then the cuts
     *     {@code class|class}. Errors are NaN where the fit is penalised or separated
     */
    public List<Coefficient> coefficients() {
        return coefficients(usualErrors(), LEVEL);
    }

    /**
     * The same with other errors and intervals of another level.
     *
     * @param errors from the model, by the inverse of the whole information, or of clusters
     * @param level how often such intervals hold the truth, between 0 and 1
     * @return one per parameter
     * @throws IllegalArgumentException for other errors, or if there are fewer than two clusters
     */
    public List<Coefficient> coefficients(Errors errors, double level) {
        double[][] covariance = covariance(errors);
        List<Coefficient> to = new ArrayList<>();
        for (int j = 0; j < parameters.length; j++) {
            double se = Math.sqrt(covariance[j][j]);
            to.add(Coefficient.of(layout.names().get(j), parameters[j], se, degreesOfFreedom(errors), level));
        }
        return to;
    }

    /**
     * The estimates of a class, or of an ordered model those that all classes share.
     *
     * @param name the class
     * @return one per name of the design: 0 for the class of reference, NaN where a column depends on others, and for
     *     the intercept of an ordered model
     * @throws IllegalArgumentException if there is no such class
     */
    public double[] estimates(String name) {
        int k = classes().indexOf(name);
        if (k < 0) {
            throw new IllegalArgumentException("There is no class '" + name + "'; there are " + classes() + ".");
        }
        double[] to = new double[design().names().size()];
        Arrays.fill(to, Double.NaN);
        int head = 0;
        if (layout.rows() instanceof SoftmaxRows softmax) {
            if (k == softmax.reference()) {
                return new double[to.length];
            }
            head = softmax.reference() < 0 || k < softmax.reference() ? k : k - 1;
        }
        double[] of = layout.ofHead(parameters, head);
        for (int j : layout.active()) {
            to[j] = of[j];
        }
        return to;
    }

    /**
     * The cut points between ordered classes.
     *
     * @return one less than there are classes, rising; empty if they are not ordered
     */
    public double[] cuts() {
        return layout.rows() instanceof OrderedRows
                ? Arrays.copyOfRange(parameters, layout.active().length, parameters.length)
                : new double[0];
    }

    /**
     * The covariance of all parameters, in the order of {@link #coefficients}.
     *
     * @param errors from the model, by the inverse of the whole information, or of clusters
     * @return a matrix, of NaN where the fit is penalised or separated
     * @throws IllegalArgumentException for other errors, or if there are fewer than two clusters
     */
    public double[][] covariance(Errors errors) {
        if (errors == Errors.CLUSTER && data.clusters() < 2) {
            throw new IllegalArgumentException("Errors of clusters need at least two of them: name their column.");
        }
        if (covariances != null) {
            return covariances.of(errors);
        }
        double[][] to = new double[parameters.length][parameters.length];
        for (double[] row : to) {
            Arrays.fill(row, Double.NaN);
        }
        return to;
    }

    /**
     * The log-likelihood: the weighted sum of ln p of what happened.
     *
     * @return at most 0
     */
    public double logLikelihood() {
        return logLikelihood;
    }

    /**
     * The log-likelihood of the shares of the classes, without any columns.
     *
     * @return at most 0
     */
    public double nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /**
     * Minus twice the log-likelihood.
     *
     * @return at least 0
     */
    public double deviance() {
        return -2 * logLikelihood;
    }

    /**
     * McFadden's R²: one less the log-likelihood over that without columns.
     *
     * @return at most 1
     */
    public double explained() {
        return 1 - logLikelihood / nullLogLikelihood;
    }

    /**
     * The number of parameters.
     *
     * @return k of {@link #aic}
     */
    public int parameters() {
        return parameters.length;
    }

    /**
     * Akaike's criterion: 2k less twice the log-likelihood.
     *
     * @return less is better
     */
    public double aic() {
        return 2.0 * parameters() - 2 * logLikelihood;
    }

    /**
     * Schwarz's criterion: k·ln n less twice the log-likelihood.
     *
     * @return less is better
     */
    public double bic() {
        return parameters() * Log.of(data.rows()) - 2 * logLikelihood;
    }

    /**
     * The probabilities of new rows.
     *
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with a level that was not there
     * @return by row, then by class; NaN where a value is missing
     * @throws Unfittable if a column is missing or of another kind, or a level is not known and is to be refused
     */
    public double[][] predict(Frame frame, UnknownLevel unknown) {
        return ClassPrediction.of(design(), fit.model(), heads(), cuts(), frame, unknown);
    }

    /**
     * What the linear predictors are made of.
     *
     * @return of multinomial models an array for each class, 0 for that of reference, of ordered ones a single array; a
     *     number per name of the design, 0 where it is not told
     */
    public double[][] heads() {
        if (!(layout.rows() instanceof SoftmaxRows softmax)) {
            return new double[][] {layout.ofHead(parameters, 0)};
        }
        double[][] to = new double[classes().size()][design().names().size()];
        for (int h = 0; h < softmax.whole().length; h++) {
            to[softmax.classOf(h)] = layout.ofHead(parameters, h);
        }
        return to;
    }

    /**
     * Which names of the design have a coefficient of their own.
     *
     * @return false where a column depends on others, and for the intercept of ordered classes
     */
    public boolean[] told() {
        boolean[] to = new boolean[design().names().size()];
        for (int j : layout.active()) {
            to[j] = true;
        }
        return to;
    }
}
