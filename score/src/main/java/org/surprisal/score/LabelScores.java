package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Labels of which several may be true at once, each scored as an event.
 *
 * @param labels the labels, in the order in which they were named
 */
public record LabelScores(List<Label> labels) implements Section {
    /** Copies the list. */
    public LabelScores {
        labels = List.copyOf(labels);
    }

    /**
     * A label.
     *
     * @param name its name
     * @param outcome the column of what happened
     * @param prediction the column of probabilities
     * @param rows the rows that were scored for it
     * @param leftOut the rows left out for it, by reason
     * @param scores its scores by name, as those of an event
     * @param skill one minus score over that of the label's base rate, by score
     * @param notes what a reader must know of it
     */
    public record Label(
            String name,
            String outcome,
            String prediction,
            long rows,
            Map<Note.Code, Long> leftOut,
            Map<String, Estimate> scores,
            Map<String, Estimate> skill,
            List<Note> notes) {
        /** Copies what may change. */
        public Label {
            leftOut = new TreeMap<>(leftOut);
            scores = new LinkedHashMap<>(scores);
            skill = new LinkedHashMap<>(skill);
            notes = List.copyOf(notes);
        }
    }
}
