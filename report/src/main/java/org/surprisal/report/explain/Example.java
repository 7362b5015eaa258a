package org.surprisal.report.explain;

import java.util.List;
import java.util.function.Supplier;
import org.surprisal.score.Source;

/**
 * Forecasts and outcomes that an explanation computes on.
 *
 * @param name what to call them
 * @param rows opens the rows; asked at most once, and not at all by a topic that needs none
 * @param outcome the outcome column, or empty to find it
 * @param prediction the prediction column, or empty to find it
 * @param given whether the reader chose it; a topic that has a better example of its own then leaves that aside
 */
public record Example(
        String name, Supplier<Source> rows, List<String> outcome, List<String> prediction, boolean given) {
    /** Copies the lists. */
    public Example {
        outcome = List.copyOf(outcome);
        prediction = List.copyOf(prediction);
    }
}
