package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;
import org.surprisal.math.Log;
import org.surprisal.math.PowerSums;

/**
 * Whether another order of the class columns fits far better. Reading column π(j) for class j changes the Brier score of
 * a row of class j by {@code -2 (p_π(j) - p_j)}, since the sum of squares stays; so sums of each column by true class are
 * enough for the best order, an assignment problem, and sums of squares and products for the error of the gain.
 */
final class ClassOrder {
    /** The least number of standard errors that counts as evidence for one order that was thought of before. */
    private static final double EVIDENCE = 3;

    private static final int FEWEST = 10;

    private final int classes;
    private final boolean weighted;
    private final @Nullable PowerSums[] byTruth;
    private final double[][] columns;
    private final long[] counts = new long[Block.SIZE];

    /** No rows. */
    ClassOrder(int classes, boolean weighted) {
        this.classes = classes;
        this.weighted = weighted;
        byTruth = new PowerSums[classes];
        columns = new double[classes][Block.SIZE];
    }

    /** Columns p_k, then squares, then products with the column of the true class. */
    private PowerSums sums(int truth) {
        PowerSums sums = byTruth[truth];
        if (sums == null) {
            int[][] monomials = new int[3 * classes][];
            for (int k = 0; k < classes; k++) {
                monomials[k] = new int[] {k};
                monomials[classes + k] = new int[] {k, k};
                monomials[2 * classes + k] = new int[] {truth, k};
            }
            sums = new PowerSums(monomials);
            byTruth[truth] = sums;
        }
        return sums;
    }

    /** Adds a block with hard outcomes, grouped, given its probabilities. */
    void add(double[][] p, Block block, OutcomeGroups groups) {
        for (int truth = 0; truth < classes; truth++) {
            int n = groups.size(truth);
            if (n == 0) {
                continue;
            }
            for (int k = 0; k < classes; k++) {
                for (int i = 0; i < n; i++) {
                    int row = groups.row(truth, i);
                    columns[k][i] = weighted ? block.weight[row] * p[k][row] : p[k][row];
                }
            }
            if (block.counts == null) {
                sums(truth).add(columns, n);
            } else {
                for (int i = 0; i < n; i++) {
                    counts[i] = block.count(groups.row(truth, i));
                }
                sums(truth).add(columns, counts, n);
            }
        }
    }

    void merge(ClassOrder other) {
        for (int truth = 0; truth < classes; truth++) {
            PowerSums theirs = other.byTruth[truth];
            if (theirs != null) {
                sums(truth).merge(theirs);
            }
        }
    }

    /**
     * Adds the note if the best order is better than the given one beyond doubt, and better than the class frequencies.
     *
     * @param names the classes
     * @param brier the Brier score of the predictions
     * @param all how much the rows weigh
     * @param reference the Brier score of the class frequencies
     */
    void note(List<Note> notes, List<String> names, double brier, Weight all, double reference) {
        if (all.rows() < FEWEST) {
            return;
        }
        int[] order = Assignment.leastCost(costs());
        Dyadic gain = Dyadic.ZERO;
        Dyadic squares = Dyadic.ZERO;
        boolean moved = false;
        for (int j = 0; j < classes; j++) {
            PowerSums sums = byTruth[j];
            int k = order[j];
            moved |= k != j;
            if (sums != null && k != j) {
                gain = gain.plus(sums.sum(k)).minus(sums.sum(j));
                squares = squares.plus(sums.sum(classes + k))
                        .plus(sums.sum(classes + j))
                        .minus(Dyadic.of(2).times(sums.sum(2 * classes + k)));
            }
        }
        if (!moved || gain.signum() <= 0) {
            return;
        }
        double difference = 2 * gain.dividedBy(all.sum());
        double n = all.rows();
        // d = 2 (p_π(j) - p_j) has the mean of squares 4 Σ/Σw²; its variance needs the mean taken off.
        double variance =
                4 * squares.value() - difference * difference * all.squares().value();
        double se = Math.sqrt(Math.max(0, variance) * (n / (n - 1))) / all.sum().value();
        if (!(difference > evidence() * se) || !(brier - difference < reference)) {
            return;
        }
        List<String> found = new ArrayList<>();
        for (int column = 0; column < classes; column++) {
            for (int j = 0; j < classes; j++) {
                if (order[j] == column) {
                    found.add(names.get(j));
                }
            }
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("order", found);
        evidence.put("brier", brier);
        evidence.put("brier_reordered", brier - difference);
        evidence.put("brier_reference", reference);
        evidence.put("difference", difference);
        if (se > 0) {
            evidence.put("z", difference / se);
        }
        notes.add(new Note(Note.Code.CLASS_ORDER, Note.Severity.WARNING, 0, List.of(), evidence));
    }

    /** What class j in column k costs: minus the probability that column gave to class j's rows. */
    private double[][] costs() {
        double[][] costs = new double[classes][classes];
        for (int j = 0; j < classes; j++) {
            PowerSums sums = byTruth[j];
            for (int k = 0; sums != null && k < classes; k++) {
                costs[j][k] = -sums.sum(k).value();
            }
            // A class that never occurred should not move for nothing.
            if (sums == null) {
                costs[j][j] = -Double.MIN_NORMAL;
            }
        }
        return costs;
    }

    /** The best of K! orders is looked for, so the evidence must outweigh that many chances. */
    private double evidence() {
        double logOrders = 0;
        for (int k = 2; k <= classes; k++) {
            logOrders += Log.of(k);
        }
        return Math.sqrt(EVIDENCE * EVIDENCE + 2 * logOrders);
    }
}
