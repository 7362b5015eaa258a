package org.surprisal.fit;

/**
 * What is added to the losses: {@code l1·Σ|b| + l2/2·Σb²}, the intercept left out.
 *
 * @param l1 of absolute coefficients, at least 0: it makes some of them exactly 0
 * @param l2 of half their squares, at least 0
 * @param standardised whether a coefficient counts in units of one over the standard deviation of its column, as if
 *     each column had one of 1
 * @param jeffreys whether the likelihood is multiplied by Jeffreys's prior (Firth), which is no drawing towards 0
 */
public record Penalty(double l1, double l2, boolean standardised, boolean jeffreys) {
    /** No penalty. */
    public static final Penalty NONE = new Penalty(0, 0, false, false);

    /**
     * Takes the factors.
     *
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public Penalty {
        if (!(l1 >= 0 && l1 <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("The lasso penalty must be finite and not negative, but is " + l1 + ".");
        }
        if (!(l2 >= 0 && l2 <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("The ridge penalty must be finite and not negative, but is " + l2 + ".");
        }
    }

    /**
     * Whether no coefficient is drawn towards 0.
     *
     * @return true if both factors are 0
     */
    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }
}
