package org.surprisal.score;

/**
 * Where a row stands.
 *
 * @param file the number of the file, counted from 1 in the order given
 * @param row the number of the row in the file, counted from 1 for the first row after the header
 */
public record RowReference(int file, long row) implements Comparable<RowReference> {
    @Override
    public int compareTo(RowReference other) {
        return file != other.file ? Integer.compare(file, other.file) : Long.compare(row, other.row);
    }
}
