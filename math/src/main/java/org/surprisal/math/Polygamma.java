package org.surprisal.math;

/**
 * The polygamma function ψⁿ(x), the derivative of order n of the digamma function, for n ≥ 2; {@link Digamma} and
 * {@link Trigamma} are n = 0 and 1. From n + 15 on the asymptotic series; below, raised by the recurrence, whose terms
 * all have one sign; for {@code x < 0} the reflection formula, with the derivatives of the cotangent as polynomials in
 * it.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.15.
 */
public final class Polygamma {
    /** The greatest order: a greater one overflows nearly everywhere. */
    public static final int ORDERS = 100;

    /** Nearer to the pole 0 than this nothing is left but the pole. */
    private static final double TINY = 1e-20;

    /** B(2k) from k = 1 on. */
    private static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330,
        854513.0 / 138,
        -236364091.0 / 2730
    };

    private Polygamma() {}

    /**
     * Returns ψⁿ(x); NaN for a NaN, -∞, n above {@link #ORDERS}, and, for an even n, the negative integers; at the
     * other poles +∞ or -∞ as on their right side.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public static double of(int n, double x) {
        if (n < 0) {
            throw new IllegalArgumentException("the order of a polygamma function cannot be negative: " + n);
        }
        if (n < 2) {
            return n == 0 ? Digamma.of(x) : Trigamma.of(x);
        }
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY || n > ORDERS) {
            return Double.NaN;
        }
        if (x >= 0) {
            double magnitude = magnitude(n, DoubleDouble.of(x));
            return n % 2 == 0 ? -magnitude : magnitude;
        }
        if (x == Math.rint(x)) {
            return n % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        if (x > -TINY) {
            return factorial(n) * Pow.of(-x, -n - 1.0);
        }
        // ψⁿ(x) = (-1)ⁿ ψⁿ(1 - x) - π (d/dx)ⁿ cot(πx), and (-1)ⁿ ψⁿ is negative.
        return -magnitude(n, DoubleDouble.sum(1, -x)) - cotangent(n, x);
    }

    /**
     * Sets out[i] to {@code of(n, x[i])} for {@code 0 ≤ i < length}.
     *
     * @param out may be x
     */
    public static void of(int n, double[] x, double[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = of(n, x[i]);
        }
    }

    /** Returns |ψⁿ(x)| for x ≥ 0 and n ≥ 2. */
    private static double magnitude(int n, DoubleDouble x) {
        if (x.high() == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double pole = factorial(n) * Pow.of(x.high(), -n - 1.0);
        if (pole == Double.POSITIVE_INFINITY) {
            return pole;
        }
        double from = n + 15;
        int steps = x.high() < from ? (int) Math.ceil(from - x.high()) : 0;
        DoubleDouble sum = DoubleDouble.of(0);
        for (int k = steps - 1; k >= 0; k--) {
            sum = sum.plus(power(x.plus(k), -n - 1.0));
        }
        return sum.times(factorial(n)).plus(asymptotic(n, x.plus(steps))).value();
    }

    /** Returns y^m, the rounding of y put right, which a high power makes large. */
    private static double power(DoubleDouble y, double m) {
        double power = Pow.of(y.high(), m);
        return y.low() == 0 ? power : Math.fma(power, m * y.low() / y.high(), power);
    }

    /** Returns (n - 1)!/yⁿ + n!/(2yⁿ⁺¹) + Σ B(2k) (2k + n - 1)!/((2k)! y²ᵏ⁺ⁿ), as a multiple of the first term. */
    private static double asymptotic(int n, DoubleDouble y) {
        double inverse = 1 / y.high();
        double square = inverse * inverse;
        double factor = 0.5 * n * (n + 1) * square;
        double series = 0;
        for (int k = 1; k <= BERNOULLI.length; k++) {
            series += BERNOULLI[k - 1] * factor;
            factor *= square * (2 * k + n) * (2 * k + n + 1) / ((2 * k + 1) * (2 * k + 2));
        }
        return factorial(n - 1) * power(y, -n) * (1 + (0.5 * n * inverse + series));
    }

    /** Returns what {@link #asymptotic} is at x + a less what it is at x, from differences of their inverse powers. */
    static DoubleDouble asymptoticDifference(int n, InversePowers powers) {
        for (int i = 0; i < n; i++) {
            powers.raise();
        }
        DoubleDouble first = powers.difference().times(factorial(n - 1));
        powers.raise();
        DoubleDouble second = powers.difference().times(0.5 * factorial(n));
        double sum = 0;
        double factor = 0.5 * factorial(n + 1);
        for (int k = 1; k <= BERNOULLI.length; k++) {
            powers.raise();
            sum += BERNOULLI[k - 1] * factor * powers.difference().high();
            powers.raise();
            factor *= (2.0 * k + n) * (2 * k + n + 1) / ((2.0 * k + 1) * (2 * k + 2));
        }
        return first.plus(second).plus(sum);
    }

    /** Returns π (d/dx)ⁿ cot(πx). */
    private static double cotangent(int n, double x) {
        double[] polynomial = {0, 1};
        for (int k = 0; k < n; k++) {
            // (p(c))′ = -(1 + c²) p′(c)
            double[] next = new double[polynomial.length + 1];
            for (int i = 1; i < polynomial.length; i++) {
                next[i - 1] -= i * polynomial[i];
                next[i + 1] -= i * polynomial[i];
            }
            polynomial = next;
        }
        DoubleDouble c = SinPi.cosine(x).dividedBy(SinPi.of(x));
        DoubleDouble sum = DoubleDouble.of(0);
        DoubleDouble power = SinPi.PI;
        for (int i = n + 1; i >= 0; i--) {
            sum = sum.times(c).plus(polynomial[i]);
            power = i > 1 ? power.times(SinPi.PI) : power;
        }
        return sum.times(power).high();
    }

    static double factorial(int n) {
        double product = 1;
        for (int k = 2; k <= n; k++) {
            product *= k;
        }
        return product;
    }
}
