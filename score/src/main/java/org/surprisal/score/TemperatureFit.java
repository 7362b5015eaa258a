package org.surprisal.score;

import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;

/**
 * The temperature of classes that loses least on all rows outside one fold, by Newton's method. Rows whose outcome had
 * probability 0 say nothing about it.
 */
final class TemperatureFit {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVES = 60;
    private static final double CONVERGED = 1e-10;
    private static final double STEEPEST = 1e8;

    private final FoldedRows folded;
    private final int without;
    private final Rows rows;
    private final double[][] z;

    /**
     * Nothing fitted yet.
     *
     * @param z the logarithms of the probabilities, or the scores, {@code [class][row]}
     * @param without the fold that is left out, or -1
     */
    TemperatureFit(FoldedRows folded, double[][] z, int without) {
        this.folded = folded;
        this.without = without;
        this.z = z;
        rows = folded.kept().rows();
    }

    /** The logarithms of the predictions of all rows. */
    static double[][] logarithms(FoldedRows folded) {
        double[][] prediction = folded.kept().rows().prediction();
        boolean logit = folded.kept().plan().scale() == Scale.LOGIT;
        int n = folded.kept().size();
        double[][] z = new double[prediction.length][n];
        for (int k = 0; k < z.length; k++) {
            for (int i = 0; i < n; i++) {
                z[k][i] = logit ? prediction[k][i] : Log.of(prediction[k][i]);
            }
        }
        return z;
    }

    /** Loss, slope and curvature at an inverse temperature. */
    private double[] at(double a) {
        ExactSum[] sums = {new ExactSum(), new ExactSum(), new ExactSum()};
        double[] row = new double[z.length];
        for (int i = 0; i < rows.size(); i++) {
            if (folded.fold()[i] != without) {
                add(a, i, row, sums);
            }
        }
        return new double[] {sums[0].value(), sums[1].value(), sums[2].value()};
    }

    private void add(double a, int i, double[] q, ExactSum[] sums) {
        double most = Double.NEGATIVE_INFINITY;
        for (double[] column : z) {
            most = Math.max(most, column[i]);
        }
        if (Double.isInfinite(most)) {
            return;
        }
        double sum = 0;
        for (int k = 0; k < q.length; k++) {
            q[k] = z[k][i] == Double.NEGATIVE_INFINITY ? 0 : Exp.of(a * (z[k][i] - most));
            sum += q[k];
        }
        double mean = 0;
        for (int k = 0; k < q.length; k++) {
            q[k] /= sum;
            mean += q[k] == 0 ? 0 : q[k] * (z[k][i] - most);
        }
        double spread = 0;
        for (int k = 0; k < q.length; k++) {
            double off = z[k][i] - most - mean;
            spread += q[k] == 0 ? 0 : q[k] * (off * off);
        }
        double mass = 0;
        double happened = 0;
        for (int k = 0; k < q.length; k++) {
            double y = rows.label().length > 0 ? (rows.label()[i] == k ? 1 : 0) : rows.distribution()[k][i];
            if (y > 0 && z[k][i] == Double.NEGATIVE_INFINITY) {
                return;
            }
            mass += y;
            happened += y == 0 ? 0 : y * (z[k][i] - most);
        }
        double weight = folded.kept().weight(i);
        double count = folded.kept().count(i);
        sums[0].addProduct(weight * (mass * Log.of(sum) - a * happened), count);
        sums[1].addProduct(weight * (mass * mean - happened), count);
        sums[2].addProduct(weight * (mass * spread), count);
    }

    /** The map, or null where no finite temperature is best. */
    RecalibrationMap.@Nullable ClassTemperature fit() {
        double a = 1;
        double[] here = at(a);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            if (!(here[2] > 0)) {
                return null;
            }
            double step = here[1] / here[2];
            double next = a - step;
            double[] there = at(next);
            for (int half = 0; half < MOST_HALVES && !(there[0] <= here[0] + 1e-13 * Math.abs(here[0])); half++) {
                step /= 2;
                next = a - step;
                there = at(next);
            }
            if (!(Math.abs(next) <= STEEPEST)) {
                return null;
            }
            a = next;
            here = there;
            if (Math.abs(step) <= CONVERGED * (1 + Math.abs(a))) {
                return new RecalibrationMap.ClassTemperature(Math.max(0, a));
            }
        }
        return null;
    }
}
