package org.surprisal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Normal;
import org.surprisal.math.StudentT;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * Paired differences of the scores of two models on the same rows. Means over rows: the mean of the differences of the
 * rows, with Hall's interval. AUC: the paired test of DeLong, in O(n log n). All others: the difference of the
 * influence functions. Where rows depend on each other, the influences are summed by groups.
 *
 * <p>Sources: DeLong, DeLong and Clarke-Pearson, Comparing the areas under two or more correlated ROC curves,
 * Biometrics 44 (1988); Sun and Xu, Fast implementation of DeLong's algorithm, IEEE Signal Processing Letters 21
 * (2014); Hall, On the removal of skewness by transformation, JRSS B 54 (1992).
 */
final class PairedDifferences {
    private static final double POWER = 0.8;

    private final Inference inference;
    private final Scored first;
    private final Scored second;
    private final @Nullable DependenceRule dependence;
    private final @Nullable Double margin;

    /** A model on the common rows. */
    static final class Scored {
        final KeptRows kept;
        final Findings findings;
        final RowLosses losses;
        final Map<String, Influence> influences;
        final Map<String, Influence> skills;

        Scored(KeptRows kept) {
            this.kept = kept;
            Statistics statistics = Statistics.of(kept.plan());
            statistics.add(kept.rows());
            findings = statistics.finish();
            losses = new RowLosses(kept);
            Influences of = new Influences(kept, findings);
            influences = of.scores();
            skills = of.skill();
        }
    }

    PairedDifferences(
            Inference inference,
            Scored first,
            Scored second,
            @Nullable DependenceRule dependence,
            @Nullable Double margin) {
        this.inference = inference;
        this.first = first;
        this.second = second;
        this.dependence = dependence;
        this.margin = margin;
    }

    /** The first model's score minus the second's, by score. */
    Map<String, Difference> all() {
        Map<String, Difference> all = new LinkedHashMap<>();
        List<String> means = first.losses.names();
        first.findings.scores().forEach((name, score) -> {
            Estimate other = second.findings.scores().get(name);
            boolean same = score.better() == Better.NEITHER && !name.startsWith("calibration");
            // Rows that one model leaves out of a mean are not those that the other does.
            boolean sifted = name.endsWith("_of_finite_rows") || name.endsWith("infinite_share");
            if (other != null && !same && !sifted) {
                all.put(name, means.contains(name) ? mean(name, score, other) : smooth(name, score, other, false));
            }
        });
        first.findings.skill().forEach((name, score) -> {
            Estimate other = second.findings.skill().get(name);
            if (other != null && !first.findings.scores().containsKey("r2")) {
                all.put(name + "_skill", smooth(name, score, other, true));
            }
        });
        return all;
    }

    /** The same for some means over rows. */
    Map<String, Difference> means(List<String> names) {
        Map<String, Difference> means = new LinkedHashMap<>();
        for (String name : names) {
            Estimate score = first.findings.scores().get(name);
            Estimate other = second.findings.scores().get(name);
            if (score != null && other != null) {
                means.put(name, mean(name, score, other));
            }
        }
        return means;
    }

    private int size() {
        return first.kept.size();
    }

    private static Meaning meaning(Estimate score) {
        return new Meaning(score.unit(), score.better(), Range.REAL);
    }

    private @Nullable Estimate beyond(Estimate a, Estimate b) {
        Meaning meaning = meaning(a);
        if (a.kind() == Kind.UNDEFINED || b.kind() == Kind.UNDEFINED) {
            String reason = a.kind() == Kind.UNDEFINED ? a.reason() : b.reason();
            return inference.undefined(meaning, a.n(), reason == null ? Reasons.NO_VALUE : reason);
        }
        double value = a.value() - b.value();
        if (Double.isNaN(value)) {
            return inference.undefined(meaning, a.n(), Reasons.BOTH_INFINITE);
        }
        return Double.isFinite(value)
                ? null
                : new Estimate(
                        value,
                        null,
                        null,
                        inference.level(),
                        null,
                        Kind.INFINITE,
                        meaning.unit(),
                        meaning.better(),
                        a.n(),
                        Reasons.INFINITE);
    }

    private static Difference bare(Estimate estimate) {
        return new Difference(estimate, null, null, null, null);
    }

    // ---- means

    private Difference mean(String name, Estimate a, Estimate b) {
        Estimate beyond = beyond(a, b);
        if (beyond != null) {
            return bare(beyond);
        }
        double[] d = first.losses.values(name);
        double[] other = second.losses.values(name);
        double[] weight = new double[d.length];
        long[] counts = new long[d.length];
        boolean finite = true;
        for (int i = 0; i < d.length; i++) {
            d[i] -= other[i];
            weight[i] = first.kept.weight(i);
            counts[i] = first.kept.count(i);
            finite &= Double.isFinite(weight[i] * d[i]);
        }
        if (!finite) {
            return bare(inference.undefined(meaning(a), a.n(), Reasons.TOO_LARGE));
        }
        Plan plan = first.kept.plan();
        LossSums sums = new LossSums(plan.weighted(), 0);
        sums.add(d, weight, plan.counted() ? counts : null, d.length);
        Mean mean = sums.mean();
        Double share = topShare(d, mean.value());
        if (dependence != null) {
            double total = sums.weight().dividedBy(Dyadic.ONE);
            double[] influence = each(i -> weight[i] * (d[i] - mean.value()) / total);
            return grouped(mean.value(), influence, a, share);
        }
        Estimate estimate = inference.mean(mean, meaning(a));
        if (estimate.interval() == null) {
            String reason = mean.constant() && mean.n() > 1 ? Reasons.CONSTANT_DIFFERENCE : estimate.reason();
            return new Difference(
                    inference.without(
                            mean.value(),
                            estimate.se(),
                            meaning(a),
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
            double part = sign * first.kept.weight(i) * d[i];
            parts[i] = new double[] {part, first.kept.count(i)};
            all.addProduct(part, (double) first.kept.count(i));
            rows = Math.addExact(rows, first.kept.count(i));
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

    // ---- smooth functions

    private Difference smooth(String name, Estimate a, Estimate b, boolean skill) {
        Estimate beyond = beyond(a, b);
        if (beyond != null) {
            return bare(beyond);
        }
        double value = a.value() - b.value();
        double[] one = influence(first, name, a, skill);
        double[] two = influence(second, name, b, skill);
        if (one == null || two == null) {
            return bare(inference.without(value, null, meaning(a), a.n(), Reasons.NO_INFLUENCE));
        }
        double[] d = each(i -> one[i] - two[i]);
        if (!Arrays.stream(d).allMatch(Double::isFinite)) {
            return bare(inference.without(value, null, meaning(a), a.n(), Reasons.TOO_LARGE));
        }
        if (dependence != null) {
            return grouped(value, d, a, null);
        }
        boolean area = name.equals("auc") && !skill;
        long n = total(i -> true);
        double squared = area ? delong(d) : squares(d, i -> true) * (n / (n - 1.0));
        double degrees = area ? Double.POSITIVE_INFINITY : n - 1.0;
        return withError(value, Math.sqrt(squared), degrees, area ? "delong" : "delta", a, null);
    }

    private double[] each(IntToDoubleFunction f) {
        double[] all = new double[size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = f.applyAsDouble(i);
        }
        return all;
    }

    /** The influences on a score, or null where it has none. */
    private static double @Nullable [] influence(Scored model, String name, Estimate score, boolean skill) {
        double value = score.value();
        if (!skill && name.equals("auc") && (value == 0 || value == 1)) {
            // The order is perfect: every pair contributes the same.
            return new double[model.kept.size()];
        }
        return switch (skill ? "" : name) {
            case "surprisal_bits" -> scaled(model, "log_loss", 1 / Log.of(2));
            case "perplexity" -> scaled(model, "log_loss", value);
            case "rmse" -> value == 0 ? new double[model.kept.size()] : scaled(model, "mse", 0.5 / value);
            default -> scaled(skill ? model.skills : model.influences, name, 1);
        };
    }

    private static double @Nullable [] scaled(Scored model, String name, double factor) {
        return scaled(model.influences, name, factor);
    }

    private static double @Nullable [] scaled(Map<String, Influence> influences, String name, double factor) {
        Influence influence = influences.get(name);
        if (influence == null) {
            return null;
        }
        double[] rows = influence.rows().get();
        for (int i = 0; i < rows.length; i++) {
            rows[i] *= factor;
        }
        return rows;
    }

    /** Which rows. */
    @FunctionalInterface
    private interface Which {
        boolean test(int i);
    }

    private long total(Which which) {
        long n = 0;
        for (int i = 0; i < size(); i++) {
            n = which.test(i) ? Math.addExact(n, first.kept.count(i)) : n;
        }
        return n;
    }

    private double squares(double[] d, Which which) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < d.length; i++) {
            if (which.test(i)) {
                sum.addProduct(d[i] * d[i], (double) first.kept.count(i));
            }
        }
        return sum.value();
    }

    /** The variance of DeLong: events and others have a spread of their own. */
    private double delong(double[] d) {
        if (first.kept.plan().soft()) {
            long n = total(i -> true);
            return squares(d, i -> true) * (n / (n - 1.0));
        }
        double[] y = first.kept.rows().outcome();
        long up = total(i -> y[i] == 1);
        long down = total(i -> y[i] == 0);
        return squares(d, i -> y[i] == 1) * (up / (up - 1.0)) + squares(d, i -> y[i] == 0) * (down / (down - 1.0));
    }

    // ---- errors

    private Difference grouped(double value, double[] influence, Estimate score, @Nullable Double share) {
        if (dependence == null || dependence.groups().groups() < 2) {
            return bare(inference.without(value, null, meaning(score), score.n(), Reasons.ONE_GROUP));
        }
        GroupSums sums = new GroupSums(first.kept, dependence.groups());
        GroupError error = dependence.rule().error(sums.of(influence));
        if (Double.isNaN(error.value())) {
            return bare(inference.without(value, null, meaning(score), score.n(), Reasons.NOT_POSITIVE));
        }
        return withError(value, error.value(), error.degrees(), error.method(), score, share);
    }

    private Difference withError(
            double value, double se, double degrees, String method, Estimate score, @Nullable Double share) {
        Meaning meaning = meaning(score);
        if (!Double.isFinite(se)) {
            return bare(inference.without(value, null, meaning, score.n(), Reasons.ONE_OF_A_CLASS));
        }
        if (se <= 1e-14 * Math.abs(score.value())) {
            Estimate none = inference.without(value, 0.0, meaning, score.n(), Reasons.CONSTANT_DIFFERENCE);
            return new Difference(none, null, null, null, share);
        }
        double half = quantile((1 + inference.level()) / 2, degrees) * se;
        Interval interval = new Interval(value - half, value + half);
        Estimate estimate = inference.with(value, se, interval, method, meaning, score.n());
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

    /** The names of scores by which models may be ranked, the preferred first. */
    static List<String> rankable() {
        return List.of("log_loss", "mse", "brier", "accuracy");
    }
}
