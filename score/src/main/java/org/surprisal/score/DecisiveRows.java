package org.surprisal.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that decide between two models: those that speak most for each, and what is left of the difference without
 * the few that carry most of it.
 *
 * @param score the loss, or the score, whose difference it is
 * @param forPrediction the rows where the prediction is better by most, weights included, the greatest first
 * @param against the rows where the other model is better by most, the greatest first
 * @param shareFor the part of the difference of all rows that {@code forPrediction} make up, or null where that
 *     difference is 0; negative where they speak against it
 * @param shareAgainst the same for {@code against}
 * @param leftOut one row in a hundred, rounded up: those with the largest differences in either direction, weights
 *     included
 * @param without the mean difference of the other rows, or null where there are none
 * @param turns whether that has the opposite sign, or is 0, where the difference of all rows is not
 */
public record DecisiveRows(
        String score,
        List<Row> forPrediction,
        List<Row> against,
        @Nullable Double shareFor,
        @Nullable Double shareAgainst,
        long leftOut,
        @Nullable Double without,
        boolean turns) {
    /**
     * Rows that decide; the arguments are those of the record.
     *
     * @param score the score
     * @param forPrediction rows for the prediction
     * @param against rows against it
     * @param shareFor what the first carry, or null
     * @param shareAgainst what the second carry, or null
     * @param leftOut the rows left out
     * @param without the difference without them, or null
     * @param turns whether its sign changes
     */
    public DecisiveRows(
            String score,
            List<Row> forPrediction,
            List<Row> against,
            @Nullable Double shareFor,
            @Nullable Double shareAgainst,
            long leftOut,
            @Nullable Double without,
            boolean turns) {
        this.score = score;
        this.forPrediction = List.copyOf(forPrediction);
        this.against = List.copyOf(against);
        this.shareFor = shareFor;
        this.shareAgainst = shareAgainst;
        this.leftOut = leftOut;
        this.without = without;
        this.turns = turns;
    }

    /**
     * A row that decides.
     *
     * @param place where it stands, or null where the source has no row numbers
     * @param difference the loss of the prediction minus that of the other model, not weighted
     * @param happened the class that happened where there are several classes, else null
     * @param outcome what happened as numbers, empty beside {@code happened}
     * @param prediction the prediction, one number per class, on the scale of the scorecard
     * @param versus the other model's
     * @param columns all other columns as text, as in {@link WorstRows.Row}
     */
    public record Row(
            @Nullable RowReference place,
            double difference,
            @Nullable String happened,
            List<Double> outcome,
            List<Double> prediction,
            List<Double> versus,
            Map<String, @Nullable String> columns) {
        /**
         * A row; the arguments are those of the record.
         *
         * @param place where it stands, or null
         * @param difference the difference
         * @param happened the class, or null
         * @param outcome what happened
         * @param prediction the prediction
         * @param versus the other one
         * @param columns the other columns
         */
        public Row(
                @Nullable RowReference place,
                double difference,
                @Nullable String happened,
                List<Double> outcome,
                List<Double> prediction,
                List<Double> versus,
                Map<String, @Nullable String> columns) {
            this.place = place;
            this.difference = difference;
            this.happened = happened;
            this.outcome = List.copyOf(outcome);
            this.prediction = List.copyOf(prediction);
            this.versus = List.copyOf(versus);
            this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }
}
