package org.surprisal.fit;

/**
 * What all rows cost at some coefficients, too many for a matrix, the penalty included.
 *
 * @param coefficients where
 * @param value the weighted sum of losses, an exact sum
 * @param gradient its derivatives, summed in a fixed order of rows
 * @param second its second derivatives
 * @param firstBad the first row whose loss is not finite, or -1
 */
record Place(double[] coefficients, double value, double[] gradient, SecondDerivatives second, int firstBad) {
    /** Whether every row has a finite loss and finite derivatives. */
    boolean isFinite() {
        if (firstBad >= 0 || !Double.isFinite(value)) {
            return false;
        }
        double[] diagonal = second.diagonal();
        for (int j = 0; j < gradient.length; j++) {
            if (!Double.isFinite(gradient[j]) || !Double.isFinite(diagonal[j])) {
                return false;
            }
        }
        return true;
    }

    /** One reading of all rows. */
    @FunctionalInterface
    interface Reading {
        /** Reads them at some coefficients. */
        Place at(double[] coefficients);
    }
}
