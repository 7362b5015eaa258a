package org.surprisal.fit.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.Link;
import org.surprisal.fit.Prediction;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.math.Normal;
import org.surprisal.math.StudentT;

/**
 * A fitted model without the rows that it was fitted to. Immutable, as long as nobody changes the arrays that it was
 * made of, and safe for any thread.
 *
 * @param design the columns of the model
 * @param loss the loss that was made small
 * @param family the family that it belongs to, or null
 * @param link what ties the linear predictor to the prediction
 * @param coefficients one per name of the design; 0 where it could not be told
 * @param told whether it could be told, one per coefficient
 * @param covariance of the coefficients, NaN where there is none; of no length where it is not kept
 * @param errors how it was found
 * @param degreesOfFreedom those of the t statistics; infinite where they are taken as normal
 * @param dispersion the dispersion; NaN without a family
 * @param outcomes of a response of names the one that counts as 0 and the one that counts as 1, otherwise nothing
 * @param rows the rows that were fitted
 * @param leftOut the rows that were not, by reason
 * @param converged whether the estimates are those asked for
 */
public record FittedModel(
        Design design,
        String loss,
        @Nullable String family,
        Link link,
        double[] coefficients,
        boolean[] told,
        double[][] covariance,
        Errors errors,
        double degreesOfFreedom,
        double dispersion,
        List<String> outcomes,
        long rows,
        Map<String, Integer> leftOut,
        boolean converged)
        implements KeptModel {
    /** What an infinite coefficient is in a model: its exponential is as good as 0 or ∞, but no database overflows. */
    private static final double AS_GOOD_AS_INFINITE = 600;

    /** Copies the lists. */
    public FittedModel {
        outcomes = List.copyOf(outcomes);
        leftOut = new LinkedHashMap<>(leftOut);
        if (coefficients.length != design.names().size() || told.length != coefficients.length) {
            throw new IllegalArgumentException("A model of " + design.names().size() + " coefficients has "
                    + coefficients.length + " numbers and " + told.length + " flags.");
        }
    }

    /**
     * What is kept of a fit.
     *
     * @param fitted the fit
     * @param errors how the covariance is to be found
     * @param outcomes of a response of names the two levels, that which counts as 1 last; otherwise nothing
     * @return the model
     */
    public static FittedModel of(Fitted fitted, Errors errors, List<String> outcomes) {
        double[] estimates = fitted.estimates();
        boolean[] told = new boolean[estimates.length];
        for (int j = 0; j < estimates.length; j++) {
            told[j] = !Double.isNaN(estimates[j]);
            estimates[j] = told[j] ? finite(estimates[j]) : 0;
        }
        Family family = fitted.family();
        return new FittedModel(
                fitted.design(),
                fitted.fit().loss().toString(),
                family == null ? null : family.name(),
                fitted.fit().link(),
                estimates,
                told,
                fitted.hasCovariance() ? fitted.covariance(errors) : new double[0][],
                errors,
                fitted.degreesOfFreedom(errors),
                fitted.dispersion(),
                outcomes,
                fitted.data().rows(),
                fitted.data().leftOut(),
                fitted.convergence().converged());
    }

    private static double finite(double estimate) {
        return Double.isInfinite(estimate) ? Math.copySign(AS_GOOD_AS_INFINITE, estimate) : estimate;
    }

    /** The same without its covariance. */
    public FittedModel withoutCovariance() {
        return new FittedModel(
                design,
                loss,
                family,
                link,
                coefficients,
                told,
                new double[0][],
                errors,
                degreesOfFreedom,
                dispersion,
                outcomes,
                rows,
                leftOut,
                converged);
    }

    @Override
    public List<String> predictions() {
        return List.of("prediction");
    }

    /**
     * Predicts new rows: the same bits as {@link Fitted#predict}.
     *
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with a level that was not there
     * @return a prediction per row; NaN where a value is missing
     */
    public double[] predict(Frame frame, UnknownLevel unknown) {
        return Prediction.of(design, coefficients, frame, unknown, link::mean);
    }

    /**
     * Whether predictions can have intervals.
     *
     * @return false without a covariance
     */
    public boolean hasCovariance() {
        if (covariance.length == 0) {
            return false;
        }
        for (int j = 0; j < told.length; j++) {
            if (told[j] && !Double.isFinite(covariance[j][j])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Intervals of the predicted means, not of new outcomes: those of the linear predictor, by {@link #errors}, through
     * the link.
     *
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with a level that was not there
     * @param level how often such intervals hold the truth, between 0 and 1
     * @return the lower ends and the upper ends, one per row; NaN where a value is missing
     * @throws IllegalStateException without a covariance
     */
    public double[][] intervals(Frame frame, UnknownLevel unknown, double level) {
        if (!hasCovariance()) {
            throw new IllegalStateException("The model has no covariance, so its predictions have no intervals.");
        }
        double end = 0.5 + 0.5 * level;
        double reach = degreesOfFreedom == Double.POSITIVE_INFINITY
                ? Normal.quantile(end)
                : StudentT.quantile(end, degreesOfFreedom);
        double[] z = Prediction.of(design, coefficients, frame, unknown, x -> x);
        ModelMatrix matrix = design.of(frame, unknown);
        ModelMatrix.Reader reader = matrix.reader();
        double[][] to = new double[2][z.length];
        double[] x = new double[coefficients.length];
        double[] rest = new double[coefficients.length];
        for (int from = 0; from < z.length; from += Panel.ROWS) {
            Panel panel = reader.read(from, Math.min(Panel.ROWS, z.length - from));
            for (int i = 0; i < panel.rows(); i++) {
                panel.expand(i, x, rest);
                double half = reach * Math.sqrt(Math.max(0, square(x)));
                double a = link.mean(z[from + i] - half);
                double b = link.mean(z[from + i] + half);
                to[0][from + i] = Math.min(a, b);
                to[1][from + i] = Math.max(a, b);
            }
        }
        return to;
    }

    private double square(double[] x) {
        double square = 0;
        for (int j = 0; j < x.length; j++) {
            double sum = 0;
            for (int k = 0; told[j] && k < x.length; k++) {
                sum += told[k] ? covariance[j][k] * x[k] : 0;
            }
            square += sum * x[j];
        }
        return square;
    }
}
