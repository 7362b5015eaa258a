package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.math.ExactSum;
import org.surprisal.score.Inference.Meaning;

/**
 * Isotonic recalibration of predicted means: the means that ascend with the prediction and have the least squared
 * error, found by pooling neighbours that violate the order; rows of one prediction are pooled first. Outcomes are
 * taken from their mean, so that nothing cancels where they lie far from zero.
 *
 * <p>Sources: Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26 (1955); Gneiting and Resin,
 * Regression diagnostics meets forecast evaluation, Electronic Journal of Statistics 17 (2023).
 */
final class IsotonicMeans {
    private static final int POINTS = 500;

    private final SortedNumbers rows;
    private final double weight;
    /** The mean of the outcomes. */
    private final double middle;

    /** Of each block: Σ w (y - middle), Σ w, its first row and the one past its last. */
    private double[] sums = new double[64];

    private double[] masses = new double[64];
    private int[] firsts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** The recalibration of at least one row. */
    IsotonicMeans(SortedNumbers rows) {
        this.rows = rows;
        ExactSum mass = new ExactSum();
        ExactSum total = new ExactSum();
        for (int i = 0; i < rows.size(); i++) {
            mass.addProduct(rows.weight(i), (double) rows.count(i));
            total.addProduct(rows.weight(i) * rows.outcome(i), (double) rows.count(i));
        }
        weight = mass.value();
        middle = total.value() / weight;
        for (int i = 0; i < rows.size(); ) {
            int end = rows.endOfTie(i);
            add(sum(i, end), mass(i, end), i, end);
            i = end;
        }
    }

    private double off(int i) {
        return rows.outcome(i) - middle;
    }

    private double sum(int from, int to) {
        if (to - from == 1) {
            return rows.weight(from) * off(from) * (double) rows.count(from);
        }
        ExactSum sum = new ExactSum();
        for (int i = from; i < to; i++) {
            sum.addProduct(rows.weight(i) * off(i), (double) rows.count(i));
        }
        return sum.value();
    }

    private double mass(int from, int to) {
        if (to - from == 1) {
            return rows.weight(from) * (double) rows.count(from);
        }
        ExactSum sum = new ExactSum();
        for (int i = from; i < to; i++) {
            sum.addProduct(rows.weight(i), (double) rows.count(i));
        }
        return sum.value();
    }

    private void add(double total, double mass, int from, int to) {
        double s = total;
        double m = mass;
        int first = from;
        while (size > 0 && sums[size - 1] / masses[size - 1] >= s / m) {
            size--;
            s += sums[size];
            m += masses[size];
            first = firsts[size];
        }
        if (size == sums.length) {
            sums = Arrays.copyOf(sums, 2 * size);
            masses = Arrays.copyOf(masses, 2 * size);
            firsts = Arrays.copyOf(firsts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        sums[size] = s;
        masses[size] = m;
        firsts[size] = first;
        ends[size] = to;
        size++;
    }

    private double mean(int block) {
        return sums[block] / masses[block];
    }

    /**
     * The mean squared error in its parts.
     *
     * @param uncertainty that of the mean of the outcomes
     */
    Decomposition squaredError(Inference inference, Estimate uncertainty) {
        ExactSum gained = new ExactSum();
        ExactSum lost = new ExactSum();
        long n = 0;
        for (int block = 0; block < size; block++) {
            double mean = mean(block);
            gained.addProduct(masses[block] * mean, mean);
            for (int i = firsts[block]; i < ends[block]; i++) {
                // (p - y)² - (m - y)², without a difference of squares.
                double p = rows.prediction(i) - middle;
                double y = off(i);
                lost.addProduct(rows.weight(i) * ((p - mean) * (p - y + (mean - y))), (double) rows.count(i));
                n = Math.addExact(n, rows.count(i));
            }
        }
        return new Decomposition(
                part(inference, lost.value() / weight, Estimate.Better.LOWER, n),
                part(inference, size == 1 ? 0 : gained.value() / weight, Estimate.Better.HIGHER, n),
                uncertainty,
                null);
    }

    private static Estimate part(Inference inference, double value, Estimate.Better better, long n) {
        Meaning meaning = new Meaning(Meaning.SQUARED.unit(), better, Meaning.SQUARED.range());
        return Double.isFinite(value)
                ? inference.without(Math.max(0, value), null, meaning, n, Reasons.NOT_REDRAWN)
                : inference.undefined(meaning, n, Reasons.TOO_LARGE);
    }

    /** The means by prediction; where there are too many blocks, neighbours together. */
    Curve curve() {
        boolean every = size <= POINTS;
        List<double[]> points = new ArrayList<>();
        double error = 0;
        double line = -1;
        double below = 0;
        double lowest = 0;
        for (int block = 0; block < size; block++) {
            double now = Math.floor(POINTS * (below / weight));
            double mean = mean(block);
            double low = rows.prediction(firsts[block]);
            double high = rows.prediction(ends[block] - 1);
            if (every || now != line) {
                points.add(new double[] {low, high, middle + mean, masses[block]});
                lowest = mean;
            } else {
                double[] point = points.getLast();
                double all = point[3] + masses[block];
                point[1] = high;
                point[2] += (middle + mean - point[2]) * (masses[block] / all);
                point[3] = all;
                error = Math.max(error, mean - lowest);
            }
            line = now;
            below += masses[block];
        }
        return new Curve(
                List.of("prediction_low", "prediction_high", "mean", "rows"),
                points.toArray(double[][]::new),
                error,
                null);
    }
}
