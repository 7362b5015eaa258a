package org.surprisal.score;

import java.util.Arrays;
import org.surprisal.math.ExactSum;

/**
 * For each true class j and column k the sums of {@code w p_k}, of {@code (w p_k)²} and of {@code w p_j · w p_k}, in
 * any order of rows: exact under weights; without weights each value is rounded once to a multiple of 2^-30, fine
 * enough for the evidence of a note, and whole numbers are added.
 */
sealed interface ColumnsByTruth {
    /** Empty sums over this many classes. */
    static ColumnsByTruth of(int classes, boolean weighted) {
        return weighted ? new Exact(classes) : new Fixed(classes);
    }

    /** Adds a block with hard outcomes, given its probabilities. */
    void add(double[][] p, Block block);

    /** Takes what other sums of the same kind have seen. */
    void merge(ColumnsByTruth other);

    /** Σ w p_k where j happened. */
    double sum(int j, int k);

    /** Σ (w p_k)² where j happened. */
    double square(int j, int k);

    /** Σ w p_j · w p_k where j happened. */
    double product(int j, int k);

    /** Without weights. */
    final class Fixed implements ColumnsByTruth {
        private static final double UNIT = 0x1p30;

        private final int classes;
        private final long[] sums;
        private final long[] squares;
        private final long[] products;
        private final double[] ofTruth = new double[Block.SIZE];

        private Fixed(int classes) {
            this.classes = classes;
            sums = new long[classes * classes];
            squares = new long[classes * classes];
            products = new long[classes * classes];
        }

        @Override
        public void add(double[][] p, Block block) {
            int n = block.size();
            int[] label = block.label;
            for (int i = 0; i < n; i++) {
                ofTruth[i] = p[label[i]][i];
            }
            for (int k = 0; k < classes; k++) {
                double[] column = p[k];
                for (int i = 0; i < n; i++) {
                    int cell = label[i] * classes + k;
                    long count = block.count(i);
                    sums[cell] = plus(sums[cell], column[i], count);
                    squares[cell] = plus(squares[cell], column[i] * column[i], count);
                    products[cell] = plus(products[cell], column[i] * ofTruth[i], count);
                }
            }
        }

        private static long plus(long sum, double value, long count) {
            return Math.addExact(sum, Math.multiplyExact((long) (value * UNIT + 0.5), count));
        }

        @Override
        public void merge(ColumnsByTruth other) {
            Fixed that = (Fixed) other;
            for (int cell = 0; cell < sums.length; cell++) {
                sums[cell] = Math.addExact(sums[cell], that.sums[cell]);
                squares[cell] = Math.addExact(squares[cell], that.squares[cell]);
                products[cell] = Math.addExact(products[cell], that.products[cell]);
            }
        }

        @Override
        public double sum(int j, int k) {
            return sums[j * classes + k] / UNIT;
        }

        @Override
        public double square(int j, int k) {
            return squares[j * classes + k] / UNIT;
        }

        @Override
        public double product(int j, int k) {
            return products[j * classes + k] / UNIT;
        }
    }

    /** Under weights. */
    final class Exact implements ColumnsByTruth {
        private final int classes;
        private final ExactSum[] sums;
        private final ExactSum[] squares;
        private final ExactSum[] products;

        private Exact(int classes) {
            this.classes = classes;
            sums = empty(classes * classes);
            squares = empty(classes * classes);
            products = empty(classes * classes);
        }

        private static ExactSum[] empty(int cells) {
            ExactSum[] sums = new ExactSum[cells];
            Arrays.setAll(sums, cell -> new ExactSum());
            return sums;
        }

        @Override
        public void add(double[][] p, Block block) {
            for (int i = 0; i < block.size(); i++) {
                int truth = block.label[i];
                double count = (double) block.count(i);
                double ofTruth = block.weight[i] * p[truth][i];
                for (int k = 0; k < classes; k++) {
                    int cell = truth * classes + k;
                    double value = block.weight[i] * p[k][i];
                    sums[cell].addProduct(value, count);
                    squares[cell].addProduct(value * value, count);
                    products[cell].addProduct(value * ofTruth, count);
                }
            }
        }

        @Override
        public void merge(ColumnsByTruth other) {
            Exact that = (Exact) other;
            for (int cell = 0; cell < sums.length; cell++) {
                sums[cell].merge(that.sums[cell]);
                squares[cell].merge(that.squares[cell]);
                products[cell].merge(that.products[cell]);
            }
        }

        @Override
        public double sum(int j, int k) {
            return sums[j * classes + k].value();
        }

        @Override
        public double square(int j, int k) {
            return squares[j * classes + k].value();
        }

        @Override
        public double product(int j, int k) {
            return products[j * classes + k].value();
        }
    }
}
