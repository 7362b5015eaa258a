package org.surprisal.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some steps of a recording.
 *
 * @param first the first
 * @param last the last, not before the first
 */
record StepRange(long first, long last) {
    static final StepRange ALL = new StepRange(0, Long.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("(\\d{0,18})\\.\\.(\\d{0,18})");

    /** Reads {@code A..B}; either end may be left out. */
    static StepRange of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            long first = matcher.group(1).isEmpty() ? ALL.first : Long.parseLong(matcher.group(1));
            long last = matcher.group(2).isEmpty() ? ALL.last : Long.parseLong(matcher.group(2));
            if (first <= last) {
                return new StepRange(first, last);
            }
        }
        throw new WrongCall("--steps takes A..B, such as 1..200, not '" + text + "'.", "watch");
    }
}
