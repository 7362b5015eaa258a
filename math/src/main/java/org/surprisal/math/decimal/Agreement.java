package org.surprisal.math.decimal;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value to so many digits, by doubling the precision until two results agree. Since {@link Decimals} puts random
 * digits where exact ones end, results do not agree by accident, neither on a number nor on 0 nor on having no value:
 * they do so where what was rounded does not matter.
 */
public final class Agreement {
    /** The greatest precision tried. */
    public static final int PRECISION = 4_000;

    /** What may be as small as 10 to minus this, and is not told from 0 by a greater precision, is 0. */
    private static final int ZERO = 400;

    /** How often a result that depends on a comparison of inexact numbers is asked for again. */
    private static final int REPEATS = 15;

    private final int digits;
    private final Function<Decimals, BigDecimal> f;
    private final Decimals.State state = new Decimals.State();

    private Agreement(int digits, Function<Decimals, BigDecimal> f) {
        this.digits = digits;
        this.f = f;
    }

    /**
     * Evaluates with doubled precision until two results agree.
     *
     * @param digits the number of digits in which they agree, at least 1
     * @param f the value at a precision
     * @return the second of the two; 0 if all results are no more than rounding errors, below 1e-400
     * @throws DecimalLimitException if no two results agree up to {@link #PRECISION}, or another limit is exceeded
     * @throws ArithmeticException if there is no finite value
     */
    public static BigDecimal of(int digits, Function<Decimals, BigDecimal> f) {
        return new Agreement(digits, f).value();
    }

    private BigDecimal value() {
        int precision = digits + 10;
        Result last = result(precision);
        for (precision *= 2; precision <= PRECISION; precision *= 2) {
            Result next = result(precision);
            boolean chose = state.chose;
            boolean agreed = agree(last, next);
            if ((agreed || (precision > ZERO && next.isNegligible())) && (!chose || isRepeated(next, precision))) {
                return agreed ? next.numberOrThrow() : BigDecimal.ZERO;
            }
            last = next;
        }
        throw new DecimalLimitException("no two results agree to " + digits + " digits at a precision of up to "
                + PRECISION + ", nor are they told from 0");
    }

    private boolean isRepeated(Result result, int precision) {
        for (int i = 0; i < REPEATS; i++) {
            Result again = result(precision);
            if (!agree(result, again) && !(result.isNegligible() && again.isNegligible())) {
                return false;
            }
        }
        return true;
    }

    private boolean agree(Result a, Result b) {
        if (a.number == null || b.number == null) {
            return a.fault != null && b.fault != null && a.fault.toString().equals(b.fault.toString());
        }
        BigDecimal difference = a.number.subtract(b.number).abs();
        return difference.compareTo(b.number.abs().scaleByPowerOfTen(-digits)) <= 0;
    }

    private Result result(int precision) {
        state.chose = false;
        Decimals d = new Decimals(precision, state);
        d.begin(true);
        try {
            return new Result(f.apply(d), null);
        } catch (ArithmeticException fault) {
            return new Result(null, fault);
        }
    }

    /** A number, or why there is none; the message tells one reason from another. */
    private record Result(
            @Nullable BigDecimal number, @Nullable ArithmeticException fault) {
        boolean isNegligible() {
            return number != null && number.abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(-ZERO)) < 0;
        }

        BigDecimal numberOrThrow() {
            if (fault != null) {
                throw fault;
            }
            return Objects.requireNonNull(number);
        }
    }
}
