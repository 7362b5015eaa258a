package org.surprisal.loss.portable;

import java.util.List;

/**
 * The gamma function's logarithm and its derivatives by simpler functions: from {@link #FAR} on by their asymptotic
 * series, below by the recurrence. For arguments that are not negative; NaN below 0.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.5 and 5.11.
 */
final class GammaFunctions {
    /** From here on the series are exact to a double. */
    private static final int FAR = 8;

    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** B(2k) / (2k (2k - 1)) from k = 1 on. */
    private static final double[] LOG_GAMMA = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400
    };

    /** B(2k) / 2k. */
    private static final double[] DIGAMMA = {
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160
    };

    /** B(2k). */
    private static final double[] TRIGAMMA = {
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
    };

    private GammaFunctions() {}

    static Term logGamma(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term w = lifted(t, x, x);
        Term half = t.multiply(t.subtract(w, t.number(0.5)), t.subtract(t.log(w), t.number(1)));
        Term far = t.add(t.add(half, t.number(HALF_LOG_TWO_PI - 0.5)), correction(t, w));
        Term product = x;
        for (int k = 1; k < FAR; k++) {
            product = t.multiply(product, t.add(x, t.number(k)));
        }
        return positive(t, x, t.ifLess(x, t.number(FAR), t.subtract(far, t.log(product)), far));
    }

    static Term logGammaDelta(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term a = arguments.get(1);
        Term least = t.apply(Primitive.MIN, x, t.add(x, a));
        Term w = lifted(t, least, x);
        Term end = t.add(w, a);
        Term far = t.add(
                t.add(
                        t.multiply(t.subtract(end, t.number(0.5)), t.log1p(t.divide(a, w))),
                        t.multiply(a, t.subtract(t.log(w), t.number(1)))),
                t.subtract(correction(t, end), correction(t, w)));
        // log((x + a) / x), where a over x may leave the doubles.
        Term first = t.ifLess(a, x, t.log1p(t.divide(a, x)), t.subtract(t.log(t.add(x, a)), t.log(x)));
        Term near = lowered(t, t.subtract(far, first), x, a);
        return positive(t, least, t.ifLess(least, t.number(FAR), near, far));
    }

    static Term logRising(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term a = arguments.get(1);
        Term least = t.apply(Primitive.MIN, x, t.add(x, a));
        Term w = lifted(t, least, x);
        Term end = t.add(w, a);
        Term far = t.add(
                t.subtract(t.multiply(t.subtract(end, t.number(0.5)), t.log1p(t.divide(a, w))), a),
                t.subtract(correction(t, end), correction(t, w)));
        // log((x + a) / x) + a log(x), where large logarithms of a small x must not meet.
        Term first = t.ifLess(
                a,
                x,
                t.add(t.log1p(t.divide(a, x)), t.multiply(a, t.log(x))),
                t.add(t.log(t.add(x, a)), t.multiply(t.subtract(a, t.number(1)), t.log(x))));
        Term near = lowered(t, t.add(far, t.subtract(t.multiply(a, t.log(w)), first)), x, a);
        Term finite = t.ifLess(least, t.number(FAR), near, far);
        Term undefined = t.number(Double.NaN);
        Term inside = t.ifEqual(
                x,
                t.number(Double.POSITIVE_INFINITY),
                t.number(0),
                t.ifAtMost(t.add(x, a), t.number(0), undefined, finite));
        return t.ifAtMost(x, t.number(0), undefined, inside);
    }

    /** A logarithm of Γ(x + a) / Γ(x) taken from x + 8 to x + 1 by the recurrence. */
    private static Term lowered(Terms t, Term far, Term x, Term a) {
        Term near = far;
        for (int k = 1; k < FAR; k++) {
            near = t.subtract(near, t.log1p(t.divide(a, plus(t, x, k))));
        }
        return near;
    }

    static Term digamma(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term w = lifted(t, x, x);
        Term far = t.subtract(t.subtract(t.log(w), t.divide(t.number(0.5), w)), evenSeries(t, w));
        Term near = far;
        for (int k = 0; k < FAR; k++) {
            near = t.subtract(near, t.divide(t.number(1), plus(t, x, k)));
        }
        return positive(t, x, t.ifLess(x, t.number(FAR), near, far));
    }

    static Term digammaDelta(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term a = arguments.get(1);
        Term least = t.apply(Primitive.MIN, x, t.add(x, a));
        Term w = lifted(t, least, x);
        Term end = t.add(w, a);
        Term far = t.add(
                t.add(t.log1p(t.divide(a, w)), t.multiply(t.number(0.5), t.divide(t.divide(a, end), w))),
                t.subtract(evenSeries(t, w), evenSeries(t, end)));
        Term near = far;
        for (int k = 0; k < FAR; k++) {
            near = t.add(near, t.divide(t.divide(a, t.add(plus(t, x, k), a)), plus(t, x, k)));
        }
        return positive(t, least, t.ifLess(least, t.number(FAR), near, far));
    }

    static Term trigamma(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term w = lifted(t, x, x);
        Term inverse = t.divide(t.number(1), w);
        Term square = t.multiply(inverse, inverse);
        Term series = t.multiply(inverse, t.multiply(square, t.polynomial(square, TRIGAMMA)));
        Term far = t.add(t.add(inverse, t.multiply(t.number(0.5), square)), series);
        Term near = far;
        for (int k = 0; k < FAR; k++) {
            Term part = t.divide(t.number(1), plus(t, x, k));
            near = t.add(near, t.multiply(part, part));
        }
        return positive(t, x, t.ifLess(x, t.number(FAR), near, far));
    }

    private static Term lifted(Terms t, Term least, Term x) {
        return t.ifLess(least, t.number(FAR), t.add(x, t.number(FAR)), x);
    }

    private static Term plus(Terms t, Term x, int k) {
        return k == 0 ? x : t.add(x, t.number(k));
    }

    private static Term positive(Terms t, Term x, Term value) {
        return t.ifLess(x, t.number(0), t.number(Double.NaN), value);
    }

    /** What the leading terms of Stirling's series leave. */
    private static Term correction(Terms t, Term w) {
        Term inverse = t.divide(t.number(1), w);
        return t.multiply(inverse, t.polynomial(t.multiply(inverse, inverse), LOG_GAMMA));
    }

    private static Term evenSeries(Terms t, Term w) {
        Term inverse = t.divide(t.number(1), w);
        Term square = t.multiply(inverse, inverse);
        return t.multiply(square, t.polynomial(square, DIGAMMA));
    }
}
