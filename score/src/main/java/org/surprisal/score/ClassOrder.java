package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.math.Log;

/**
 * Whether another order of the class columns fits far better. Reading column π(j) for class j changes the Brier score
 * of a row of class j by {@code -2 (p_π(j) - p_j)}, since the sum of squares stays; so sums of each column by true
 * class are enough for the best order, an assignment problem, and sums of squares and products for the error of the
 * gain.
 */
final class ClassOrder {
    /** The least number of standard errors that counts as evidence for one order that was thought of before. */
    private static final double EVIDENCE = 3;

    private static final int FEWEST = 10;

    private final int classes;
    private final ColumnsByTruth columns;

    /** No rows. */
    ClassOrder(int classes, boolean weighted) {
        this.classes = classes;
        columns = ColumnsByTruth.of(classes, weighted);
    }

    /** Adds a block with hard outcomes, given its probabilities. */
    void add(double[][] p, Block block) {
        columns.add(p, block);
    }

    void merge(ClassOrder other) {
        columns.merge(other.columns);
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
        double gain = 0;
        double squares = 0;
        for (int j = 0; j < classes; j++) {
            int k = order[j];
            if (k != j) {
                gain += columns.sum(j, k) - columns.sum(j, j);
                squares += columns.square(j, k) + columns.square(j, j) - 2 * columns.product(j, k);
            }
        }
        double weight = all.sum().value();
        double difference = 2 * gain / weight;
        if (!(difference > 0)) {
            return;
        }
        double n = all.rows();
        // d = 2 (p_π(j) - p_j) has the mean of squares 4 Σ/Σw²; its variance needs the mean taken off.
        double variance = 4 * squares - difference * difference * all.squares().value();
        double se = Math.sqrt(Math.max(0, variance) * (n / (n - 1))) / weight;
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
            for (int k = 0; k < classes; k++) {
                costs[j][k] = -columns.sum(j, k);
            }
            // A class should not move for nothing, say because it never occurred.
            costs[j][j] -= Double.MIN_NORMAL;
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
