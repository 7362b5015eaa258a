package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.PowerSums;

/**
 * Whether the predictions fit the opposite outcome far better. Exchanging p and 1 - p turns the Brier score q² of a row
 * into (1 - q)², where q is the probability given to what did not happen; the mean of the difference 2q - 1 is a paired
 * difference with an error of its own. Beside the sums of the Brier score the sum of q is all that it needs.
 */
final class InvertedClass {
    /** The least number of standard errors, and of rows, that count as evidence. */
    private static final double EVIDENCE = 3;

    private static final int FEWEST = 10;

    private final boolean weighted;
    /** Σ w q, and under weights Σ w² q. */
    private final PowerSums misses;

    private final double[] scaled = new double[Block.SIZE];

    /** No rows. */
    InvertedClass(boolean weighted) {
        this.weighted = weighted;
        misses = weighted ? new PowerSums(new int[] {0}, new int[] {0, 1}) : new PowerSums(new int[] {0});
    }

    /** Adds a block with hard outcomes, given the probability q that each prediction gave to what did not happen. */
    void add(double[] miss, Block block) {
        int n = block.size();
        if (weighted) {
            for (int i = 0; i < n; i++) {
                scaled[i] = block.weight[i] * miss[i];
            }
        }
        double[][] columns = weighted ? new double[][] {scaled, block.weight} : new double[][] {miss};
        if (block.counts == null) {
            misses.add(columns, n);
        } else {
            misses.add(columns, block.counts, n);
        }
    }

    void merge(InvertedClass other) {
        misses.merge(other.misses);
    }

    /**
     * Adds the note if the exchanged predictions are better than these beyond doubt, and better than the base rate.
     *
     * @param brier the sums of the Brier score of the predictions
     * @param reference the Brier score of the base rate
     * @param negative the class that the predictions seem to be about
     */
    void note(List<Note> notes, LossSums brier, double reference, String negative) {
        double n = brier.rows();
        if (n < FEWEST) {
            return;
        }
        Weight all = brier.mass();
        double w = all.sum().value();
        double score = brier.total().dividedBy(all.sum());
        double difference = 2 * misses.sum(0).dividedBy(all.sum()) - 1;
        double inverted = score - difference;
        // With d = 2q - 1: Σw²d = 2 Σw²q - Σw², Σw²d² = 4 Σw²q² - 4 Σw²q + Σw².
        double ww = all.squares().value();
        double wwq = misses.sum(weighted ? 1 : 0).value();
        double squares = 4 * brier.weightedTotal().value() - 4 * wwq + ww;
        double spread = squares - 2 * difference * (2 * wwq - ww) + difference * difference * ww;
        double se = Math.sqrt(Math.max(0, spread) * (n / (n - 1))) / w;
        if (!(difference > EVIDENCE * se) || !(inverted < reference)) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("negative", negative);
        evidence.put("brier", score);
        evidence.put("brier_inverted", inverted);
        evidence.put("brier_reference", reference);
        evidence.put("difference", difference);
        @Nullable Double z = se > 0 ? difference / se : null;
        if (z != null) {
            evidence.put("z", z);
        }
        notes.add(new Note(Note.Code.INVERTED_POSITIVE_CLASS, Note.Severity.WARNING, 0, List.of(), evidence));
    }
}
