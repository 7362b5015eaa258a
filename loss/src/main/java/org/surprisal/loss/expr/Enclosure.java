package org.surprisal.loss.expr;

import java.util.stream.DoubleStream;

/**
 * Intervals of functions that are known by their loops: a function is evaluated where it is least and greatest, and the
 * results are moved outwards by more than the loops err.
 */
public final class Enclosure {
    /** How far results are moved, in units in the last place: no loop errs by as much. */
    private static final double ULPS = 32;

    private Enclosure() {}

    /**
     * Of a function that increases with its argument.
     *
     * @param f the function
     * @param x its argument
     * @return its values
     */
    public static Interval increasing(Elementwise f, Interval x) {
        return between(at(f, x.low()), at(f, x.high()));
    }

    /**
     * Of a function that decreases with its argument.
     *
     * @param f the function
     * @param x its argument
     * @return its values
     */
    public static Interval decreasing(Elementwise f, Interval x) {
        return between(at(f, x.high()), at(f, x.low()));
    }

    /**
     * Of a function that has the sign of its argument less some number: the sign is kept where rounding may change it.
     *
     * @param values the values
     * @param x the argument
     * @param zero where the function crosses zero, upwards
     * @return the values with the right sign
     */
    public static Interval crossing(Interval values, Interval x, double zero) {
        return values.within(
                x.low() >= zero ? 0 : Double.NEGATIVE_INFINITY, x.high() <= zero ? 0 : Double.POSITIVE_INFINITY);
    }

    /**
     * Of a function of several arguments that is monotone in each of them, whatever the others are.
     *
     * @param f the function
     * @param x its arguments
     * @return its values
     */
    public static Interval corners(Elementwise f, Interval... x) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 1 << x.length; corner++) {
            double[] at = new double[x.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = (corner >> i & 1) == 0 ? x[i].low() : x[i].high();
            }
            double value = at(f, at);
            if (Double.isNaN(value)) {
                return DoubleStream.of(at).allMatch(Double::isFinite) ? Interval.ANYTHING : Interval.LINE;
            }
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return between(least, most);
    }

    /**
     * The values between two that were computed; no bound where there is none.
     *
     * @param low the lower one
     * @param high the upper one
     * @return the interval, rounded outwards
     */
    public static Interval between(double low, double high) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return Interval.LINE;
        }
        return Interval.of(Math.min(down(low), down(high)), Math.max(up(low), up(high)));
    }

    /**
     * One value of a function.
     *
     * @param f the function
     * @param x its arguments
     * @return what its loop gives
     */
    public static double at(Elementwise f, double... x) {
        double[][] rows = new double[x.length][1];
        for (int i = 0; i < x.length; i++) {
            rows[i][0] = x[i];
        }
        double[] out = new double[1];
        f.run(rows, out, 1);
        return out[0];
    }

    private static double down(double value) {
        return -up(-value);
    }

    private static double up(double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            return -Double.MAX_VALUE;
        }
        return Double.isInfinite(value) ? value : value + ULPS * Math.ulp(value);
    }
}
