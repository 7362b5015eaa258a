package org.surprisal.math.spi;

import org.jspecify.annotations.Nullable;

/**
 * Loops over arrays that do what those of {@code math} do, with the same bits, in less time. The loops of {@code math}
 * are the definition; a twin that differs from its own in one bit of one result is wrong.
 *
 * <p>A provider is found by {@link java.util.ServiceLoader}, once, when the first function of {@code math} is used. One
 * that cannot work in this JVM returns no twins. Its constructor and its methods must not call {@code math}, some of
 * whose classes are waiting for their answer.
 */
public interface Twins {
    /** A loop of a function of one argument. */
    @FunctionalInterface
    interface Loop {
        /**
         * Sets out[i] to f(x[i]) for {@code 0 ≤ i < n}.
         *
         * @param x the arguments
         * @param out receives the values; may be x
         * @param n how many
         */
        void of(double[] x, double[] out, int n);
    }

    /**
     * The twin of a function's loop.
     *
     * @param function the simple name of its class in {@code org.surprisal.math}
     * @return null if there is none
     */
    @Nullable
    Loop loop(String function);
}
