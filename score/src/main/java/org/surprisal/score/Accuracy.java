package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Inference.Meaning;

/**
 * How often the most probable class happened, and which classes were taken for which. A tie between k classes counts
 * 1/k for each. Under soft outcomes a row counts the probability of the predicted class.
 */
final class Accuracy {
    private final boolean weighted;
    private final boolean soft;
    private final int classes;
    private final Mass wrong;
    private final SortedMap<Integer, Mass> right = new TreeMap<>();
    private final LossSums expected;
    private final @Nullable ConfusionSums confusion;
    private final double[] credit = new double[Block.SIZE];
    private final Winners winners;
    private long tied;

    /** No rows. */
    Accuracy(int classes, boolean soft, boolean weighted) {
        this.soft = soft;
        this.classes = classes;
        this.weighted = weighted;
        wrong = new Mass(weighted);
        expected = new LossSums(weighted, 0);
        confusion = classes <= ConfusionSums.MOST_CLASSES ? new ConfusionSums(classes) : null;
        winners = new Winners();
    }

    /**
     * Adds a block of binary predictions that all have the same outcome.
     *
     * @param x the predictions
     * @param even the prediction that favours neither outcome
     * @param positive whether the outcome is the positive one
     */
    void addBinary(double[] x, double even, boolean positive, Block block) {
        int n = block.size();
        if (weighted || block.counts != null) {
            winners.ofTwo(x, even, n);
            addWinners(block.label, block);
            return;
        }
        int above = 0;
        int level = 0;
        for (int i = 0; i < n; i++) {
            above += x[i] > even ? 1 : 0;
            level += x[i] == even ? 1 : 0;
        }
        int truth = positive ? 1 : 0;
        addCounts(truth, 1, above);
        addCounts(truth, 0, n - above - level);
        addTies(truth, level);
    }

    private void addCounts(int truth, int predicted, int rows) {
        if (rows > 0) {
            (truth == predicted ? right(1) : wrong).add(rows);
            if (confusion != null) {
                confusion.add(truth, predicted, rows);
            }
        }
    }

    private void addTies(int truth, int rows) {
        if (rows > 0) {
            right(2).add(rows);
            tied = Math.addExact(tied, rows);
            if (confusion != null) {
                confusion.addTied(truth, 0b11, 1, rows);
            }
        }
    }

    /** Adds a block of hard outcomes over classes, one column of predictions per class. */
    void addClasses(double[][] x, Block block) {
        winners.of(x, block.size());
        addWinners(block.label, block);
    }

    /** Adds a block of predicted labels. */
    void addLabels(Block block) {
        for (int i = 0; i < block.size(); i++) {
            add(block.label[i], block.predictedLabel[i], block, i);
            ((block.label[i] == block.predictedLabel[i]) ? right(1) : wrong).add(weight(block, i), block.count(i));
        }
    }

    private void addWinners(int[] label, Block block) {
        Mass alone = right(1);
        for (int i = 0; i < block.size(); i++) {
            int k = winners.tied(i);
            int truth = label[i];
            if (k == 1) {
                int winner = winners.first(i);
                (winner == truth ? alone : wrong).add(weight(block, i), block.count(i));
                add(truth, winner, block, i);
            } else {
                tied = Math.addExact(tied, block.count(i));
                (winners.isWinner(truth, i) ? right(k) : wrong).add(weight(block, i), block.count(i));
                if (confusion != null) {
                    confusion.addTied(truth, winners.all(i), weight(block, i), block.count(i));
                }
            }
        }
    }

    /** Adds a block of soft binary outcomes. */
    void addSoftBinary(double[] x, double even, SoftOutcomes outcomes, Block block) {
        winners.ofTwo(x, even, block.size());
        addSoft(outcomes.probability(), block);
    }

    /** Adds a block of soft outcomes over classes. */
    void addSoftClasses(double[][] x, SoftOutcomes outcomes, Block block) {
        winners.of(x, block.size());
        addSoft(outcomes.probability(), block);
    }

    private void addSoft(double[][] y, Block block) {
        for (int i = 0; i < block.size(); i++) {
            int k = winners.tied(i);
            tied = k > 1 ? Math.addExact(tied, block.count(i)) : tied;
            credit[i] = 0;
            for (int each = winners.next(i, 0); each >= 0; each = winners.next(i, each + 1)) {
                credit[i] += y[each][i] / k;
                for (int truth = 0; confusion != null && truth < y.length; truth++) {
                    confusion.addShare(truth, each, k, weight(block, i) * y[truth][i], block.count(i));
                }
            }
        }
        expected.add(credit, block.weight, block.counts, block.size());
    }

    private void add(int truth, int predicted, Block block, int i) {
        if (confusion == null) {
            return;
        }
        if (weighted) {
            confusion.add(truth, predicted, block.weight[i], block.count(i));
        } else {
            confusion.add(truth, predicted, block.count(i));
        }
    }

    private double weight(Block block, int i) {
        return weighted ? block.weight[i] : 1;
    }

    private Mass right(int k) {
        return right.computeIfAbsent(k, any -> new Mass(weighted));
    }

    void merge(Accuracy other) {
        wrong.merge(other.wrong);
        other.right.forEach((k, mass) -> right(k).merge(mass));
        expected.merge(other.expected);
        tied = Math.addExact(tied, other.tied);
        if (confusion != null && other.confusion != null) {
            confusion.merge(other.confusion);
        }
    }

    private Shares shares() {
        SortedMap<Integer, Weight> having = new TreeMap<>();
        right.forEach((k, mass) -> having.put(k, mass.total()));
        return new Shares(wrong.total(), having);
    }

    /** How much the rows weigh. */
    Weight all() {
        return soft ? expected.mass() : shares().all();
    }

    /** The accuracy. */
    Estimate estimate(Inference inference) {
        return soft ? inference.mean(expected.mean(), Meaning.ACCURACY) : inference.share(shares(), Meaning.ACCURACY);
    }

    /** The confusion matrix, or null without rows or with too many classes. */
    Scorecard.@Nullable Confusion confusion(Inference inference, List<String> names) {
        if (confusion == null || all().rows() == 0) {
            return null;
        }
        Agreement agreement = agreement();
        return new Scorecard.Confusion(
                confusion.amounts(), agreement == null ? List.of() : agreement.each(inference, names));
    }

    /** How far classes agree beyond accuracy; null under soft outcomes, with too many classes or without rows. */
    @Nullable
    Agreement agreement() {
        return confusion == null || soft || all().rows() == 0 ? null : new Agreement(classes, confusion.cells());
    }

    /** Adds the note that largest probabilities were tied. */
    void note(List<Note> notes) {
        if (tied > 0) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("rows", tied);
            evidence.put("n", all().rows());
            notes.add(new Note(Note.Code.TIED_CLASSES, Note.Severity.INFO, tied, List.of(), evidence));
        }
    }
}
