package org.surprisal.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that cost most, the part of the total that few rows carry, and outcomes that the forecasts all but ruled
 * out. The loss is the main one of the task: log loss in nats, under the rule for probability 0, squared error, of
 * quantiles the weighted interval score or the pinball loss, of distributions the continuous ranked probability score.
 *
 * @param rows the rows with the largest losses, the largest first; those of equal loss in the order of their outcome,
 *     prediction and other columns, and rows that are the same in all of them in that of the table
 * @param share how much of the total loss the worst 1 % of rows carry
 * @param labels possible mistakes among the outcomes, or null where outcomes are no classes or are distributions
 */
public record WorstRows(
        List<Row> rows, Share share, @Nullable Labels labels) implements Section {
    /** From this probability on a class counts as nearly certain. */
    public static final double NEARLY_CERTAIN = 0.95;

    /** Copies the list. */
    public WorstRows {
        rows = List.copyOf(rows);
    }

    /**
     * A row and what it cost.
     *
     * @param place where it stands, or null where the source has no row numbers
     * @param loss its loss, not weighted; may be infinite
     * @param happened the class that happened where there are several classes, else null
     * @param outcome what happened as numbers: none beside a log-probability, one for an event or a number, one per
     *     class where the outcome is a distribution; empty beside {@code happened}
     * @param prediction the prediction, one number per class, on the scale of the scorecard; percentages as
     *     probabilities
     * @param columns all other columns as text, cut after 1,000 characters; null for an empty cell
     */
    public record Row(
            @Nullable RowReference place,
            double loss,
            @Nullable String happened,
            List<Double> outcome,
            List<Double> prediction,
            Map<String, @Nullable String> columns) {
        /** Copies what may change. */
        public Row {
            outcome = List.copyOf(outcome);
            prediction = List.copyOf(prediction);
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /**
     * How much few rows carry.
     *
     * @param rows one in a hundred, rounded up; repeated rows counted as often as they occur
     * @param value their part of the total loss, weights included, in [0, 1]; null where the total is 0 or infinite
     * @param infinite how many rows cost infinity
     */
    public record Share(long rows, @Nullable Double value, long infinite) {}

    /**
     * Rows where another class than the one that happened was nearly certain.
     *
     * @param nearlyCertain the rows, repeated ones counted, where some class had a probability of at least
     *     {@link #NEARLY_CERTAIN}
     * @param contradicted those of them where another class happened
     * @param byChance how many of these are to be expected of calibrated forecasts
     * @param rows the contradicted ones, the least probable outcomes first; as many as worst rows were asked for
     */
    public record Labels(long nearlyCertain, long contradicted, double byChance, List<Label> rows) {
        /** Copies the list. */
        public Labels {
            rows = List.copyOf(rows);
        }
    }

    /**
     * An outcome that the forecast all but ruled out.
     *
     * @param place where it stands, or null where the source has no row numbers
     * @param happened the class that happened
     * @param probability the probability that it had been given, in [0, 1]
     * @param expected the class that was expected
     * @param expectedProbability the probability of that one
     * @param columns all other columns as text, as in {@link Row}
     */
    public record Label(
            @Nullable RowReference place,
            String happened,
            double probability,
            String expected,
            double expectedProbability,
            Map<String, @Nullable String> columns) {
        /** Copies the map. */
        public Label {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }
}
