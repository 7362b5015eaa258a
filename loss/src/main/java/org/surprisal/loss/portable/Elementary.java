package org.surprisal.loss.portable;

import java.util.List;

/** Elementary functions by simpler ones. */
final class Elementary {
    private Elementary() {}

    /**
     * log(1 + x). With u = 1 + x as rounded, log(u)·x/(u - 1) makes up for the rounding.
     *
     * <p>Source: Kahan, after Goldberg, What Every Computer Scientist Should Know About Floating-Point Arithmetic, ACM
     * Computing Surveys 23, 1991, theorem 4.
     */
    static Term log1p(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term u = t.add(t.number(1), x);
        Term corrected = t.multiply(t.log(u), t.divide(x, t.subtract(u, t.number(1))));
        Term near = t.ifEqual(u, t.number(1), x, corrected);
        return t.ifLess(t.number(0.5), t.abs(x), t.log(u), near);
    }

    /**
     * exp(x) - 1. With u = exp(x) as rounded, (u - 1)·x/log(u) makes up for the rounding.
     *
     * <p>Source: Kahan, after Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 1.14.1.
     */
    static Term expm1(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term u = t.exp(x);
        Term less = t.subtract(u, t.number(1));
        Term corrected = t.multiply(less, t.divide(x, t.log(u)));
        Term near = t.ifEqual(u, t.number(1), x, corrected);
        return t.ifLess(t.number(0.5), t.abs(x), less, near);
    }

    /** With e = exp(-2|x|) - 1, -e/(e + 2) under the sign of x. */
    static Term tanh(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term e = t.apply(Primitive.EXPM1, t.multiply(t.number(-2), t.abs(x)));
        Term size = t.divide(t.negate(e), t.add(e, t.number(2)));
        return t.ifLess(x, t.number(0), t.negate(size), size);
    }

    static Term softplus(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        return t.add(t.apply(Primitive.MAX, x, t.number(0)), t.log1p(t.exp(t.negate(t.abs(x)))));
    }

    static Term sigmoid(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term e = t.exp(t.negate(t.abs(x)));
        Term all = t.add(t.number(1), e);
        return t.ifLess(x, t.number(0), t.divide(e, all), t.divide(t.number(1), all));
    }
}
