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
    private final double @Nullable [][] covariance;
    private final double logLikelihood;
    private final double nullLogLikelihood;
    private final Convergence convergence;
    private final List<String> notes;

    FittedClasses(
            ClassFit fit,
            Dataset data,
            ClassLayout layout,
            double[] parameters,
            double @Nullable [][] covariance,
            double logLikelihood,
            double nullLogLikelihood,
            Convergence convergence,
            List<String> notes) {
        this.fit = fit;
        this.data = data;
        this.layout = layout;
        this.parameters = parameters;
        this.covariance = covariance;
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
     * @return sentences
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * All parameters with standard errors from the inverse of the whole information, normal statistics and 95 %
     * intervals.
     *
     * @return of multinomial models {@code class: term}, class after class; of ordered ones the terms, then the cuts
     *     {@code class|class}. Errors are NaN where the fit is penalised or separated
     */
    public List<Coefficient> coefficients() {
        return coefficients(LEVEL);
    }

    /**
     * The same with intervals of another level.
     *
     * @param level how often such intervals hold the truth, between 0 and 1
     * @return one per parameter
     */
    public List<Coefficient> coefficients(double level) {
        List<Coefficient> to = new ArrayList<>();
        for (int j = 0; j < parameters.length; j++) {
            double se = covariance == null ? Double.NaN : Math.sqrt(covariance[j][j]);
            to.add(Coefficient.of(layout.names().get(j), parameters[j], se, Double.POSITIVE_INFINITY, level));
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
     * @return a matrix, of NaN where the fit is penalised or separated
     */
    public double[][] covariance() {
        double[][] to = new double[parameters.length][parameters.length];
        for (int a = 0; a < to.length; a++) {
            to[a] = covariance == null ? to[a] : covariance[a].clone();
            if (covariance == null) {
                Arrays.fill(to[a], Double.NaN);
            }
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
        boolean[] whole = layout.rows().whole();
        double[][] z = new double[whole.length][];
        for (int h = 0; h < whole.length; h++) {
            z[h] = whole[h]
                    ? Prediction.of(design(), layout.ofHead(parameters, h), frame, unknown, x -> x)
                    : new double[] {parameters[layout.first(h)]};
        }
        double[][] to = new double[frame.rows()][classes().size()];
        double[] row = new double[whole.length];
        for (int i = 0; i < to.length; i++) {
            for (int h = 0; h < row.length; h++) {
                row[h] = z[h][whole[h] ? i : 0];
            }
            if (Double.isNaN(row[0])) {
                Arrays.fill(to[i], Double.NaN);
            } else {
                layout.rows().probabilities(row, to[i]);
            }
        }
        return to;
    }
}
