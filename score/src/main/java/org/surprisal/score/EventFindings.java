package org.surprisal.score;

import java.util.Map;

/**
 * What is known of the forecasts of an event beyond their scores.
 *
 * @param curves the curves by name, in the order in which a reader wants them; empty where rows were not ranked
 */
public record EventFindings(Map<String, Curve> curves) {
    /** Nothing: another task, no row, or no ranking of the rows. */
    public static final EventFindings NONE = new EventFindings(Map.of());
}
