package org.surprisal.loss;

import java.util.List;
import java.util.Map;

/**
 * What is known about a loss beside its formula.
 *
 * @param link what takes a prediction to the whole line
 * @param elicits what the best constant prediction is
 * @param note what to know about kinks and edges
 * @param aliases its other names here
 * @param otherNames its names elsewhere: library to name
 * @param source the literature
 */
record About(
        String link, String elicits, String note, List<String> aliases, Map<String, String> otherNames, String source) {
    /** Nothing, of a loss that is only a formula. */
    static final About NOTHING = new About("identity", "", "", List.of(), Map.of(), "");
}
