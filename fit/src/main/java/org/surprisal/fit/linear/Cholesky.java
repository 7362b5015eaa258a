package org.surprisal.fit.linear;

/**
 * The factor of a symmetric matrix A = LLᵀ, with a report on its pivots. The matrix is first scaled by powers of two to
 * a diagonal near 1, so the units of the columns do not matter. Immutable.
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
        double[][] l = new double[n][n];
        double least = Double.POSITIVE_INFINITY;
        int leastAt = -1;
        for (int j = 0; j < n; j++) {
            double diagonal = Math.scalb(a[j][j], 2 * scale[j]) + ridge;
            for (int i = j; i < n; i++) {
                double sum = i == j ? diagonal : Math.scalb(a[i][j], scale[i] + scale[j]);
                for (int k = 0; k < j; k++) {
                    sum = Math.fma(-l[i][k], l[j][k], sum);
                }
                if (i > j) {
                    l[i][j] = sum / l[j][j];
                    continue;
                }
                double relative = diagonal > 0 ? sum / diagonal : Double.NEGATIVE_INFINITY;
                if (!(relative >= least)) {
                    least = relative;
                    leastAt = j;
                }
                if (!(sum > 0)) {
                    return new Cholesky(new double[0][], scale, relative, j);
                }
                l[j][j] = Math.sqrt(sum);
            }
        }
        return new Cholesky(l, scale, least, leastAt);
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
                sum = Math.fma(-factor[k][i], x[k], sum);
            }
            x[i] = sum / factor[i][i];
        }
        for (int i = 0; i < n; i++) {
            x[i] = Math.scalb(x[i], scale[i]);
        }
        return x;
    }

    /**
     * L⁻¹ times a vector, after scaling: its square is the quadratic form of A⁻¹.
     *
     * @param right the vector
     * @return the product
     */
    public double[] solveLower(double[] right) {
        int n = scale.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = Math.scalb(right[i], scale[i]);
            for (int k = 0; k < i; k++) {
                sum = Math.fma(-factor[i][k], x[k], sum);
            }
            x[i] = sum / factor[i][i];
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
        double[][] to = new double[n][];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            to[j] = solve(unit);
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
}
