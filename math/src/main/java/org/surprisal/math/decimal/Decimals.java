package org.surprisal.math.decimal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.surprisal.math.Log;

/**
 * Arithmetic and elementary functions at one precision. Each result is rounded once, to a relative error of some
 * 10^-digits, also for small arguments; sums are exact as long as they are short, so that what cancels later is not
 * lost. How good a chain of them is, is found by doing it again with more digits ({@link Agreement}).
 *
 * <p>A result that is not exact has {@value #NOISE} more digits, which are random. So what is lost where terms cancel
 * is seen, for no two evaluations lose the same: exp(1e-300) - 1 with 60 digits is not 0 but some number around 1e-60,
 * and another one the next time. What is 0 was computed exactly. (Stochastic arithmetic: J. Vignes, "A stochastic
 * arithmetic for reliable scientific computation", 1993.)
 *
 * <p>Nothing here can exhaust memory or time: exponents, digits and steps have limits, and going over one throws a
 * {@link DecimalLimitException}. One for each computation; not safe for several threads.
 */
public final class Decimals {
    /** The greatest exponent to base ten, and minus the smallest one. */
    public static final int EXPONENT = 5_000;

    /** What a computation may take: the sum, over its operations, of their digits. */
    public static final long STEPS = 400_000_000;

    /** How many digits are random. */
    static final int NOISE = 17;

    /** Sums up to this many digits are exact: those of doubles are, whatever their exponents. */
    private static final int EXACT = 2_200;

    private static final long MOST_NOISE = 100_000_000_000_000_000L;
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal SMALL = new BigDecimal("0.01");

    /** The value of π with the most digits asked for so far. */
    private static volatile BigDecimal longestPi = BigDecimal.ZERO;

    private final int digits;
    private final MathContext context;
    private final boolean noisy;
    private final State state;

    /** What the computations of one value share. */
    static final class State {
        private final SplittableRandom random = new SplittableRandom(20);
        private long steps;

        /** Whether the numbers at hand may carry errors of rounding. */
        private boolean inexact;

        /** Whether a comparison was decided by what is not exact. */
        boolean chose;
    }

    /**
     * Arithmetic at a precision.
     *
     * @param digits the number of decimal digits, at least 1
     */
    public Decimals(int digits) {
        this(digits, new State());
    }

    Decimals(int digits, State state) {
        this(digits, true, state);
    }

    private Decimals(int digits, boolean noisy, State state) {
        this.digits = digits;
        this.context = new MathContext(digits + (noisy ? NOISE : 0), RoundingMode.HALF_EVEN);
        this.noisy = noisy;
        this.state = state;
    }

    /**
     * The precision.
     *
     * @return the number of digits
     */
    public int digits() {
        return digits;
    }

    /**
     * The same computation with more digits.
     *
     * @param more how many more
     * @return arithmetic that counts its steps together with this one
     */
    public Decimals plus(int more) {
        return new Decimals(digits + more, noisy, state);
    }

    /** What a function is computed with, whose result is made {@link #inexact} in the end. */
    Decimals inside(int more) {
        return new Decimals(digits + more, false, state);
    }

    /** Returns x rounded. */
    public BigDecimal round(BigDecimal x) {
        return rounded(x.round(context));
    }

    /** Returns what is known to differ from the true value, even if it has few digits. */
    BigDecimal inexact(BigDecimal x) {
        BigDecimal y = x.round(context);
        return rounded(y.setScale(y.scale() + context.getPrecision() - y.precision()));
    }

    /** What has all digits of the context was rounded, all else is exact. */
    private BigDecimal rounded(BigDecimal x) {
        if (!noisy || x.precision() < context.getPrecision()) {
            return checked(x);
        }
        state.inexact = true;
        BigInteger noise = BigInteger.valueOf(state.random.nextLong(-MOST_NOISE, MOST_NOISE));
        return checked(new BigDecimal(x.unscaledValue().add(noise), x.scale()));
    }

    /**
     * Begins with other numbers, so that comparisons of exact ones need no second look.
     *
     * @param exact whether they are exact
     */
    public void begin(boolean exact) {
        state.inexact = !exact;
    }

    /**
     * Whether nothing was rounded since it began.
     *
     * @return whether the numbers that it began with are exact and so is what followed from them
     */
    public boolean isExact() {
        return !state.inexact;
    }

    /**
     * Returns the order of a and b, as their {@code compareTo} does.
     *
     * @throws ArithmeticException if they are so close that the order may be one of rounding errors
     */
    public int compare(BigDecimal a, BigDecimal b) {
        int order = a.compareTo(b);
        if (order == 0 || isExact()) {
            return order;
        }
        state.chose = true;
        BigDecimal difference = a.subtract(b).abs();
        BigDecimal size = a.abs().max(b.abs()).max(BigDecimal.ONE);
        if (difference.compareTo(size.scaleByPowerOfTen(-digits / 2)) < 0) {
            throw new ArithmeticException("cannot compare with " + digits + " digits");
        }
        return order;
    }

    /** Returns a + b, exact if that takes no more than {@value #EXACT} digits. */
    public BigDecimal add(BigDecimal a, BigDecimal b) {
        if (a.signum() == 0 || b.signum() == 0) {
            return a.signum() == 0 ? b : a;
        }
        int top = Math.max(exponent(a), exponent(b));
        int bottom = -Math.max(a.scale(), b.scale());
        if (top - bottom < EXACT) {
            BigDecimal sum = a.add(b);
            return sum.precision() <= Math.max(digits, EXACT) ? checked(sum) : round(sum);
        }
        return rounded(a.add(b, context));
    }

    /** Returns a - b, exact if that takes no more than {@value #EXACT} digits. */
    public BigDecimal subtract(BigDecimal a, BigDecimal b) {
        return add(a, b.negate());
    }

    /** Returns ab. */
    public BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return rounded(a.multiply(b, context));
    }

    /** Returns ab for a whole number b. */
    public BigDecimal multiply(BigDecimal a, long b) {
        return multiply(a, BigDecimal.valueOf(b));
    }

    /**
     * Returns a / b.
     *
     * @throws ArithmeticException if b is 0
     */
    public BigDecimal divide(BigDecimal a, BigDecimal b) {
        return rounded(a.divide(b, context));
    }

    /** Returns a / b for a whole number b that is not 0. */
    public BigDecimal divide(BigDecimal a, long b) {
        return divide(a, BigDecimal.valueOf(b));
    }

    /**
     * Returns the square root.
     *
     * @throws ArithmeticException if x is negative
     */
    public BigDecimal sqrt(BigDecimal x) {
        if (x.signum() < 0) {
            throw new ArithmeticException("no square root of " + x.round(MathContext.DECIMAL32));
        }
        return rounded(x.sqrt(context));
    }

    /**
     * Returns x^y, for a whole y by multiplication.
     *
     * @throws ArithmeticException if x is negative and y not whole, or x is 0 and y negative
     */
    public BigDecimal power(BigDecimal x, BigDecimal y) {
        boolean whole = y.signum() == 0 || y.stripTrailingZeros().scale() <= 0;
        if (whole && y.abs().compareTo(BigDecimal.valueOf(64)) <= 0) {
            int n = y.intValueExact();
            BigDecimal power = round(x.pow(Math.abs(n), plus(10).context));
            return n < 0 ? divide(BigDecimal.ONE, power) : power;
        }
        if (x.signum() == 0 && y.signum() > 0) {
            return x;
        }
        Decimals d = plus(10 + Math.max(0, exponent(y)));
        BigDecimal power = round(d.exp(d.multiply(y, d.log(whole ? x.abs() : x))));
        boolean odd = whole && y.toBigInteger().testBit(0);
        return odd && x.signum() < 0 ? power.negate() : power;
    }

    /** Returns e^x, by the series at x / 2^h, squared h times. */
    public BigDecimal exp(BigDecimal x) {
        if (x.signum() == 0) {
            return BigDecimal.ONE;
        }
        if (x.abs().compareTo(BigDecimal.valueOf(3L * EXPONENT)) > 0) {
            throw exponentLimit("e^" + x.round(MathContext.DECIMAL32));
        }
        int halvings = 4 + (int) Math.sqrt(digits) + Math.max(0, 4 * exponent(x));
        Decimals d = inside(10 + halvings / 3);
        BigDecimal r = d.divide(x, new BigDecimal(BigInteger.ONE.shiftLeft(halvings)));
        BigDecimal sum = BigDecimal.ONE.add(d.seriesOfExp(r));
        for (int i = 0; i < halvings; i++) {
            sum = d.multiply(sum, sum);
        }
        return inexact(sum);
    }

    /** Returns e^x - 1. */
    public BigDecimal expm1(BigDecimal x) {
        if (x.signum() == 0) {
            return x;
        }
        return x.abs().compareTo(SMALL) < 0 ? inexact(inside(5).seriesOfExp(x)) : subtract(exp(x), BigDecimal.ONE);
    }

    private BigDecimal seriesOfExp(BigDecimal x) {
        BigDecimal term = round(x);
        BigDecimal sum = term;
        for (int n = 2; matters(term, sum); n++) {
            term = divide(multiply(term, x), n);
            sum = sum.add(term, context);
        }
        return sum;
    }

    /**
     * Returns ln x: near 1 by the series of the inverse hyperbolic tangent, elsewhere by Halley's iteration on the
     * exponential function.
     *
     * @throws ArithmeticException if x is not positive
     */
    public BigDecimal log(BigDecimal x) {
        if (x.signum() <= 0) {
            throw new ArithmeticException("no logarithm of " + x.round(MathContext.DECIMAL32));
        }
        BigDecimal above = x.subtract(BigDecimal.ONE);
        if (above.abs().compareTo(SMALL) < 0) {
            return log1p(above);
        }
        int shift = exponent(x);
        double start = Log.of(x.scaleByPowerOfTen(-shift).doubleValue()) + shift * 2.302585092994046;
        BigDecimal y = new BigDecimal(start);
        for (int good = 12; good < digits + 5; good *= 3) {
            Decimals d = new Decimals(Math.min(3 * good, digits + 5) + 10, false, state);
            BigDecimal e = d.exp(y);
            y = y.add(d.divide(TWO.multiply(d.subtract(x, e)), d.add(x, e)), d.context);
        }
        return inexact(y);
    }

    /**
     * Returns ln(1 + x).
     *
     * @throws ArithmeticException if x is -1 or less
     */
    public BigDecimal log1p(BigDecimal x) {
        if (x.abs().compareTo(SMALL) >= 0) {
            return log(BigDecimal.ONE.add(x));
        }
        if (x.signum() == 0) {
            return x;
        }
        Decimals d = inside(5);
        BigDecimal s = d.divide(x, TWO.add(x));
        BigDecimal square = d.multiply(s, s);
        BigDecimal power = s;
        BigDecimal sum = s;
        for (int n = 3; d.matters(power, sum); n += 2) {
            power = d.multiply(power, square);
            sum = sum.add(d.divide(power, n), d.context);
        }
        return inexact(sum.multiply(TWO));
    }

    /** Returns 1 / (1 + e^-x). */
    public BigDecimal sigmoid(BigDecimal x) {
        if (x.signum() < 0) {
            BigDecimal e = exp(x);
            return divide(e, BigDecimal.ONE.add(e));
        }
        return x.compareTo(negligible()) > 0
                ? inexact(BigDecimal.ONE)
                : divide(BigDecimal.ONE, BigDecimal.ONE.add(exp(x.negate())));
    }

    /** Returns ln(1 + e^x). */
    public BigDecimal softplus(BigDecimal x) {
        return x.compareTo(negligible()) > 0
                ? inexact(x)
                : add(log1p(exp(x.abs().negate())), x.max(BigDecimal.ZERO));
    }

    /**
     * Returns ln(1 - e^x).
     *
     * @throws ArithmeticException if x is not negative
     */
    public BigDecimal log1mExp(BigDecimal x) {
        return x.compareTo(new BigDecimal("-0.5")) > 0 ? log(expm1(x).negate()) : log1p(exp(x).negate());
    }

    /** Returns tanh x. */
    public BigDecimal tanh(BigDecimal x) {
        if (x.abs().compareTo(negligible()) > 0) {
            return inexact(BigDecimal.valueOf(x.signum()));
        }
        BigDecimal u = expm1(x.multiply(TWO));
        return divide(u, TWO.add(u));
    }

    /** Returns sin(πx), by the series after a reduction to [-½, ½]. */
    public BigDecimal sinPi(BigDecimal x) {
        BigDecimal whole = x.setScale(0, RoundingMode.HALF_EVEN);
        if (x.compareTo(whole) == 0) {
            return BigDecimal.ZERO;
        }
        Decimals d = inside(10);
        BigDecimal y = d.multiply(d.pi(), x.subtract(whole));
        BigDecimal square = d.multiply(y, y).negate();
        BigDecimal term = y;
        BigDecimal sum = y;
        for (int n = 2; d.matters(term, sum); n += 2) {
            term = d.divide(d.multiply(term, square), (long) n * (n + 1));
            sum = sum.add(term, d.context);
        }
        BigDecimal sine = inexact(sum);
        return whole.toBigInteger().testBit(0) ? sine.negate() : sine;
    }

    /** Returns cos(πx). */
    public BigDecimal cosPi(BigDecimal x) {
        return sinPi(x.add(new BigDecimal("0.5")));
    }

    /** Returns π, by Machin's formula. */
    public BigDecimal pi() {
        BigDecimal known = longestPi;
        if (known.precision() < digits + NOISE + 5) {
            Decimals d = inside(10 + NOISE);
            known = d.round(BigDecimal.valueOf(16)
                    .multiply(d.arctanOfInverse(5))
                    .subtract(BigDecimal.valueOf(4).multiply(d.arctanOfInverse(239))));
            longestPi = known;
        }
        return inexact(known);
    }

    private BigDecimal arctanOfInverse(int n) {
        BigDecimal power = divide(BigDecimal.ONE, n);
        BigDecimal sum = power;
        for (int k = 3; matters(power, sum); k += 2) {
            power = divide(power, (long) -n * n);
            sum = sum.add(divide(power, k), context);
        }
        return sum;
    }

    /** Whether a term still changes a sum. */
    boolean matters(BigDecimal term, BigDecimal sum) {
        return term.signum() != 0 && exponent(term) > exponent(sum) - digits;
    }

    /** From here on e^-x does not change 1. */
    private BigDecimal negligible() {
        return BigDecimal.valueOf(2.31 * context.getPrecision() + 10);
    }

    /** The exponent of the leading digit, plus one; 0 for 0. */
    static int exponent(BigDecimal x) {
        return x.signum() == 0 ? 0 : x.precision() - x.scale();
    }

    private BigDecimal checked(BigDecimal x) {
        if (Math.abs((long) exponent(x)) > EXPONENT) {
            throw exponentLimit("10^" + exponent(x));
        }
        state.steps += digits;
        if (state.steps > STEPS) {
            throw new DecimalLimitException("more than " + STEPS + " steps, an operation on n digits counted as n");
        }
        return x;
    }

    private static DecimalLimitException exponentLimit(String power) {
        return new DecimalLimitException("an exponent beyond ±" + EXPONENT + " digits: " + power);
    }
}
