package org.surprisal.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of monomials of several columns, such as Σx, Σx², Σx³ or Σxy, that do not depend on the order of the rows. A
 * monomial is the list of its column indices: {@code {0}} is Σx₀, {@code {0, 0, 1}} is Σx₀²x₁; its degree is 1 to 4.
 *
 * <p>What a row adds depends on that row only: degree 1 and 2 exactly (both halves of the product), degree 3 and 4 a
 * sum of two doubles whose relative error is at most 2^-100. These summands are then added exactly, whatever the order,
 * the batches, the merges; nothing overflows or underflows. A count repeats a row exactly.
 *
 * <p>Two such sums are equal if they are of the same monomials, have as many rows, and every sum is equal. Mutable, not
 * for use by several threads at once.
 */
public final class PowerSums {
    /**
     * Between these magnitudes no product of four values and a count, nor any part of it, overflows or is subnormal.
     */
    private static final double SMALL = 0x1p-200;

    private static final double LARGE = 0x1p200;
    private static final long COUNT = 1L << 53;

    private final int[][] monomials;

    /** All monomials and their prefixes, a prefix before what is built on it. */
    private final List<Monomial> chain = new ArrayList<>();

    /** The monomials by their place in the constructor; one that was asked for twice is there twice. */
    private final Monomial[] asked;

    private final List<Monomial> summed;
    private long rows;

    /**
     * Creates empty sums.
     *
     * @param monomials each a list of 1 to 4 column indices, in any order
     * @throws IllegalArgumentException if a degree is not 1 to 4 or an index is negative
     */
    public PowerSums(int[]... monomials) {
        this.monomials = new int[monomials.length][];
        asked = new Monomial[monomials.length];
        for (int i = 0; i < monomials.length; i++) {
            int[] sorted = monomials[i].clone();
            Arrays.sort(sorted);
            if (sorted.length < 1 || sorted.length > 4 || sorted[0] < 0) {
                throw new IllegalArgumentException("The monomial " + Arrays.toString(monomials[i])
                        + " is not a list of one to four column indices from 0.");
            }
            this.monomials[i] = sorted;
            Monomial last = null;
            for (int column : sorted) {
                last = child(last, column);
            }
            asked[i] = last;
        }
        summed = Arrays.stream(asked).distinct().toList();
    }

    private Monomial child(@Nullable Monomial prefix, int column) {
        for (Monomial m : chain) {
            if (m.prefix == prefix && m.column == column) {
                return m;
            }
        }
        Monomial m = new Monomial(prefix, column, chain.size());
        chain.add(m);
        return m;
    }

    /**
     * Adds the rows 0 to n - 1; columns[c][r] is row r of column c.
     *
     * @throws IllegalArgumentException if a value is infinite or NaN; nothing is added then
     */
    public void add(double[][] columns, int n) {
        double[][] room = Room.ofThisThread(Monomial.room(chain.size()) + 1);
        double[] block = room[room.length - 1];
        double[][] largest = largest(columns, n, block);
        for (int from = 0; from < n; from += Lanes.WIDTH) {
            int length = Math.min(Lanes.WIDTH, n - from);
            if (common(largest, from / Lanes.WIDTH)) {
                multiply(columns, from, length, largest, room);
                for (Monomial m : summed) {
                    m.collect(length, room);
                }
            } else {
                for (int row = from; row < from + length; row++) {
                    addRow(columns, row, 1);
                }
            }
        }
        rows += n;
    }

    /**
     * Adds row r counts[r] times, with the same result as if it stood there so often.
     *
     * @throws IllegalArgumentException if a value is infinite or NaN or a count is negative; nothing is added then
     * @throws ArithmeticException if there are more than 2^63 - 1 rows; nothing is added then
     */
    public void add(double[][] columns, long[] counts, int n) {
        double[][] room = Room.ofThisThread(Monomial.room(chain.size()) + 1);
        double[] block = room[room.length - 1];
        double[][] largest = largest(columns, n, block);
        long more = 0;
        for (int row = 0; row < n; row++) {
            long count = counts[row];
            if (count < 0) {
                throw new IllegalArgumentException("The count " + count + " of row " + row + " is negative.");
            }
            more = Math.addExact(more, count);
        }
        long sum = Math.addExact(rows, more);
        for (int from = 0; from < n; from += Lanes.WIDTH) {
            int length = Math.min(Lanes.WIDTH, n - from);
            long most = 0;
            for (int i = 0; i < length; i++) {
                long count = counts[from + i];
                block[i] = (double) count;
                most = Math.max(most, count);
            }
            if (most < COUNT && common(largest, from / Lanes.WIDTH)) {
                multiply(columns, from, length, largest, room);
                for (Monomial m : summed) {
                    m.collect(block, length, (double) most, room);
                }
            } else {
                for (int row = from; row < from + length; row++) {
                    addRow(columns, row, counts[row]);
                }
            }
        }
        rows = sum;
    }

    /**
     * Adds all rows that the other sums have seen.
     *
     * @throws IllegalArgumentException if the other sums have other monomials
     */
    public void merge(PowerSums that) {
        if (!Arrays.deepEquals(monomials, that.monomials)) {
            throw new IllegalArgumentException("Sums of " + Arrays.deepToString(that.monomials)
                    + " cannot be merged into sums of " + Arrays.deepToString(monomials) + ".");
        }
        long sum = Math.addExact(rows, that.rows);
        for (int i = 0; i < summed.size(); i++) {
            summed.get(i).settled().merge(that.summed.get(i).settled());
        }
        rows = sum;
    }

    /** Returns the sum of the monomial given at this place in the constructor. */
    public Dyadic sum(int monomial) {
        return asked[monomial].settled().exact();
    }

    /** Returns the number of rows, each as often as its count says. */
    public long rows() {
        return rows;
    }

    private void multiply(double[][] columns, int from, int length, double[][] largest, double[][] room) {
        for (Monomial m : chain) {
            m.multiply(columns[m.column], from, length, largest[m.column][from / Lanes.WIDTH], room);
        }
    }

    private void addRow(double[][] columns, int row, long count) {
        for (Monomial m : summed) {
            m.collect(columns, row, count);
        }
    }

    /**
     * Returns the largest magnitude of each column in each block, infinite if the column has a value there that is not
     * of common magnitude; a value that is not finite is refused.
     */
    private static double[][] largest(double[][] columns, int n, double[] block) {
        double[][] largest = new double[columns.length][(n + Lanes.WIDTH - 1) / Lanes.WIDTH];
        for (int c = 0; c < columns.length; c++) {
            double[] x = columns[c];
            for (int from = 0; from < n; from += Lanes.WIDTH) {
                int to = Math.min(n, from + Lanes.WIDTH);
                System.arraycopy(x, from, block, 0, to - from);
                double bound = largest(block, to - from);
                largest[c][from / Lanes.WIDTH] = bound;
                if (bound == Double.POSITIVE_INFINITY) {
                    for (int row = from; row < to; row++) {
                        if (!Double.isFinite(x[row])) {
                            throw new IllegalArgumentException("The value " + x[row] + " in column " + c + ", row "
                                    + row + " is not finite: leave such rows out first.");
                        }
                    }
                }
            }
        }
        return largest;
    }

    /**
     * Returns the largest magnitude of x[0] to x[n - 1], infinite unless every value is zero or between the two limits.
     */
    private static double largest(double[] x, int n) {
        double largest = 0;
        double outside = 0;
        for (int i = 0; i < n; i++) {
            double magnitude = Math.abs(x[i]);
            largest = Math.max(largest, magnitude);
            // 0 or 1 unless the value is small but not zero.
            double small = Math.min(magnitude * (1 / SMALL), 1);
            outside = Math.max(outside, small * (1 - small));
        }
        return largest <= LARGE && outside == 0 ? largest : Double.POSITIVE_INFINITY;
    }

    private static boolean common(double[][] largest, int block) {
        for (double[] column : largest) {
            if (column[block] == Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof PowerSums that) || rows != that.rows || !Arrays.deepEquals(monomials, that.monomials)) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            if (!asked[i].settled().equals(that.asked[i].settled())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = Arrays.deepHashCode(monomials);
        for (Monomial m : asked) {
            hash = 31 * hash + m.settled().hashCode();
        }
        return hash;
    }
}
