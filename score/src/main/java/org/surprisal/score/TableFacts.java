package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;

/** What is true of the outcome and the prediction columns over all rows: a mergeable state. */
final class TableFacts {
    private final Layout layout;
    private final List<ColumnFacts> outcomes = new ArrayList<>();
    private final List<ColumnFacts> predictions = new ArrayList<>();
    private final ColumnFacts.Extent[] extents;
    private long rows;
    private long complete;
    private long beyond;

    TableFacts(Layout layout) {
        this.layout = layout;
        for (int c = 0; c < layout.outcomes(); c++) {
            outcomes.add(new ColumnFacts());
        }
        for (int c = 0; c < layout.predictions(); c++) {
            predictions.add(new ColumnFacts());
        }
        extents = new ColumnFacts.Extent[outcomes.size() + predictions.size()];
    }

    /**
     * Adds rows.
     *
     * @param batch rows of the layout
     * @param counts how often each row occurs, or empty for once each
     * @return per outcome and prediction cell how far it reaches; the array is used again
     */
    ColumnFacts.Extent[] add(Batch batch, long[] counts) {
        for (int c = 0; c < extents.length; c++) {
            ColumnFacts facts = c < outcomes.size() ? outcomes.get(c) : predictions.get(c - outcomes.size());
            // A column of text has no extent: its codes say themselves which rows are missing.
            extents[c] = batch.numbers()[c].length == 0 && batch.codes()[c].length > 0
                    ? ColumnFacts.Extent.GAPS
                    : facts.add(batch.numbers()[c], batch.flags()[c], counts, batch.size());
        }
        if (counts.length == 0) {
            rows += batch.size();
        } else {
            for (int i = 0; i < batch.size(); i++) {
                rows = Math.addExact(rows, counts[i]);
            }
        }
        if (predictions.size() > 1) {
            addRows(batch, counts);
        }
        return extents;
    }

    private void addRows(Batch batch, long[] counts) {
        int first = layout.firstPrediction();
        boolean unit = true;
        for (int c = 0; c < predictions.size(); c++) {
            unit &= extents[first + c].compareTo(ColumnFacts.Extent.UNIT) <= 0;
        }
        if (unit && counts.length == 0) {
            complete += batch.size();
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            boolean present = true;
            boolean outside = false;
            for (int c = first; c < first + predictions.size(); c++) {
                double p = batch.numbers()[c][i];
                present &= !Double.isNaN(p);
                outside |= p < 0 || p > 1;
            }
            long times = counts.length == 0 ? 1 : counts[i];
            complete += present ? times : 0;
            beyond += present && outside ? times : 0;
        }
    }

    /** Adds what another state of the same layout has seen. */
    void merge(TableFacts other) {
        for (int c = 0; c < outcomes.size(); c++) {
            outcomes.get(c).merge(other.outcomes.get(c));
        }
        for (int c = 0; c < predictions.size(); c++) {
            predictions.get(c).merge(other.predictions.get(c));
        }
        rows = Math.addExact(rows, other.rows);
        complete += other.complete;
        beyond += other.beyond;
    }

    /** All rows, repeated ones counted as often as they occur. */
    long rows() {
        return rows;
    }

    /** The only outcome column, read as numbers. */
    ColumnFacts outcome() {
        return outcomes.getFirst();
    }

    /** The only prediction column, read as numbers. */
    ColumnFacts prediction() {
        return predictions.getFirst();
    }

    /** Rows whose predictions are all numbers. */
    long completeRows() {
        return predictions.size() > 1 ? complete : prediction().numbers();
    }

    /** Complete rows with a prediction outside [0, 1]. */
    long rowsBeyond() {
        return predictions.size() > 1 ? beyond : prediction().outside();
    }

    /** The smallest prediction. */
    double min() {
        return predictions.stream().mapToDouble(ColumnFacts::min).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** The largest prediction. */
    double max() {
        return predictions.stream().mapToDouble(ColumnFacts::max).max().orElse(Double.NEGATIVE_INFINITY);
    }
}
