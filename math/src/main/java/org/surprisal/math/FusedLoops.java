package org.surprisal.math;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.spi.StraightLine;
import org.surprisal.math.spi.Twins;

/** Loops made while the program runs, each for one straight line of arithmetic, where {@code simd} makes them. */
public final class FusedLoops {
    private FusedLoops() {}

    /** Whether there is anyone to make them. */
    public static boolean areMade() {
        return Twin.isThere();
    }

    /**
     * Begins to make the loop of a straight line. That takes a second or two, on a thread of its own; it is worth
     * asking for arithmetic that will be done to millions of rows.
     *
     * @param line what to do to each row
     * @param plain does the same to so many rows of numbers between 0 and 1, as fast as it is done without the loop;
     *     called by that thread
     * @return null if there will be none
     */
    public static Twins.@Nullable Fused of(StraightLine line, IntConsumer plain) {
        return Twin.fused(line, plain);
    }
}
