package org.surprisal.math;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums of monomials of several columns, such as Σx, Σx², Σx³ or Σxy, that do not depend on the order of the rows. A monomial is the list of
 * its column indices: {@code {0}} is Σx₀, {@code {0, 0, 1}} is Σx₀²x₁; its degree is 1 to 4.
 *
 * <p>What a row adds depends on that row only: degree 1 and 2 exactly (both halves of the product), degree 3 and 4 an expansion of three
 * doubles whose relative error is at most 2^-100. These summands are then added exactly, whatever the order, the batches, the merges;
 * nothing overflows or underflows. A count repeats a row exactly.
 *
 * <p>Mutable, not for use by several threads at once.
 */
public final class PowerSums {
    private final int[][] monomials;
    private final Accumulator[] totals;
    private long rows;

    /**
     * Creates empty sums.
     *
     * @param monomials each a list of 1 to 4 column indices, in any order
     * @throws IllegalArgumentException if a degree is not 1 to 4 or an index is negative
     */
    public PowerSums(int[]... monomials) {
        this.monomials = new int[monomials.length][];
        totals = new Accumulator[monomials.length];
        for (int i = 0; i < monomials.length; i++) {
            int[] sorted = monomials[i].clone();
            Arrays.sort(sorted);
            if (sorted.length < 1 || sorted.length > 4 || sorted[0] < 0) {
                throw new IllegalArgumentException("The monomial " + Arrays.toString(monomials[i])
                        + " is not a list of one to four column indices from 0.");
            }
            this.monomials[i] = sorted;
            totals[i] = new Accumulator(sorted.length);
        }
    }

    /**
     * Adds the rows 0 to n - 1; columns[c][r] is row r of column c.
     *
     * @throws IllegalArgumentException if a value is infinite or NaN; nothing is added then
     */
    public void add(double[][] columns, int n) {
        check(columns, n);
        for (int r = 0; r < n; r++) {
            addRow(columns, r, 1);
        }
        rows += n;
    }

    /**
     * Adds row r counts[r] times, with the same result as if it stood there so often.
     *
     * @throws IllegalArgumentException if a value is infinite or NaN or a count is negative; nothing is added then
     */
    public void add(double[][] columns, long[] counts, int n) {
        check(columns, n);
        for (int r = 0; r < n; r++) {
            if (counts[r] < 0) {
                throw new IllegalArgumentException("The count " + counts[r] + " of row " + r + " is negative.");
            }
        }
        for (int r = 0; r < n; r++) {
            addRow(columns, r, counts[r]);
            rows = Math.addExact(rows, counts[r]);
        }
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
        for (int i = 0; i < totals.length; i++) {
            totals[i].merge(that.totals[i]);
        }
        rows = Math.addExact(rows, that.rows);
    }

    /** Returns the sum of the monomial given at this place in the constructor. */
    public Dyadic sum(int monomial) {
        return totals[monomial].exact();
    }

    /** Returns the number of rows, each as often as its count says. */
    public long rows() {
        return rows;
    }

    private static void check(double[][] columns, int n) {
        for (int c = 0; c < columns.length; c++) {
            for (int r = 0; r < n; r++) {
                if (!Double.isFinite(columns[c][r])) {
                    throw new IllegalArgumentException(
                            "The value " + columns[c][r] + " in column " + c + ", row " + r + " is not finite.");
                }
            }
        }
    }

    private void addRow(double[][] columns, int r, long count) {
        for (int i = 0; i < totals.length; i++) {
            int[] monomial = monomials[i];
            int exponent = 0;
            double high = 1;
            double middle = 0;
            double low = 0;
            for (int column : monomial) {
                double x = columns[column][r];
                int e = Math.max(Math.getExponent(x), Double.MIN_EXPONENT);
                double m = Math.scalb(x, -e);
                exponent += e;
                double product = high * m;
                double lost = Math.fma(high, m, -product);
                low = Math.fma(low, m, 0);
                double cross = middle * m;
                low += Math.fma(middle, m, -cross);
                middle = cross + lost;
                low += cross - middle + lost;
                high = product;
            }
            Accumulator total = totals[i];
            for (double part : new double[] {high, middle, low}) {
                total.add(Bits.significand(part), Bits.exponent(part) + exponent, count);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PowerSums that
                && rows == that.rows
                && Arrays.deepEquals(monomials, that.monomials)
                && Arrays.equals(totals, that.totals);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(monomials) + Arrays.hashCode(totals);
    }
}
