package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;

/**
 * What is to be scored and how; everything not said is found from the data.
 *
 * @param outcome the outcome column or expression, or one 0/1 column per class; empty to find it
 * @param prediction the prediction column or expression, or one per class; empty to find it
 * @param scale how to read the predictions, or null to find it
 * @param classes the classes in the order of the prediction columns; empty to find them
 * @param positive the positive class, or null to find it
 * @param weight the importance-weight column, or null
 * @param count the repetition-count column, or null
 * @param zero the rule for probability 0 as text: {@code infinite}, {@code clip=EPS} or a library's name
 * @param losses further losses to score
 * @param reference a value or a column to compare with, or null for the frequencies of the same rows
 * @param softOutcomes whether outcomes between the classes are scored as distributions
 * @param level the confidence level of intervals, in (0, 1)
 * @param threads the number of threads, at least 1
 */
public record Request(
        List<String> outcome,
        List<String> prediction,
        @Nullable Scale scale,
        List<String> classes,
        @Nullable String positive,
        @Nullable String weight,
        @Nullable String count,
        String zero,
        List<Loss> losses,
        @Nullable String reference,
        boolean softOutcomes,
        double level,
        int threads) {

    /** A request that leaves everything to the data, on one thread. */
    public static Request automatic() {
        return new Request(
                List.of(), List.of(), null, List.of(), null, null, null, "infinite", List.of(), null, false, 0.95, 1);
    }
}
