package org.surprisal.score;

import java.util.List;
import org.surprisal.score.Unscorable.Choice;

/**
 * Which columns hold what happened and which hold what was forecast.
 *
 * @param outcome one column or expression, or one 0/1 column per class
 * @param prediction one column or expression, or one per class
 * @param classes the names of the classes in the order of the columns, where the columns' names or the user say them;
 *     else empty
 */
record Roles(List<String> outcome, List<String> prediction, List<String> classes) {
    /** Copies the lists. */
    Roles {
        outcome = List.copyOf(outcome);
        prediction = List.copyOf(prediction);
        classes = List.copyOf(classes);
    }

    /** A way to go on with these columns and one more option. */
    Choice choice(String option, String value) {
        return new Choice(outcome, prediction, List.of(option, value));
    }

    /** One outcome and one prediction. */
    static Roles of(String outcome, String prediction) {
        return new Roles(List.of(outcome), List.of(prediction), List.of());
    }
}
