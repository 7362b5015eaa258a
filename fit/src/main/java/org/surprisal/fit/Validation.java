package org.surprisal.fit;

import org.surprisal.math.ExactSum;

/**
 * How well each penalty of a path predicts rows that it did not see.
 *
 * @param error the mean deviance of such rows, or the mean loss without a family, at each penalty
 * @param se its standard error, from the parts of the rows
 * @param best the place of the least error
 * @param simplest the place of the largest penalty whose error is at most one standard error above the least (L.
 *     Breiman and others, "Classification and Regression Trees", 1984, section 3.4.3)
 */
public record Validation(double[] error, double[] se, int best, int simplest) {
    static Validation of(double[][] errors, double[] weights) {
        int count = errors[0].length;
        int folds = errors.length;
        double[] mean = new double[count];
        double[] se = new double[count];
        ExactSum all = new ExactSum();
        all.add(weights, folds);
        int best = 0;
        for (int k = 0; k < count; k++) {
            ExactSum sum = new ExactSum();
            for (int f = 0; f < folds; f++) {
                sum.addProduct(weights[f], errors[f][k]);
            }
            mean[k] = sum.value() / all.value();
            ExactSum squares = new ExactSum();
            for (int f = 0; f < folds; f++) {
                double off = errors[f][k] - mean[k];
                squares.addProduct(weights[f] * off, off);
            }
            se[k] = Math.sqrt(squares.value() / all.value() / (folds - 1));
            best = mean[k] < mean[best] ? k : best;
        }
        int simplest = 0;
        while (!(mean[simplest] <= mean[best] + se[best]) && simplest < best) {
            simplest++;
        }
        return new Validation(mean, se, best, simplest);
    }
}
