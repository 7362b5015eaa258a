package org.surprisal.loss.traits;

/**
 * How a derivative agrees with differences of what it is the derivative of, both in decimals.
 *
 * @param worst the greatest difference, relative to the greater of the two and 1
 * @param at where: target and prediction; empty if nothing was compared
 * @param points how many points were compared; kinks are not among them
 */
public record Agreement(double worst, String at, int points) {
    /** What is smaller comes from the differences themselves. */
    public static final double TOLERANCE = 1e-12;

    /**
     * Whether it is the derivative.
     *
     * @return false if at some point it is not
     */
    public boolean agrees() {
        return worst <= TOLERANCE;
    }
}
