package org.surprisal.math.decimal;

import java.math.BigDecimal;

/**
 * The logarithm of the series Σ zʲ / (j! Γ(a j)), j from 1 on, with z = x^(1 + a) / a, less (1 + 1/a) x, and its
 * derivatives in x: term by term.
 *
 * <p>Source of the formulas: Dunn and Smyth, Series Evaluation of Tweedie Exponential Dispersion Model Densities,
 * Statistics and Computing 15, 2005.
 */
public final class Wright {
    private static final BigDecimal ONE = BigDecimal.ONE;

    /** The greatest term about here is as far as the series goes. */
    private static final BigDecimal FAR = BigDecimal.valueOf(2_000);

    /** Terms of a smaller logarithm are left out beside the greatest. */
    private static final BigDecimal NOTHING = BigDecimal.valueOf(-5_000);

    private Wright() {}

    /** The sums of the terms, of j times each and of j² times each. */
    private record Moments(BigDecimal whole, BigDecimal first, BigDecimal second) {}

    /** Returns the logarithm, for positive a and x. */
    public static BigDecimal log(BigDecimal a, BigDecimal x, Decimals arithmetic) {
        Decimals d = arithmetic.plus(20);
        return arithmetic.round(d.log(moments(a, x, d).whole));
    }

    /** Returns its derivative in x: (1 + a) / x · E j - (1 + a) / a. */
    public static BigDecimal slope(BigDecimal a, BigDecimal x, Decimals arithmetic) {
        Decimals d = arithmetic.plus(20);
        Moments sums = moments(a, x, d);
        BigDecimal mean = d.divide(d.divide(sums.first, sums.whole), x);
        return arithmetic.round(d.multiply(d.add(ONE, a), d.subtract(mean, d.divide(ONE, a))));
    }

    /** Returns its second derivative in x: (1 + a)² / x² · Var j - (1 + a) / x² · E j. */
    public static BigDecimal curvature(BigDecimal a, BigDecimal x, Decimals arithmetic) {
        Decimals d = arithmetic.plus(20);
        Moments sums = moments(a, x, d);
        BigDecimal mean = d.divide(sums.first, sums.whole);
        BigDecimal variance = d.subtract(d.divide(sums.second, sums.whole), d.multiply(mean, mean));
        BigDecimal factor = d.add(ONE, a);
        BigDecimal bracket = d.subtract(d.multiply(factor, variance), mean);
        return arithmetic.round(d.divide(d.divide(d.multiply(factor, bracket), x), x));
    }

    private static Moments moments(BigDecimal a, BigDecimal x, Decimals d) {
        if (a.signum() <= 0 || x.signum() <= 0) {
            throw new ArithmeticException("no series of Wright for " + a + " and " + x);
        }
        BigDecimal middle = d.divide(x, a);
        if (middle.compareTo(FAR) > 0) {
            throw new DecimalLimitException("a series with its greatest term beyond " + FAR);
        }
        // In logarithms, less the growth that the terms have in common.
        BigDecimal log = d.subtract(d.multiply(d.add(ONE, a), d.log(x)), d.log(a));
        BigDecimal exponent = d.multiply(d.add(ONE, d.divide(ONE, a)), x).negate();
        BigDecimal whole = BigDecimal.ZERO;
        BigDecimal first = BigDecimal.ZERO;
        BigDecimal second = BigDecimal.ZERO;
        BigDecimal term = ONE;
        for (long j = 1; BigDecimal.valueOf(j - 2).compareTo(middle) < 0 || d.matters(term, second); j++) {
            exponent = d.subtract(d.add(exponent, log), d.log(BigDecimal.valueOf(j)));
            BigDecimal own = d.subtract(exponent, Gamma.log(d.multiply(a, j), d));
            BigDecimal share = own.compareTo(NOTHING) < 0 ? BigDecimal.ZERO : d.exp(own);
            whole = d.add(whole, share);
            first = d.add(first, d.multiply(share, j));
            term = d.multiply(share, j * j);
            second = d.add(second, term);
        }
        return new Moments(whole, first, second);
    }
}
