package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;

/**
 * The result of scoring a table of predictions. All maps keep the order in which a reader wants them.
 *
 * @param task what was scored
 * @param scale how the predictions were read
 * @param outcome the outcome column, or one column per class
 * @param prediction the prediction columns, in the order of {@code classes}
 * @param classes the classes as text, in the order of their columns; for {@link Task#BINARY} the negative and the
 *     positive one; empty for regression
 * @param zero the rule for probability 0, as the user would write it
 * @param weight the weight column, or null
 * @param count the count column, or null
 * @param rows rows read, after any filter (with a count column: the sum of the counts)
 * @param scored rows scored (with a count column: the sum of the counts)
 * @param leftOut rows left out, by reason
 * @param effectiveRows the effective number of rows under weights, or null without weights
 * @param scores the scores by name
 * @param reference the scores of the reference forecast by name
 * @param referenceName where the reference comes from: {@code base_rate}, {@code class_frequencies}, {@code mean}, or
 *     the value or column the user gave
 * @param skill one minus score over reference score, by score
 * @param decomposition scores of a binary event as miscalibration, discrimination and uncertainty, by score; empty for
 *     other tasks and without a ranking of the rows
 * @param confusion rows by true and predicted class, or null where there are no classes
 * @param dependence how rows were taken to depend on each other, or null where they were taken to be independent
 * @param segments the segments that were asked for, column by column, the worst of each first
 * @param sections what else the task or an option brings, at most one of each kind
 * @param notes what a reader must know, the gravest first
 */
public record Scorecard(
        Task task,
        Scale scale,
        List<String> outcome,
        List<String> prediction,
        List<String> classes,
        String zero,
        @Nullable String weight,
        @Nullable String count,
        long rows,
        long scored,
        Map<Note.Code, Long> leftOut,
        @Nullable Double effectiveRows,
        Map<String, Estimate> scores,
        Map<String, Estimate> reference,
        @Nullable String referenceName,
        Map<String, Estimate> skill,
        Map<String, Decomposition> decomposition,
        @Nullable Confusion confusion,
        @Nullable Dependence dependence,
        List<Segment> segments,
        List<Section> sections,
        List<Note> notes) {

    /** A scorecard of independent rows; the arguments are those of the record. */
    public Scorecard(
            Task task,
            Scale scale,
            List<String> outcome,
            List<String> prediction,
            List<String> classes,
            String zero,
            @Nullable String weight,
            @Nullable String count,
            long rows,
            long scored,
            Map<Note.Code, Long> leftOut,
            @Nullable Double effectiveRows,
            Map<String, Estimate> scores,
            Map<String, Estimate> reference,
            @Nullable String referenceName,
            Map<String, Estimate> skill,
            Map<String, Decomposition> decomposition,
            @Nullable Confusion confusion,
            List<Note> notes) {
        this(
                task,
                scale,
                outcome,
                prediction,
                classes,
                zero,
                weight,
                count,
                rows,
                scored,
                leftOut,
                effectiveRows,
                scores,
                reference,
                referenceName,
                skill,
                decomposition,
                confusion,
                null,
                List.of(),
                List.of(),
                notes);
    }

    /** The same with another section. */
    public Scorecard with(Section section) {
        List<Section> all = new ArrayList<>(sections);
        all.add(section);
        return with(all, notes);
    }

    /** The same without what is said of single rows: the worst ones, those that decide, where those of notes stand. */
    public Scorecard withoutRows() {
        List<Section> all = new ArrayList<>();
        for (Section section : sections) {
            if (section instanceof ModelComparison comparison) {
                all.add(comparison.withoutRows());
            } else if (!(section instanceof WorstRows)) {
                all.add(section);
            }
        }
        return with(
                all,
                notes.stream()
                        .map(note -> new Note(note.code(), note.severity(), note.count(), List.of(), note.evidence()))
                        .toList());
    }

    private Scorecard with(List<Section> others, List<Note> said) {
        return new Scorecard(
                task,
                scale,
                outcome,
                prediction,
                classes,
                zero,
                weight,
                count,
                rows,
                scored,
                leftOut,
                effectiveRows,
                scores,
                reference,
                referenceName,
                skill,
                decomposition,
                confusion,
                dependence,
                segments,
                others,
                said);
    }

    /**
     * A section.
     *
     * @param kind its kind, such as {@code ModelComparison.class}
     * @return it, or null where neither the task nor an option brings it
     */
    public <S extends Section> @Nullable S section(Class<S> kind) {
        return Section.of(sections, kind);
    }

    /**
     * A score.
     *
     * @param name its name, such as {@code brier} or {@code auc}
     * @return the number and how sure it is
     * @throws IllegalArgumentException if there is no such score; the message lists those that there are
     */
    public Estimate get(String name) {
        Estimate found = scores.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no score \"" + name + "\" here, only " + String.join(", ", scores.keySet()) + ".");
        }
        return found;
    }

    /**
     * The mean of a loss.
     *
     * @param loss one that every card of this task has, such as the log loss, or one that was asked for
     * @return the number and how sure it is
     * @throws IllegalArgumentException if the card does not have it; the message lists what it has
     */
    public Estimate get(Loss loss) {
        return get(scores.containsKey(loss.toString()) ? loss.toString() : loss.name());
    }

    /**
     * Rows by true class (first index) and predicted class (second index), both in the order of the scorecard's
     * classes. A tie between k classes gives each 1/k.
     *
     * @param rows how many rows, or how much weight under weights
     * @param classes each class against the rest, in the same order; empty under soft outcomes
     */
    public record Confusion(double[][] rows, List<ClassScores> classes) {
        /** Copies the list. */
        public Confusion {
            classes = List.copyOf(classes);
        }
    }
}
