package org.surprisal.loss.op;

import java.util.Arrays;
import org.surprisal.math.Exp;

/**
 * What the softmax and its relatives share: with z the scores of a row and m the first class with the greatest of them,
 * exp(z_k - z_m) for each k other than m, and the sum of these. Leaving out m, whose term is 1, is what keeps the
 * digits of a confident forecast.
 */
final class Exponentials {
    private static final int GREATEST = 8;
    private static final int WHERE = 9;

    private Exponentials() {}

    /**
     * Writes exp(z_k - z_m) to {@code out[k]}, and 0 for k = m.
     *
     * @return their sum over k, a column of {@code scratch}
     */
    static double[] of(double[][] z, double[][] out, double[][] scratch, int n) {
        double[] greatest = scratch[GREATEST];
        double[] where = scratch[WHERE];
        System.arraycopy(z[0], 0, greatest, 0, n);
        Arrays.fill(where, 0, n, 0);
        for (int k = 1; k < z.length; k++) {
            raise(z[k], k, greatest, where, n);
        }
        for (int k = 0; k < z.length; k++) {
            double[] column = out[k];
            double[] score = z[k];
            for (int i = 0; i < n; i++) {
                column[i] = score[i] - greatest[i];
            }
            Exp.of(column, column, n);
            for (int i = 0; i < n; i++) {
                // The rounding of the difference, a hundred units of the exponential at scores of a hundred, is put
                // back; it
                // is lost where the exponential is 0, and would be NaN.
                double corrected = Math.fma(column[i], lost(score[i], greatest[i]), column[i]);
                column[i] = where[i] == k ? 0 : Mask.select(column[i], corrected);
            }
        }
        EightSums.of(out, scratch, n);
        return scratch[0];
    }

    /** The greatest score of each row, after {@link #of}. */
    static double[] greatest(double[][] scratch) {
        return scratch[GREATEST];
    }

    /** The class with the greatest score of each row, after {@link #of}. */
    static double[] where(double[][] scratch) {
        return scratch[WHERE];
    }

    /** What a - b loses by rounding (Knuth 1969). */
    private static double lost(double a, double b) {
        double difference = a - b;
        double back = difference - a;
        return (a - (difference - back)) - (b + back);
    }

    private static void raise(double[] z, int k, double[] greatest, double[] where, int n) {
        for (int i = 0; i < n; i++) {
            if (z[i] > greatest[i]) {
                greatest[i] = z[i];
                where[i] = k;
            }
        }
    }
}
