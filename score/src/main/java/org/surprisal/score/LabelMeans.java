package org.surprisal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Inference.Meaning;

/**
 * Means over rows of what the labels of a row come to: the row is what is independent, not the label, so each row
 * counts once with the mean over its labels. Labels without an outcome or a probability are left out of their row.
 */
final class LabelMeans {
    static final String LOG_LOSS = "log_loss";
    static final String SUBSET = "subset_accuracy";

    private final int labels;
    private final boolean weighted;
    private final Map<String, LossTally> tallies = new LinkedHashMap<>();
    private final Mass wrong;
    private final Mass right;
    private final BinaryLosses losses;

    private final double[][] y;
    private final double[][] p;
    private final double[] loss = new double[Block.SIZE];
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final double[] weights = new double[Block.SIZE];
    private final int[] present = new int[Block.SIZE];
    private final boolean[] allRight = new boolean[Block.SIZE];
    private final boolean[][] missing;
    private final @Nullable LabelRows kept;
    private final int[] place = new int[Block.SIZE];
    private long noOutcome;
    private long noForecast;

    /**
     * No rows.
     *
     * @param labels the number of labels
     * @param weighted whether rows carry weights
     * @param zero the rule for probability 0
     * @param grouping how rows depend on each other
     */
    LabelMeans(int labels, boolean weighted, ZeroRule zero, Grouping grouping) {
        this.labels = labels;
        this.weighted = weighted;
        losses = new BinaryLosses(false, LogLossBounds.of(zero));
        for (String name :
                new String[] {LOG_LOSS, "brier", "hamming_loss", "labels_per_row", "expected_labels_per_row"}) {
            tallies.put(name, new LossTally(weighted, 0));
            values.put(name, new double[Block.SIZE]);
        }
        values.put(SUBSET, new double[Block.SIZE]);
        kept = grouping.dependent()
                ? new LabelRows(grouping, List.copyOf(values.keySet()), weighted, 2 * labels + (weighted ? 1 : 0))
                : null;
        wrong = new Mass(weighted);
        right = new Mass(weighted);
        y = new double[labels][Block.SIZE];
        p = new double[labels][Block.SIZE];
        missing = new boolean[labels][Block.SIZE];
    }

    /** The rows that have at least one label. */
    long rows() {
        return wrong.rows() + right.rows();
    }

    /** The rows that have no label, by reason. */
    Map<Note.Code, Long> leftOut() {
        return Map.of(Note.Code.OUTCOME_MISSING, noOutcome, Note.Code.PREDICTION_MISSING, noForecast);
    }

    /** What the rows weigh, or how many they are. */
    Weight weight() {
        return wrong.total().plus(right.total());
    }

    /**
     * Takes rows.
     *
     * @param outcome per label the outcomes; what is not 0 or 1 leaves out the label in that row
     * @param probability per label the forecasts; what is no probability leaves out the label in that row
     * @param weight the weights; empty without any
     * @param batch the rows, with the texts by which they depend on each other
     */
    void add(double[][] outcome, double[][] probability, double[] weight, Batch batch) {
        int size = batch.size();
        int n = 0;
        for (int i = 0; i < size; i++) {
            double w = weighted ? weight[i] : 1;
            int held = 0;
            boolean happened = false;
            for (int k = 0; k < labels; k++) {
                boolean known = outcome[k][i] == 0 || outcome[k][i] == 1;
                boolean fits = known && probability[k][i] >= 0 && probability[k][i] <= 1;
                happened |= known;
                missing[k][n] = !fits;
                y[k][n] = fits ? outcome[k][i] : 0;
                p[k][n] = fits ? probability[k][i] : 0;
                held += fits ? 1 : 0;
            }
            if (held == 0) {
                noOutcome += happened ? 0 : 1;
                noForecast += happened ? 1 : 0;
            }
            if (held > 0 && w > 0 && w < Double.POSITIVE_INFINITY) {
                present[n] = held;
                place[n] = i;
                weights[n++] = w;
            }
            if (n == Block.SIZE) {
                addBlock(n, batch);
                n = 0;
            }
        }
        addBlock(n, batch);
    }

    private void addBlock(int n, Batch batch) {
        values.values().forEach(each -> Arrays.fill(each, 0, n, 0));
        Arrays.fill(allRight, 0, n, true);
        double[] logs = value(LOG_LOSS);
        double[] squares = value("brier");
        double[] misses = value("hamming_loss");
        double[] happened = value("labels_per_row");
        double[] expected = value("expected_labels_per_row");
        for (int k = 0; k < labels; k++) {
            losses.logLoss(y[k], p[k], n, loss);
            for (int i = 0; i < n; i++) {
                if (missing[k][i]) {
                    continue;
                }
                double off = p[k][i] - y[k][i];
                logs[i] += loss[i];
                squares[i] += off * off;
                happened[i] += y[k][i];
                expected[i] += p[k][i];
                boolean said = p[k][i] >= 0.5;
                boolean miss = said != (y[k][i] == 1);
                misses[i] += miss ? 1 : 0;
                allRight[i] &= !miss;
            }
        }
        for (int i = 0; i < n; i++) {
            logs[i] /= present[i];
            squares[i] /= present[i];
            misses[i] /= present[i];
            (allRight[i] ? right : wrong).add(weights[i], 1);
            value(SUBSET)[i] = allRight[i] ? 1 : 0;
        }
        tallies.forEach((name, tally) -> tally.add(value(name), weights, null, n));
        if (kept != null) {
            kept.add(values, weights, place, n, batch);
        }
    }

    private double[] value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** The scores. */
    Map<String, Estimate> scores(Inference inference) {
        Map<String, Estimate> scores = new LinkedHashMap<>();
        LogLossScores.put(scores, inference, Objects.requireNonNull(tallies.get(LOG_LOSS)));
        scores.put("brier", mean(inference, "brier", Meaning.BRIER));
        scores.put("hamming_loss", mean(inference, "hamming_loss", Meaning.BRIER));
        Shares shares = new Shares(wrong.total(), new TreeMap<>(Map.of(1, right.total())));
        scores.put(SUBSET, inference.share(shares, Meaning.ACCURACY));
        scores.put("labels_per_row", mean(inference, "labels_per_row", Meaning.COUNT));
        scores.put("expected_labels_per_row", mean(inference, "expected_labels_per_row", Meaning.COUNT));
        return scores;
    }

    /** The rows, where they depend on each other. */
    @Nullable
    LabelRows kept() {
        return kept;
    }

    /** The mean log loss, whose skewness is looked at. */
    LossTally logLoss() {
        return Objects.requireNonNull(tallies.get(LOG_LOSS));
    }

    private Estimate mean(Inference inference, String name, Meaning meaning) {
        return inference.loss(Objects.requireNonNull(tallies.get(name)), meaning);
    }
}
