package org.surprisal.math;

/**
 * The logarithm of Wright's function beside its exponential growth: ln Σ (x^(1 + a) / a)ʲ / (j! Γ(a j)) - (1 + 1/a) x,
 * the sum over j from 1 on, and its derivatives in x. The series is that of the density of a Tweedie distribution,
 * where j is a number of gamma-distributed parts.
 *
 * <p>With j₀ = x / a and Stirling's error S each term is √a / 2π · exp(-(1 + a) (j ln(j / j₀) - j + j₀) - S(j) -
 * S(aj)): nothing cancels, and all terms are positive. Where they form a wide bell, their sum is that over a coarser
 * grid with steps of up to half its standard deviation, up to e⁻⁷⁰ of it by Poisson's summation formula.
 *
 * <p>Source of the formulas: Dunn and Smyth, Series Evaluation of Tweedie Exponential Dispersion Model Densities,
 * Statistics and Computing 15, 2005; the form of the terms follows Loader, Fast and Accurate Computation of Binomial
 * Probabilities, 2000.
 */
public final class LogWright {
    private static final double LOG_TWO_PI = 1.8378770664093453;

    /** From this standard deviation on the sum may take longer steps, and is far from its end at j = 1. */
    private static final double WIDE = 12;

    /** The part of the standard deviation that is a step, at most. */
    private static final double STEP = 0.5;

    /** From here on the bell is a normal distribution, and so narrow beside j₀ that S(aj) is S(x). */
    private static final double FAR = 1e17;

    /** From here on the series of {@link #farSlope} are exact to a double. */
    private static final double SERIES_FROM = 16;

    /** B(2k) / 2k from k = 1 on. */
    private static final Polynomial FIRST =
            new Polynomial(1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12);

    /** B(2k) from k = 1 on. */
    private static final Polynomial SECOND =
            new Polynomial(1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6);

    /** What is smaller beside the greatest term does not count. */
    private static final double NEGLIGIBLE = 0x1p-70;

    private LogWright() {}

    /**
     * Returns the logarithm; -infinity at x = 0, infinity at an infinite x.
     *
     * @param a positive and finite, otherwise the result is NaN
     * @param x not negative, otherwise the result is NaN
     */
    public static double of(double a, double x) {
        if (!isInside(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x;
        }
        if (x / a > FAR) {
            return 0.5 * (Log.of(x / (1 + a)) - LOG_TWO_PI) - StirlingError.of(x);
        }
        Bell bell = new Bell(a, x);
        return bell.greatest + (0.5 * Log.of(a) - LOG_TWO_PI) + Log.of(bell.sum(0, 0));
    }

    /** Returns the derivative of {@link #of} in x; infinity at 0, 0 at infinity. */
    public static double slope(double a, double x) {
        if (!isInside(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x / a > FAR) {
            return x == 0 ? Double.POSITIVE_INFINITY : farSlope(x);
        }
        Bell bell = new Bell(a, x);
        return (1 + a) / x * (bell.sum(1, 0) / bell.sum(0, 0));
    }

    /** Returns the second derivative of {@link #of} in x; -infinity at 0, 0 at infinity. */
    public static double curvature(double a, double x) {
        if (!isInside(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x / a > FAR) {
            return x == 0 ? Double.NEGATIVE_INFINITY : farCurvature(x);
        }
        Bell bell = new Bell(a, x);
        double whole = bell.sum(0, 0);
        return (1 + a) / x * (bell.sum(2, bell.sum(1, 0) / whole) / whole) / x;
    }

    /** ln x - ψ(x), the derivative of ½ ln x - S(x). */
    private static double farSlope(double x) {
        double inverse = 1 / x;
        return x < SERIES_FROM
                ? Log.of(x) - Digamma.of(x)
                : Math.fma(inverse * inverse, FIRST.at(inverse * inverse), 0.5 * inverse);
    }

    private static double farCurvature(double x) {
        double inverse = 1 / x;
        return x < SERIES_FROM
                ? inverse - Trigamma.of(x)
                : -inverse * inverse * Math.fma(inverse, SECOND.at(inverse * inverse), 0.5);
    }

    private static boolean isInside(double a, double x) {
        return a > 0 && a <= Double.MAX_VALUE && x >= 0;
    }

    /** The terms of one sum, as shares of one that is about the greatest. */
    private static final class Bell {
        final double a;
        /** j₀ in two doubles. */
        final double middle;

        final double rest;
        final double start;
        final double step;
        final double greatest;

        Bell(double a, double x) {
            this.a = a;
            middle = x / a;
            double left = -Math.fma(middle, a, -x) / a;
            rest = Math.abs(left) <= middle ? left : 0;
            double deviation = Math.sqrt(middle / (1 + a));
            // A power of two, so that every j is exact.
            step = deviation > WIDE ? Math.scalb(1.0, Math.getExponent(STEP * deviation)) : 1;
            start = Math.max(1, Math.rint(middle));
            greatest = exponent(start);
        }

        private double exponent(double j) {
            double away = (middle - j) + rest;
            double share = away / j;
            double deviance = share < -0.9 ? j * (Log.of(j / middle) - 1) + middle : -j * Log1pMinus.of(share);
            return -(1 + a) * deviance - StirlingError.of(j) - StirlingError.of(a * j);
        }

        /** The sum of the terms times a power of j - j₀, of order 2 less what it is without curvature. */
        double sum(int order, double mean) {
            double sum = term(start, order, mean, 1);
            for (int way = -1; way <= 1; way += 2) {
                double share = 1;
                for (int i = 1; share > NEGLIGIBLE; i++) {
                    double j = start + way * i * step;
                    if (j < 1) {
                        break;
                    }
                    share = Exp.of(exponent(j) - greatest);
                    sum += term(j, order, mean, share);
                }
            }
            return step * sum;
        }

        private double term(double j, int order, double mean, double share) {
            double away = (j - middle) - rest;
            return switch (order) {
                case 0 -> share;
                case 1 -> share * away;
                default -> share * ((1 + a) * (away - mean) * (away - mean) - j);
            };
        }
    }
}
