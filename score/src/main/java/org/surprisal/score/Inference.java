package org.surprisal.score;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.math.Dyadic;
import org.surprisal.math.StudentT;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;

/**
 * Makes estimates: values with the interval that is valid for them, or the reason why there is none.
 *
 * @param level the confidence level of intervals, in (0, 1)
 */
record Inference(double level) {
    /** What a number may be: intervals do not leave it. */
    record Range(double low, double high) {
        static final Range REAL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        static final Range NON_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);
        static final Range SHARE = new Range(0, 1);
        static final Range SKILL = new Range(Double.NEGATIVE_INFINITY, 1);

        /** The part of an interval that lies in this range. */
        Interval cut(Interval interval) {
            return new Interval(Math.max(low, interval.low()), Math.min(high, interval.high()));
        }
    }

    /** What kind of number an estimate is. */
    record Meaning(Unit unit, Better better, Range range) {
        static final Meaning NATS = new Meaning(Unit.NATS, Better.LOWER, Range.NON_NEGATIVE);
        static final Meaning BITS = new Meaning(Unit.BITS, Better.LOWER, Range.NON_NEGATIVE);
        static final Meaning BRIER = new Meaning(Unit.NUMBER, Better.LOWER, new Range(0, 1));
        static final Meaning BRIER_CLASSES = new Meaning(Unit.NUMBER, Better.LOWER, new Range(0, 2));
        static final Meaning PERPLEXITY =
                new Meaning(Unit.NUMBER, Better.LOWER, new Range(1, Double.POSITIVE_INFINITY));
        static final Meaning AUC = new Meaning(Unit.NUMBER, Better.HIGHER, Range.SHARE);
        static final Meaning SLOPE = new Meaning(Unit.NUMBER, Better.NEITHER, Range.REAL);
        static final Meaning BALANCE = new Meaning(Unit.NUMBER, Better.ZERO, Range.REAL);
        static final Meaning MISCALIBRATION = new Meaning(Unit.NUMBER, Better.LOWER, Range.REAL);
        static final Meaning ACCURACY = new Meaning(Unit.SHARE, Better.HIGHER, Range.SHARE);
        static final Meaning AGREEMENT = new Meaning(Unit.NUMBER, Better.HIGHER, new Range(-1, 1));
        static final Meaning FAILURE_SHARE = new Meaning(Unit.SHARE, Better.LOWER, Range.SHARE);
        static final Meaning BASE_RATE = new Meaning(Unit.SHARE, Better.NEITHER, Range.SHARE);
        static final Meaning COUNT = new Meaning(Unit.NUMBER, Better.NEITHER, Range.NON_NEGATIVE);
        static final Meaning SKILL = new Meaning(Unit.NUMBER, Better.HIGHER, Range.SKILL);
        static final Meaning SQUARED = new Meaning(Unit.OUTCOME_SQUARED, Better.LOWER, Range.NON_NEGATIVE);
        static final Meaning ABSOLUTE = new Meaning(Unit.OUTCOME, Better.LOWER, Range.NON_NEGATIVE);
        static final Meaning BIAS = new Meaning(Unit.OUTCOME, Better.ZERO, Range.REAL);

        /** What the mean of a loss of the catalogue or a custom loss is. */
        static Meaning of(Loss loss) {
            return switch (loss.name()) {
                case "log_loss", "log_loss_logit", "cross_entropy", "cross_entropy_logit" -> NATS;
                // Likelihoods of densities and of unnormalised means may be negative.
                case "poisson", "gamma", "gaussian", "kl_divergence" ->
                    new Meaning(Unit.NATS, Better.LOWER, Range.REAL);
                case "squared" -> SQUARED;
                case "absolute", "pinball" -> ABSOLUTE;
                default -> new Meaning(Unit.NUMBER, Better.LOWER, Range.REAL);
            };
        }
    }

    /** The mean of a loss. */
    Estimate loss(LossTally tally, Meaning meaning) {
        if (tally.isFinite()) {
            return mean(tally.finite().mean(), meaning);
        }
        double value = tally.valueBeyond();
        if (Double.isNaN(value)) {
            return undefined(
                    meaning, tally.rows(), tally.undefined() > 0 ? Reasons.NO_VALUE : Reasons.OPPOSITE_INFINITIES);
        }
        return new Estimate(
                value,
                null,
                null,
                level,
                null,
                Kind.INFINITE,
                meaning.unit(),
                meaning.better(),
                tally.rows(),
                Reasons.INFINITE);
    }

    /** A mean, with Hall's interval. */
    Estimate mean(Mean mean, Meaning meaning) {
        if (mean.n() == 0) {
            return undefined(meaning, 0, Reasons.NO_ROWS);
        }
        if (mean.n() == 1) {
            return without(mean.value(), null, meaning, 1, Reasons.ONE_ROW);
        }
        if (mean.constant()) {
            return without(mean.value(), 0.0, meaning, mean.n(), Reasons.CONSTANT);
        }
        Interval hall = HallInterval.of(mean, level);
        if (!Double.isFinite(hall.low()) || !Double.isFinite(hall.high())) {
            return without(mean.value(), null, meaning, mean.n(), Reasons.TOO_LARGE);
        }
        return with(mean.value(), mean.se(), meaning.range().cut(hall), "hall", meaning, mean.n());
    }

    /** The share of rows that have a property, with Wilson's interval on the effective number of rows. */
    Estimate share(Shares shares, Meaning meaning) {
        Weight all = shares.all();
        if (all.rows() == 0) {
            return undefined(meaning, 0, Reasons.NO_ROWS);
        }
        double value = shares.value();
        Interval interval = WilsonInterval.of(value, all.effectiveRows(), level);
        return with(value, shares.se(), interval, "wilson", meaning, all.rows());
    }

    /**
     * A smooth function of means, by its influence function: a t interval.
     *
     * @param squares the exact sum of the squared, weighted influences
     * @param weight the sum of the weights
     * @param scale the size of a number of this kind, against which rounding error is nothing
     * @param none why there is no interval where all influences are 0
     */
    Estimate smooth(double value, Dyadic squares, Dyadic weight, long n, Meaning meaning, double scale, String none) {
        if (n < 2) {
            return without(value, null, meaning, n, Reasons.ONE_ROW);
        }
        double se =
                ExactRoot.of(squares.times(Dyadic.of(n)), weight.times(weight).times(Dyadic.of(n - 1)));
        if (!Double.isFinite(se)) {
            return without(value, null, meaning, n, Reasons.TOO_LARGE);
        }
        // Influences that cancel to rounding error are no influences.
        if (se <= 1e-14 * scale) {
            return without(value, 0.0, meaning, n, none);
        }
        double half = StudentT.quantile((1 + level) / 2, n - 1.0) * se;
        Interval interval = meaning.range().cut(new Interval(value - half, value + half));
        return with(value, se, interval, "delta", meaning, n);
    }

    /** An increasing function of an estimate, its interval by the function of both ends. */
    Estimate increasing(Estimate of, DoubleUnaryOperator function, double slope, Meaning meaning) {
        Double se = of.se() == null ? null : Double.valueOf(of.se() * slope);
        Interval interval = of.interval() == null
                ? null
                : new Interval(
                        function.applyAsDouble(of.interval().low()),
                        function.applyAsDouble(of.interval().high()));
        return new Estimate(
                function.applyAsDouble(of.value()),
                se,
                interval,
                level,
                of.method(),
                of.kind(),
                meaning.unit(),
                meaning.better(),
                of.n(),
                of.reason());
    }

    /** An estimate with an interval. */
    Estimate with(double value, @Nullable Double se, Interval interval, String method, Meaning meaning, long n) {
        return new Estimate(
                value, se, interval, level, method, Kind.INTERVAL, meaning.unit(), meaning.better(), n, null);
    }

    /** A value that has no interval. */
    Estimate without(double value, @Nullable Double se, Meaning meaning, long n, String reason) {
        return new Estimate(value, se, null, level, null, Kind.NONE, meaning.unit(), meaning.better(), n, reason);
    }

    /** No value. */
    Estimate undefined(Meaning meaning, long n, String reason) {
        return new Estimate(
                Double.NaN, null, null, level, null, Kind.UNDEFINED, meaning.unit(), meaning.better(), n, reason);
    }

    /** The same estimate with a remark on what it leaves out. */
    static Estimate remarked(Estimate of, String reason) {
        return new Estimate(
                of.value(),
                of.se(),
                of.interval(),
                of.level(),
                of.method(),
                of.kind(),
                of.unit(),
                of.better(),
                of.n(),
                reason);
    }
}
