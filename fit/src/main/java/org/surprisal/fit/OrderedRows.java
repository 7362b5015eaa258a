package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.math.Exp;
import org.surprisal.math.Expm1;
import org.surprisal.math.Log1mExp;
import org.surprisal.math.Normal;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;

/**
 * Ordered classes: class k has the probability F(cut k - z) - F(cut k-1 - z), the first cut -∞ and the last one ∞ (P.
 * McCullagh, "Regression models for ordinal data", Journal of the Royal Statistical Society B 42, 1980). The first head
 * is z, the others are the cuts between, which must rise.
 *
 * @param classes how many
 * @param probit whether F is the normal distribution, not the logistic one
 */
record OrderedRows(int classes, boolean probit) implements ClassRows {
    private static final double LOG_ROOT_TWO_PI = 0.9189385332046727;

    @Override
    public boolean[] whole() {
        boolean[] first = new boolean[classes];
        first[0] = true;
        return first;
    }

    @Override
    public double[] start(double[] shares) {
        double[] to = new double[classes];
        double below = 0;
        for (int k = 1; k < classes; k++) {
            below += shares[k - 1];
            to[k] = (probit ? Link.PROBIT : Link.LOGIT).of(below);
        }
        return to;
    }

    @Override
    public void probabilities(double[] z, double[] to) {
        double[] cell = new double[6];
        for (int k = 0; k < classes; k++) {
            loss(upper(k, z), lower(k, z), cell);
            to[k] = Exp.of(-cell[0]);
        }
    }

    private double upper(int k, double[] z) {
        return k == classes - 1 ? Double.POSITIVE_INFINITY : z[k + 1] - z[0];
    }

    private static double lower(int k, double[] z) {
        return k == 0 ? Double.NEGATIVE_INFINITY : z[k] - z[0];
    }

    @Override
    public void lines(int label, double[] z, Line to) {
        double[] cell = new double[6];
        loss(upper(label, z), lower(label, z), cell);
        for (int side = 0; side < 2; side++) {
            int cut = side == 0 ? label + 1 : label;
            if (cut > 0 && cut < classes) {
                double[] move = new double[classes];
                move[0] = side == 0 ? -1 : 1;
                move[cut] = -move[0];
                to.take(move, -1, side == 0 ? cell[3] : cell[5]);
            }
        }
    }

    @Override
    public HeadLoss loss(int[] labels) {
        double[] z = new double[classes];
        double[] cell = new double[6];
        return (from, of, n, value, slope, curvature) -> {
            for (double[] each : slope) {
                Arrays.fill(each, 0, n, 0);
            }
            for (double[] each : curvature) {
                Arrays.fill(each, 0, n, 0);
            }
            for (int i = 0; i < n; i++) {
                for (int h = 0; h < classes; h++) {
                    z[h] = of[h][i];
                }
                int k = labels[from + i];
                loss(upper(k, z), lower(k, z), cell);
                value[i] = cell[0];
                slope[0][i] = -(cell[1] + cell[2]);
                curvature[0][i] = cell[3] + 2 * cell[4] + cell[5];
                if (k < classes - 1) {
                    slope[k + 1][i] = cell[1];
                    curvature[Heads.pair(0, k + 1, classes)][i] = -(cell[3] + cell[4]);
                    curvature[Heads.pair(k + 1, k + 1, classes)][i] = cell[3];
                }
                if (k > 0) {
                    slope[k][i] = cell[2];
                    curvature[Heads.pair(0, k, classes)][i] = -(cell[4] + cell[5]);
                    curvature[Heads.pair(k, k, classes)][i] = cell[5];
                }
                if (k > 0 && k < classes - 1) {
                    curvature[Heads.pair(k, k + 1, classes)][i] = cell[4];
                }
            }
        };
    }

    /** -ln(F(a) - F(b)), its derivatives in a and b, then in aa, ab and bb; infinite where a is not above b. */
    private void loss(double a, double b, double[] to) {
        if (!(a > b)) {
            Arrays.fill(to, 0);
            to[0] = Double.POSITIVE_INFINITY;
        } else if (probit) {
            normal(a, b, to);
        } else {
            logistic(a, b, to);
        }
    }

    private static void logistic(double a, double b, double[] to) {
        boolean both = a < Double.POSITIVE_INFINITY && b > Double.NEGATIVE_INFINITY;
        double gap = both ? 1 / Expm1.of(a - b) : 0;
        double square = gap * (1 + gap);
        to[0] = Softplus.of(-a) + Softplus.of(b) - (both ? Log1mExp.of(b - a) : 0);
        to[1] = -Sigmoid.of(-a) - gap;
        to[2] = Sigmoid.of(b) + gap;
        to[3] = Sigmoid.of(a) * Sigmoid.of(-a) + square;
        to[4] = -square;
        to[5] = Sigmoid.of(b) * Sigmoid.of(-b) + square;
    }

    private static void normal(double a, double b, double[] to) {
        // In the tail that is nearer to both, so that the difference keeps its digits.
        boolean flip = a + b > 0 || a == Double.POSITIVE_INFINITY;
        double high = flip ? -b : a;
        double low = flip ? -a : b;
        double top = Normal.logCdf(high);
        double log = low == Double.NEGATIVE_INFINITY ? top : top + Log1mExp.of(Normal.logCdf(low) - top);
        double ra = ratio(a, log);
        double rb = ratio(b, log);
        to[0] = -log;
        to[1] = -ra;
        to[2] = rb;
        to[3] = ra == 0 ? 0 : ra * (a + ra);
        to[4] = -ra * rb;
        to[5] = rb == 0 ? 0 : rb * (rb - b);
    }

    /** The density over a probability given by its logarithm. */
    private static double ratio(double x, double log) {
        return Math.abs(x) == Double.POSITIVE_INFINITY ? 0 : Exp.of(-0.5 * x * x - LOG_ROOT_TWO_PI - log);
    }
}
