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

/**
 * A fitted model: estimates, how sure they are, how well the model fits, and what is wrong with the problem. Immutable
 * and safe for any thread; it looks at the data it was fitted to. What belongs to a family (deviance, likelihood,
 * dispersion) is NaN where a loss without one was fitted. Formulas and sources: docs/fit.md.
 */
public final class Fitted {
    private static final double LEVEL = 0.95;

    private final Solution solution;
    private final Dataset data;
    private final @Nullable Family family;
    private final Once<RowState> rows;
    private final Criteria criteria;
    private final double dispersion;
    private final boolean isLost;

    Fitted(Solution solution) {
        this.solution = solution;
        this.data = solution.data();
        this.family = solution.fit().family();
        this.rows = new Once<>(() -> RowState.of(solution));
        this.criteria = new Criteria(solution);
        double found = family == null ? Double.NaN : family.hasDispersion() ? criteria.pearson(family) : 1;
        // A dispersion of rows that vary is positive and finite, or has left the doubles.
        boolean odd = needsDispersion() && degreesOfFreedom() > 0 && !(found > 0 && found <= Double.MAX_VALUE);
        this.isLost = odd && new Doubts(solution, rows).varies();
        this.dispersion = isLost ? Double.NaN : found;
    }

    /**
     * The columns of the model.
     *
     * @return the design
     */
    public Design design() {
        return data.matrix().design();
    }

    /**
     * The rows that were fitted, and those that were not.
     *
     * @return the rows
     */
    public Dataset data() {
        return solution.original();
    }

    /**
     * The estimates.
     *
     * @return one per name of the design; NaN where it cannot be told
     */
    public double[] estimates() {
        double[] to = new double[solution.coefficients().length];
        Arrays.fill(to, Double.NaN);
        double[] all = solution.uncentred();
        if (solution.fit().penalty().l1() > 0) {
            return all;
        }
        for (int j : solution.active()) {
            to[j] = all[j];
        }
        if (solution.many() != null) {
            solution.many().put(to);
        }
        return to;
    }

    /** Whether there are more coefficients than a covariance of all has room for. */
    private boolean isMany() {
        return solution.many() != null;
    }

    /** Whether nothing can be said of how sure the estimates are. */
    private boolean isUnsure() {
        return !solution.fit().penalty().isNone() || convergence().reason() == StopReason.SEPARATED;
    }

    /**
     * The number of rows less the number of coefficients that can be told.
     *
     * @return at least 0
     */
    public int degreesOfFreedom() {
        return Math.max(0, data.rows() - solution.active().length);
    }

    /**
     * How it ended.
     *
     * @return the record of the steps
     */
    public Convergence convergence() {
        return solution.convergence();
    }

    /**
     * What is wrong with the problem: rows left out, columns that depend on others, separation, no convergence.
     *
     * @return codes with evidence, in the order in which they were found
     */
    public List<Note> notes() {
        List<Note> all = new ArrayList<>(solution.notes());
        all.addAll(new Doubts(solution, rows).all(isLost));
        if (!solution.fit().penalty().isNone()) {
            all.add(Note.of(Note.Code.PENALIZED));
        } else if (degreesOfFreedom() == 0 && needsDispersion()) {
            all.add(Note.of(Note.Code.NO_ROWS_FOR_DISPERSION));
        }
        return List.copyOf(all);
    }

    /**
     * The usual errors: of clusters if there are any, from the model if it is one of a family or a quantile, or else
     * {@link Errors#HC1}, because a loss need not be a likelihood.
     *
     * @return the kind
     */
    public Errors usualErrors() {
        boolean own = family != null || solution.sureness().covariance() != null;
        return data.cluster() != null ? Errors.CLUSTER : own ? Errors.MODEL : Errors.HC1;
    }

    /**
     * The covariance of the estimates.
     *
     * @param errors how it is found
     * @return a matrix; NaN in the rows and columns of estimates that cannot be told, and everywhere if the fit is
     *     penalised or its estimates are infinite
     * @throws IllegalArgumentException if errors of clusters are asked for, but there are none
     * @throws IllegalStateException if {@link #hasCovariance} says no
     */
    public double[][] covariance(Errors errors) {
        requireClusters(errors);
        if (isMany()) {
            throw new IllegalStateException("A covariance of " + Counted.of(solution.coefficients().length)
                    + " coefficients has no room in memory: coefficients() has their errors, where there are any.");
        }
        int width = solution.coefficients().length;
        int[] active = solution.active();
        double[][] of = isUnsure() ? new double[0][] : solution.uncentred(new Covariances(solution, rows).of(errors));
        double factor = errors == Errors.MODEL && needsDispersion() ? dispersion : 1;
        double[][] to = new double[width][width];
        for (double[] row : to) {
            Arrays.fill(row, Double.NaN);
        }
        for (int a = 0; a < of.length; a++) {
            for (int b = 0; b < of.length; b++) {
                to[active[a]][active[b]] = factor * of[a][b];
            }
        }
        return to;
    }

    private void requireClusters(Errors errors) {
        if (errors == Errors.CLUSTER && data.clusters() < 2) {
            throw new IllegalArgumentException("Errors of clusters need at least two of them: name their column.");
        }
    }

    /**
     * Whether there is a matrix for {@link #covariance}.
     *
     * @return false where there are more coefficients than 4,000, whose errors come one by one
     */
    public boolean hasCovariance() {
        return !isMany();
    }

    private double[] variances(Errors errors) {
        double[] to = new double[solution.coefficients().length];
        if (solution.many() == null) {
            double[][] covariance = covariance(errors);
            Arrays.setAll(to, j -> covariance[j][j]);
            return to;
        }
        requireClusters(errors);
        Arrays.fill(to, Double.NaN);
        ManyErrors own = solution.many().errors();
        if (own == null || isUnsure()) {
            return to;
        }
        double[] all = own.variances(errors, rows.get());
        double factor = errors == Errors.MODEL && needsDispersion() ? dispersion : 1;
        for (int j : solution.active()) {
            to[j] = factor * all[j];
        }
        return to;
    }

    /**
     * The estimates with the usual errors.
     *
     * @return one per name of the design
     */
    public List<Coefficient> coefficients() {
        return coefficients(usualErrors());
    }

    /**
     * The estimates with errors, statistics, p-values and 95 % intervals: by Student's t with n - p degrees of freedom
     * where the dispersion is estimated, with G - 1 where G clusters are, and otherwise by the normal distribution.
     *
     * @param errors how the errors are found
     * @return one per name of the design
     */
    public List<Coefficient> coefficients(Errors errors) {
        return coefficients(errors, LEVEL);
    }

    /**
     * The same with intervals of another level.
     *
     * @param errors how the errors are found
     * @param level how often such intervals hold the truth, between 0 and 1
     * @return one per name of the design
     */
    public List<Coefficient> coefficients(Errors errors, double level) {
        double[] variances = variances(errors);
        double[] estimates = estimates();
        List<Coefficient> to = new ArrayList<>();
        for (int j = 0; j < estimates.length; j++) {
            double se = Math.sqrt(variances[j]);
            to.add(Coefficient.of(design().names().get(j), estimates[j], se, degreesOfFreedom(errors), level));
        }
        return to;
    }

    /**
     * The estimates with intervals by profile likelihood: the values at which the deviance, all other coefficients at
     * their best, is not significantly higher. The shape of a negative binomial family stays as it is.
     *
     * @param level how often such intervals hold the truth, between 0 and 1
     * @return one per name of the design, with the errors of the model; an interval that does not end is infinite
     * @throws IllegalStateException without a family, with a penalty or clusters, or where there are no errors
     */
    public List<Coefficient> profile(double level) {
        boolean plain =
                solution.fit().penalty().isNone() && !solution.fit().penalty().jeffreys();
        if (isMany()
                || family == null
                || !plain
                || data.cluster() != null
                || !convergence().converged()) {
            throw new IllegalStateException(
                    "Profile likelihoods are those of families without penalty and clusters, fitted to the end, of "
                            + Counted.of(Design.MOST_DENSE) + " coefficients at most.");
        }
        double df = degreesOfFreedom(Errors.MODEL);
        List<Coefficient> to = new ArrayList<>();
        for (Coefficient wald : coefficients(Errors.MODEL, level)) {
            Profile profile = new Profile(solution, to.size(), dispersion);
            to.add(
                    wald.se() > 0
                            ? wald.within(profile.end(wald.se(), level, df, -1), profile.end(wald.se(), level, df, 1))
                            : wald);
        }
        return to;
    }

    /**
     * The degrees of freedom of the t statistics of {@link #coefficients(Errors)}.
     *
     * @param errors how the errors are found
     * @return infinite where the statistics are taken as normal
     */
    public double degreesOfFreedom(Errors errors) {
        return errors == Errors.CLUSTER
                ? data.clusters() - 1.0
                : needsDispersion() ? degreesOfFreedom() : Double.POSITIVE_INFINITY;
    }

    /**
     * What was to be fitted; of an estimated shape, with the estimate.
     *
     * @return the settings
     */
    public Fit fit() {
        return solution.fit();
    }

    /**
     * What was estimated beside the coefficients, such as the shape of a negative binomial family.
     *
     * @return with standard errors where there are any; empty if nothing was
     */
    public List<Coefficient> beside() {
        return solution.beside();
    }

    private boolean needsDispersion() {
        return family != null && family.hasDispersion();
    }

    /**
     * The dispersion: the sum of squared Pearson residuals over n - p; 1 where the family has none.
     *
     * @return NaN without a family, or where n = p
     */
    public double dispersion() {
        return dispersion;
    }

    /**
     * The weighted sum of the losses and the penalty: what was made small.
     *
     * @return the objective
     */
    public double objective() {
        return EachRow.of(solution).weighted(() -> Fitted::values)
                + PenaltyFactors.of(solution.fit(), data).at(solution.coefficients());
    }

    /**
     * The deviance: twice what the log-likelihood lacks of that of a perfect fit, for a dispersion of 1.
     *
     * @return NaN without a family
     */
    public double deviance() {
        return criteria.deviance();
    }

    /**
     * The deviance of the model with an intercept and offsets only; where there is no intercept, with offsets only.
     *
     * @return NaN without a family
     */
    public double nullDeviance() {
        return criteria.nullDeviance();
    }

    /**
     * The part of the deviance that the model explains: for least squares R², around the mean, or around 0 without an
     * intercept.
     *
     * @return NaN without a family, or where the responses do not vary
     */
    public double explained() {
        double whole = nullDeviance();
        return whole == 0 ? Double.NaN : 1 - deviance() / whole;
    }

    /**
     * The log-likelihood with all constants, at the dispersion of the greatest likelihood.
     *
     * @return NaN without a family
     */
    public double logLikelihood() {
        return logLikelihood(likelihoodDispersion());
    }

    /**
     * The log-likelihood with all constants at a dispersion. For the gamma family, R takes deviance / n, statsmodels
     * {@link #dispersion}, Stata 1.
     *
     * @param phi the dispersion
     * @return NaN without a family
     */
    public double logLikelihood(double phi) {
        return criteria.logLikelihood(phi);
    }

    /**
     * The dispersion of the greatest likelihood: for the Gaussian and the inverse Gaussian family deviance / n, for the
     * gamma family the root of ln(1/phi) - ψ(1/phi) = deviance / 2n, for Tweedie's by search.
     *
     * @return NaN without a family
     */
    public double likelihoodDispersion() {
        return criteria.likelihoodDispersion();
    }

    /**
     * The number of parameters of the likelihood: coefficients that can be told, and one more for an estimated
     * dispersion or shape.
     *
     * @return k of {@link #aic}
     */
    public int parameters() {
        return criteria.parameters();
    }

    /**
     * Akaike's criterion: 2k - 2·{@link #logLikelihood()}.
     *
     * @return NaN without a family
     */
    public double aic() {
        return criteria.aic();
    }

    /**
     * Schwarz's criterion: k·ln n - 2·{@link #logLikelihood()}.
     *
     * @return NaN without a family
     */
    public double bic() {
        return criteria.bic();
    }

    /**
     * The family, with its shape if that was estimated.
     *
     * @return null where a loss without one was fitted
     */
    public @Nullable Family family() {
        return family;
    }

    /**
     * The predictions of the rows that were fitted.
     *
     * @return the means
     */
    public double[] fitted() {
        return EachRow.of(solution).values(() -> (panel, to) -> System.arraycopy(panel.mean, 0, to, 0, panel.rows()));
    }

    /**
     * What each row that was fitted costs, without its weight: the loss that was made small, of a dispersion of 1.
     *
     * @return one per row; their weighted sum is the objective, but for a penalty
     */
    public double[] losses() {
        return EachRow.of(solution).values(() -> Fitted::values);
    }

    private static void values(PanelState panel, double[] to) {
        System.arraycopy(panel.value, 0, to, 0, panel.rows());
    }

    /**
     * The residuals of the rows that were fitted.
     *
     * @param kind which; those of Pearson and of the deviance are NaN without a family
     * @return one per row
     */
    public double[] residuals(Residual kind) {
        return new Residuals(solution).of(kind);
    }

    /**
     * The part of each row in its own prediction: the diagonal of the hat matrix, which sums to the number of
     * coefficients.
     *
     * @return one per row that was fitted
     */
    public double[] leverage() {
        if (solution.many() == null) {
            return new Covariances(solution, rows).leverage();
        }
        ManyErrors errors = solution.many().errors();
        double[] none = new double[data.rows()];
        Arrays.fill(none, Double.NaN);
        return errors == null ? none : errors.leverage(rows.get());
    }

    /**
     * What single rows do to the fit.
     *
     * @return measures of influence
     * @throws IllegalStateException of a loss without a family or a penalised fit, where the formulas do not hold
     */
    public Influence influence() {
        if (isMany()) {
            throw new IllegalStateException("Influence is measured where there are " + Counted.of(Design.MOST_DENSE)
                    + " coefficients at most: leverage() is there for more.");
        }
        if (family == null || !solution.fit().penalty().isNone()) {
            throw new IllegalStateException(
                    "Influence is measured for families without a penalty: the formulas do not" + " hold for "
                            + solution.fit().loss() + " with " + solution.fit().penalty() + ".");
        }
        return new Influence(solution, rows.get(), dispersion);
    }

    /**
     * Predicts new rows; offsets of the formula are added.
     *
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with a level that was not there
     * @return a prediction per row; NaN where a value is missing
     * @throws Unfittable if a column is missing or of another kind, or a level is not known and is to be refused
     */
    public double[] predict(Frame frame, UnknownLevel unknown) {
        double[] all = solution.uncentred();
        if (solution.many() != null) {
            solution.many().put(all);
        }
        return Prediction.of(design(), all, frame, unknown, solution.fit().link()::mean);
    }
}
