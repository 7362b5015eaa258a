package org.surprisal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
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
    private final Inference inference;
    private final Scored first;
    private final Scored second;
    private final @Nullable DependenceRule dependence;
    private final PairedErrors errors;

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
        errors = new PairedErrors(inference, first.kept, dependence, margin);
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

    private static PairedErrors.Of of(Estimate score) {
        return new PairedErrors.Of(meaning(score), score.n(), score.value());
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

    // ---- means

    private Difference mean(String name, Estimate a, Estimate b) {
        Estimate beyond = beyond(a, b);
        if (beyond != null) {
            return errors.bare(beyond);
        }
        double[] d = first.losses.values(name);
        double[] other = second.losses.values(name);
        for (int i = 0; i < d.length; i++) {
            d[i] -= other[i];
        }
        return errors.mean(d, of(a));
    }

    // ---- smooth functions

    private Difference smooth(String name, Estimate a, Estimate b, boolean skill) {
        Estimate beyond = beyond(a, b);
        if (beyond != null) {
            return errors.bare(beyond);
        }
        double value = a.value() - b.value();
        double[] one = influence(first, name, a, skill);
        double[] two = influence(second, name, b, skill);
        if (one == null || two == null) {
            return errors.bare(inference.without(value, null, meaning(a), a.n(), Reasons.NO_INFLUENCE));
        }
        double[] d = each(i -> one[i] - two[i]);
        if (!Arrays.stream(d).allMatch(Double::isFinite)) {
            return errors.bare(inference.without(value, null, meaning(a), a.n(), Reasons.TOO_LARGE));
        }
        if (dependence != null) {
            return errors.grouped(value, d, of(a), null);
        }
        boolean area = name.equals("auc") && !skill;
        long n = total(i -> true);
        double squared = area ? delong(d) : squares(d, i -> true) * (n / (n - 1.0));
        double degrees = area ? Double.POSITIVE_INFINITY : n - 1.0;
        return errors.withError(value, Math.sqrt(squared), degrees, area ? "delong" : "delta", of(a), null);
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

    /** The names of scores by which models may be ranked, the preferred first. */
    static List<String> rankable() {
        return List.of("log_loss", "mse", "wis", "pinball", "log_score", "crps", "brier", "accuracy");
    }
}
