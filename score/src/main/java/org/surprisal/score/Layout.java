package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Source.Cell;

/**
 * What is read from each row, and where it stands in a batch: outcome, predictions, then weight, count and reference as
 * far as there are any.
 *
 * @param outcome how the outcome is read
 * @param prediction the prediction columns; none when hard labels are read
 * @param labels how hard labels are read, or null
 * @param weight the weight column, or null
 * @param count the count column, or null
 * @param reference the reference column, or null
 * @param groups columns read as text, that group rows; they stand last
 */
record Layout(
        Outcome outcome,
        List<String> prediction,
        Outcome.@Nullable Values labels,
        @Nullable String weight,
        @Nullable String count,
        @Nullable String reference,
        List<String> groups) {

    /** Copies the lists. */
    Layout {
        prediction = List.copyOf(prediction);
        groups = List.copyOf(groups);
    }

    /** The same with another outcome. */
    Layout with(Outcome other) {
        return new Layout(other, prediction, labels, weight, count, reference, groups);
    }

    /** The same with hard labels on both sides. */
    Layout with(Outcome.Values happened, Outcome.Values predicted) {
        return new Layout(happened, List.of(), predicted, weight, count, reference, groups);
    }

    /** What to ask of a source. */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        switch (outcome) {
            case Outcome.Numbers numbers -> cells.add(new Cell.Numeric(numbers.column()));
            case Outcome.Values values -> cells.add(new Cell.Category(values.column(), values.spellings()));
            case Outcome.Indicators indicators ->
                indicators.columns().forEach(column -> cells.add(new Cell.Numeric(column)));
        }
        if (labels != null) {
            cells.add(new Cell.Category(labels.column(), labels.spellings()));
        }
        prediction.forEach(column -> cells.add(new Cell.Numeric(column)));
        for (String extra : extras()) {
            cells.add(new Cell.Numeric(extra));
        }
        groups.forEach(column -> cells.add(new Cell.Text(column)));
        return cells;
    }

    private List<String> extras() {
        List<String> extras = new ArrayList<>();
        for (String column : new @Nullable String[] {weight, count, reference}) {
            if (column != null) {
                extras.add(column);
            }
        }
        return extras;
    }

    /** The number of outcome cells. */
    int outcomes() {
        return outcome instanceof Outcome.Indicators indicators
                ? indicators.columns().size()
                : 1;
    }

    /** The place of the first prediction, or of the hard label. */
    int firstPrediction() {
        return outcomes();
    }

    /** The number of prediction cells, the hard label counted as one. */
    int predictions() {
        return labels != null ? 1 : prediction.size();
    }

    /** The place of the weight. */
    int weightAt() {
        return outcomes() + predictions();
    }

    /** The place of the count. */
    int countAt() {
        return weightAt() + (weight != null ? 1 : 0);
    }

    /** The place of the reference. */
    int referenceAt() {
        return countAt() + (count != null ? 1 : 0);
    }

    /** The place of the first text that groups rows. */
    int groupsAt() {
        return referenceAt() + (reference != null ? 1 : 0);
    }
}
