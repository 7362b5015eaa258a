package org.surprisal.fit;

import org.surprisal.math.ExactSum;

/** Half the squared coefficients times a factor, without that of the intercept. */
final class Ridge {
    private Ridge() {}

    /** Adds it to an objective and its gradient. */
    static void add(double ridge, int intercept, double[] b, ExactSum value, double[] gradient) {
        for (int j = 0; j < b.length && ridge > 0; j++) {
            if (j != intercept) {
                value.addProduct(0.5 * ridge * b[j], b[j]);
                gradient[j] += ridge * b[j];
            }
        }
    }
}
