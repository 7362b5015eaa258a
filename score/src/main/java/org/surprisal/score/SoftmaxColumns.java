package org.surprisal.score;

import java.util.Arrays;
import org.surprisal.math.Exp;

/** Probabilities from class scores: {@code p_k = exp(z_k - max) / Σ exp(z_j - max)}, column by column. */
final class SoftmaxColumns {
    private final double[] largest = new double[Block.SIZE];
    private final double[] total = new double[Block.SIZE];

    /** The probabilities of n rows of scores, none of them +∞; a row of -∞ alone has no probability to give: NaN. */
    void of(double[][] z, int n, double[][] out) {
        System.arraycopy(z[0], 0, largest, 0, n);
        for (double[] column : z) {
            for (int i = 0; i < n; i++) {
                largest[i] = Math.max(largest[i], column[i]);
            }
        }
        Arrays.fill(total, 0, n, 0);
        for (int k = 0; k < z.length; k++) {
            double[] column = z[k];
            double[] share = out[k];
            for (int i = 0; i < n; i++) {
                share[i] = column[i] - largest[i];
            }
            Exp.of(share, share, n);
            for (int i = 0; i < n; i++) {
                total[i] += share[i];
            }
        }
        for (double[] share : out) {
            for (int i = 0; i < n; i++) {
                share[i] /= total[i];
            }
        }
    }
}
