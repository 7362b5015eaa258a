package org.surprisal.math.decimal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Bernoulli numbers of even index, from the tangent numbers, which are integers.
 *
 * <p>Source: R. P. Brent and D. Harvey, "Fast computation of Bernoulli, tangent and secant numbers", 2011.
 */
final class Bernoulli {
    /** The greatest precision and number of values kept. */
    private static final int KEPT = 256;

    private static final Map<Integer, BigDecimal[]> VALUES = new ConcurrentHashMap<>();

    private static BigInteger[] tangent = tangentNumbers(64);

    private Bernoulli() {}

    /** Returns B(2n) for n ≥ 1. */
    static BigDecimal of(int n, Decimals d) {
        if (n >= KEPT || d.digits() > KEPT) {
            return value(n, d);
        }
        BigDecimal[] values = VALUES.computeIfAbsent(d.digits(), digits -> new BigDecimal[KEPT]);
        if (values[n] == null) {
            values[n] = value(n, d);
        }
        return values[n];
    }

    private static BigDecimal value(int n, Decimals d) {
        BigInteger power = BigInteger.ONE.shiftLeft(2 * n);
        BigInteger above = tangentNumber(n).multiply(BigInteger.valueOf(2L * n));
        BigInteger below = power.multiply(power.subtract(BigInteger.ONE));
        // Kept for all computations: without what is random in one of them.
        BigDecimal number = d.inside(Decimals.NOISE).divide(new BigDecimal(above), new BigDecimal(below));
        return n % 2 == 0 ? number.negate() : number;
    }

    private static synchronized BigInteger tangentNumber(int n) {
        if (n >= tangent.length) {
            tangent = tangentNumbers(2 * n);
        }
        return tangent[n];
    }

    /** The numbers T(1) to T(count), at their index. */
    private static BigInteger[] tangentNumbers(int count) {
        BigInteger[] t = new BigInteger[count + 1];
        t[0] = BigInteger.ZERO;
        t[1] = BigInteger.ONE;
        for (int k = 2; k <= count; k++) {
            t[k] = t[k - 1].multiply(BigInteger.valueOf(k - 1L));
        }
        for (int k = 2; k <= count; k++) {
            for (int j = k; j <= count; j++) {
                t[j] = t[j - 1].multiply(BigInteger.valueOf((long) j - k))
                        .add(t[j].multiply(BigInteger.valueOf(j - k + 2L)));
            }
        }
        return t;
    }
}
