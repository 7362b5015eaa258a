package org.surprisal.fit.linear;

/**
 * The factor of a symmetric matrix A = UᵀU, with a report on its pivots. The matrix is first scaled by powers of two to
 * a diagonal near 1, so the units of the columns do not matter. Rows are taken from rows, which lie side by side in
 * memory. Immutable.
 */
public final class Cholesky {
    private final double[][] factor;
    private final int[] scale;
    private final double leastPivot;
    private final int leastAt;

    private Cholesky(double[][] factor, int[] scale, double leastPivot, int leastAt) {
        this.factor = factor;
        this.scale = scale;
        this.leastPivot = leastPivot;
        this.leastAt = leastAt;
    }

    /**
     * Factors a matrix.
     *
     * @param a a symmetric matrix
     * @param ridge what is added to the diagonal after scaling, at least 0
     * @return the factor, or the pivot at which there is none
     */
    public static Cholesky of(double[][] a, double ridge) {
        int n = a.length;
        int[] scale = new int[n];
        for (int j = 0; j < n; j++) {
            double d = Math.abs(a[j][j]);
            scale[j] = d > 0 && d <= Double.MAX_VALUE ? -Math.floorDiv(Math.getExponent(d), 2) : 0;
        }
        double[][] u = new double[n][n];
        double[] column = new double[n];
        double least = Double.POSITIVE_INFINITY;
        int leastAt = -1;
        for (int i = 0; i < n; i++) {
            double[] row = u[i];
            for (int j = i; j < n; j++) {
                row[j] = Math.scalb(a[j][i], scale[i] + scale[j]);
            }
            row[i] += ridge;
            double diagonal = row[i];
            for (int k = 0; k < i; k++) {
                column[k] = u[k][i];
            }
            RowSteps.subtract(row, i, u, 0, i, column);
            double relative = diagonal > 0 ? row[i] / diagonal : Double.NEGATIVE_INFINITY;
            if (!(relative >= least)) {
                least = relative;
                leastAt = i;
            }
            if (!(row[i] > 0)) {
                return new Cholesky(new double[0][], scale, relative, i);
            }
            row[i] = Math.sqrt(row[i]);
            for (int j = i + 1; j < n; j++) {
                row[j] /= row[i];
            }
        }
        return new Cholesky(u, scale, least, leastAt);
    }

    /**
     * Whether the matrix is positive definite, as far as doubles can tell.
     *
     * @return true if there is a factor
     */
    public boolean isDefinite() {
        return factor.length == scale.length;
    }

    /**
     * The least pivot against its diagonal element: the part of a column that those before it do not explain.
     *
     * @return from 0 to 1, or not positive where the factor ends
     */
    public double leastPivot() {
        return leastPivot;
    }

    /**
     * Where the least pivot is.
     *
     * @return its column
     */
    public int leastAt() {
        return leastAt;
    }

    /**
     * A⁻¹ times a vector.
     *
     * @param right the vector
     * @return the product
     */
    public double[] solve(double[] right) {
        int n = scale.length;
        double[] x = solveLower(right);
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum = Math.fma(-factor[i][k], x[k], sum);
            }
            x[i] = sum / factor[i][i];
        }
        for (int i = 0; i < n; i++) {
            x[i] = Math.scalb(x[i], scale[i]);
        }
        return x;
    }

    /**
     * U⁻ᵀ times a vector, after scaling: its square is the quadratic form of A⁻¹.
     *
     * @param right the vector
     * @return the product
     */
    public double[] solveLower(double[] right) {
        int n = scale.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Math.scalb(right[i], scale[i]);
        }
        for (int k = 0; k < n; k++) {
            double[] row = factor[k];
            x[k] /= row[k];
            double by = -x[k];
            for (int i = k + 1; i < n; i++) {
                x[i] = Math.fma(by, row[i], x[i]);
            }
        }
        return x;
    }

    /**
     * A⁻¹.
     *
     * @return a symmetric matrix
     */
    public double[][] inverse() {
        int n = scale.length;
        double[][] to = new double[n][n];
        double[] column = new double[n];
        for (int i = 0; i < n; i++) {
            to[i][i] = Math.scalb(1.0, scale[i]);
            for (int k = 0; k < i; k++) {
                column[k] = factor[k][i];
            }
            RowSteps.subtract(to[i], 0, to, 0, i, column);
            divide(to[i], factor[i][i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            RowSteps.subtract(to[i], 0, to, i + 1, n, factor[i]);
            divide(to[i], factor[i][i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                to[i][j] = Math.scalb(to[i][j], scale[i]);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double middle = 0.5 * to[i][j] + 0.5 * to[j][i];
                to[i][j] = middle;
                to[j][i] = middle;
            }
        }
        return to;
    }

    private static void divide(double[] row, double by) {
        for (int j = 0; j < row.length; j++) {
            row[j] /= by;
        }
    }
}
