package org.surprisal.score;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the statistics of clean rows say. Notes on cells and columns before cleaning (left-out rows, logits or
 * percentages in place of probabilities, row sums) are not among them: they are made where rows are cleaned.
 *
 * @param scores the scores by name, in the order in which a reader wants them
 * @param reference the scores of the reference forecast by name
 * @param referenceName {@code base_rate}, {@code class_frequencies}, {@code mean}, {@code value} or {@code column};
 *     null where there is no reference
 * @param skill one minus score over reference score, by score
 * @param decomposition scores as miscalibration, discrimination and uncertainty; empty where there is no ranking
 * @param confusion the confusion matrix, or null where there are no classes or too many to show
 * @param effectiveRows the effective number of rows under weights, or null without weights
 * @param notes what a reader must know, the gravest first, without row numbers
 * @param sections what else is known, at most one of each kind
 */
record Findings(
        Map<String, Estimate> scores,
        Map<String, Estimate> reference,
        @Nullable String referenceName,
        Map<String, Estimate> skill,
        Map<String, Decomposition> decomposition,
        Scorecard.@Nullable Confusion confusion,
        @Nullable Double effectiveRows,
        List<Note> notes,
        List<Section> sections) {

    /** Findings without further sections. */
    Findings(
            Map<String, Estimate> scores,
            Map<String, Estimate> reference,
            @Nullable String referenceName,
            Map<String, Estimate> skill,
            Map<String, Decomposition> decomposition,
            Scorecard.@Nullable Confusion confusion,
            @Nullable Double effectiveRows,
            List<Note> notes) {
        this(scores, reference, referenceName, skill, decomposition, confusion, effectiveRows, notes, List.of());
    }
}
