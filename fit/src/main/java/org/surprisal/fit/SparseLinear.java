package org.surprisal.fit;

import org.surprisal.fit.design.SparseRows;

/**
 * Sparse rows as a linear map, with the intercept, if there is one, as the last coefficient.
 *
 * @param of the rows
 * @param intercept whether there is one
 */
record SparseLinear(SparseRows of, boolean intercept) implements LinearRows {
    @Override
    public int rows() {
        return of.rows();
    }

    @Override
    public int width() {
        return of.width() + (intercept ? 1 : 0);
    }

    @Override
    public double[] toCells(double[] ofCoefficients) {
        return ofCoefficients;
    }

    @Override
    public double[] fromCells(double[] ofCells) {
        return ofCells;
    }

    @Override
    public double[] squaresFromCells(double[] ofCells) {
        return ofCells;
    }

    @Override
    public Reader reader() {
        return new SparseReader();
    }

    /** Reads blocks, for one thread. */
    private final class SparseReader implements Reader {
        private final int[] starts = of.starts();
        private final int[] columns = of.columns();
        private final double[] values = of.values();
        private int first;
        private int count;

        @Override
        public void load(int from, int n) {
            first = from;
            count = n;
        }

        @Override
        public void times(double[] ofCells, double[] to) {
            double constant = intercept ? ofCells[of.width()] : 0;
            for (int i = 0; i < count; i++) {
                double sum = to[i] + constant;
                int end = starts[first + i + 1];
                for (int k = starts[first + i]; k < end; k++) {
                    sum = Math.fma(values[k], ofCells[columns[k]], sum);
                }
                to[i] = sum;
            }
        }

        @Override
        public void addProducts(double[] ofRows, double[] toCells) {
            double all = 0;
            for (int i = 0; i < count; i++) {
                double factor = ofRows[i];
                int end = starts[first + i + 1];
                for (int k = starts[first + i]; k < end; k++) {
                    toCells[columns[k]] = Math.fma(values[k], factor, toCells[columns[k]]);
                }
                all += factor;
            }
            addToIntercept(all, toCells);
        }

        @Override
        public void addSquares(double[] ofRows, double[] toCells) {
            double all = 0;
            for (int i = 0; i < count; i++) {
                double factor = ofRows[i];
                int end = starts[first + i + 1];
                for (int k = starts[first + i]; k < end; k++) {
                    toCells[columns[k]] = Math.fma(values[k] * values[k], factor, toCells[columns[k]]);
                }
                all += factor;
            }
            addToIntercept(all, toCells);
        }

        private void addToIntercept(double sum, double[] toCells) {
            if (intercept) {
                toCells[of.width()] += sum;
            }
        }
    }
}
