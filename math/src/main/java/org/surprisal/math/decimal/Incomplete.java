package org.surprisal.math.decimal;

import java.math.BigDecimal;

/**
 * The regularised incomplete gamma and beta functions and the scaled Bessel functions I₀ and I₁, by series of positive
 * terms.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 8.11.4, 8.17.8 and 10.25.2.
 */
public final class Incomplete {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Beyond it a series would have too many terms. */
    private static final BigDecimal FAR = BigDecimal.valueOf(20_000);

    private Incomplete() {}

    /** Returns P(a, x) = x^a e^-x / Γ(a + 1) · Σ xⁿ / ((a + 1) ... (a + n)), for a > 0 and x ≥ 0. */
    public static BigDecimal gamma(BigDecimal a, BigDecimal x, Decimals arithmetic) {
        if (a.signum() <= 0 || x.signum() < 0) {
            throw new ArithmeticException("no incomplete gamma function of " + a + " and " + x);
        }
        require(x);
        if (x.signum() == 0) {
            return BigDecimal.ZERO;
        }
        Decimals d = arithmetic.plus(10);
        BigDecimal term = ONE;
        BigDecimal sum = ONE;
        BigDecimal divisor = a;
        while (d.matters(term, sum)) {
            divisor = d.add(divisor, ONE);
            term = d.divide(d.multiply(term, x), divisor);
            sum = d.add(sum, term);
        }
        BigDecimal log = d.subtract(d.subtract(d.multiply(a, d.log(x)), x), Gamma.log(d.add(a, ONE), d));
        return arithmetic.round(d.multiply(d.exp(log), sum));
    }

    /** Returns P(T ≤ t) of Student's t with so many degrees of freedom. */
    public static BigDecimal studentT(BigDecimal df, BigDecimal t, Decimals arithmetic) {
        if (df.signum() <= 0) {
            throw new ArithmeticException("no distribution of " + df + " degrees of freedom");
        }
        require(df);
        Decimals d = arithmetic.plus(10);
        BigDecimal square = d.multiply(t, t);
        BigDecimal whole = d.add(df, square);
        BigDecimal half = d.multiply(df, HALF);
        if (square.compareTo(df) < 0) {
            BigDecimal centre = d.multiply(beta(HALF, half, d.divide(square, whole), d), HALF);
            return arithmetic.round(t.signum() < 0 ? d.subtract(HALF, centre) : d.add(HALF, centre));
        }
        BigDecimal tail = d.multiply(beta(half, HALF, d.divide(df, whole), d), HALF);
        return arithmetic.round(t.signum() < 0 ? tail : d.subtract(ONE, tail));
    }

    /** Returns I(a, b; z) = z^a (1 - z)^b / (a B(a, b)) · Σ zⁿ (a + b)ₙ / (a + 1)ₙ, for z up to a half. */
    private static BigDecimal beta(BigDecimal a, BigDecimal b, BigDecimal z, Decimals d) {
        if (z.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal term = ONE;
        BigDecimal sum = ONE;
        BigDecimal above = d.add(a, b);
        BigDecimal below = d.add(a, ONE);
        while (d.matters(term, sum)) {
            term = d.divide(d.multiply(d.multiply(term, z), above), below);
            sum = d.add(sum, term);
            above = d.add(above, ONE);
            below = d.add(below, ONE);
        }
        BigDecimal log = d.add(d.multiply(a, d.log(z)), d.multiply(b, d.log1p(z.negate())));
        BigDecimal beta = d.subtract(d.add(Gamma.log(a, d), Gamma.log(b, d)), Gamma.log(d.add(a, b), d));
        return d.divide(d.multiply(d.exp(d.subtract(log, beta)), sum), a);
    }

    /** Returns e^-|x| Iₙ(x) = e^-|x| (x/2)ⁿ / n! · Σ (x²/4)^k / (k! (n + 1) ... (n + k)), for n = 0 or 1. */
    public static BigDecimal bessel(int n, BigDecimal x, Decimals arithmetic) {
        require(x);
        Decimals d = arithmetic.plus(10);
        BigDecimal half = d.multiply(x, HALF);
        BigDecimal square = d.multiply(half, half);
        BigDecimal term = n == 0 ? ONE : half;
        BigDecimal sum = term;
        for (long k = 1; sum.signum() != 0 && d.matters(term, sum); k++) {
            term = d.divide(d.divide(d.multiply(term, square), k), k + n);
            sum = d.add(sum, term);
        }
        return arithmetic.round(d.multiply(d.exp(x.abs().negate()), sum));
    }

    private static void require(BigDecimal x) {
        if (x.abs().compareTo(FAR) > 0) {
            throw new DecimalLimitException("a series for a number beyond " + FAR);
        }
    }
}
