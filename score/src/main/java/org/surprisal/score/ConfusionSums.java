package org.surprisal.score;

import java.util.Map;
import java.util.TreeMap;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/**
 * How much weight fell on each pair of true and predicted class. Ties between k classes are kept apart by k, since 1/k
 * of a weight is not exact: they are divided at the end.
 */
final class ConfusionSums {
    /** With more classes a confusion matrix is neither readable nor small. */
    static final int MOST_CLASSES = 64;

    private final int classes;
    private final Map<Integer, ExactSum[]> byTie = new TreeMap<>();

    /** No rows. */
    ConfusionSums(int classes) {
        this.classes = classes;
    }

    /** Adds weight on a pair; one of k tied predictions. */
    void add(int truth, int predicted, int k, double weight, long count) {
        cell(truth * classes + predicted, k).addProduct(weight, (double) count);
    }

    private ExactSum cell(int index, int k) {
        ExactSum[] cells = byTie.computeIfAbsent(k, any -> new ExactSum[classes * classes]);
        if (cells[index] == null) {
            cells[index] = new ExactSum();
        }
        return cells[index];
    }

    void merge(ConfusionSums other) {
        other.byTie.forEach((k, cells) -> {
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] != null) {
                    cell(i, k).merge(cells[i]);
                }
            }
        });
    }

    /** The rows, or their weight, on each pair. */
    Scorecard.Confusion amounts() {
        double[][] rows = new double[classes][classes];
        // By rising k, so the few roundings are always the same.
        byTie.forEach((k, cells) -> {
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] != null) {
                    rows[i / classes][i % classes] += cells[i].exact().dividedBy(Dyadic.of((long) k));
                }
            }
        });
        return new Scorecard.Confusion(rows);
    }
}
