package org.surprisal.math.spi;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Loops over arrays that do what those of {@code math} do, with the same bits, in less time. The loops of {@code math}
 * are the definition; a twin that differs from its own in one bit of one result is wrong.
 *
 * <p>A provider is found by {@link java.util.ServiceLoader}, once, when the first function of {@code math} is used. One
 * that cannot work in this JVM returns no twins. Its constructor and its methods must not call {@code math}, some of
 * whose classes are waiting for their answer; threads that it starts may.
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

    /** A loop over three arrays; which of them it reads and which it writes is said where it is used. */
    @FunctionalInterface
    interface ThreeArrays {
        /**
         * Reads and writes the first n values of each.
         *
         * @param a the first array
         * @param b the second array
         * @param c the third array
         * @param n how many
         */
        void of(double[] a, double[] b, double[] c, int n);
    }

    /** A sum of a block on two grids of powers of two. */
    @FunctionalInterface
    interface BlockSum {
        /** The greatest block. */
        int LENGTH = 512;

        /** The first grid lies so many bits below the bound. */
        int FIRST = 44;

        /** The second grid lies so many bits below the bound. */
        int SECOND = 89;

        /**
         * Sums v[from] to v[from + n - 1], exactly.
         *
         * @param v the values
         * @param from the first of them
         * @param n how many, at most {@link #LENGTH}
         * @param top what the grids are made for, from -800 to 900
         * @param parts receives two integers; the sum is {@code parts[0]·2^(top - FIRST) + parts[1]·2^(top - SECOND)}
         * @return false if a value is infinite, NaN or no multiple of 2^(top - SECOND), and perhaps if one is above
         *     2^top in magnitude; then parts are of no use
         */
        boolean of(double[] v, int from, int n, int top, long[] parts);
    }

    /** A loop made for a {@link StraightLine}. */
    interface Fused {
        /** Whether it has become the faster one; once true, always. */
        boolean ready();

        /**
         * Computes n rows.
         *
         * @param columns the columns of the rows
         * @param from where in each the first row stands
         * @param results receives the results, from index 0 on; none of the columns
         * @param n how many rows
         * @return false if nothing was done: it is not ready, or the rows are too few
         */
        boolean of(double[][] columns, int[] from, double[][] results, int n);
    }

    /**
     * The loop to use for a function: its twin, or the plain one as long as that is the better one.
     *
     * @param function the simple name of its class in {@code org.surprisal.math}
     * @param plain the loop of {@code math}
     * @return plain itself if there is no twin
     */
    Loop loop(String function, Loop plain);

    /**
     * The same for a loop over three arrays.
     *
     * @param function the name of its class in {@code org.surprisal.math}
     * @param plain the loop of {@code math}
     * @return plain itself if there is no twin
     */
    ThreeArrays threeArrays(String function, ThreeArrays plain);

    /**
     * The sum of a block, which refuses every block as long as it is not the better one.
     *
     * @return null if there is none
     */
    @Nullable
    BlockSum blockSum();

    /**
     * Begins to make a loop for a straight line.
     *
     * @param line what to do to each row
     * @param plain does the same to so many rows of numbers between 0 and 1, as fast as it is done without the loop; it
     *     is called by a thread of its own
     * @return null if there is none
     */
    @Nullable
    Fused fused(StraightLine line, IntConsumer plain);
}
