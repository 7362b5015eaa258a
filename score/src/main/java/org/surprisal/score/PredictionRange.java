package org.surprisal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The least and the greatest prediction of each column: tells a constant prediction. */
final class PredictionRange {
    private final double[] low;
    private final double[] high;

    /** No predictions in {@code columns} columns. */
    PredictionRange(int columns) {
        low = new double[columns];
        high = new double[columns];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    /** Adds n predictions of a column. */
    void add(int column, double[] x, int n) {
        double least = low[column];
        double most = high[column];
        for (int i = 0; i < n; i++) {
            least = Math.min(least, x[i]);
            most = Math.max(most, x[i]);
        }
        low[column] = least;
        high[column] = most;
    }

    void merge(PredictionRange other) {
        for (int k = 0; k < low.length; k++) {
            low[k] = Math.min(low[k], other.low[k]);
            high[k] = Math.max(high[k], other.high[k]);
        }
    }

    /** Whether no two rows differ. */
    boolean isConstant() {
        return Arrays.equals(low, high);
    }

    /**
     * Adds the note that every prediction is the same.
     *
     * @param rows the number of rows; one row is no evidence
     */
    void note(List<Note> notes, long rows) {
        if (rows < 2 || !isConstant()) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("value", low[0]);
        evidence.put("n", rows);
        notes.add(new Note(Note.Code.CONSTANT_PREDICTION, Note.Severity.WARNING, 0, List.of(), evidence));
    }
}
