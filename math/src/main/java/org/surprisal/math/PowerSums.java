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
    private static final int COUNT_BITS = 53;

    private static final int MOST_FACTORS = 4;
    private static final int MOST_COLUMNS = 1 << 16;

    private static final String KIND = "power sums";
    private static final int VERSION = 1;

    private final int[][] monomials;

    /** All monomials and their prefixes, a prefix before what is built on it. */
    private final List<Monomial> chain = new ArrayList<>();

    /** The monomials by their place in the constructor; one that was asked for twice is there twice. */
    private final Monomial[] asked;

    private final List<Monomial> summed;

    private final ColumnBounds bounds;
    private long rows;

    /**
     * Creates empty sums.
     *
     * @param monomials each a list of 1 to 4 column indices, in any order
     * @throws IllegalArgumentException if a degree is not 1 to 4 or an index not 0 to 65,535
     */
    public PowerSums(int[]... monomials) {
        this.monomials = new int[monomials.length][];
        asked = new Monomial[monomials.length];
        for (int i = 0; i < monomials.length; i++) {
            int[] sorted = monomials[i].clone();
            Arrays.sort(sorted);
            if (sorted.length < 1
                    || sorted.length > MOST_FACTORS
                    || sorted[0] < 0
                    || sorted[sorted.length - 1] >= MOST_COLUMNS) {
                throw new IllegalArgumentException("The monomial " + Arrays.toString(monomials[i])
                        + " is not a list of one to four column indices from 0 to " + (MOST_COLUMNS - 1) + ".");
            }
            this.monomials[i] = sorted;
            Monomial last = null;
            for (int column : sorted) {
                last = child(last, column);
            }
            asked[i] = last;
        }
        summed = Arrays.stream(asked).distinct().toList();
        bounds = new ColumnBounds(
                chain.stream().mapToInt(m -> m.column + 1).max().orElse(0),
                Arrays.stream(this.monomials).mapToInt(m -> m.length).max().orElse(1));
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
        if (!bounds.areFinite(columns, n, 0)) {
            return false;
        }
        double[][] room = Room.ofThisThread(room());
        for (int from = 0; from < n; from += BlockSum.LENGTH) {
            int length = Math.min(BlockSum.LENGTH, n - from);
            if (bounds.areCommon(columns, from, length, n, 0)) {
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
        if (!bounds.areFinite(columns, n, bits)) {
            return false;
        }
        double[][] room = Room.ofThisThread(room());
        double[] times = room[room() - 1];
        for (int from = 0; from < n; from += BlockSum.LENGTH) {
            int length = Math.min(BlockSum.LENGTH, n - from);
            for (int i = 0; i < length; i++) {
                times[i] = (double) counts[from + i];
            }
            if (bits <= COUNT_BITS && bounds.areCommon(columns, from, length, n, bits)) {
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

    /**
     * Returns the sum of a monomial.
     *
     * @param monomial its column indices, in any order
     * @throws IllegalArgumentException if it was not asked for in the constructor
     */
    public Dyadic sum(int[] monomial) {
        int[] sorted = monomial.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < monomials.length; i++) {
            if (Arrays.equals(monomials[i], sorted)) {
                return sum(i);
            }
        }
        throw new IllegalArgumentException("The sum of " + Arrays.toString(sorted) + " is not among those of "
                + Arrays.deepToString(monomials) + ": ask for it in the constructor.");
    }

    /** Returns the number of rows, each as often as its count says. */
    public long rows() {
        return rows;
    }

    /** Returns the state, to be saved; equal sums have equal bytes. Some twenty bytes a monomial of common values. */
    public byte[] toBytes() {
        StateWriter out = new StateWriter().number(monomials.length);
        for (int[] monomial : monomials) {
            out.number(monomial.length);
            for (int column : monomial) {
                out.number(column);
            }
        }
        out.number(rows);
        summed.forEach(m -> out.exact(m.total().exact()));
        return SavedState.seal(KIND, VERSION, out.bytes());
    }

    /**
     * Returns the sums whose state was saved.
     *
     * @throws IllegalArgumentException if the bytes are not saved power sums, or newer or damaged ones
     */
    public static PowerSums fromBytes(byte[] bytes) {
        StateReader in = new StateReader(KIND, SavedState.open(KIND, VERSION, bytes));
        int[][] monomials = new int[(int) in.number(0, bytes.length)][];
        for (int i = 0; i < monomials.length; i++) {
            monomials[i] = new int[(int) in.number(1, MOST_FACTORS)];
            Arrays.setAll(monomials[i], factor -> (int) in.number(0, MOST_COLUMNS - 1));
        }
        PowerSums sums = new PowerSums(monomials);
        sums.rows = in.number(0, Long.MAX_VALUE);
        sums.summed.forEach(m -> in.addTo(m.total()));
        in.end();
        return sums;
    }

    /** Returns how many arrays are needed: for the products, a copy of each column, and the counts. */
    private int room() {
        return Monomial.room(chain.size()) + bounds.columns() + 1;
    }

    private void multiply(double[][] columns, int from, int length, double[][] room) {
        for (int column = 0; column < bounds.columns() && from > 0; column++) {
            System.arraycopy(columns[column], from, room[Monomial.room(chain.size()) + column], 0, length);
        }
        for (Monomial m : chain) {
            double[] x = from > 0 ? room[Monomial.room(chain.size()) + m.column] : columns[m.column];
            m.multiply(x, bounds.of(m.column), length, room);
        }
    }

    private void addRow(double[][] columns, int row, long count) {
        for (Monomial m : summed) {
            m.collect(columns, row, count);
        }
    }

    private void refuse(double[][] columns, int n) {
        for (int column = 0; column < bounds.columns(); column++) {
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
