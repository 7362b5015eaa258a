package org.surprisal.math;

/** ln(1 + u) - u without cancellation: with s = u / (2 + u), -s·u + 2(s³/3 + s⁵/5 + ...) near 0. */
public final class Log1pMinus {
    private static final Polynomial SERIES = new Polynomial(
            2 / 3.0, 2 / 5.0, 2 / 7.0, 2 / 9.0, 2 / 11.0, 2 / 13.0, 2 / 15.0, 2 / 17.0, 2 / 19.0, 2 / 21.0);

    private Log1pMinus() {}

    /**
     * Returns ln(1 + u) - u for u > -1.
     *
     * @param u above -1
     * @return the value
     */
    public static double of(double u) {
        if (Math.abs(u) > 0.25) {
            return Log1p.of(u) - u;
        }
        double s = u / (2 + u);
        double square = s * s;
        return Math.fma(s * square, SERIES.at(square), -s * u);
    }
}
