package org.surprisal.math.decimal;

import java.math.BigDecimal;
import java.util.function.Function;

/** A value to so many digits, by doubling the precision until two results agree. */
public final class Agreement {
    /** The greatest precision tried. */
    public static final int PRECISION = 4_000;

    /** A result that disagrees with itself at this precision and is smaller than 10 to minus its negative is 0. */
    private static final int ZERO = 800;

    private Agreement() {}

    /**
     * Evaluates with doubled precision until two results agree.
     *
     * @param digits the number of digits in which they agree, at least 1
     * @param f the value at a precision
     * @return the second of the two; 0 if all results are no more than rounding errors, below 1e-800
     * @throws DecimalLimitException if no two results agree up to {@link #PRECISION}, or another limit is exceeded
     * @throws ArithmeticException if there is no finite value
     */
    public static BigDecimal of(int digits, Function<Decimals, BigDecimal> f) {
        int precision = digits + 10;
        BigDecimal last = f.apply(new Decimals(precision));
        for (precision *= 2; precision <= PRECISION; precision *= 2) {
            BigDecimal next = f.apply(new Decimals(precision));
            BigDecimal difference = next.subtract(last).abs();
            if (difference.compareTo(next.abs().scaleByPowerOfTen(-digits)) <= 0) {
                return next;
            }
            if (precision > ZERO && next.abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(-ZERO)) < 0) {
                return BigDecimal.ZERO;
            }
            last = next;
        }
        throw new DecimalLimitException(
                "no two results agree to " + digits + " digits at a precision of up to " + PRECISION);
    }
}
