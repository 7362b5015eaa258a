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
     * Between 2^-200 and 2^200 no product of four values and a count, nor any part of it, overflows or is subnormal.
     */
    private static final int COMMON = 200;

    private static final int COUNT_BITS = 53;

    private final int[][] monomials;

    /** All monomials and their prefixes, a prefix before what is built on it. */
    private final List<Monomial> chain = new ArrayList<>();

    /** The monomials by their place in the constructor; one that was asked for twice is there twice. */
    private final Monomial[] asked;

    private final List<Monomial> summed;

    /** By column. */
    private final Binades[] binades;

    private final int degree;

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
        binades = new Binades[chain.stream().mapToInt(m -> m.column + 1).max().orElse(0)];
        Arrays.setAll(binades, column -> new Binades());
        degree = Arrays.stream(this.monomials).mapToInt(m -> m.length).max().orElse(1);
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
        if (!addIfFinite(columns, n)) {
            refuse(columns, n);
        }
    }

    /** Adds the rows 0 to n - 1 and returns true; or adds nothing and returns false if a value is infinite or NaN. */
    public boolean addIfFinite(double[][] columns, int n) {
        if (!areFinite(columns, n, depth(0))) {
            return false;
        }
        double[][] room = Room.ofThisThread(room());
        for (int from = 0; from < n; from += BlockSum.LENGTH) {
            int length = Math.min(BlockSum.LENGTH, n - from);
            if (areCommon(columns, from, length, n, depth(0))) {
                multiply(columns, from, length, room);
                for (Monomial m : summed) {
                    m.collect(length);
                }
            } else {
                for (int row = from; row < from + length; row++) {
                    addRow(columns, row, 1);
                }
            }
        }
        rows += n;
        return true;
    }

    /**
     * Adds row r counts[r] times, with the same result as if it stood there so often.
     *
     * @throws IllegalArgumentException if a value is infinite or NaN or a count is negative; nothing is added then
     * @throws ArithmeticException if there are more than 2^63 - 1 rows; nothing is added then
     */
    public void add(double[][] columns, long[] counts, int n) {
        if (!addIfFinite(columns, counts, n)) {
            refuse(columns, n);
        }
    }

    /**
     * Adds row r counts[r] times and returns true; or adds nothing and returns false if a value is infinite or NaN.
     *
     * @throws IllegalArgumentException if a count is negative; nothing is added then
     * @throws ArithmeticException if there are more than 2^63 - 1 rows; nothing is added then
     */
    public boolean addIfFinite(double[][] columns, long[] counts, int n) {
        long sum = rows;
        long all = 0;
        for (int row = 0; row < n; row++) {
            if (counts[row] < 0) {
                throw new IllegalArgumentException("The count " + counts[row] + " of row " + row + " is negative.");
            }
            sum = Math.addExact(sum, counts[row]);
            all |= counts[row];
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(all);
        int depth = depth(bits);
        if (!areFinite(columns, n, depth)) {
            return false;
        }
        double[][] room = Room.ofThisThread(room());
        double[] times = room[room() - 1];
        for (int from = 0; from < n; from += BlockSum.LENGTH) {
            int length = Math.min(BlockSum.LENGTH, n - from);
            for (int i = 0; i < length; i++) {
                times[i] = (double) counts[from + i];
            }
            if (bits <= COUNT_BITS && areCommon(columns, from, length, n, depth)) {
                multiply(columns, from, length, room);
                for (Monomial m : summed) {
                    m.collect(times, bits, length, room);
                }
            } else {
                for (int row = from; row < from + length; row++) {
                    addRow(columns, row, counts[row]);
                }
            }
        }
        rows = sum;
        return true;
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
            summed.get(i).total().merge(that.summed.get(i).total());
        }
        rows = sum;
    }

    /** Returns the sum of the monomial given at this place in the constructor. */
    public Dyadic sum(int monomial) {
        return asked[monomial].total().exact();
    }

    /** Returns the number of rows, each as often as its count says. */
    public long rows() {
        return rows;
    }

    /** Returns how many arrays are needed: for the products, a copy of each column, and the counts. */
    private int room() {
        return Monomial.room(chain.size()) + binades.length + 1;
    }

    /** How many binades of values make products, repeated below 2^bits times, that are still summed fast. */
    private int depth(int bits) {
        return Math.clamp((BlockSum.REACH - 53 - bits) / degree, 1, BlockSum.DEPTH);
    }

    /** Looks at all blocks; of a single block the bounds are known then. */
    private boolean areFinite(double[][] columns, int n, int depth) {
        for (int from = 0; from < n; from += BlockSum.LENGTH) {
            if (!look(columns, from, Math.min(BlockSum.LENGTH, n - from), depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean look(double[][] columns, int from, int length, int depth) {
        for (int column = 0; column < binades.length; column++) {
            if (!binades[column].look(columns[column], from, length, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean areCommon(double[][] columns, int from, int length, int n, int depth) {
        if (length < n) {
            look(columns, from, length, depth);
        }
        for (Binades each : binades) {
            if (each.lowest < -COMMON || each.highest > COMMON) {
                return false;
            }
        }
        return true;
    }

    private void multiply(double[][] columns, int from, int length, double[][] room) {
        for (int column = 0; column < binades.length && from > 0; column++) {
            System.arraycopy(columns[column], from, room[Monomial.room(chain.size()) + column], 0, length);
        }
        for (Monomial m : chain) {
            double[] x = from > 0 ? room[Monomial.room(chain.size()) + m.column] : columns[m.column];
            m.multiply(x, binades[m.column], length, room);
        }
    }

    private void addRow(double[][] columns, int row, long count) {
        for (Monomial m : summed) {
            m.collect(columns, row, count);
        }
    }

    private void refuse(double[][] columns, int n) {
        for (int column = 0; column < binades.length; column++) {
            for (int row = 0; row < n; row++) {
                if (!Double.isFinite(columns[column][row])) {
                    throw new IllegalArgumentException("The value " + columns[column][row] + " in column " + column
                            + ", row " + row + " is not finite: leave such rows out first.");
                }
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof PowerSums that) || rows != that.rows || !Arrays.deepEquals(monomials, that.monomials)) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            if (!asked[i].total().equals(that.asked[i].total())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = Arrays.deepHashCode(monomials);
        for (Monomial m : asked) {
            hash = 31 * hash + m.total().hashCode();
        }
        return hash;
    }
}
