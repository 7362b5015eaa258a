package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;

/**
 * Multinomial logit: probabilities in proportion to exp(z), with a head per class but for the one of reference, whose z
 * is 0 (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974).
 *
 * @param classes how many
 * @param reference the class without a head, or -1 if each has one
 */
record SoftmaxRows(int classes, int reference) implements ClassRows {
    private int heads() {
        return reference < 0 ? classes : classes - 1;
    }

    /** The class of a head. */
    int classOf(int head) {
        return reference < 0 || head < reference ? head : head + 1;
    }

    @Override
    public boolean[] whole() {
        boolean[] all = new boolean[heads()];
        Arrays.fill(all, true);
        return all;
    }

    @Override
    public double[] start(double[] shares) {
        double[] to = new double[heads()];
        double base = 0;
        for (int k = 0; k < classes; k++) {
            base += reference < 0 ? Log.of(shares[k]) / classes : 0;
        }
        for (int h = 0; h < to.length; h++) {
            to[h] = Log.of(shares[classOf(h)]) - (reference < 0 ? base : Log.of(shares[reference]));
        }
        return to;
    }

    @Override
    public void probabilities(double[] z, double[] to) {
        double sum = 0;
        double most = scores(z, to);
        for (int k = 0; k < classes; k++) {
            to[k] = Exp.of(to[k] - most);
            sum += to[k];
        }
        for (int k = 0; k < classes; k++) {
            to[k] /= sum;
        }
    }

    /** The score of each class; returns the largest. */
    private double scores(double[] z, double[] to) {
        double most = reference < 0 ? Double.NEGATIVE_INFINITY : 0;
        for (int k = 0; k < classes; k++) {
            int head = reference < 0 || k < reference ? k : k - 1;
            to[k] = k == reference ? 0 : z[head];
            most = Math.max(most, to[k]);
        }
        return most;
    }

    @Override
    public void lines(int label, double[] z, Line to) {
        double[] p = new double[classes];
        probabilities(z, p);
        for (int k = 0; k < classes; k++) {
            if (k != label) {
                double[] move = new double[heads()];
                for (int h = 0; h < move.length; h++) {
                    move[h] = classOf(h) == label ? 1 : classOf(h) == k ? -1 : 0;
                }
                to.take(move, -1, p[k] * (1 - p[k]));
            }
        }
    }

    @Override
    public HeadLoss loss(int[] labels) {
        int heads = heads();
        double[] z = new double[heads];
        double[] score = new double[classes];
        double[] p = new double[classes];
        return (from, of, n, value, slope, curvature) -> {
            for (int i = 0; i < n; i++) {
                for (int h = 0; h < heads; h++) {
                    z[h] = of[h][i];
                }
                int label = labels[from + i];
                value[i] = loss(z, label, score, p);
                for (int h = 0; h < heads; h++) {
                    int k = classOf(h);
                    double rest = rest(p, k);
                    slope[h][i] = k == label ? -rest : p[k];
                    curvature[Heads.pair(h, h, heads)][i] = p[k] * rest;
                    for (int g = h + 1; g < heads; g++) {
                        curvature[Heads.pair(h, g, heads)][i] = -p[k] * p[classOf(g)];
                    }
                }
            }
        };
    }

    /** -ln p of the label, without a term that cancels; p receives the probabilities. */
    private double loss(double[] z, int label, double[] score, double[] p) {
        double most = scores(z, score);
        int top = 0;
        while (score[top] != most && top < classes - 1) {
            top++;
        }
        double others = 0;
        for (int k = 0; k < classes; k++) {
            p[k] = Exp.of(score[k] - most);
            others += k == top ? 0 : p[k];
        }
        for (int k = 0; k < classes; k++) {
            p[k] /= 1 + others;
        }
        return (most - score[label]) + Log1p.of(others);
    }

    /** The probability of all other classes. */
    private double rest(double[] p, int k) {
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            sum += j == k ? 0 : p[j];
        }
        return sum;
    }
}
