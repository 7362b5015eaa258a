package org.surprisal.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * The losses of quantile forecasts: the pinball loss of each level and their mean; where levels come in pairs around a
 * median the weighted interval score, which is the mean of twice the pinball losses, and its parts; how often outcomes
 * lie at, below or within.
 *
 * <p>Sources: Koenker and Bassett, Regression quantiles, Econometrica 46 (1978); Bracher, Ray, Gneiting and Reich,
 * Evaluating epidemic forecasts in an interval format, PLOS Computational Biology 17 (2021).
 */
final class QuantileLosses implements DistributionLosses {
    static final String WIS = "wis";
    static final String PINBALL = "pinball";

    private static final Meaning FREQUENCY = new Meaning(Unit.SHARE, Better.NEITHER, Range.SHARE);
    private static final Meaning WIDTH = new Meaning(Unit.OUTCOME, Better.NEITHER, Range.REAL);

    /** How far the sum of two levels of a pair may be from 1: what decimals cost. */
    private static final double PAIRED = 1e-9;

    private final List<Double> levels;
    private final Map<String, Of> all = new LinkedHashMap<>();
    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    /** Computes something of a row. */
    @FunctionalInterface
    private interface Of {
        double of(double y, double[][] q, int row);
    }

    /**
     * Those of some levels.
     *
     * @param levels rising, in (0, 1)
     */
    QuantileLosses(List<Double> levels) {
        this.levels = levels;
        if (unpaired(levels).isEmpty()) {
            weightedInterval();
        }
        put(PINBALL, Meaning.ABSOLUTE, (y, q, i) -> {
            double sum = 0;
            for (int k = 0; k < levels.size(); k++) {
                sum += pinball(levels.get(k), y, q[k][i]);
            }
            return sum / levels.size();
        });
        int median = levels.indexOf(0.5);
        if (median >= 0) {
            put("mae", Meaning.ABSOLUTE, (y, q, i) -> Math.abs(y - q[median][i]));
        }
        for (int k = 0; k < levels.size(); k++) {
            level(k);
        }
        for (int k = 0; k < levels.size(); k++) {
            int upper = partner(levels, k);
            if (upper > k) {
                interval(k, upper);
            }
        }
    }

    /** The levels that keep quantiles from being a median and central intervals; 0.5 itself where it is missing. */
    static List<Double> unpaired(List<Double> levels) {
        List<Double> alone = new ArrayList<>();
        for (int k = 0; k < levels.size(); k++) {
            if (partner(levels, k) < 0) {
                alone.add(levels.get(k));
            }
        }
        if (!levels.contains(0.5)) {
            alone.add(0.5);
        }
        return alone;
    }

    /** The place of the level that makes a central interval with one, or -1. */
    private static int partner(List<Double> levels, int of) {
        for (int k = 0; k < levels.size(); k++) {
            if (Math.abs(levels.get(k) + levels.get(of) - 1) < PAIRED) {
                return k;
            }
        }
        return -1;
    }

    /** The share of outcomes that a central interval is meant to hold, without what binary fractions add. */
    static double nominal(double lower, double upper) {
        return BigDecimal.valueOf(upper).subtract(BigDecimal.valueOf(lower)).doubleValue();
    }

    private static double pinball(double level, double y, double q) {
        return y >= q ? level * (y - q) : (1 - level) * (q - y);
    }

    private void put(String name, Meaning meaning, Of of) {
        all.put(name, of);
        meanings.put(name, meaning);
    }

    private void weightedInterval() {
        int half = levels.size() / 2;
        double weight = half + 0.5;
        Of dispersion = (y, q, i) -> {
            double sum = 0;
            for (int k = 0; k < half; k++) {
                sum += levels.get(k) * (q[levels.size() - 1 - k][i] - q[k][i]);
            }
            return sum / weight;
        };
        Of under = (y, q, i) -> {
            double sum = 0.5 * Math.max(0, y - q[half][i]);
            for (int k = half + 1; k < levels.size(); k++) {
                sum += Math.max(0, y - q[k][i]);
            }
            return sum / weight;
        };
        Of over = (y, q, i) -> {
            double sum = 0.5 * Math.max(0, q[half][i] - y);
            for (int k = 0; k < half; k++) {
                sum += Math.max(0, q[k][i] - y);
            }
            return sum / weight;
        };
        put(WIS, Meaning.ABSOLUTE, (y, q, i) -> dispersion.of(y, q, i) + under.of(y, q, i) + over.of(y, q, i));
        put("wis_dispersion", Meaning.ABSOLUTE, dispersion);
        put("wis_underprediction", Meaning.ABSOLUTE, under);
        put("wis_overprediction", Meaning.ABSOLUTE, over);
    }

    private void level(int k) {
        String name = NumericText.name(levels.get(k));
        put("pinball_" + name, Meaning.ABSOLUTE, (y, q, i) -> pinball(levels.get(k), y, q[k][i]));
        put("at_or_below_" + name, FREQUENCY, (y, q, i) -> y <= q[k][i] ? 1 : 0);
        put("below_" + name, FREQUENCY, (y, q, i) -> y < q[k][i] ? 1 : 0);
    }

    private void interval(int lower, int upper) {
        String name = NumericText.name(nominal(levels.get(lower), levels.get(upper)));
        put("interval_coverage_" + name, FREQUENCY, (y, q, i) -> q[lower][i] <= y && y <= q[upper][i] ? 1 : 0);
        put("interval_width_" + name, WIDTH, (y, q, i) -> q[upper][i] - q[lower][i]);
    }

    @Override
    public Map<String, Meaning> meanings() {
        return meanings;
    }

    @Override
    public String main() {
        return all.containsKey(WIS) ? WIS : PINBALL;
    }

    @Override
    public boolean counts(String name) {
        return FREQUENCY.equals(meanings.get(name));
    }

    @Override
    public void of(String name, Block block, double[] out) {
        Of of = all.get(name);
        for (int i = 0; i < block.size() && of != null; i++) {
            out[i] = of.of(block.outcome[i], block.prediction, i);
        }
    }

    @Override
    public double[] edges() {
        double[] edges = new double[levels.size() + 2];
        for (int k = 0; k < levels.size(); k++) {
            edges[k + 1] = levels.get(k);
        }
        edges[edges.length - 1] = 1;
        return edges;
    }

    /** The bin above as many levels as there are quantiles below the outcome, even where quantiles cross. */
    @Override
    public void transform(Block block, int row, double[] parts) {
        int below = 0;
        for (double[] quantile : block.prediction) {
            below += quantile[row] < block.outcome[row] ? 1 : 0;
        }
        for (int b = 0; b < parts.length; b++) {
            parts[b] = b == below ? 1 : 0;
        }
    }

    /** Whether a quantile of a higher level is less than one of a lower level in some row. */
    static boolean crosses(Block block, int row) {
        for (int k = 1; k < block.prediction.length; k++) {
            if (block.prediction[k][row] < block.prediction[k - 1][row]) {
                return true;
            }
        }
        return false;
    }
}
