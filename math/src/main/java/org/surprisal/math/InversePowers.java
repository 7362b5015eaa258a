package org.surprisal.math;

/**
 * (x + a)^-m - x^-m for one m after the other, by factoring out what cancels: all terms have the sign of -a. In two
 * doubles, so that the errors of the powers do not add up.
 */
final class InversePowers {
    private final DoubleDouble p;
    private final DoubleDouble q;
    private final DoubleDouble first;
    private DoubleDouble power = DoubleDouble.of(1);
    private DoubleDouble difference = DoubleDouble.of(0);

    InversePowers(double x, double a) {
        this(DoubleDouble.of(x), a);
    }

    InversePowers(DoubleDouble x, double a) {
        DoubleDouble sum = x.plus(DoubleDouble.of(a));
        p = DoubleDouble.of(1).dividedBy(sum);
        q = DoubleDouble.of(1).dividedBy(x);
        first = DoubleDouble.of(-a).dividedBy(sum).dividedBy(x);
    }

    /** Goes from m to m + 1; m is 0 at first. */
    void raise() {
        difference = p.times(difference).plus(power.times(first));
        power = power.times(q);
    }

    DoubleDouble difference() {
        return difference;
    }
}
