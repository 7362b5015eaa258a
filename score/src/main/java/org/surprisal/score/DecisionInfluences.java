package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * How much each row influences what comes of acting on forecasts: costs and net benefit, which are means over rows, and
 * shares of those that were acted on or that happened, which are ratios of means. The threshold is taken as given.
 */
final class DecisionInfluences {
    private final KeptRows kept;
    private final double[] y;
    private final double[] forecast;

    /** Of rows of a binary task with hard outcomes. */
    DecisionInfluences(KeptRows kept) {
        this.kept = kept;
        y = kept.rows().outcome();
        forecast = kept.plan().task() == Task.BINARY ? kept.rows().prediction()[0] : new double[0];
    }

    /** A number of a row, by whether it happened and whether it was acted on, each 0 or 1. */
    @FunctionalInterface
    private interface Of {
        double value(double happened, double acted);
    }

    /**
     * The influences on the measures of a point, by name; on some there is none.
     *
     * @param costs what wrong decisions cost, or null
     */
    Map<String, Influence> of(Decisions.Point point, Policy.@Nullable Costs costs) {
        double[] acted = acted(point.threshold());
        Map<String, Influence> all = new LinkedHashMap<>();
        ratio(all, point, "acted_on", acted, (h, a) -> a, (h, a) -> 1);
        ratio(all, point, "precision", acted, (h, a) -> h * a, (h, a) -> a);
        ratio(all, point, "recall", acted, (h, a) -> h * a, (h, a) -> h);
        ratio(all, point, "specificity", acted, (h, a) -> (1 - h) * (1 - a), (h, a) -> 1 - h);
        ratio(all, point, "f1", acted, (h, a) -> 2 * h * a, (h, a) -> h + a);
        Influence hits = all.get("recall");
        Influence rejections = all.get("specificity");
        if (hits != null && rejections != null) {
            all.put("balanced_accuracy", Influence.plain(meaning(Range.SHARE), () -> {
                double[] half = hits.rows().get();
                double[] other = rejections.rows().get();
                for (int i = 0; i < half.length; i++) {
                    half[i] = (half[i] + other[i]) / 2;
                }
                return half;
            }));
        }
        double odds = point.threshold() / (1 - point.threshold());
        mean(all, point.measures(), "net_benefit", acted, (h, a) -> a * (h - (1 - h) * odds), Range.REAL);
        mean(all, point.measures(), "net_benefit_treat_all", acted, (h, a) -> h - (1 - h) * odds, Range.REAL);
        if (costs != null) {
            double fp = costs.falsePositive();
            double fn = costs.falseNegative();
            Of cost = (h, a) -> h * (1 - a) * fn + (1 - h) * a * fp;
            mean(all, point.measures(), "cost", acted, cost, range(costs));
            mean(
                    all,
                    point.measures(),
                    "cost_against_always",
                    acted,
                    (h, a) -> cost.value(h, a) - (1 - h) * fp,
                    Range.REAL);
            mean(all, point.measures(), "cost_against_never", acted, (h, a) -> cost.value(h, a) - h * fn, Range.REAL);
        }
        return all;
    }

    /** The influences on the costs of acting always and never. */
    Map<String, Influence> standing(Map<String, Estimate> of, Policy.Costs costs) {
        double[] acted = new double[kept.size()];
        Map<String, Influence> all = new LinkedHashMap<>();
        mean(all, of, "always", acted, (h, a) -> (1 - h) * costs.falsePositive(), range(costs));
        mean(all, of, "never", acted, (h, a) -> h * costs.falseNegative(), range(costs));
        return all;
    }

    private static Range range(Policy.Costs costs) {
        return new Range(0, Math.max(costs.falsePositive(), costs.falseNegative()));
    }

    private static Meaning meaning(Range range) {
        // Unit and direction are those of the estimate.
        return new Meaning(Estimate.Unit.NUMBER, Estimate.Better.NEITHER, range);
    }

    /** 1 where the forecast is at least the threshold, compared on the scale of the forecasts. */
    private double[] acted(double threshold) {
        double least = kept.plan().scale() == Scale.LOGIT ? Log.of(threshold) - Log1p.of(-threshold) + 0.0 : threshold;
        double[] acted = new double[kept.size()];
        for (int i = 0; i < acted.length; i++) {
            acted[i] = forecast[i] >= least ? 1 : 0;
        }
        return acted;
    }

    private void mean(
            Map<String, Influence> all,
            Map<String, Estimate> measures,
            String name,
            double[] acted,
            Of value,
            Range range) {
        Estimate of = measures.get(name);
        if (of != null) {
            all.put(name, Influence.plain(meaning(range), () -> of(acted, value, (h, a) -> 1, of.value())));
        }
    }

    private void ratio(
            Map<String, Influence> all, Decisions.Point point, String name, double[] acted, Of part, Of whole) {
        Estimate of = point.measures().get(name);
        if (of != null) {
            all.put(name, Influence.plain(meaning(Range.SHARE), () -> of(acted, part, whole, of.value())));
        }
    }

    /** The influences on a ratio of sums: w (part - ratio · whole) / Σ w whole. */
    private double[] of(double[] acted, Of part, Of whole, double ratio) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < acted.length; i++) {
            sum.addProduct(kept.weight(i) * whole.value(y[i], acted[i]), (double) kept.count(i));
        }
        double all = sum.value();
        double[] influence = new double[acted.length];
        for (int i = 0; i < influence.length; i++) {
            double h = y[i];
            double a = acted[i];
            influence[i] = kept.weight(i) * (part.value(h, a) - ratio * whole.value(h, a)) / all;
        }
        return influence;
    }
}
