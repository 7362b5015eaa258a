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
    /** Rows of weight 1 without a tie, by far the most. */
    private final long[] plain;

    private final Map<Integer, ExactSum[]> byTie = new TreeMap<>();

    /** No rows. */
    ConfusionSums(int classes) {
        this.classes = classes;
        plain = new long[classes * classes];
    }

    /** Adds rows of weight 1 on a pair. */
    void add(int truth, int predicted, long count) {
        int index = truth * classes + predicted;
        plain[index] = Math.addExact(plain[index], count);
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
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Math.addExact(plain[i], other.plain[i]);
        }
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
        for (int i = 0; i < plain.length; i++) {
            rows[i / classes][i % classes] = plain[i];
        }
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
