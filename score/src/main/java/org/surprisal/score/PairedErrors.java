package org.surprisal.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Normal;
import org.surprisal.math.StudentT;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Inference.Meaning;

/**
 * From what each row contributes to the difference of two models to that difference with its interval, p-value and the
 * smallest difference that could be seen.
 */
final class PairedErrors {
    private static final double POWER = 0.8;

    private final Inference inference;
    private final KeptRows kept;
    private final @Nullable DependenceRule dependence;
    private final @Nullable Double margin;
    private final @Nullable GroupSums groupSums;

    /**
     * Errors for some rows.
     *
     * @param kept the rows, with their weights and counts
     * @param dependence how they depend on each other, or null where they do not
     * @param margin a difference whose detection is planned for, or null
     */
    PairedErrors(Inference inference, KeptRows kept, @Nullable DependenceRule dependence, @Nullable Double margin) {
        this.inference = inference;
        this.kept = kept;
        this.dependence = dependence;
        this.margin = margin;
        groupSums = dependence == null ? null : new GroupSums(kept, dependence.groups());
    }

    /**
     * What a difference is of.
     *
     * @param meaning what kind of number it is
     * @param n the number of rows
     * @param size how large the score is, against which rounding error is nothing
     */
    record Of(Meaning meaning, long n, double size) {}

    /** An estimate alone. */
    Difference bare(Estimate estimate) {
        return new Difference(estimate, null, null, null, null);
    }

    /**
     * The mean of the differences of losses that may be infinite.
     *
     * @param a the losses of the first model
     * @param b those of the second
     */
    Difference mean(double[] a, double[] b, Of of) {
        boolean first = false;
        boolean second = false;
        double[] d = new double[a.length];
        for (int i = 0; i < d.length; i++) {
            first |= Double.isInfinite(a[i]);
            second |= Double.isInfinite(b[i]);
            d[i] = a[i] - b[i];
        }
        if (first && second) {
            return bare(inference.undefined(of.meaning(), of.n(), Reasons.BOTH_INFINITE));
        }
        if (first || second) {
            double value = first ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            return bare(new Estimate(
                    value,
                    null,
                    null,
                    inference.level(),
                    null,
                    Kind.INFINITE,
                    of.meaning().unit(),
                    of.meaning().better(),
                    of.n(),
                    Reasons.INFINITE));
        }
        return mean(d, of);
    }

    /** The mean of differences of the rows. */
    Difference mean(double[] d, Of of) {
        double[] weight = new double[d.length];
        long[] counts = new long[d.length];
        boolean finite = true;
        for (int i = 0; i < d.length; i++) {
            weight[i] = kept.weight(i);
            counts[i] = kept.count(i);
            finite &= Double.isFinite(weight[i] * d[i]);
        }
        if (!finite) {
            return bare(inference.undefined(of.meaning(), of.n(), Reasons.TOO_LARGE));
        }
        Plan plan = kept.plan();
        LossSums sums = new LossSums(plan.weighted(), 0);
        sums.add(d, weight, plan.counted() ? counts : null, d.length);
        Mean mean = sums.mean();
        Double share = topShare(d, mean.value());
        if (dependence != null) {
            double total = sums.weight().dividedBy(Dyadic.ONE);
            double[] influence = new double[d.length];
            for (int i = 0; i < d.length; i++) {
                influence[i] = weight[i] * (d[i] - mean.value()) / total;
            }
            return grouped(mean.value(), influence, of, share);
        }
        return independent(mean, of.meaning(), share);
    }

    /** A mean over rows that do not depend on each other, with Hall's interval. */
    Difference independent(Mean mean, Meaning meaning, @Nullable Double share) {
        Estimate estimate = inference.mean(mean, meaning);
        if (estimate.interval() == null) {
            String reason = mean.constant() && mean.n() > 1 ? Reasons.CONSTANT_DIFFERENCE : estimate.reason();
            return new Difference(
                    inference.without(
                            mean.value(),
                            estimate.se(),
                            meaning,
                            mean.n(),
                            reason == null ? Reasons.TOO_LARGE : reason),
                    null,
                    null,
                    null,
                    share);
        }
        double k = mean.skewnessOfMean();
        double t = mean.value() / mean.se();
        // Hall's increasing cubic of the studentised mean, whose inverse makes the interval.
        double transformed = t + k * t * t / 3 + k * k * t * t * t / 27 + k / 6;
        return finish(estimate, transformed, mean.n() - 1.0, share);
    }

    /** The share of the difference that the 1 % of rows carry which speak for it most. */
    private @Nullable Double topShare(double[] d, double mean) {
        if (mean == 0 || Double.isNaN(mean)) {
            return null;
        }
        double sign = Math.signum(mean);
        long rows = 0;
        ExactSum all = new ExactSum();
        double[][] parts = new double[d.length][];
        for (int i = 0; i < d.length; i++) {
            double part = sign * kept.weight(i) * d[i];
            parts[i] = new double[] {part, kept.count(i)};
            all.addProduct(part, (double) kept.count(i));
            rows = Math.addExact(rows, kept.count(i));
        }
        Arrays.sort(parts, (x, y) -> Double.compare(y[0], x[0]));
        long left = (rows + 99) / 100;
        ExactSum top = new ExactSum();
        for (int i = 0; i < parts.length && left > 0; i++) {
            long times = Math.min(left, (long) parts[i][1]);
            top.addProduct(parts[i][0], (double) times);
            left -= times;
        }
        return top.value() / all.value();
    }

    // ---- errors

    /** A difference of rows that depend on each other, by what each contributes to its error. */
    Difference grouped(double value, double[] influence, Of of, @Nullable Double share) {
        if (dependence == null || groupSums == null || dependence.groups().groups() < 2) {
            return bare(inference.without(value, null, of.meaning(), of.n(), Reasons.ONE_GROUP));
        }
        GroupError error = dependence.rule().error(groupSums.of(influence));
        if (Double.isNaN(error.value())) {
            return bare(inference.without(value, null, of.meaning(), of.n(), Reasons.NOT_POSITIVE));
        }
        return withError(value, error.value(), error.degrees(), error.method(), of, share);
    }

    /** A difference with a standard error. */
    Difference withError(double value, double se, double degrees, String method, Of of, @Nullable Double share) {
        if (!Double.isFinite(se)) {
            return bare(inference.without(value, null, of.meaning(), of.n(), Reasons.ONE_OF_A_CLASS));
        }
        if (se <= 1e-14 * Math.abs(of.size())) {
            Estimate none = inference.without(value, 0.0, of.meaning(), of.n(), Reasons.CONSTANT_DIFFERENCE);
            return new Difference(none, null, null, null, share);
        }
        double half = quantile((1 + inference.level()) / 2, degrees) * se;
        Interval interval = new Interval(value - half, value + half);
        Estimate estimate = inference.with(value, se, interval, method, of.meaning(), of.n());
        return finish(estimate, value / se, degrees, share);
    }

    private static double quantile(double p, double degrees) {
        return Double.isInfinite(degrees) ? Normal.quantile(p) : StudentT.quantile(p, degrees);
    }

    /** Adds what follows from an error: p-value, detectable difference, rows needed. */
    private Difference finish(Estimate estimate, double t, double degrees, @Nullable Double share) {
        Double se = estimate.se();
        if (se == null) {
            return bare(estimate);
        }
        double tail = Double.isInfinite(degrees) ? Normal.cdf(-Math.abs(t)) : StudentT.cdf(-Math.abs(t), degrees);
        double detectable = (quantile((1 + inference.level()) / 2, degrees) + quantile(POWER, degrees)) * se;
        Long needed = null;
        if (margin != null) {
            double ratio = detectable / margin;
            double rows = Math.ceil(estimate.n() * (ratio * ratio));
            needed = rows < 0x1p53 ? Long.valueOf((long) rows) : null;
        }
        return new Difference(estimate, Math.min(1, 2 * tail), detectable, needed, share);
    }
}
