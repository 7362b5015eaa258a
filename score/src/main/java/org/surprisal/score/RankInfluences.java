package org.surprisal.score;

import java.util.Arrays;
import java.util.Map;
import org.surprisal.math.ExactSum;
import org.surprisal.score.Inference.Meaning;

/**
 * The influence of each row on what depends on the order of the forecasts, from the same formulas as {@link Auc} and
 * {@link AveragePrecision}. For the area under the ROC curve these are DeLong's components, summed by clusters as in
 * Obuchowski, Nonparametric analysis of clustered ROC curve data, Biometrics 53 (1997).
 */
final class RankInfluences {
    private final KeptRows kept;
    private final Map<String, Estimate> scores;
    private double[] forecasts = {};
    private double[] events = {};
    private double[] others = {};

    /**
     * Influences on the scores of events.
     *
     * @param kept the rows
     * @param scores their scores by name
     */
    RankInfluences(KeptRows kept, Map<String, Estimate> scores) {
        this.kept = kept;
        this.scores = scores;
    }

    /** Adds the influences on AUC and average precision, where these have values. */
    void put(Map<String, Influence> all) {
        double auc = Influences.value(scores, "auc");
        if (auc > 0 && auc < 1) {
            all.put("auc", new Influence(Meaning.AUC, Influence.Form.LOGIT, () -> auc(auc)));
        }
        double precision = Influences.value(scores, "average_precision");
        if (precision >= 0) {
            all.put("average_precision", Influence.plain(Meaning.AUC, () -> averagePrecision(precision)));
        }
    }

    /** Distinct forecasts in ascending order with the exact sums of what happened and what did not. */
    private void rank() {
        if (forecasts.length > 0) {
            return;
        }
        int n = kept.size();
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = forecast(i);
        }
        Arrays.parallelSort(sorted);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        forecasts = Arrays.copyOf(sorted, distinct);
        events = new double[distinct];
        others = new double[distinct];
        boolean whole = !kept.plan().weighted() && !kept.plan().soft();
        ExactSum[] up = new ExactSum[whole ? 0 : distinct];
        ExactSum[] down = new ExactSum[whole ? 0 : distinct];
        Arrays.setAll(up, k -> new ExactSum());
        Arrays.setAll(down, k -> new ExactSum());
        for (int i = 0; i < n; i++) {
            int k = place(i);
            double count = (double) kept.count(i);
            if (whole) {
                // Whole numbers: their sums are exact.
                events[k] += count * event(i);
                others[k] += count * other(i);
            } else {
                up[k].addProduct(count, event(i));
                down[k].addProduct(count, other(i));
            }
        }
        for (int k = 0; k < up.length; k++) {
            events[k] = up[k].value();
            others[k] = down[k].value();
        }
    }

    private double forecast(int i) {
        return kept.rows().prediction()[0][i] + 0.0;
    }

    private int place(int i) {
        return Arrays.binarySearch(forecasts, forecast(i));
    }

    private double event(int i) {
        return kept.weight(i) * kept.rows().outcome()[i];
    }

    private double other(int i) {
        return kept.weight(i) * (1 - kept.rows().outcome()[i]);
    }

    private double[] auc(double value) {
        rank();
        int distinct = forecasts.length;
        double[] below = new double[distinct];
        double[] above = new double[distinct];
        PairSum othersSeen = new PairSum();
        for (int k = 0; k < distinct; k++) {
            below[k] = othersSeen.value() + others[k] / 2;
            othersSeen.add(others[k]);
        }
        PairSum eventsSeen = new PairSum();
        for (int k = distinct - 1; k >= 0; k--) {
            above[k] = eventsSeen.value() + events[k] / 2;
            eventsSeen.add(events[k]);
        }
        double a = eventsSeen.value();
        double b = othersSeen.value();
        double[] influence = new double[kept.size()];
        for (int i = 0; i < influence.length; i++) {
            int k = place(i);
            influence[i] = event(i) * (below[k] / b - value) / a + other(i) * (above[k] / a - value) / b;
        }
        return influence;
    }

    private double[] averagePrecision(double value) {
        rank();
        int distinct = forecasts.length;
        double[] share = new double[distinct];
        double[] rows = new double[distinct];
        PairSum up = new PairSum();
        PairSum down = new PairSum();
        for (int k = distinct - 1; k >= 0; k--) {
            up.add(events[k]);
            down.add(others[k]);
            rows[k] = up.value() + down.value();
            share[k] = up.value() / rows[k];
        }
        double[] gain = new double[distinct];
        double[] cost = new double[distinct];
        PairSum gains = new PairSum();
        PairSum costs = new PairSum();
        for (int k = 0; k < distinct; k++) {
            gains.add(events[k] * (1 - share[k]) / rows[k]);
            costs.add(events[k] * share[k] / rows[k]);
            gain[k] = gains.value();
            cost[k] = costs.value();
        }
        double all = up.value();
        double[] influence = new double[kept.size()];
        for (int i = 0; i < influence.length; i++) {
            int k = place(i);
            influence[i] = (event(i) * (share[k] - value + gain[k]) - other(i) * cost[k]) / all;
        }
        return influence;
    }
}
