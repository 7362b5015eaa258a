package org.surprisal.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The functions in decimals of any precision, from definitions and series other than those of the code under test. */
final class Oracle {
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal TINY = new BigDecimal("1e-30");

    /** A function of decimals at a precision. */
    interface Function {
        BigDecimal at(BigDecimal x, MathContext precision);
    }

    private Oracle() {}

    /** Evaluates with doubled precision until two results agree to 25 digits. */
    static BigDecimal value(Function f, double x) {
        BigDecimal exact = new BigDecimal(x);
        BigDecimal last = f.at(exact, new MathContext(32));
        for (int digits = 64; digits <= 4096; digits *= 2) {
            BigDecimal next = f.at(exact, new MathContext(digits));
            if (next.subtract(last).abs().compareTo(next.abs().scaleByPowerOfTen(-25)) <= 0) {
                return next;
            }
            last = next;
        }
        throw new IllegalStateException("no agreement at " + x);
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

    static BigDecimal exp(BigDecimal x, MathContext mc) {
        MathContext work = new MathContext(mc.getPrecision() + 20);
        int halvings = Math.max(0, (int) Math.ceil(Math.log(Math.abs(x.doubleValue()) + 1) * 1.5) + 12);
        BigDecimal r = x.divide(new BigDecimal(BigInteger.ONE.shiftLeft(halvings)), work);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.signum() != 0 && term.precision() - term.scale() > -work.getPrecision(); n++) {
            term = term.multiply(r, work).divide(BigDecimal.valueOf(n), work);
            sum = sum.add(term, work);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, work);
        }
        return sum;
    }

    /** Halley's iteration on the exponential. */
    static BigDecimal log(BigDecimal x, MathContext mc) {
        MathContext work = new MathContext(mc.getPrecision() + 20);
        if (x.compareTo(BigDecimal.ONE) == 0) {
            return BigDecimal.ZERO;
        }
        int shift = x.precision() - x.scale();
        BigDecimal m = x.scaleByPowerOfTen(-shift);
        BigDecimal y = new BigDecimal(Math.log(m.doubleValue()) + shift * Math.log(10));
        for (int digits = 14; digits < 3 * work.getPrecision(); digits *= 3) {
            BigDecimal e = exp(y, work);
            y = y.add(TWO.multiply(x.subtract(e)).divide(x.add(e), work));
        }
        return y;
    }

    static BigDecimal log1p(BigDecimal x, MathContext mc) {
        return x.abs().compareTo(TINY) < 0
                ? x.subtract(x.multiply(x).divide(TWO)).add(x.pow(3).divide(BigDecimal.valueOf(3), mc), mc)
                : log(BigDecimal.ONE.add(x), mc);
    }

    static BigDecimal expm1(BigDecimal x, MathContext mc) {
        return x.abs().compareTo(TINY) < 0
                ? x.add(x.multiply(x).divide(TWO)).add(x.pow(3).divide(BigDecimal.valueOf(6), mc), mc)
                : exp(x, mc).subtract(BigDecimal.ONE);
    }

    static BigDecimal tanh(BigDecimal x, MathContext mc) {
        BigDecimal u = expm1(x.multiply(TWO), mc);
        return u.divide(u.add(TWO), mc);
    }

    static BigDecimal sigmoid(BigDecimal x, MathContext mc) {
        return BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(x.negate(), mc)), mc);
    }

    static BigDecimal softplus(BigDecimal x, MathContext mc) {
        // From 1000 on the rest is below 1e-400.
        return x.compareTo(BigDecimal.valueOf(1000)) > 0
                ? x
                : log1p(exp(x.abs().negate(), mc), mc).add(x.max(BigDecimal.ZERO));
    }

    static BigDecimal log1mExp(BigDecimal x, MathContext mc) {
        BigDecimal u = expm1(x, mc).negate();
        return u.compareTo(new BigDecimal("0.5")) < 0
                ? log(u, mc)
                : log1p(exp(x, mc).negate(), mc);
    }

    static Function pow(double y) {
        return (x, mc) -> exp(new BigDecimal(y).multiply(log(x, mc)), mc);
    }

    static BigDecimal logGamma(BigDecimal x, MathContext mc) {
        BigDecimal y = x;
        BigDecimal product = BigDecimal.ONE;
        MathContext work = new MathContext(mc.getPrecision() + 20);
        while (y.compareTo(BigDecimal.valueOf(mc.getPrecision())) < 0) {
            product = product.multiply(y, work);
            y = y.add(BigDecimal.ONE);
        }
        BigDecimal sum = y.subtract(new BigDecimal("0.5"))
                .multiply(log(y, work))
                .subtract(y)
                .add(log(TWO.multiply(pi(work)), work).divide(TWO));
        BigDecimal power = y;
        for (int n = 1; n <= mc.getPrecision(); n++) {
            BigDecimal term = bernoulli(n, work)
                    .divide(BigDecimal.valueOf(2L * n * (2L * n - 1)).multiply(power), work);
            sum = sum.add(term);
            power = power.multiply(y, work).multiply(y, work);
        }
        return sum.subtract(log(product, work));
    }

    static BigDecimal digamma(BigDecimal x, MathContext mc) {
        BigDecimal y = x;
        BigDecimal shifted = BigDecimal.ZERO;
        MathContext work = new MathContext(mc.getPrecision() + 20);
        while (y.compareTo(BigDecimal.valueOf(mc.getPrecision())) < 0) {
            shifted = shifted.add(BigDecimal.ONE.divide(y, work));
            y = y.add(BigDecimal.ONE);
        }
        BigDecimal sum = log(y, work).subtract(BigDecimal.ONE.divide(TWO.multiply(y), work));
        BigDecimal power = y.multiply(y, work);
        for (int n = 1; n <= mc.getPrecision(); n++) {
            sum = sum.subtract(
                    bernoulli(n, work).divide(BigDecimal.valueOf(2L * n).multiply(power), work));
            power = power.multiply(y, work).multiply(y, work);
        }
        return sum.subtract(shifted);
    }

    static BigDecimal trigamma(BigDecimal x, MathContext mc) {
        BigDecimal y = x;
        BigDecimal shifted = BigDecimal.ZERO;
        MathContext work = new MathContext(mc.getPrecision() + 20);
        while (y.compareTo(BigDecimal.valueOf(mc.getPrecision())) < 0) {
            shifted = shifted.add(BigDecimal.ONE.divide(y.multiply(y), work));
            y = y.add(BigDecimal.ONE);
        }
        BigDecimal sum = BigDecimal.ONE
                .divide(y, work)
                .add(BigDecimal.ONE.divide(TWO.multiply(y).multiply(y), work));
        BigDecimal power = y.pow(3, work);
        for (int n = 1; n <= mc.getPrecision(); n++) {
            sum = sum.add(bernoulli(n, work).divide(power, work));
            power = power.multiply(y, work).multiply(y, work);
        }
        return sum.add(shifted);
    }

    /** P(Z ≤ x) by the series of positive terms about 0. */
    static BigDecimal normal(BigDecimal x, MathContext mc) {
        BigDecimal square = x.multiply(x);
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int n = 1;
                term.signum() != 0 && term.abs().compareTo(sum.abs().scaleByPowerOfTen(-mc.getPrecision())) > 0;
                n++) {
            term = term.multiply(square, mc).divide(BigDecimal.valueOf(2L * n + 1), mc);
            sum = sum.add(term, mc);
        }
        BigDecimal density =
                exp(square.divide(TWO).negate(), mc).divide(TWO.multiply(pi(mc)).sqrt(mc), mc);
        return new BigDecimal("0.5").add(sum.multiply(density, mc));
    }

    /** P(T ≤ t) by the series about 0. */
    static Function student(double df) {
        BigDecimal nu = new BigDecimal(df);
        BigDecimal half = new BigDecimal("0.5");
        return (t, mc) -> {
            BigDecimal power = nu.add(BigDecimal.ONE).multiply(half);
            BigDecimal square = t.multiply(t);
            BigDecimal w = square.divide(nu.add(square), mc);
            BigDecimal term = t;
            BigDecimal sum = t;
            for (int n = 0;
                    term.signum() != 0 && term.abs().compareTo(sum.abs().scaleByPowerOfTen(-mc.getPrecision())) > 0;
                    n++) {
                BigDecimal k = BigDecimal.valueOf(n);
                term = term.multiply(w, mc).multiply(power.add(k), mc).divide(k.add(new BigDecimal("1.5")), mc);
                sum = sum.add(term, mc);
            }
            BigDecimal log = logGamma(power, mc)
                    .subtract(logGamma(nu.multiply(half), mc))
                    .subtract(power.multiply(log1p(square.divide(nu, mc), mc)));
            return half.add(
                    sum.multiply(exp(log, mc)).divide(nu.multiply(pi(mc)).sqrt(mc), mc));
        };
    }

    /** Machin's formula. */
    static BigDecimal pi(MathContext mc) {
        return arctanOfInverse(5, mc)
                .multiply(BigDecimal.valueOf(16))
                .subtract(arctanOfInverse(239, mc).multiply(BigDecimal.valueOf(4)));
    }

    private static BigDecimal arctanOfInverse(int n, MathContext mc) {
        MathContext work = new MathContext(mc.getPrecision() + 10);
        BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), work);
        BigDecimal square = BigDecimal.valueOf((long) n * n);
        BigDecimal sum = power;
        for (int k = 1; power.precision() - power.scale() > -work.getPrecision(); k++) {
            power = power.divide(square, work).negate();
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * k + 1), work));
        }
        return sum;
    }

    private static final List<BigInteger[]> BERNOULLI = new ArrayList<>();

    /** Returns the Bernoulli number B(2n), by the recurrence over all B(k). */
    private static BigDecimal bernoulli(int n, MathContext mc) {
        while (BERNOULLI.size() <= 2 * n) {
            int m = BERNOULLI.size();
            BigInteger above = m == 0 ? BigInteger.ONE : BigInteger.ZERO;
            BigInteger below = BigInteger.ONE;
            BigInteger binomial = BigInteger.ONE;
            for (int k = 0; k < m; k++) {
                BigInteger[] b = BERNOULLI.get(k);
                above = above.multiply(b[1]).subtract(binomial.multiply(b[0]).multiply(below));
                below = below.multiply(b[1]);
                BigInteger common = above.gcd(below);
                above = above.divide(common);
                below = below.divide(common);
                binomial = binomial.multiply(BigInteger.valueOf(m + 1L - k)).divide(BigInteger.valueOf(k + 1L));
            }
            BERNOULLI.add(new BigInteger[] {above, m == 0 ? below : below.multiply(BigInteger.valueOf(m + 1L))});
        }
        BigInteger[] b = BERNOULLI.get(2 * n);
        return new BigDecimal(b[0])
                .divide(new BigDecimal(b[1]), new MathContext(mc.getPrecision(), RoundingMode.HALF_EVEN));
    }
}
