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
 * @param levels the levels of quantile forecasts, in the order of the columns; else empty
 */
record Roles(List<String> outcome, List<String> prediction, List<String> classes, List<Double> levels) {
    /** Copies the lists. */
    Roles {
        outcome = List.copyOf(outcome);
        prediction = List.copyOf(prediction);
        classes = List.copyOf(classes);
        levels = List.copyOf(levels);
    }

    /** Columns of forecasts other than quantiles. */
    Roles(List<String> outcome, List<String> prediction, List<String> classes) {
        this(outcome, prediction, classes, List.of());
    }

    /** The same columns as quantiles. */
    Roles withLevels(List<Double> of) {
        return new Roles(outcome, prediction, List.of(), of);
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
