package org.surprisal.loss.op;

import java.util.function.UnaryOperator;
import org.surprisal.loss.expr.Enclosure;
import org.surprisal.loss.expr.Interval;

/** Intervals of softmaxes: all of them are functions of how far the other classes are above this one. */
final class SoftmaxIntervals {
    /** More than a sum of exponentials and its logarithm err by, for each class and beside the greatest score. */
    private static final double ERROR = 0x1p-46;

    private SoftmaxIntervals() {}

    /** A function of the logarithm of the sum of exp(z_j - z_k) over the classes j other than k, for each k. */
    static Interval[] each(Interval[] z, UnaryOperator<Interval> function) {
        Interval[] out = new Interval[z.length];
        for (int k = 0; k < z.length; k++) {
            out[k] = function.apply(logSumExp(z, k).minus(z[k]));
        }
        return out;
    }

    /** The logarithm of the sum of the exponentials. */
    static Interval logSumExp(Interval[] z) {
        return logSumExp(z, -1);
    }

    private static Interval logSumExp(Interval[] z, int without) {
        double[] low = new double[z.length];
        double[] high = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            low[k] = k == without ? Double.NEGATIVE_INFINITY : z[k].low();
            high[k] = k == without ? Double.NEGATIVE_INFINITY : z[k].high();
        }
        return Enclosure.between(end(low, -1), end(high, 1));
    }

    private static double end(double[] z, int outwards) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double one : z) {
            greatest = Math.max(greatest, one);
        }
        if (Double.isInfinite(greatest)) {
            return greatest;
        }
        double sum = 0;
        for (double one : z) {
            sum += Enclosure.at(Exponential.OPERATION, one - greatest);
        }
        double margin = ERROR * z.length * (1 + Math.abs(greatest));
        return greatest + Enclosure.at(Logarithm.OPERATION, sum) + outwards * margin;
    }
}
