package org.surprisal.loss.traits;

import java.util.List;
import org.surprisal.loss.accuracy.WorstError;

/**
 * What was found about a derivative in something that is predicted beside the prediction itself.
 *
 * @param variables the names of what it is taken in, one or two
 * @param agreement how it agrees with differences
 * @param error its worst error
 */
public record Further(List<String> variables, Agreement agreement, WorstError error) {
    /** Takes them. */
    public Further {
        variables = List.copyOf(variables);
    }
}
