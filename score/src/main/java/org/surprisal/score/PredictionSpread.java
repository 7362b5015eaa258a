package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether any two rows have different predictions. */
final class PredictionSpread {
    private final double[] first;
    private boolean seen;
    private boolean different;

    /** No predictions in {@code columns} columns. */
    PredictionSpread(int columns) {
        first = new double[columns];
    }

    /** Adds n rows of predictions, {@code [column][row]}. */
    void add(double[][] x, int n) {
        if (different || n == 0) {
            return;
        }
        if (!seen) {
            for (int k = 0; k < first.length; k++) {
                first[k] = x[k][0];
            }
            seen = true;
        }
        for (int k = 0; k < first.length; k++) {
            for (int i = 0; i < n; i++) {
                different |= x[k][i] != first[k];
            }
        }
    }

    void merge(PredictionSpread other) {
        if (!other.seen) {
            return;
        }
        different |= other.different;
        for (int k = 0; k < first.length; k++) {
            different |= seen && first[k] != other.first[k];
            first[k] = other.first[k];
        }
        seen = true;
    }

    /**
     * Adds the note that every prediction is the same.
     *
     * @param rows the number of rows; one row is no evidence
     */
    void note(List<Note> notes, long rows) {
        if (rows < 2 || different) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        // 0 + x: minus zero is the same prediction as zero, whichever came first.
        evidence.put("value", 0 + first[0]);
        evidence.put("n", rows);
        notes.add(new Note(Note.Code.CONSTANT_PREDICTION, Note.Severity.WARNING, 0, List.of(), evidence));
    }
}
