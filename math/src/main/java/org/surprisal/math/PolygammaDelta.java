package org.surprisal.math;

/**
 * ψⁿ(x + a) - ψⁿ(x) for n ≥ 1 without cancellation, as {@link DigammaDelta} is for n = 0: differences of inverse
 * powers, in the asymptotic series and in the recurrence.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.15.
 */
public final class PolygammaDelta {
    /** From here on there is nothing but the first term of the asymptotic series, below the inverse but the pole. */
    private static final double FAR = 0x1p64;

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
        if (a == 0) {
            return 0;
        }
        if (a < -0.5 * x) {
            // The sum is exact, so the two can change places.
            return -of(n, end, -a);
        }
        if (x > FAR) {
            double difference = far(n, x, a);
            return n % 2 == 0 ? -difference : difference;
        }
        if (x < 1 / FAR && Math.abs(a) < x / FAR) {
            double difference = nearPole(n, x, a);
            return n % 2 == 0 ? -difference : difference;
        }
        if (Math.abs(a) < 0x1p-300 * x && (x >= 1 || Math.abs(a) < 0x1p-800)) {
            // Linear in a, and a has no room below for its low parts.
            return Math.scalb(of(n, x, a * 0x1p200), -200);
        }
        DoubleDouble sum = DoubleDouble.of(0);
        DoubleDouble y = DoubleDouble.of(x);
        for (int k = 1; Math.min(y.high(), y.high() + a) < n + 15; k++) {
            sum = sum.plus(power(n + 1, y, a));
            y = DoubleDouble.sum(x, k);
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

    /** Returns (n - 1)! ((x + a)^-n - x^-n), from numbers near 1 as the powers may leave the range of the doubles. */
    private static double far(int n, double x, double a) {
        int exponent = Math.getExponent(x);
        InversePowers powers = new InversePowers(Math.scalb(x, -exponent), Math.scalb(a, -exponent));
        for (int i = 0; i < n; i++) {
            powers.raise();
        }
        return Math.scalb(powers.difference().times(Polygamma.factorial(n - 1)).high(), -exponent * n);
    }

    /** Returns -(n + 1)! a x^(-n - 2), likewise. */
    private static double nearPole(int n, double x, double a) {
        int exponent = Math.getExponent(x);
        int small = Math.getExponent(a);
        double power = Pow.of(Math.scalb(x, -exponent), -n - 2.0);
        return Math.scalb(-Polygamma.factorial(n + 1) * Math.scalb(a, -small) * power, small - exponent * (n + 2));
    }

    private static DoubleDouble power(int m, DoubleDouble x, double a) {
        InversePowers powers = new InversePowers(x, a);
        for (int i = 0; i < m; i++) {
            powers.raise();
        }
        return powers.difference();
    }
}
