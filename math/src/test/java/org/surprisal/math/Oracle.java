package org.surprisal.math;

import java.math.BigDecimal;
import java.math.MathContext;
import org.surprisal.math.decimal.Agreement;
import org.surprisal.math.decimal.Decimals;
import org.surprisal.math.decimal.Gamma;

/** What the code under test is judged by: decimals whose precision is doubled until two results agree. */
final class Oracle {
    /** The digits in which two results agree. */
    private static final int DIGITS = 50;

    /** A function of decimals at a precision. */
    interface Function {
        BigDecimal at(BigDecimal x, Decimals d);
    }

    private Oracle() {}

    static BigDecimal value(Function f, double x) {
        BigDecimal exact = new BigDecimal(x);
        return Agreement.of(DIGITS, d -> f.at(exact, d));
    }

    /** Returns |computed - exact| in units in the last place of the exact value. */
    static double ulps(double computed, BigDecimal exact) {
        double nearest = exact.doubleValue();
        if (Double.isInfinite(computed) || Double.isInfinite(nearest)) {
            return computed == nearest ? 0 : Double.POSITIVE_INFINITY;
        }
        double ulp = Math.ulp(nearest);
        // The nearest double may be the power of two above the exact value.
        if (new BigDecimal(nearest).abs().compareTo(exact.abs()) > 0 && Math.ulp(Math.abs(nearest) - ulp / 2) < ulp) {
            ulp /= 2;
        }
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(new BigDecimal(ulp), MathContext.DECIMAL32)
                .doubleValue();
    }

    static Function pow(double y) {
        return (x, d) -> d.power(x, new BigDecimal(y));
    }

    /** P(T ≤ t) by the series about 0. */
    static Function student(double df) {
        BigDecimal nu = new BigDecimal(df);
        BigDecimal half = new BigDecimal("0.5");
        return (t, d) -> {
            BigDecimal power = nu.add(BigDecimal.ONE).multiply(half);
            BigDecimal square = d.multiply(t, t);
            BigDecimal w = d.divide(square, nu.add(square));
            BigDecimal term = t;
            BigDecimal sum = t;
            for (int n = 0; term.abs().compareTo(sum.abs().scaleByPowerOfTen(-d.digits())) > 0; n++) {
                BigDecimal k = BigDecimal.valueOf(n);
                term = d.divide(d.multiply(d.multiply(term, w), power.add(k)), k.add(new BigDecimal("1.5")));
                sum = d.round(d.add(sum, term));
            }
            BigDecimal log = Gamma.log(power, d)
                    .subtract(Gamma.log(nu.multiply(half), d))
                    .subtract(d.multiply(power, d.log1p(d.divide(square, nu))));
            return half.add(d.divide(d.multiply(sum, d.exp(log)), d.sqrt(d.multiply(nu, d.pi()))));
        };
    }
}
