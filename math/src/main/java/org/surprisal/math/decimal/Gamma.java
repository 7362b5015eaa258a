package org.surprisal.math.decimal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The logarithm of the gamma function and its derivatives, by Stirling's series after the argument has been raised by
 * the recurrence; below 0 by reflection. {@code digits} of the arithmetic are relative to the largest term.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.4, 5.5, 5.11 and 5.15.
 */
public final class Gamma {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Gamma() {}

    /**
     * Returns ln|Γ(x)|.
     *
     * @throws ArithmeticException at a pole
     */
    public static BigDecimal log(BigDecimal x, Decimals arithmetic) {
        refusePole(x);
        if (x.compareTo(ONE) == 0 || x.compareTo(TWO) == 0) {
            return BigDecimal.ZERO;
        }
        Decimals d = arithmetic.plus(10);
        if (x.signum() < 0) {
            BigDecimal sine = d.sinPi(x).abs();
            return arithmetic.round(d.log(d.divide(d.pi(), sine)).subtract(log(ONE.subtract(x), d)));
        }
        BigDecimal y = x;
        BigDecimal product = ONE;
        BigDecimal logs = BigDecimal.ZERO;
        for (BigDecimal least = least(d); y.compareTo(least) < 0; y = y.add(ONE)) {
            if (Decimals.exponent(product) > Decimals.EXPONENT / 2) {
                logs = logs.add(d.log(product));
                product = ONE;
            }
            product = d.multiply(product, y);
        }
        y = d.round(y);
        BigDecimal sum = d.multiply(y.subtract(HALF), d.log(y))
                .subtract(y)
                .subtract(logs)
                .subtract(d.log(d.divide(product, d.sqrt(TWO.multiply(d.pi())))));
        BigDecimal power = y;
        BigDecimal square = d.multiply(y, y);
        BigDecimal term = ONE;
        for (int n = 1; d.matters(term, sum); n++) {
            term = d.divide(Bernoulli.of(n, d), d.multiply(power, 2L * n * (2L * n - 1)));
            sum = d.add(sum, term);
            power = d.multiply(power, square);
        }
        return arithmetic.round(sum);
    }

    /**
     * Returns the derivative of order n + 1 of ln Γ at x: ψ(x) for n = 0.
     *
     * @param n the order, at least 0
     * @throws ArithmeticException at a pole
     */
    public static BigDecimal poly(int n, BigDecimal x, Decimals arithmetic) {
        refusePole(x);
        Decimals d = arithmetic.plus(10 + n);
        if (x.signum() < 0) {
            // ψⁿ(1 - x) + (-1)ⁿ⁺¹ ψⁿ(x) = (-1)ⁿ π (d/dx)ⁿ cot(πx)
            BigDecimal cotangents = cotangent(n, x, d);
            BigDecimal mirrored = poly(n, ONE.subtract(x), d);
            BigDecimal signed = n % 2 == 0 ? mirrored : mirrored.negate();
            return arithmetic.round(signed.subtract(cotangents));
        }
        BigDecimal factorial = factorial(n);
        BigDecimal y = x;
        BigDecimal shifted = BigDecimal.ZERO;
        for (BigDecimal least = least(d); y.compareTo(least) < 0; y = y.add(ONE)) {
            shifted = d.add(shifted, d.divide(factorial, power(y, n + 1, d)));
        }
        y = d.round(y);
        // Of -(-1)ⁿψⁿ for n ≥ 1, of -ψ for n = 0.
        BigDecimal power = power(y, n, d);
        BigDecimal sum = (n == 0 ? d.log(y).negate() : d.divide(factorial(n - 1), power))
                .add(d.divide(factorial, TWO.multiply(d.multiply(power, y))));
        BigDecimal square = d.multiply(y, y);
        BigDecimal quotient = n == 0 ? HALF : factorial(n + 1).multiply(HALF);
        BigDecimal term = ONE;
        for (int k = 1; d.matters(term, sum); k++) {
            // (2k + n - 1)! / (2k)!
            power = d.multiply(power, square);
            term = d.divide(d.multiply(Bernoulli.of(k, d), quotient), power);
            sum = d.add(sum, term);
            quotient = d.divide(d.multiply(quotient, (2L * k + n) * (2L * k + n + 1)), (2L * k + 1) * (2L * k + 2));
        }
        BigDecimal result = sum.add(shifted);
        return arithmetic.round(n % 2 == 0 ? result.negate() : result);
    }

    /**
     * Returns ln|Γ(x + a)| - ln|Γ(x)|, with as many more digits as cancel.
     *
     * @throws ArithmeticException at a pole
     */
    public static BigDecimal logDifference(BigDecimal x, BigDecimal a, Decimals arithmetic) {
        if (a.signum() == 0) {
            return BigDecimal.ZERO;
        }
        Decimals d = arithmetic.plus(lost(x, a));
        return arithmetic.round(d.subtract(log(d.add(x, a), d), log(x, d)));
    }

    /**
     * Returns the difference of {@link #poly} at x + a and at x, with as many more digits as cancel.
     *
     * @throws ArithmeticException at a pole
     */
    public static BigDecimal polyDifference(int n, BigDecimal x, BigDecimal a, Decimals arithmetic) {
        if (a.signum() == 0) {
            return BigDecimal.ZERO;
        }
        Decimals d = arithmetic.plus(lost(x, a));
        return arithmetic.round(d.subtract(poly(n, d.add(x, a), d), poly(n, x, d)));
    }

    private static int lost(BigDecimal x, BigDecimal a) {
        return 10 + 2 * Math.max(0, Decimals.exponent(x) - Decimals.exponent(a));
    }

    /** Returns π times the derivative of order n of cot(πx), a polynomial in the cotangent. */
    private static BigDecimal cotangent(int n, BigDecimal x, Decimals d) {
        BigDecimal cotangent = d.divide(d.cosPi(x), d.sinPi(x));
        BigInteger[] polynomial = {BigInteger.ZERO, BigInteger.ONE};
        for (int k = 0; k < n; k++) {
            // (p(c))′ = -(1 + c²) p′(c)
            BigInteger[] next = new BigInteger[polynomial.length + 1];
            Arrays.fill(next, BigInteger.ZERO);
            for (int i = 1; i < polynomial.length; i++) {
                BigInteger slope = polynomial[i].multiply(BigInteger.valueOf(-i));
                next[i - 1] = next[i - 1].add(slope);
                next[i + 1] = next[i + 1].add(slope);
            }
            polynomial = next;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            sum = d.add(d.multiply(sum, cotangent), new BigDecimal(polynomial[i]));
        }
        return d.multiply(sum, power(d.pi(), n + 1, d));
    }

    private static BigDecimal power(BigDecimal x, int n, Decimals d) {
        return d.power(x, BigDecimal.valueOf(n));
    }

    private static BigDecimal factorial(int n) {
        BigDecimal product = ONE;
        for (int k = 2; k <= n; k++) {
            product = product.multiply(BigDecimal.valueOf(k));
        }
        return product;
    }

    /** From here on the smallest term of the series is smaller than the last digit. */
    private static BigDecimal least(Decimals d) {
        return BigDecimal.valueOf(d.digits() + 10L);
    }

    private static void refusePole(BigDecimal x) {
        if (x.signum() <= 0 && x.compareTo(x.setScale(0, RoundingMode.FLOOR)) == 0) {
            throw new ArithmeticException("a pole of the gamma function at " + x);
        }
    }
}
