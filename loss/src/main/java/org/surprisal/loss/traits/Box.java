package org.surprisal.loss.traits;

import java.util.Arrays;
import org.surprisal.loss.Domain;
import org.surprisal.loss.expr.Interval;

/**
 * A part of the domain: an interval of each target and each prediction.
 *
 * @param y the targets, one for each class
 * @param p the predictions, as many
 */
record Box(Interval[] y, Interval[] p) {
    /** Below it the measure of width is even. */
    private static final double EVEN = 0x1p-20;

    private static final long EVEN_BITS = Double.doubleToRawLongBits(EVEN);

    /** The doubles of a domain, as an interval; what is unbounded has an end that is never reached. */
    static Interval of(Domain domain) {
        double low = domain.lowIncluded() || Double.isInfinite(domain.low()) ? domain.low() : Math.nextUp(domain.low());
        double high = domain.highIncluded() || Double.isInfinite(domain.high())
                ? domain.high()
                : Math.nextDown(domain.high());
        return Interval.of(low, high);
    }

    static Box of(Interval y, Interval p, int classes) {
        Interval[] targets = new Interval[classes];
        Interval[] predictions = new Interval[classes];
        Arrays.fill(targets, y);
        Arrays.fill(predictions, p);
        return new Box(targets, predictions);
    }

    /** Two halves along the widest side, or nothing if each side is one or two doubles. */
    Box[] halves() {
        int widest = -1;
        double width = 0;
        for (int i = 0; i < 2 * y.length; i++) {
            double own = width(side(i));
            if (own > width) {
                width = own;
                widest = i;
            }
        }
        if (widest < 0) {
            return new Box[0];
        }
        Interval side = side(widest);
        double middle = middle(side);
        return new Box[] {with(widest, Interval.of(side.low(), middle)), with(widest, Interval.of(middle, side.high()))
        };
    }

    /**
     * How much there is to look at: by a measure that is even below 1e-6 and logarithmic above; of least ones by
     * doubles.
     */
    private static double width(Interval side) {
        double doubles = (double) rank(side.high()) - (double) rank(side.low());
        return doubles < 2 ? 0 : (double) measure(side.high()) - (double) measure(side.low()) + doubles * 0x1p-80;
    }

    private Interval side(int i) {
        return i < y.length ? y[i] : p[i - y.length];
    }

    private Box with(int i, Interval side) {
        Interval[] targets = y.clone();
        Interval[] predictions = p.clone();
        (i < y.length ? targets : predictions)[i < y.length ? i : i - y.length] = side;
        return new Box(targets, predictions);
    }

    /** A number between the ends that halves the measure; next to them, one that halves the doubles. */
    static double middle(Interval side) {
        long mean = mean(measure(side.low()), measure(side.high()));
        double magnitude = Double.longBitsToDouble(Math.abs(mean) + EVEN_BITS) - EVEN;
        double middle = mean < 0 ? -magnitude : magnitude;
        return middle > side.low() && middle < side.high() ? middle : unrank(mean(rank(side.low()), rank(side.high())));
    }

    private static long measure(double x) {
        long magnitude = Double.doubleToRawLongBits(Math.abs(x) + EVEN) - EVEN_BITS;
        return x < 0 ? -magnitude : magnitude;
    }

    private static long mean(long a, long b) {
        return (a & b) + ((a ^ b) >> 1);
    }

    /** Doubles in the order of their values, counted; the two zeros are one. */
    private static long rank(double x) {
        long bits = Double.doubleToRawLongBits(x + 0.0);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double unrank(long rank) {
        return Double.longBitsToDouble(rank >= 0 ? rank : Long.MIN_VALUE - rank);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Box that && Arrays.equals(y, that.y) && Arrays.equals(p, that.p);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(y) + Arrays.hashCode(p);
    }

    @Override
    public String toString() {
        return Arrays.toString(y) + " x " + Arrays.toString(p);
    }
}
