package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Decisions.Choice;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/** Computes what comes of acting on ranked forecasts of hard outcomes. */
final class Deciding {
    private static final Meaning SAVING = new Meaning(Unit.NUMBER, Better.LOWER, Range.REAL);
    private static final Meaning BENEFIT = new Meaning(Unit.NUMBER, Better.HIGHER, Range.REAL);

    private final Ranking ranking;
    private final Inference inference;
    private final Policy policy;
    private final @Nullable ThresholdSweep sweep;
    private final DecisionCurve curve;
    private final Tenths tenths;

    /**
     * Computes for a ranking of at least one row.
     *
     * @param totals computed of the ranking
     */
    Deciding(Ranking ranking, Auc totals, Inference inference, Policy policy) {
        this.ranking = ranking;
        this.inference = inference;
        this.policy = policy;
        Policy.@Nullable Costs costs = policy.costs();
        curve = new DecisionCurve(ranking, totals);
        tenths = new Tenths(ranking, totals);
        List<Ranking.Statistic> all = new ArrayList<>(List.of(curve, tenths));
        sweep = costs == null ? null : new ThresholdSweep(ranking, totals, costs);
        if (sweep != null) {
            all.add(sweep);
        }
        ranking.compute(all);
    }

    /** Net benefit over thresholds. */
    Curve curve() {
        return curve.curve();
    }

    /** What comes of the thresholds. */
    Decisions decisions() {
        List<Decisions.Point> points = new ArrayList<>();
        Map<String, Estimate> standing = new LinkedHashMap<>();
        Double given = policy.threshold();
        if (given != null) {
            points.add(point(Choice.GIVEN, given, ranking.forecast(given)));
        }
        Policy.@Nullable Costs costs = policy.costs();
        if (costs != null && sweep != null) {
            double calibrated = costs.threshold();
            double best = sweep.best();
            points.add(point(Choice.CALIBRATED, calibrated, ranking.forecast(calibrated)));
            points.add(point(Choice.BEST, best == Double.POSITIVE_INFINITY ? best : ranking.probability(best), best));
            DecidedRows always = DecidedRows.of(ranking, Double.NEGATIVE_INFINITY);
            standing.put("always", inference.mean(always.mean(always(costs)), cost(costs)));
            standing.put("never", inference.mean(always.mean(never(costs)), cost(costs)));
        }
        return new Decisions(costs, points, standing, tenths.tenths());
    }

    private static double[][] always(Policy.Costs costs) {
        return new double[][] {{costs.falsePositive(), costs.falsePositive()}, {0, 0}};
    }

    private static double[][] never(Policy.Costs costs) {
        return new double[][] {{0, 0}, {costs.falseNegative(), costs.falseNegative()}};
    }

    private static Meaning cost(Policy.Costs costs) {
        double most = Math.max(costs.falsePositive(), costs.falseNegative());
        return new Meaning(Unit.NUMBER, Better.LOWER, new Range(0, most));
    }

    /** A mean; one of the best threshold has no error that would be valid. */
    private Estimate mean(Mean mean, Meaning meaning, boolean chosen) {
        return chosen
                ? inference.without(mean.value(), null, meaning, mean.n(), Reasons.CHOSEN_HERE)
                : inference.mean(mean, meaning);
    }

    private Decisions.Point point(Choice choice, double threshold, double forecast) {
        DecidedRows rows = DecidedRows.of(ranking, forecast);
        boolean best = choice == Choice.BEST;
        Map<String, Estimate> measures = new LinkedHashMap<>();
        measures.put("acted_on", inference.share(rows.actedOn(), Meaning.BASE_RATE));
        Agreement agreement = rows.agreement();
        List<ClassScores> each = agreement.each(inference, List.of("no", "yes"));
        measures.put("precision", each.get(1).precision());
        measures.put("recall", each.get(1).recall());
        measures.put("specificity", each.get(0).recall());
        measures.put("f1", each.get(1).f1());
        Map<String, Estimate> together = new LinkedHashMap<>();
        agreement.put(together, inference);
        for (String name : List.of("mcc", "balanced_accuracy")) {
            Estimate estimate = together.get(name);
            if (estimate != null) {
                measures.put(name, estimate);
            }
        }
        if (best) {
            measures.replaceAll((name, estimate) -> chosen(estimate));
        } else {
            double odds = threshold / (1 - threshold);
            measures.put("net_benefit", mean(rows.mean(new double[][] {{0, -odds}, {0, 1}}), BENEFIT, false));
            measures.put(
                    "net_benefit_treat_all", mean(rows.mean(new double[][] {{-odds, -odds}, {1, 1}}), BENEFIT, false));
        }
        Policy.@Nullable Costs costs = policy.costs();
        if (costs != null) {
            double fp = costs.falsePositive();
            double fn = costs.falseNegative();
            measures.put("cost", mean(rows.mean(new double[][] {{0, fp}, {fn, 0}}), cost(costs), best));
            measures.put("cost_against_always", mean(rows.mean(new double[][] {{-fp, 0}, {fn, 0}}), SAVING, best));
            measures.put("cost_against_never", mean(rows.mean(new double[][] {{0, fp}, {0, -fn}}), SAVING, best));
        }
        return new Decisions.Point(choice, threshold, rows.weights(), measures);
    }

    private static Estimate chosen(Estimate of) {
        return of.interval() == null
                ? of
                : new Estimate(
                        of.value(),
                        null,
                        null,
                        of.level(),
                        null,
                        Estimate.Kind.NONE,
                        of.unit(),
                        of.better(),
                        of.n(),
                        Reasons.CHOSEN_HERE);
    }
}
