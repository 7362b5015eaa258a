package org.surprisal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Policy;

/** What wrong decisions cost, as in {@code fp=1,fn=5}: a false alarm and a miss. */
final class CostArgument {
    private CostArgument() {}

    /** Reads both costs, in either order. */
    static Policy.Costs parse(String text) {
        Map<String, Double> costs = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (!Set.of("fp", "fn").contains(name)
                    || costs.put(name, number(text, part.substring(equals + 1))) != null) {
                throw wrong(text);
            }
        }
        @Nullable Double fp = costs.get("fp");
        @Nullable Double fn = costs.get("fn");
        if (fp == null || fn == null) {
            throw wrong(text);
        }
        try {
            return new Policy.Costs(fp, fn);
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static double number(String text, String cost) {
        try {
            return Double.parseDouble(cost.strip());
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static WrongCall wrong(String text) {
        return new WrongCall(
                "--cost says what a false alarm and a miss cost, both above 0 and finite, such as fp=1,fn=5, not '"
                        + text + "'.",
                "score");
    }
}
