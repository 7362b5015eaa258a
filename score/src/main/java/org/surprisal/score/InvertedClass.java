package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the predictions fit the opposite outcome far better. Exchanging p and 1 - p changes the Brier score of a row
 * by {@code (p - y)² - (1 - p - y)² = (2p - 1)(1 - 2y)}; its mean is a paired difference with an error of its own.
 */
final class InvertedClass {
    /** The least number of standard errors, and of rows, that count as evidence. */
    private static final double EVIDENCE = 3;

    private static final int FEWEST = 10;

    private final LossSums differences;
    private final double[] difference = new double[Block.SIZE];

    /** No rows. */
    InvertedClass(boolean weighted) {
        differences = new LossSums(weighted, 0);
    }

    /** Adds a block with hard outcomes, given the probabilities of its predictions. */
    void add(double[] p, Block block) {
        int n = block.size();
        for (int i = 0; i < n; i++) {
            difference[i] = (2 * p[i] - 1) * (1 - 2 * block.outcome[i]);
        }
        differences.add(difference, block.weight, block.counts, n);
    }

    void merge(InvertedClass other) {
        differences.merge(other.differences);
    }

    /**
     * Adds the note if the exchanged predictions are better than these beyond doubt, and better than the base rate.
     *
     * @param brier the Brier score of the predictions
     * @param reference the Brier score of the base rate
     * @param negative the class that the predictions seem to be about
     */
    void note(List<Note> notes, Mean brier, double reference, String negative) {
        Mean gain = differences.mean();
        double inverted = brier.value() - gain.value();
        if (gain.n() < FEWEST || !(gain.value() > EVIDENCE * gain.se()) || !(inverted < reference)) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("negative", negative);
        evidence.put("brier", brier.value());
        evidence.put("brier_inverted", inverted);
        evidence.put("brier_reference", reference);
        evidence.put("difference", gain.value());
        @Nullable Double z = gain.se() > 0 ? gain.value() / gain.se() : null;
        if (z != null) {
            evidence.put("z", z);
        }
        notes.add(new Note(Note.Code.INVERTED_POSITIVE_CLASS, Note.Severity.WARNING, 0, List.of(), evidence));
    }
}
