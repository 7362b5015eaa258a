package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a source. The receiver owns the arrays. Cells of requested column c are numbers, codes or texts.
 *
 * @param size number of rows
 * @param numbers per requested column the numbers (length at least {@code size}), or an empty array for a category
 *     column
 * @param codes per requested column the index into the category's values, {@link #MISSING} or {@link #OTHER}; an empty
 *     array for other columns
 * @param texts per requested text column the texts, null where missing; an empty array for others
 * @param flags per requested number column, one byte a row: {@link #PRESENT}, {@link #FLAG_MISSING} or
 *     {@link #FLAG_NOT_A_NUMBER}; an empty array says that every cell is present and none is NaN
 * @param file the number of the file, counted from 1 in the order given; 0 when the pass carries no row numbers
 * @param rows the row numbers in the file, counted from 1 for the first row after the header; an empty array when the
 *     pass carries none
 */
public record Batch(
        int size,
        double[][] numbers,
        int[][] codes,
        @Nullable String[][] texts,
        byte[][] flags,
        int file,
        long[] rows) {
    /** Code of a missing cell in a category column. */
    public static final int MISSING = -1;
    /** Code of a cell that is none of the category's values. */
    public static final int OTHER = -2;
    /** The cell holds a number. */
    public static final byte PRESENT = 0;
    /** The cell is empty, null or NA. The number beside is NaN. */
    public static final byte FLAG_MISSING = 1;
    /** The cell holds something that is not a number, or the number NaN. The number beside is NaN. */
    public static final byte FLAG_NOT_A_NUMBER = 2;

    /** Rows of numbers and codes only; the arguments are those of the record. */
    public Batch(int size, double[][] numbers, int[][] codes, byte[][] flags, int file, long[] rows) {
        this(size, numbers, codes, new String[numbers.length][0], flags, file, rows);
    }
}
