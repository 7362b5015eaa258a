package org.surprisal.loss;

/** Labels in an array, another one for each call. */
final class LabelArray implements Input {
    private int[] labels = {};
    private int rows;

    LabelArray of(int[] labels, int rows) {
        this.labels = labels;
        this.rows = rows;
        return this;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void load(int from, int n, double[] to, int at) {
        for (int i = 0; i < n; i++) {
            to[at + i] = labels[from + i];
        }
    }
}
