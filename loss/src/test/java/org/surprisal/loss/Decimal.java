package org.surprisal.loss;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Elementary and special functions of decimals, to more digits than a double can tell apart, for the tests. */
final class Decimal {
    /** Enough for exp(-140) beside 1, and for differences of fourth order with a step of 1e-25. */
    static final MathContext DIGITS = new MathContext(150, RoundingMode.HALF_EVEN);

    static final BigDecimal ONE = BigDecimal.ONE;
    static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal TINY = ONE.scaleByPowerOfTen(-155);
    private static final BigDecimal LN2 =
            atanh(ONE.divide(BigDecimal.valueOf(3), DIGITS)).multiply(TWO);
    private static final BigDecimal PI = pi();
    private static final List<BigDecimal> BERNOULLI = bernoulli(80);

    private Decimal() {}

    static BigDecimal exp(BigDecimal x) {
        int k = x.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
        BigDecimal r = x.subtract(LN2.multiply(BigDecimal.valueOf(k)), DIGITS);
        // exp(r) = exp(r / 2^16)^(2^16)
        BigDecimal small = r.divide(BigDecimal.valueOf(1 << 16), DIGITS);
        BigDecimal sum = ONE;
        BigDecimal term = ONE;
        for (int i = 1; term.abs().compareTo(TINY) > 0; i++) {
            term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < 16; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum.multiply(TWO.pow(k, DIGITS), DIGITS);
    }

    static BigDecimal log(BigDecimal x) {
        if (x.signum() <= 0) {
            throw new ArithmeticException("log of " + x);
        }
        int k = 0;
        BigDecimal m = x;
        int decimalExponent = x.precision() - x.scale();
        if (Math.abs(decimalExponent) > 5) {
            k = (int) Math.round(decimalExponent * 3.32);
            m = x.divide(TWO.pow(k, DIGITS), DIGITS);
        }
        while (m.compareTo(TWO) > 0) {
            m = m.divide(TWO, DIGITS);
            k++;
        }
        while (m.compareTo(ONE) < 0) {
            m = m.multiply(TWO, DIGITS);
            k--;
        }
        int roots = 0;
        while (roots < 8) {
            m = m.sqrt(DIGITS);
            roots++;
        }
        BigDecimal ratio = m.subtract(ONE, DIGITS).divide(m.add(ONE, DIGITS), DIGITS);
        return atanh(ratio)
                .multiply(BigDecimal.valueOf(2L << roots), DIGITS)
                .add(LN2.multiply(BigDecimal.valueOf(k)), DIGITS);
    }

    private static BigDecimal atanh(BigDecimal x) {
        BigDecimal square = x.multiply(x, DIGITS);
        BigDecimal power = x;
        BigDecimal sum = x;
        for (int i = 3; power.abs().compareTo(TINY) > 0; i += 2) {
            power = power.multiply(square, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS), DIGITS);
        }
        return sum;
    }

    /** Machin 1706. */
    private static BigDecimal pi() {
        return BigDecimal.valueOf(16)
                .multiply(arctanOfInverse(5))
                .subtract(BigDecimal.valueOf(4).multiply(arctanOfInverse(239)), DIGITS);
    }

    private static BigDecimal arctanOfInverse(int n) {
        BigDecimal power = ONE.divide(BigDecimal.valueOf(n), DIGITS);
        BigDecimal square = BigDecimal.valueOf(-(long) n * n);
        BigDecimal sum = power;
        for (int i = 3; power.abs().compareTo(TINY) > 0; i += 2) {
            power = power.divide(square, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS), DIGITS);
        }
        return sum;
    }

    /** Stirling's series after the argument has been raised to at least 100. */
    static BigDecimal lgamma(BigDecimal x) {
        BigDecimal z = x;
        BigDecimal product = ONE;
        while (z.compareTo(BigDecimal.valueOf(100)) < 0) {
            product = product.multiply(z, DIGITS);
            z = z.add(ONE, DIGITS);
        }
        BigDecimal shift = log(product);
        BigDecimal sum = z.subtract(new BigDecimal("0.5"), DIGITS)
                .multiply(log(z), DIGITS)
                .subtract(z, DIGITS)
                .add(log(PI.multiply(TWO, DIGITS)).divide(TWO, DIGITS), DIGITS);
        for (int k = 1; k < BERNOULLI.size(); k++) {
            BigDecimal term = BERNOULLI
                    .get(k)
                    .divide(BigDecimal.valueOf(2L * k * (2 * k - 1)), DIGITS)
                    .divide(z.pow(2 * k - 1, DIGITS), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.subtract(shift, DIGITS);
    }

    /** The Bernoulli numbers B(0), B(2), B(4), ... */
    private static List<BigDecimal> bernoulli(int count) {
        // Akiyama-Tanigawa on fractions is slow; tangent numbers are integers (Brent and Harvey 2011).
        BigInteger[] tangent = new BigInteger[count + 1];
        tangent[1] = BigInteger.ONE;
        for (int k = 2; k <= count; k++) {
            tangent[k] = tangent[k - 1].multiply(BigInteger.valueOf(k - 1));
        }
        for (int k = 2; k <= count; k++) {
            for (int j = k; j <= count; j++) {
                tangent[j] = tangent[j - 1]
                        .multiply(BigInteger.valueOf(j - k))
                        .add(tangent[j].multiply(BigInteger.valueOf(j - k + 2)));
            }
        }
        List<BigDecimal> numbers = new ArrayList<>(List.of(ONE));
        for (int k = 1; k <= count; k++) {
            BigInteger four = BigInteger.ONE.shiftLeft(2 * k);
            BigDecimal size = new BigDecimal(tangent[k].multiply(BigInteger.valueOf(2L * k)))
                    .divide(new BigDecimal(four.multiply(four.subtract(BigInteger.ONE))), DIGITS);
            numbers.add(k % 2 == 1 ? size : size.negate());
        }
        return numbers;
    }
}
