package org.surprisal.fit;

/**
 * What all rows cost at some coefficients, the penalty included.
 *
 * @param coefficients where
 * @param value the weighted sum of losses: exact, rounded once, so it does not depend on the order of rows
 * @param gradient its derivatives, likewise
 * @param hessian its second derivatives, summed in a fixed order of rows
 * @param firstBad the first row whose loss is not finite, or -1
 */
record Point(double[] coefficients, double value, double[] gradient, double[][] hessian, int firstBad) {
    /** Whether every row has a finite loss and finite derivatives. */
    boolean isFinite() {
        if (firstBad >= 0 || !Double.isFinite(value)) {
            return false;
        }
        for (int j = 0; j < gradient.length; j++) {
            if (!Double.isFinite(gradient[j]) || !Double.isFinite(hessian[j][j])) {
                return false;
            }
        }
        return true;
    }
}
