package org.surprisal.score;

import java.util.Arrays;

/** The most probable class of each row of a block, or the classes that tie for it. */
final class Winners {
    private double[][] columns = new double[2][];
    private final double[] largest = new double[Block.SIZE];
    private final int[] first = new int[Block.SIZE];
    private final int[] tied = new int[Block.SIZE];
    private final double[] other = new double[Block.SIZE];

    /** Looks at one prediction x of the second of two classes; {@code even} favours neither. */
    void ofTwo(double[] x, double even, int n) {
        Arrays.fill(other, 0, n, even);
        columns[0] = other;
        columns[1] = x;
        of(columns, n);
    }

    /** Looks at n rows of one prediction per class. */
    void of(double[][] x, int n) {
        columns = x;
        System.arraycopy(x[0], 0, largest, 0, n);
        Arrays.fill(first, 0, n, 0);
        for (int k = 1; k < x.length; k++) {
            double[] column = x[k];
            for (int i = 0; i < n; i++) {
                first[i] = column[i] > largest[i] ? k : first[i];
                largest[i] = Math.max(largest[i], column[i]);
            }
        }
        Arrays.fill(tied, 0, n, 0);
        for (double[] column : x) {
            for (int i = 0; i < n; i++) {
                tied[i] += column[i] == largest[i] ? 1 : 0;
            }
        }
    }

    /** How many classes share the largest prediction of row i; 1 without a tie. */
    int tied(int i) {
        return tied[i];
    }

    /** The first class with the largest prediction of row i. */
    int first(int i) {
        return first[i];
    }

    /** All classes with the largest prediction of row i, each a bit; at most 64 classes. */
    long all(int i) {
        long all = 0;
        for (int k = 0; k < columns.length; k++) {
            all |= columns[k][i] == largest[i] ? 1L << k : 0;
        }
        return all;
    }

    /** Whether class k has the largest prediction of row i. */
    boolean isWinner(int k, int i) {
        return columns[k][i] == largest[i];
    }

    /** The first class from {@code from} on that has the largest prediction of row i, or -1. */
    int next(int i, int from) {
        for (int k = from; k < columns.length; k++) {
            if (columns[k][i] == largest[i]) {
                return k;
            }
        }
        return -1;
    }
}
