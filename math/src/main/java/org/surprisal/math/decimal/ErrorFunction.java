package org.surprisal.math.decimal;

import java.math.BigDecimal;

/**
 * The error function and the normal distribution: near 0 by a series of positive terms, far out by the asymptotic
 * series, between them as the complement with as many more digits as cancel.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 7.6 and 7.12.
 */
public final class ErrorFunction {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.TWO;

    private ErrorFunction() {}

    /** Returns erf x. */
    public static BigDecimal erf(BigDecimal x, Decimals d) {
        BigDecimal magnitude = x.abs();
        if (asymptotic(magnitude, d)) {
            return d.inexact(BigDecimal.valueOf(x.signum()));
        }
        return magnitude.compareTo(ONE) <= 0
                ? series(x, d)
                : d.multiply(ONE.subtract(complement(magnitude, d)), x.signum());
    }

    /** Returns 1 - erf x. */
    public static BigDecimal erfc(BigDecimal x, Decimals d) {
        return x.signum() < 0
                ? d.subtract(ONE, erf(x, d))
                : asymptotic(x, d) ? d.multiply(density(x, d), scaled(x, d)) : complement(x, d);
    }

    /** Returns e^(x²) erfc x. */
    public static BigDecimal erfcx(BigDecimal x, Decimals d) {
        return x.signum() >= 0 && asymptotic(x, d) ? scaled(x, d) : d.divide(erfc(x, d), density(x, d));
    }

    /** Returns e^(-x²). */
    public static BigDecimal density(BigDecimal x, Decimals d) {
        return d.exp(d.multiply(x, x).negate());
    }

    /** Returns P(Z ≤ x) for a normal Z. */
    public static BigDecimal normal(BigDecimal x, Decimals d) {
        return d.divide(erfc(overRootTwo(x, d).negate(), d), 2);
    }

    /** Returns ln P(Z ≤ x) for a normal Z. */
    public static BigDecimal logNormal(BigDecimal x, Decimals d) {
        BigDecimal y = overRootTwo(x, d).negate();
        return x.signum() > 0
                ? d.log1p(d.divide(erfc(y.negate(), d), -2))
                : d.subtract(d.log(d.divide(erfcx(y, d), 2)), d.divide(d.multiply(x, x), 2));
    }

    /** Returns the inverse Mills ratio, the density of the normal distribution at x over P(Z ≤ x). */
    public static BigDecimal inverseMills(BigDecimal x, Decimals d) {
        BigDecimal twoOverPi = d.divide(TWO, d.pi());
        return d.divide(d.sqrt(twoOverPi), erfcx(overRootTwo(x, d).negate(), d));
    }

    private static BigDecimal overRootTwo(BigDecimal x, Decimals d) {
        return d.divide(x, d.plus(5).sqrt(TWO));
    }

    private static BigDecimal complement(BigDecimal x, Decimals d) {
        Decimals more = d.plus(squareOf(x) / 2 + 5);
        return d.round(ONE.subtract(series(x, more)));
    }

    /** Returns 2/√π e^(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3···(2n+1)). */
    private static BigDecimal series(BigDecimal x, Decimals arithmetic) {
        Decimals d = arithmetic.plus(5);
        BigDecimal square = d.multiply(TWO, d.multiply(x, x));
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int n = 3; d.matters(term, sum); n += 2) {
            term = d.divide(d.multiply(term, square), n);
            sum = d.round(d.add(sum, term));
        }
        BigDecimal factor = d.divide(TWO, d.sqrt(d.pi()));
        return arithmetic.round(d.multiply(factor, d.multiply(sum, density(x, d))));
    }

    /** Whether the smallest term of the asymptotic series, about e^(-x²), is below the last digit. */
    private static boolean asymptotic(BigDecimal x, Decimals d) {
        return squareOf(x) > 2.31 * d.digits() + 20;
    }

    private static int squareOf(BigDecimal x) {
        double near = Math.min(x.doubleValue(), 1e4);
        return (int) (near * near);
    }

    /** Returns the asymptotic series of e^(x²) erfc x. */
    private static BigDecimal scaled(BigDecimal x, Decimals arithmetic) {
        Decimals d = arithmetic.plus(5);
        BigDecimal square = d.multiply(TWO, d.multiply(x, x)).negate();
        BigDecimal term = ONE;
        BigDecimal sum = ONE;
        for (int n = 1; d.matters(term, sum); n += 2) {
            term = d.divide(d.multiply(term, n), square);
            sum = d.round(d.add(sum, term));
        }
        return arithmetic.round(d.divide(sum, d.multiply(x, d.sqrt(d.pi()))));
    }
}
