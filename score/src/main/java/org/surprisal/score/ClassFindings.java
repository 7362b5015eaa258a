package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of probabilities of several classes when they are seen as events: each class against the rest, and
 * whether the class with the largest probability happened.
 *
 * @param classes each class as an event, in their order
 * @param topLabel curves, and what scores would be by chance, of the event that the class with the largest probability
 *     happened; of a row for which k classes tie it happened with 1/k
 */
public record ClassFindings(List<OneClass> classes, EventFindings topLabel) implements Section {
    /** Copies the list. */
    public ClassFindings {
        classes = List.copyOf(classes);
    }

    /**
     * A class against the rest.
     *
     * @param name the class
     * @param scores its scores by name, those of an event that has the probability of the class
     * @param reference the scores of the frequency of the class
     * @param skill one minus score over that of the frequency of the class, by score
     * @param decomposition its scores as miscalibration, discrimination and uncertainty
     * @param event its curves, and what scores would be by chance
     */
    public record OneClass(
            String name,
            Map<String, Estimate> scores,
            Map<String, Estimate> reference,
            Map<String, Estimate> skill,
            Map<String, Decomposition> decomposition,
            EventFindings event) {
        /** Copies what may change. */
        public OneClass {
            scores = new LinkedHashMap<>(scores);
            reference = new LinkedHashMap<>(reference);
            skill = new LinkedHashMap<>(skill);
            decomposition = new LinkedHashMap<>(decomposition);
        }
    }

    /** The same for rows that depend on each other. */
    ClassFindings ofDependentRows(DependentErrors errors, ClassEvents events) {
        List<OneClass> all = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            OneClass of = classes.get(k);
            Findings with = errors.of(
                    new Findings(of.scores, of.reference, null, of.skill, of.decomposition, null, null, List.of()),
                    events.of(k));
            all.add(new OneClass(
                    of.name,
                    with.scores(),
                    with.reference(),
                    with.skill(),
                    with.decomposition(),
                    of.event.ofDependentRows()));
        }
        return new ClassFindings(all, topLabel.ofDependentRows());
    }
}
