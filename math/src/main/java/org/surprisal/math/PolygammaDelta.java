package org.surprisal.math;

/**
 * ψⁿ(x + a) - ψⁿ(x) for n ≥ 1 without cancellation, as {@link DigammaDelta} is for n = 0: differences of inverse
 * powers, in the asymptotic series and in the recurrence.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.15.
 */
public final class PolygammaDelta {
    private PolygammaDelta() {}

    /**
     * Returns ψⁿ(x + a) - ψⁿ(x); NaN for a NaN or n above {@link Polygamma#ORDERS}; where x or x + a is not positive or
     * not finite, what the plain difference gives.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public static double of(int n, double x, double a) {
        double end = x + a;
        if (n == 0) {
            return DigammaDelta.of(x, a);
        }
        if (n < 0 || n > Polygamma.ORDERS || !(x > 0 && end > 0) || Double.isInfinite(x) || Double.isInfinite(end)) {
            return a == 0 && x > 0 ? 0 : Polygamma.of(n, end) - Polygamma.of(n, x);
        }
        if (a != 0 && Math.abs(a) < 0x1p-800 && Math.abs(a) < 0x1p-300 * x) {
            // Linear in a, and a has no room below for its low parts.
            return Math.scalb(of(n, x, a * 0x1p200), -200);
        }
        if (a < -0.5 * x) {
            // The sum is exact, so the two can change places.
            return -of(n, end, -a);
        }
        DoubleDouble sum = DoubleDouble.of(0);
        double y = x;
        for (; Math.min(y, y + a) < n + 15; y++) {
            sum = sum.plus(power(n + 1, y, a));
        }
        double difference = sum.times(Polygamma.factorial(n))
                .plus(Polygamma.asymptoticDifference(n, new InversePowers(y, a)))
                .high();
        if (Double.isNaN(difference)) {
            // Powers have left the range: only the pole is left, and its derivative.
            difference = -a * Polygamma.factorial(n + 1) * Pow.of(x, -n - 2.0);
        }
        return n % 2 == 0 ? -difference : difference;
    }

    /**
     * Sets out[i] to {@code of(n, x[i], a[i])} for {@code 0 ≤ i < length}.
     *
     * @param out may be x or a
     */
    public static void of(int n, double[] x, double[] a, double[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = of(n, x[i], a[i]);
        }
    }

    private static DoubleDouble power(int m, double x, double a) {
        InversePowers powers = new InversePowers(x, a);
        for (int i = 0; i < m; i++) {
            powers.raise();
        }
        return powers.difference();
    }
}
