package org.surprisal.fit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.math.DoubleDouble;

/**
 * What a penalty counts of each coefficient.
 *
 * @param l1 the factors of absolute coefficients; 0 for the intercept
 * @param l2 the factors of half their squares
 */
record PenaltyFactors(double[] l1, double[] l2) {
    /** Those of a fit. */
    static PenaltyFactors of(Fit fit, Dataset data) {
        Penalty penalty = fit.penalty();
        double[] deviations =
                penalty.standardised() ? Columns.of(fit, data, null).deviations() : new double[0];
        return of(penalty, data, deviations);
    }

    /** Those of columns with these standard deviations, if the penalty asks for them. */
    static PenaltyFactors of(Penalty penalty, Dataset data, double[] deviations) {
        int width = data.matrix().design().names().size();
        double[] l1 = new double[width];
        double[] l2 = new double[width];
        for (int j = 0; j < width; j++) {
            double unit = penalty.standardised() ? deviations[j] : 1;
            if (j != data.matrix().design().intercept()) {
                l1[j] = penalty.l1() * unit;
                l2[j] = penalty.l2() * unit * unit;
            }
        }
        return new PenaltyFactors(l1, l2);
    }

    /** What coefficients cost. */
    double at(double[] b) {
        DoubleDouble sum = DoubleDouble.of(0);
        for (int j = 0; j < b.length; j++) {
            sum = sum.plus(DoubleDouble.product(l1[j], Math.abs(b[j])))
                    .plus(DoubleDouble.product(0.5 * l2[j] * b[j], b[j]));
        }
        return sum.value();
    }

    /**
     * Means and standard deviations of columns, by the weights of the rows.
     *
     * @param deviations 0 for a column that is constant
     * @param weight the sum of the weights
     */
    record Columns(double[] deviations, double weight) {
        /** What of a column's size is rounding. */
        private static final double CONSTANT = 1e-13;

        /**
         * Those of the rows.
         *
         * @param products the weighted sums of products of columns, or null if they are still to be summed
         */
        static Columns of(Fit fit, Dataset data, double @Nullable [][] products) {
            int width = data.matrix().design().names().size();
            int intercept = data.matrix().design().intercept();
            double[] sum;
            double[][] square;
            double weight;
            if (products != null && intercept >= 0) {
                sum = products[intercept];
                square = products;
                weight = products[intercept][intercept];
            } else {
                Point sums = new Pass(data, 0, fit.threads(), fit.watcher())
                        .quick(new double[width], () -> (from, y, z, n, value, slope, curvature) -> {
                            Arrays.fill(value, 0, n, 1);
                            Arrays.fill(slope, 0, n, 1);
                            Arrays.fill(curvature, 0, n, 1);
                        });
                sum = sums.gradient();
                square = sums.hessian();
                weight = sums.value();
            }
            double[] to = new double[width];
            double[] centres = data.matrix().centres();
            for (int j = 0; j < width; j++) {
                double mean = sum[j] / weight;
                double second = square[j][j] / weight;
                double size = Math.max(second, centres[j] * centres[j]);
                double variance = second - mean * mean;
                to[j] = variance > CONSTANT * CONSTANT * size && variance > CONSTANT * second ? Math.sqrt(variance) : 0;
            }
            return new Columns(to, weight);
        }
    }
}
