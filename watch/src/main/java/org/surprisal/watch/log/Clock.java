package org.surprisal.watch.log;

import java.util.HashSet;
import java.util.Set;

/** What all threads of a recording count together. */
final class Clock {
    private final boolean lines;
    private final Set<Long> known = new HashSet<>();
    private long step;
    private long frames;

    /** Steps are lines, or else events. */
    Clock(boolean lines) {
        this.lines = lines;
    }

    /** Whether lines are recorded. */
    boolean lines() {
        return lines;
    }

    /** The step of the next event. */
    long step(boolean line) {
        if (line || !lines) {
            step++;
        }
        return step;
    }

    long frame() {
        return ++frames;
    }

    /** Whether an object was never told of before. */
    boolean first(long object) {
        return known.add(object);
    }
}
