package org.surprisal.agent;

import org.jspecify.annotations.Nullable;

/**
 * When a recording starts: {@code loss is NaN}, {@code loss > 0.1}.
 *
 * @param name the variable
 * @param relation {@code is}, {@code <}, {@code >}, {@code <=}, {@code >=} or {@code ==}
 * @param bound what it is compared with; NaN for {@code is NaN}
 */
record Condition(String name, String relation, double bound) {

    /** The condition on a variable that a trigger says; null if it says none. */
    static @Nullable Condition of(String trigger) {
        String[] words = trigger.split("\\s+", -1);
        if (words.length != 3) {
            return null;
        }
        return new Condition(
                words[0],
                words[1],
                words[2].equals("infinite") ? Double.POSITIVE_INFINITY : Double.parseDouble(words[2]));
    }

    boolean names(String variable) {
        return name.equals(variable);
    }

    boolean holds(double value) {
        return switch (relation) {
            case "<" -> value < bound;
            case ">" -> value > bound;
            case "<=" -> value <= bound;
            case ">=" -> value >= bound;
            default -> Double.isNaN(bound) ? Double.isNaN(value) : Math.abs(value) == bound || value == bound;
        };
    }
}
