package org.surprisal.score;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The reference forecast that a request names.
 *
 * @param column a column of reference predictions, or null
 * @param value one reference prediction for all rows, or null
 */
record Comparison(@Nullable String column, @Nullable Double value) {
    /**
     * What a request names. A column's name comes before a number: a column may be called {@code 2020}. Beside
     * log-probabilities stands how many bytes each row has.
     *
     * @throws Unscorable when a column is not there or does not go with the scale
     */
    static Comparison of(Request request, Columns columns) {
        String asked = request.reference();
        String bytes = request.bytes();
        boolean likelihood = request.scale() == Scale.LOGPROB;
        if (bytes != null && !likelihood) {
            throw new Unscorable(
                    "--bytes counts those of rows with a log-probability; say --as logprob, or leave it out.");
        }
        if (asked != null && likelihood) {
            throw new Unscorable("--reference does not go with --as logprob; compare with other log-probabilities by"
                    + " --versus.");
        }
        if (bytes != null) {
            return new Comparison(columns.resolve(bytes, "--bytes"), null);
        }
        if (asked == null) {
            return new Comparison(null, null);
        }
        OptionalDouble value = NumericText.parse(asked);
        if (value.isPresent() && !columns.names().contains(asked)) {
            return new Comparison(null, value.getAsDouble());
        }
        return new Comparison(columns.resolve(asked, "--reference"), null);
    }

    /** Whether a request names one. */
    boolean given() {
        return column != null || value != null;
    }

    private boolean sizes(Reading reading) {
        return reading.task() == Task.LIKELIHOOD && value == null;
    }

    /**
     * The same for a task: in per cent where predictions are, but never log-odds.
     *
     * @throws Unscorable when the task has no such reference or the value is no probability
     */
    Comparison suiting(Reading reading) {
        if (given() && reading.task() != Task.BINARY && reading.task() != Task.REGRESSION && !sizes(reading)) {
            throw new Unscorable("--reference is one probability or number per row, so it does not go with "
                    + (reading.task() == Task.QUANTILES || reading.task() == Task.DISTRIBUTION
                            ? "forecasts that are distributions; leave it out, and compare with other forecasts by"
                                    + " --versus."
                            : "classes; leave it out to compare with the class frequencies."));
        }
        if (value == null || reading.task() != Task.BINARY) {
            return this;
        }
        double probability = reading.scale() == Scale.PERCENT ? value / 100 : value;
        if (!(probability >= 0 && probability <= 1)) {
            throw new Unscorable("--reference " + NumericText.name(value)
                    + " is no probability; write a number between 0 and 1, or a column.");
        }
        return new Comparison(null, probability);
    }
}
