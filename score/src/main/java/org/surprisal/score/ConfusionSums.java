package org.surprisal.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/**
 * How much weight fell on each pair of true and predicted class. Ties between k classes are kept apart by the classes
 * that tie, since 1/k of a weight is not exact: they are divided at the end.
 */
final class ConfusionSums {
    /** With more classes a confusion matrix is neither readable nor small; as many as a long has bits. */
    static final int MOST_CLASSES = 64;

    private final int classes;
    /** Rows of weight 1 without a tie, by far the most. */
    private final long[] plain;

    private final @Nullable Mass[] weighed;
    private final SortedMap<Tie, Mass> ties = new TreeMap<>(Tie.ORDER);
    private final Map<Integer, ExactSum[]> shares = new TreeMap<>();

    /** Rows of a class for which several classes were predicted alike, each class a bit. */
    private record Tie(int truth, long predicted) {
        static final Comparator<Tie> ORDER =
                Comparator.comparingInt(Tie::truth).thenComparing(Tie::predicted, Long::compareUnsigned);
    }

    /**
     * Rows of one true class and one prediction.
     *
     * @param truth the class that happened
     * @param predicted the classes that were predicted, each a bit; several where they tie
     * @param weight how much they weigh
     */
    record Cell(int truth, long predicted, Weight weight) {
        /** The number of classes that tie, 1 without a tie. */
        int tied() {
            return Long.bitCount(predicted);
        }

        /** Whether a class is among the predicted ones. */
        boolean predicts(int k) {
            return (predicted >>> k & 1) == 1;
        }
    }

    /** No rows. */
    ConfusionSums(int classes) {
        this.classes = classes;
        plain = new long[classes * classes];
        weighed = new Mass[classes * classes];
    }

    /** Adds rows of weight 1 on a pair. */
    void add(int truth, int predicted, long count) {
        int index = truth * classes + predicted;
        plain[index] = Math.addExact(plain[index], count);
    }

    /** Adds a row with a weight on a pair. */
    void add(int truth, int predicted, double weight, long count) {
        int index = truth * classes + predicted;
        Mass mass = weighed[index];
        if (mass == null) {
            mass = new Mass(true);
            weighed[index] = mass;
        }
        mass.add(weight, count);
    }

    /** Adds a row for which several classes, each a bit, were predicted alike. */
    void addTied(int truth, long predicted, double weight, long count) {
        ties.computeIfAbsent(new Tie(truth, predicted), any -> new Mass(true)).add(weight, count);
    }

    /** Adds a part of a row whose outcome is a distribution on a pair; one of k tied predictions. */
    void addShare(int truth, int predicted, int k, double weight, long count) {
        share(truth * classes + predicted, k).addProduct(weight, (double) count);
    }

    private ExactSum share(int index, int k) {
        ExactSum[] cells = shares.computeIfAbsent(k, any -> new ExactSum[classes * classes]);
        if (cells[index] == null) {
            cells[index] = new ExactSum();
        }
        return cells[index];
    }

    void merge(ConfusionSums other) {
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Math.addExact(plain[i], other.plain[i]);
            Mass theirs = other.weighed[i];
            if (theirs != null) {
                Mass mass = weighed[i];
                if (mass == null) {
                    mass = new Mass(true);
                    weighed[i] = mass;
                }
                mass.merge(theirs);
            }
        }
        other.ties.forEach(
                (tie, mass) -> ties.computeIfAbsent(tie, any -> new Mass(true)).merge(mass));
        other.shares.forEach((k, cells) -> {
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] != null) {
                    share(i, k).merge(cells[i]);
                }
            }
        });
    }

    /** The rows of hard outcomes by class and prediction, in an order of their own. */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < plain.length; i++) {
            Weight weight = untied(i);
            if (weight.rows() > 0) {
                cells.add(new Cell(i / classes, 1L << i % classes, weight));
            }
        }
        ties.forEach((tie, mass) -> cells.add(new Cell(tie.truth, tie.predicted, mass.total())));
        return cells;
    }

    private Weight untied(int index) {
        Weight weight = new Weight(plain[index], Dyadic.of(plain[index]), Dyadic.of(plain[index]));
        Mass mass = weighed[index];
        return mass == null ? weight : weight.plus(mass.total());
    }

    /** The rows, or their weight, on each pair. */
    double[][] amounts() {
        double[][] rows = new double[classes][classes];
        for (int i = 0; i < plain.length; i++) {
            rows[i / classes][i % classes] = untied(i).sum().value();
        }
        SortedMap<Integer, Dyadic[]> byTie = new TreeMap<>();
        ties.forEach((tie, mass) -> {
            Dyadic sum = mass.total().sum();
            for (int j = 0; j < classes; j++) {
                if ((tie.predicted >>> j & 1) == 1) {
                    add(byTie, Long.bitCount(tie.predicted), tie.truth * classes + j, sum);
                }
            }
        });
        shares.forEach((k, cells) -> {
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] != null) {
                    add(byTie, k, i, cells[i].exact());
                }
            }
        });
        // By rising k, so the few roundings are always the same.
        byTie.forEach((k, sums) -> {
            for (int i = 0; i < sums.length; i++) {
                if (sums[i] != null) {
                    rows[i / classes][i % classes] += sums[i].dividedBy(Dyadic.of((long) k));
                }
            }
        });
        return rows;
    }

    private void add(SortedMap<Integer, Dyadic[]> byTie, int k, int index, Dyadic sum) {
        Dyadic[] sums = byTie.computeIfAbsent(k, any -> new Dyadic[classes * classes]);
        sums[index] = sums[index] == null ? sum : sums[index].plus(sum);
    }
}
