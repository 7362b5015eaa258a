package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.fail;

/**
 * What an entry point says of some rows. What it was not asked for is empty.
 *
 * @param value the losses
 * @param gradient the derivatives, a column per class
 * @param hessian the second derivatives, a column per class
 */
record Answers(double[] value, double[][] gradient, double[][] hessian) {
    /** No losses. */
    static final double[] NO_VALUE = {};

    /** No derivatives. */
    static final double[][] NO_SLOPE = {};

    /** Fails unless every bit of what both say is the same; of NaN there is only one. */
    void assertBitsOf(Answers expected, String who, Sample sample) {
        if (value.length > 0 && expected.value.length > 0) {
            same("value of " + who, value, expected.value, sample);
        }
        for (int k = 0; k < sample.classes(); k++) {
            if (k < gradient.length && k < expected.gradient.length) {
                same("gradient " + k + " of " + who, gradient[k], expected.gradient[k], sample);
            }
            if (k < hessian.length && k < expected.hessian.length) {
                same("Hessian " + k + " of " + who, hessian[k], expected.hessian[k], sample);
            }
        }
    }

    private static void same(String what, double[] actual, double[] expected, Sample sample) {
        for (int i = 0; i < sample.rows(); i++) {
            if (Double.doubleToLongBits(actual[i]) != Double.doubleToLongBits(expected[i])) {
                fail("%s in row %d, %s: %s, but alone %s", what, i, sample.point(i), actual[i], expected[i]);
            }
        }
    }
}
