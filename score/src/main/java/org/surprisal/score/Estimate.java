package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/**
 * A number computed from rows, together with how sure it is in the way that is valid for it.
 *
 * @param value the estimate; may be infinite, and is NaN only where {@code kind} is {@link Kind#UNDEFINED}
 * @param se the standard error, or null where none is defined
 * @param interval the two-sided interval at {@code level}, or null where none is valid
 * @param level the confidence level of the interval, in (0, 1)
 * @param method how the interval was made ({@code hall}, {@code wilson}, {@code delta}, ...), or null without one
 * @param kind what stands behind the number
 * @param unit the unit of the value
 * @param better which direction is better
 * @param n the rows it rests on
 * @param reason why there is no interval, for a person; null where there is one
 */
public record Estimate(
        double value,
        @Nullable Double se,
        @Nullable Interval interval,
        double level,
        @Nullable String method,
        Kind kind,
        Unit unit,
        Better better,
        long n,
        @Nullable String reason) {

    /** What stands behind a number. */
    public enum Kind {
        /** The interval is valid. */
        INTERVAL,
        /** The value is exact or no interval exists for it; the reason says which. */
        NONE,
        /** Some row lost infinitely much, so the value is infinite. */
        INFINITE,
        /** The rows do not determine a value; the reason says why. */
        UNDEFINED
    }

    /** The unit of a value. */
    public enum Unit {
        /** Natural-logarithm units of information. */
        NATS,
        /** Binary units of information. */
        BITS,
        /** A share or probability in [0, 1]. */
        SHARE,
        /** A pure number. */
        NUMBER,
        /** The unit of the outcome. */
        OUTCOME,
        /** The square of the unit of the outcome. */
        OUTCOME_SQUARED
    }

    /** Which direction is better. */
    public enum Better {
        /** Smaller values are better. */
        LOWER,
        /** Larger values are better. */
        HIGHER,
        /** Values closer to zero are better. */
        ZERO,
        /** Neither: the number describes the rows. */
        NEITHER
    }
}
