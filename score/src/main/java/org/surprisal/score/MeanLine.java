package org.surprisal.score;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.FisherSnedecor;
import org.surprisal.math.StudentT;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * The least-squares line of the outcome on the prediction: intercept 0 and slope 1 where predictions are means of what
 * comes out. Its errors are robust: they do not take the spread of the errors to be the same everywhere (HC1: White,
 * Econometrica 48, 1980, times n/(n - 2)).
 *
 * <p>With c the prediction less its mean and r the outcome less the prediction, less the mean of that, the slope is
 * {@code 1 + Σ w c r / Σ w c²}: what is near 1 is not computed as a ratio of large sums.
 */
final class MeanLine {
    static final String INTERCEPT = "calibration_intercept";
    static final String SLOPE = "calibration_slope";

    private static final Meaning LEVEL = new Meaning(Unit.OUTCOME, Better.ZERO, Range.REAL);
    private static final Meaning TREND = new Meaning(Unit.OUTCOME, Better.NEITHER, Range.REAL);
    private static final String HC1 = "hc1";

    /** Beyond this correlation intercept and slope are one number, not two. */
    private static final double SAME = 1 - 1e-12;

    private final PairedNumbers rows;
    private final long n;
    private final double weight;
    private final double mean;
    /** The mean of the outcome less that of the prediction. */
    private final double gap;

    private final double squares;
    /** The slope less 1. */
    private final double excess;
    /** The mean squared residual, and how much it grows by unit of the prediction. */
    private final double variance;

    private final double trend;
    private final boolean constant;

    /** The line of at least one row. */
    MeanLine(PairedNumbers rows) {
        this.rows = rows;
        long all = 0;
        boolean alike = true;
        for (int i = 0; i < rows.size(); i++) {
            all = Math.addExact(all, rows.count(i));
            alike &= rows.prediction(i) == rows.prediction(0);
        }
        n = all;
        constant = alike;
        weight = sum(rows::weight);
        mean = sum(i -> rows.weight(i) * rows.prediction(i)) / weight;
        gap = sum(i -> rows.weight(i) * (rows.outcome(i) - rows.prediction(i))) / weight;
        squares = sum(i -> rows.weight(i) * (centred(i) * centred(i)));
        excess = sum(i -> rows.weight(i) * (centred(i) * off(i))) / squares;
        variance = sum(i -> rows.weight(i) * (residual(i) * residual(i))) / weight;
        trend = sum(i -> rows.weight(i) * (centred(i) * (residual(i) * residual(i) - variance))) / squares;
    }

    private double sum(IntToDoubleFunction f) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < rows.size(); i++) {
            sum.addProduct(f.applyAsDouble(i), (double) rows.count(i));
        }
        return sum.value();
    }

    private double centred(int i) {
        return rows.prediction(i) - mean;
    }

    private double off(int i) {
        return rows.outcome(i) - rows.prediction(i) - gap;
    }

    private double residual(int i) {
        return off(i) - excess * centred(i);
    }

    /** The influence of row i on the mean of the outcome less that of the prediction, in this line. */
    private double onGap(int i) {
        return rows.weight(i) * residual(i) / weight;
    }

    private double onSlope(int i) {
        return rows.weight(i) * residual(i) * (centred(i) / squares);
    }

    private double onIntercept(int i) {
        return onGap(i) - mean * onSlope(i);
    }

    private double onTrend(int i) {
        double square = residual(i) * residual(i) - variance - trend * centred(i);
        return rows.weight(i) * square * (centred(i) / squares);
    }

    private double[] each(IntToDoubleFunction f) {
        double[] all = new double[rows.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = f.applyAsDouble(i);
        }
        return all;
    }

    /** The influences of the rows on intercept and slope, where these have values. */
    Map<String, Influence> influences() {
        return why() == null
                ? Map.of(
                        SLOPE, Influence.plain(Meaning.SLOPE, () -> each(this::onSlope)),
                        INTERCEPT, Influence.plain(LEVEL, () -> each(this::onIntercept)))
                : Map.of();
    }

    /** Why there is no line, or null where there is one. */
    private @Nullable String why() {
        if (constant) {
            return Reasons.ONE_PREDICTION;
        }
        return squares > 0 && Double.isFinite(intercept()) && Double.isFinite(excess) ? null : Reasons.NO_LINE;
    }

    private double intercept() {
        return gap - mean * excess;
    }

    /** Adds intercept and slope. */
    void put(Map<String, Estimate> scores, Inference inference) {
        scores.put(SLOPE, estimate(inference, Meaning.SLOPE, 1 + excess, 1, this::onSlope));
        scores.put(INTERCEPT, estimate(inference, LEVEL, intercept(), Math.abs(mean), this::onIntercept));
    }

    private Estimate estimate(
            Inference inference, Meaning meaning, double value, double scale, IntToDoubleFunction influence) {
        String none = why();
        if (none != null) {
            return inference.undefined(meaning, n, none);
        }
        if (n < 3) {
            return inference.without(value, null, meaning, n, Reasons.TWO_ROWS);
        }
        double se = error(influence);
        if (!Double.isFinite(se)) {
            return inference.without(value, null, meaning, n, Reasons.TOO_LARGE);
        }
        if (se <= 1e-14 * Math.max(Math.abs(value), scale)) {
            return inference.without(value, 0.0, meaning, n, Reasons.ON_A_LINE);
        }
        double half = StudentT.quantile((1 + inference.level()) / 2, n - 2.0) * se;
        return inference.with(value, se, new Interval(value - half, value + half), HC1, meaning, n);
    }

    private double error(IntToDoubleFunction influence) {
        double sum = sum(i -> influence.applyAsDouble(i) * influence.applyAsDouble(i));
        return Math.sqrt(sum * n / (n - 2));
    }

    /** Whether the line is that of means, and whether errors spread the more the higher the prediction. */
    NumberCalibration calibration(Inference inference, Map<String, Curve> curves) {
        Estimate growth = estimate(inference, TREND, trend, variance / Math.sqrt(squares / weight), this::onTrend);
        if (why() != null || n < 3) {
            return new NumberCalibration(null, growth, null, curves);
        }
        double ofGap = error(this::onGap);
        double ofSlope = error(this::onSlope);
        double both = sum(i -> onGap(i) * onSlope(i)) * n / (n - 2);
        boolean perfect = growth.interval() == null;
        return new NumberCalibration(
                perfect ? null : wald(gap / ofGap, excess / ofSlope, both / ofGap / ofSlope, n - 2.0, HC1),
                growth,
                p(growth, n - 2.0),
                curves);
    }

    /** The same where rows depend on each other. */
    NumberCalibration calibration(Inference inference, NumberCalibration of, GroupSums sums, GroupRule rule) {
        Estimate growth = of.spreadTrend();
        if (growth.interval() == null || sums.groups().groups() < 2) {
            return new NumberCalibration(null, DependentErrors.without(growth), null, of.curves());
        }
        GroupError ofTrend = rule.error(sums.of(each(this::onTrend)));
        boolean valid = ofTrend.value() > 0 && Double.isFinite(ofTrend.value());
        double half = valid ? StudentT.quantile((1 + inference.level()) / 2, ofTrend.degrees()) * ofTrend.value() : 0;
        Estimate other = valid
                ? inference.with(
                        trend,
                        ofTrend.value(),
                        new Interval(trend - half, trend + half),
                        ofTrend.method(),
                        TREND,
                        growth.n())
                : DependentErrors.without(growth);
        return new NumberCalibration(wald(sums, rule), other, valid ? p(other, ofTrend.degrees()) : null, of.curves());
    }

    private NumberCalibration.@Nullable Joint wald(GroupSums sums, GroupRule rule) {
        GroupError ofGap = rule.error(sums.of(each(this::onGap)));
        GroupError ofSlope = rule.error(sums.of(each(this::onSlope)));
        double a = ofGap.value();
        double b = ofSlope.value();
        if (!(a > 0) || !(b > 0)) {
            return null;
        }
        // What two numbers have in common, by the variances of their sum and their difference.
        double plus =
                rule.error(sums.of(each(i -> onGap(i) / a + onSlope(i) / b))).value();
        double minus =
                rule.error(sums.of(each(i -> onGap(i) / a - onSlope(i) / b))).value();
        return wald(gap / a, excess / b, (plus * plus - minus * minus) / 4, ofGap.degrees(), ofGap.method());
    }

    private static NumberCalibration.@Nullable Joint wald(double x, double y, double common, double df, String method) {
        if (!(Math.abs(common) < SAME) || !Double.isFinite(x) || !Double.isFinite(y)) {
            return null;
        }
        double statistic = (x * x - 2 * common * x * y + y * y) / (1 - common * common) / 2;
        return new NumberCalibration.Joint(statistic, 2, df, FisherSnedecor.survival(statistic, 2, df), method);
    }

    private static @Nullable Double p(Estimate of, double df) {
        Double se = of.se();
        return se == null || of.interval() == null
                ? null
                : Double.valueOf(2 * StudentT.cdf(-Math.abs(of.value() / se), df));
    }
}
