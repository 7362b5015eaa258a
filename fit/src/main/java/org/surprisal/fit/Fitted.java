package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Normal;
import org.surprisal.math.StudentT;

/**
 * A fitted model: estimates, how sure they are, how well the model fits, and what is wrong with the problem. Immutable
 * and safe for any thread; it looks at the data it was fitted to. What belongs to a family (deviance, likelihood,
 * dispersion) is NaN where a loss without one was fitted. Formulas and sources: docs/fit.md.
 */
public final class Fitted {
    private static final double LEVEL = 0.975;

    private final Solution solution;
    private final Dataset data;
    private final @Nullable Family family;
    private final RowState rows;
    private final double dispersion;

    Fitted(Solution solution) {
        this.solution = solution;
        this.data = solution.data();
        this.family = solution.fit().family();
        this.rows = RowState.of(data, solution.objective(), solution.coefficients());
        this.dispersion = family == null ? Double.NaN : family.hasDispersion() ? pearson() : 1;
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
        for (int j : solution.active()) {
            to[j] = all[j];
        }
        return to;
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
     * @return sentences
     */
    public List<String> notes() {
        List<String> all = new ArrayList<>(solution.notes());
        if (solution.fit().l2() > 0) {
            all.add("The estimates are drawn towards 0 by a penalty, so the usual standard errors do not hold: none are"
                    + " given.");
        } else if (degreesOfFreedom() == 0 && needsDispersion()) {
            all.add("There are as many coefficients as rows: nothing is left to estimate the dispersion from.");
        }
        return List.copyOf(all);
    }

    /**
     * The usual errors: of clusters if there are any, from the model if it is one of a family, or else
     * {@link Errors#HC1}, because a loss need not be a likelihood.
     *
     * @return the kind
     */
    public Errors usualErrors() {
        return data.cluster() != null ? Errors.CLUSTER : family != null ? Errors.MODEL : Errors.HC1;
    }

    /**
     * The covariance of the estimates.
     *
     * @param errors how it is found
     * @return a matrix; NaN in the rows and columns of estimates that cannot be told, and everywhere if the fit is
     *     penalised or its estimates are infinite
     * @throws IllegalArgumentException if errors of clusters are asked for, but there are none
     */
    public double[][] covariance(Errors errors) {
        if (errors == Errors.CLUSTER && data.clusters() < 2) {
            throw new IllegalArgumentException("Errors of clusters need at least two of them: name their column.");
        }
        int width = solution.coefficients().length;
        int[] active = solution.active();
        boolean none = solution.fit().l2() > 0 || convergence().reason() == StopReason.SEPARATED;
        double[][] of = none ? new double[0][] : solution.uncentred(new Covariances(solution, rows).of(errors));
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
        double[][] covariance = covariance(errors);
        double[] estimates = estimates();
        double df = errors == Errors.CLUSTER
                ? data.clusters() - 1.0
                : needsDispersion() ? degreesOfFreedom() : Double.POSITIVE_INFINITY;
        double reach = df == Double.POSITIVE_INFINITY ? Normal.quantile(LEVEL) : StudentT.quantile(LEVEL, df);
        List<Coefficient> to = new ArrayList<>();
        for (int j = 0; j < estimates.length; j++) {
            double se = Math.sqrt(covariance[j][j]);
            double t = estimates[j] / se;
            double p = Math.min(
                    1,
                    2 * (df == Double.POSITIVE_INFINITY ? Normal.cdf(-Math.abs(t)) : StudentT.cdf(-Math.abs(t), df)));
            to.add(new Coefficient(
                    design().names().get(j),
                    estimates[j],
                    se,
                    t,
                    p,
                    estimates[j] - reach * se,
                    estimates[j] + reach * se));
        }
        return to;
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

    private double pearson() {
        if (solution.squares() != null && solution.fit().l2() == 0) {
            return solution.squares().squares() / degreesOfFreedom();
        }
        double[] residuals = residuals(Residual.PEARSON);
        ExactSum sum = new ExactSum();
        for (double r : residuals) {
            sum.addProduct(r, r);
        }
        return sum.value() / degreesOfFreedom();
    }

    /**
     * The weighted sum of the losses and the penalty: what was made small.
     *
     * @return the objective
     */
    public double objective() {
        return new Pass(data, solution.fit().l2(), solution.fit().threads(), Watcher.NONE)
                .at(solution.coefficients(), solution.objective().observed())
                .value();
    }

    /**
     * The deviance: twice what the log-likelihood lacks of that of a perfect fit, for a dispersion of 1.
     *
     * @return NaN without a family
     */
    public double deviance() {
        return solution.squares() != null && solution.fit().l2() == 0
                ? solution.squares().squares()
                : deviance(rows);
    }

    private double deviance(RowState of) {
        if (family == null) {
            return Double.NaN;
        }
        double[] each = of.deviances(data, family);
        ExactSum sum = new ExactSum();
        for (int i = 0; i < each.length; i++) {
            sum.addProduct(data.weight(i), each[i]);
        }
        return sum.value();
    }

    /**
     * The deviance of the model with an intercept and offsets only; where there is no intercept, with offsets only.
     *
     * @return NaN without a family
     */
    public double nullDeviance() {
        if (family == null) {
            return Double.NaN;
        }
        double[] none = new double[solution.coefficients().length];
        if (design().intercept() >= 0) {
            Pass pass =
                    new Pass(data, 0, solution.fit().threads(), solution.fit().watcher());
            int[] constant = {0};
            Point start = new Start(data, solution.objective(), pass, constant).find();
            Separation separation = new Separation(data, solution.objective().observed(), constant);
            none = new Newton(pass, solution.objective(), constant, 100, Watcher.NONE, separation)
                    .from(start)
                    .point()
                    .coefficients();
        }
        return deviance(RowState.of(data, solution.objective(), none));
    }

    /**
     * The part of the deviance that the model explains: for least squares R², around the mean, or around 0 without an
     * intercept.
     *
     * @return NaN without a family
     */
    public double explained() {
        return 1 - deviance() / nullDeviance();
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
        return family == null ? Double.NaN : new Likelihood(data, family, rows.mean()).at(phi);
    }

    /**
     * The dispersion of the greatest likelihood: for the Gaussian and the inverse Gaussian family deviance / n, for the
     * gamma family the root of ln(1/phi) - ψ(1/phi) = deviance / 2n, for Tweedie's by search.
     *
     * @return NaN without a family
     */
    public double likelihoodDispersion() {
        return family == null ? Double.NaN : new Likelihood(data, family, rows.mean()).dispersion(deviance());
    }

    /**
     * The number of parameters of the likelihood: coefficients that can be told, and one more for an estimated
     * dispersion or shape.
     *
     * @return k of {@link #aic}
     */
    public int parameters() {
        return solution.active().length + (needsDispersion() || solution.fit().estimateShape() ? 1 : 0);
    }

    /**
     * Akaike's criterion: 2k - 2·{@link #logLikelihood()}.
     *
     * @return NaN without a family
     */
    public double aic() {
        return 2.0 * parameters() - 2 * logLikelihood();
    }

    /**
     * Schwarz's criterion: k·ln n - 2·{@link #logLikelihood()}.
     *
     * @return NaN without a family
     */
    public double bic() {
        return parameters() * Log.of(data.rows()) - 2 * logLikelihood();
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
        return rows.mean().clone();
    }

    /**
     * The residuals of the rows that were fitted.
     *
     * @param kind which; those of Pearson and of the deviance are NaN without a family
     * @return one per row
     */
    public double[] residuals(Residual kind) {
        int n = data.rows();
        double[] to = new double[n];
        double[] scale = family == null || kind == Residual.RESPONSE || kind == Residual.WORKING
                ? new double[n]
                : kind == Residual.PEARSON ? rows.variances(family) : rows.deviances(data, family);
        for (int i = 0; i < n; i++) {
            double rest = data.response()[i] - rows.mean()[i];
            to[i] = switch (kind) {
                case RESPONSE -> rest;
                case WORKING -> -rows.slope()[i] / rows.curvature()[i];
                case PEARSON -> family == null ? Double.NaN : rest * Math.sqrt(data.weight(i) / scale[i]);
                case DEVIANCE ->
                    family == null
                            ? Double.NaN
                            : Math.copySign(Math.sqrt(Math.max(0, data.weight(i) * scale[i])), rest);
            };
        }
        return to;
    }

    /**
     * The part of each row in its own prediction: the diagonal of the hat matrix, which sums to the number of
     * coefficients.
     *
     * @return one per row that was fitted
     */
    public double[] leverage() {
        return new Covariances(solution, rows).leverage();
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
        ModelMatrix matrix = design().of(frame, unknown);
        double[] offset = design().offsets(frame);
        double[] ofCells = design().expansion().toCells(solution.uncentred());
        ModelMatrix.Reader reader = matrix.reader();
        double[] to = new double[matrix.rows()];
        double[] z = new double[Panel.ROWS];
        double[] lost = new double[Panel.ROWS];
        for (int from = 0; from < to.length; from += Panel.ROWS) {
            Panel panel = reader.read(from, Math.min(Panel.ROWS, to.length - from));
            System.arraycopy(offset, from, z, 0, panel.rows());
            Arrays.fill(lost, 0);
            panel.times(ofCells, z, lost);
            for (int i = 0; i < panel.rows(); i++) {
                to[from + i] = solution.fit().link().mean(z[i] + lost[i]);
            }
        }
        return to;
    }
}
