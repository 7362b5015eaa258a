package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models beside each other, on the rows that can be scored with all of them.
 *
 * @param against the models that the prediction is compared with, as they were named
 * @param rows the rows, repeated ones counted as often as they occur
 * @param leftOut by model the rows that cannot be scored with it, but with another
 * @param rankedBy the score that orders the models
 * @param models all models, the prediction among them, the best first
 * @param join how rows of two tables found each other, or null where there is one table
 */
public record ModelComparison(
        List<String> against,
        long rows,
        Map<String, Long> leftOut,
        String rankedBy,
        List<Model> models,
        @Nullable Join join)
        implements Section {

    /** A comparison within one table; the arguments are those of the record. */
    public ModelComparison(
            List<String> against, long rows, Map<String, Long> leftOut, String rankedBy, List<Model> models) {
        this(against, rows, leftOut, rankedBy, models, null);
    }

    /** Copies what may change. */
    public ModelComparison {
        against = List.copyOf(against);
        models = List.copyOf(models);
    }

    /**
     * A model.
     *
     * @param name its columns
     * @param own whether it is the prediction that the scorecard is about
     * @param scores its scores on the common rows
     * @param differences by score: the prediction minus this model; empty for the prediction itself
     * @param toBest by score: this model minus the best one; empty for the best
     * @param contrast where the prediction is better than this model; null for the prediction itself
     */
    public record Model(
            String name,
            boolean own,
            Map<String, Estimate> scores,
            Map<String, Difference> differences,
            Map<String, Difference> toBest,
            @Nullable Contrast contrast) {
        /** A model of which nobody asks where it wins; the arguments are those of the record. */
        public Model(
                String name,
                boolean own,
                Map<String, Estimate> scores,
                Map<String, Difference> differences,
                Map<String, Difference> toBest) {
            this(name, own, scores, differences, toBest, null);
        }
    }

    /** The same without the rows that decide. */
    ModelComparison withoutRows() {
        List<Model> without = models.stream()
                .map(model -> {
                    Contrast contrast = model.contrast();
                    return new Model(
                            model.name(),
                            model.own(),
                            model.scores(),
                            model.differences(),
                            model.toBest(),
                            contrast == null ? null : new Contrast(contrast.thresholds(), contrast.segments(), null));
                })
                .toList();
        return new ModelComparison(against, rows, leftOut, rankedBy, without, join);
    }

    /** The prediction minus the model named first, by score. */
    public Map<String, Difference> differences() {
        return models.stream()
                .filter(model -> model.name().equals(against.getFirst()))
                .findFirst()
                .map(Model::differences)
                .orElseGet(LinkedHashMap::new);
    }
}
