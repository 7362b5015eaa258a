package org.surprisal.math;

/** sin(πx) and cos(πx) in two doubles, for the reflection formulas: the series after an exact reduction. */
public final class SinPi {
    static final DoubleDouble PI = new DoubleDouble(Math.PI, 0x1.1a62633145c07p-53);

    private SinPi() {}

    /** Returns sin(πx) for |x| ≤ ½, rounded once. */
    public static double value(double x) {
        return series(DoubleDouble.of(x)).high();
    }

    /** Returns sin(πx) times (-1)^n, n the integer nearest to x, for a finite x. */
    static DoubleDouble of(double x) {
        return series(DoubleDouble.of(x - Math.rint(x)));
    }

    /** Returns cos(πx) times (-1)^n, n the integer nearest to x, for a finite x. */
    static DoubleDouble cosine(double x) {
        return series(DoubleDouble.sum(0.5, -Math.abs(x - Math.rint(x))));
    }

    /** Returns sin(πr) for |r| ≤ ½. */
    private static DoubleDouble series(DoubleDouble r) {
        DoubleDouble y = PI.times(r);
        DoubleDouble square = y.times(y).negate();
        DoubleDouble term = y;
        DoubleDouble sum = y;
        for (int n = 2; Math.abs(term.high()) > 0x1p-110 * Math.abs(sum.high()); n += 2) {
            term = term.times(square).dividedBy(n * (n + 1.0));
            sum = sum.plus(term);
        }
        return sum;
    }
}
