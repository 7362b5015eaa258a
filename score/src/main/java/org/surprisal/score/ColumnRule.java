package org.surprisal.score;

import java.util.List;
import java.util.Set;

/**
 * Finds the columns to score when the request leaves that open. In this order, and the first that answers decides:
 *
 * <ol>
 *   <li>{@code X} with {@code X_outcome} ({@link PairedColumns});
 *   <li>one column per class, named after the outcome's values ({@link ColumnPerClass});
 *   <li>ordinary names, then the only column that can be what is missing ({@link NamedColumns}).
 * </ol>
 *
 * <p>Among several candidates, columns with values strictly between 0 and 1 beat the others. If several remain, the
 * request cannot be answered and the exception lists them. What is found depends on all rows, never on their order.
 */
final class ColumnRule {
    private ColumnRule() {}

    /**
     * Finds the columns.
     *
     * @param columns the table
     * @param request what is asked
     * @param taken columns with another use: weights, counts, a reference
     * @return the columns
     * @throws Unscorable when there is none, or more than one way
     */
    static Roles find(Columns columns, Request request, Set<String> taken) {
        Candidates candidates = Candidates.of(columns, request, taken);
        if (request.scale() == Scale.QUANTILE) {
            return QuantileColumns.find(candidates, request.levels());
        }
        if (request.scale() == Scale.LOGPROB) {
            return LikelihoodColumns.find(candidates);
        }
        if (!candidates.outcome().isEmpty() && !candidates.prediction().isEmpty()) {
            return new Roles(candidates.outcome(), candidates.prediction(), candidates.classes());
        }
        return PairedColumns.find(candidates)
                .or(() -> ColumnPerClass.find(candidates))
                .orElseGet(() -> NamedColumns.find(candidates));
    }

    /** The names of the classes: those that are asked for, or what the names of several prediction columns say. */
    static List<String> classNames(Candidates candidates, List<String> predictions) {
        return candidates.classes().isEmpty() && predictions.size() > 1
                ? ClassColumns.names(predictions)
                : candidates.classes();
    }
}
