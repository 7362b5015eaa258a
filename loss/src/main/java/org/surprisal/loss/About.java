package org.surprisal.loss;

import java.util.List;
import java.util.Map;

/**
 * What is known about a loss beside its formula. Texts are empty where nothing was stated.
 *
 * @param link what takes a prediction to the whole line: "identity", "logit", "log" or the like
 * @param elicits what the best constant prediction is, such as "mean" or "median"
 * @param note a sentence or two on points where the loss or its derivative is not defined by the formula alone
 * @param aliases other names that {@link Catalogue#find} knows
 * @param otherNames what it is called elsewhere: library to name, in the order of their declaration
 * @param source the literature
 */
public record About(
        String link, String elicits, String note, List<String> aliases, Map<String, String> otherNames, String source) {
    /** Nothing, of a loss that is only a formula. */
    static final About NOTHING = new About("identity", "", "", List.of(), Map.of(), "");
}
