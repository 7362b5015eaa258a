package org.surprisal.math;

/**
 * ψ(x + a) - ψ(x) without cancellation, whatever the sizes of x and a: from 10 on the difference of the asymptotic
 * series, term by term; below, both raised by the recurrence, Σ a / ((x + k)(x + a + k)), whose terms all have the sign
 * of a.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.5 and 5.11.
 */
public final class DigammaDelta {
    private static final double ASYMPTOTIC_FROM = 10;

    /** Below this ψ(x) is -1/x. */
    private static final double TINY = 1e-20;

    /** Below this ψ(x) + 1/x changes too little to be seen beside a change of 1/x. */
    private static final double SMALL = 1e-9;

    /** B(2k) / 2k from k = 1 on. */
    private static final double[] SERIES = {
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160
    };

    private DigammaDelta() {}

    /**
     * Returns ψ(x + a) - ψ(x); NaN for a NaN; where x or x + a is not positive or not finite, what the plain difference
     * gives.
     */
    public static double of(double x, double a) {
        double end = x + a;
        if (!(x > 0 && end > 0) || Double.isInfinite(x) || Double.isInfinite(end)) {
            return a == 0 && x > 0 ? 0 : Digamma.of(end) - Digamma.of(x);
        }
        if (Math.min(x, end) < TINY) {
            // Only the pole is left, of one or of both.
            return Math.max(x, end) < SMALL ? a / end / x : Digamma.of(end) - Digamma.of(x);
        }
        if (a < -0.5 * x) {
            // The sum is exact, so the two can change places.
            return -of(end, -a);
        }
        DoubleDouble sum = DoubleDouble.of(0);
        double y = x;
        for (; Math.min(y, y + a) < ASYMPTOTIC_FROM; y++) {
            sum = sum.plus(DoubleDouble.of(a).dividedBy(DoubleDouble.sum(y, a)).dividedBy(y));
        }
        return sum.plus(asymptotic(y, a)).high();
    }

    /**
     * Sets out[i] to {@code of(x[i], a[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x or a
     */
    public static void of(double[] x, double[] a, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = of(x[i], a[i]);
        }
    }

    private static double asymptotic(double x, double a) {
        InversePowers powers = new InversePowers(x, a);
        double tail = 0;
        for (double coefficient : SERIES) {
            powers.raise();
            powers.raise();
            tail = Math.fma(coefficient, powers.difference().high(), tail);
        }
        double first = -a / (x + a) / x;
        return Log1p.of(a / x) - (0.5 * first + tail);
    }
}
