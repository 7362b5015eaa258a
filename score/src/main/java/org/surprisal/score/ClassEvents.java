package org.surprisal.score;

import java.util.Arrays;

/**
 * Rows of several classes seen as events, the order of the rows being kept: each class against the rest, all of these
 * together, and whether the class with the largest probability happened.
 */
final class ClassEvents {
    private final Plan plan;
    private final Rows rows;
    private final double[][] probability;

    private ClassEvents(Plan plan, Rows rows) {
        this.plan = plan;
        this.rows = rows;
        probability = plan.scale() == Scale.LOGIT ? probabilities(plan, rows) : rows.prediction();
    }

    /** Rows that are kept. */
    static ClassEvents of(KeptRows kept) {
        return of(kept.plan(), kept.rows());
    }

    /** Some rows of a plan of classes. */
    static ClassEvents of(Plan plan, Rows rows) {
        return new ClassEvents(plan, rows);
    }

    private static double[][] probabilities(Plan plan, Rows rows) {
        int classes = plan.classes().size();
        ClassLosses losses = new ClassLosses(classes, true, LogLossBounds.of(plan.zero()));
        double[][] all = new double[classes][rows.size()];
        double[][] some = new double[classes][];
        for (int from = 0; from < rows.size(); from += Block.SIZE) {
            int to = Math.min(rows.size(), from + Block.SIZE);
            for (int k = 0; k < classes; k++) {
                some[k] = Arrays.copyOfRange(rows.prediction()[k], from, to);
            }
            double[][] p = losses.probabilities(some, to - from);
            for (int k = 0; k < classes; k++) {
                System.arraycopy(p[k], 0, all[k], from, to - from);
            }
        }
        return all;
    }

    /** The number of rows. */
    int size() {
        return rows.size();
    }

    /** The number of classes. */
    int classes() {
        return probability.length;
    }

    /** The share of a row that has a class: 0 or 1 of hard outcomes. */
    double happened(int k, int row) {
        return plan.soft() ? rows.distribution()[k][row] : rows.label()[row] == k ? 1 : 0;
    }

    /** What a row weighs, repetitions not counted. */
    double weight(int row) {
        return plan.weighted() ? rows.weight()[row] : 1;
    }

    /** How often a row occurs. */
    long count(int row) {
        return plan.counted() ? rows.count()[row] : 1;
    }

    /** Class k against the rest, to be ranked as far as memory allows. */
    KeptRows of(int k, long memory, boolean redrawn) {
        double[] outcome = new double[size()];
        for (int i = 0; i < outcome.length; i++) {
            outcome[i] = happened(k, i);
        }
        Plan events = plan.ofEvents(plan.classes().get(k), !plan.soft(), memory, redrawn);
        return events(events, outcome, probability[k], rows.weight(), rows.count());
    }

    /** Class k against the rest. */
    KeptRows of(int k) {
        return of(k, Long.MAX_VALUE / 4, true);
    }

    /** Class k of row i as row {@code k size + i}. */
    KeptRows together() {
        int n = size();
        int all = Math.multiplyExact(n, classes());
        double[] outcome = new double[all];
        double[] p = new double[all];
        double[] weight = new double[plan.weighted() ? all : 0];
        long[] count = new long[plan.counted() ? all : 0];
        for (int k = 0; k < classes(); k++) {
            for (int i = 0; i < n; i++) {
                outcome[k * n + i] = happened(k, i);
            }
            System.arraycopy(probability[k], 0, p, k * n, n);
            if (plan.weighted()) {
                System.arraycopy(rows.weight(), 0, weight, k * n, n);
            }
            if (plan.counted()) {
                System.arraycopy(rows.count(), 0, count, k * n, n);
            }
        }
        return events(plan.ofEvents("", !plan.soft(), Long.MAX_VALUE / 4, false), outcome, p, weight, count);
    }

    /** Whether the class with the largest probability happened: of k that tie, each is the one in 1/k of the row. */
    KeptRows topLabel(boolean redrawn) {
        int n = size();
        double[] outcome = new double[n];
        double[] p = new double[n];
        boolean hard = !plan.soft();
        for (int i = 0; i < n; i++) {
            int tied = 0;
            double hit = 0;
            p[i] = -1;
            for (int k = 0; k < classes(); k++) {
                double here = probability[k][i];
                if (here > p[i]) {
                    p[i] = here;
                    tied = 0;
                    hit = 0;
                }
                if (here == p[i]) {
                    tied++;
                    hit += happened(k, i);
                }
            }
            outcome[i] = Math.min(1, hit / tied);
            hard &= outcome[i] == 0 || outcome[i] == 1;
        }
        return events(plan.ofEvents("", hard, Long.MAX_VALUE / 4, redrawn), outcome, p, rows.weight(), rows.count());
    }

    private KeptRows events(Plan events, double[] outcome, double[] p, double[] weight, long[] count) {
        double[][] column = {p};
        return KeptRows.ofEvents(
                events,
                new Rows(
                        outcome.length,
                        outcome,
                        new int[0],
                        new double[0][],
                        column,
                        new int[0],
                        weight,
                        count,
                        new double[0]));
    }
}
