package org.surprisal.loss;

import org.jspecify.annotations.Nullable;

/** Arrays, a column per class, to read and to write; other ones for each call, so that the calls allocate nothing. */
final class ColumnArrays implements Input, Output {
    private double[][] columns = {};
    private int rows;

    ColumnArrays of(double[][] columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        return this;
    }

    /** The one column; null if there are several. */
    double @Nullable [] only() {
        return columns.length == 1 ? columns[0] : null;
    }

    double[][] arrays() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int classes() {
        return columns.length;
    }

    @Override
    public boolean byRow() {
        return false;
    }

    @Override
    public void load(int from, int n, double[] to, int at) {
        for (int k = 0; k < columns.length; k++) {
            System.arraycopy(columns[k], from, to, at + k * n, n);
        }
    }

    @Override
    public void store(int from, int n, double[] values, int at) {
        for (int k = 0; k < columns.length; k++) {
            System.arraycopy(values, at + k * n, columns[k], from, n);
        }
    }
}
