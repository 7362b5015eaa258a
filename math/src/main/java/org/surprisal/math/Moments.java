package org.surprisal.math;

/**
 * Means, variances and covariances of columns as views on their {@link PowerSums}: finished in exact arithmetic, where
 * nothing can cancel, and rounded once, or twice where a root is drawn. So they are the same whatever the order of the
 * rows, and columns may have means as large beside their spread as they like. Skewness rests on cubes, each with a
 * relative error below 2^-100.
 *
 * <p>A column is named by its index in the power sums, which must have been asked for every monomial that is needed:
 * each method says which. What is not defined, such as the variance of one row, is NaN.
 *
 * @param sums what is looked at; more rows may be added to it later
 */
public record Moments(PowerSums sums) {
    /** Returns Σx / n, from {x}; NaN for no rows. */
    public double mean(int x) {
        Dyadic n = rows();
        return n.signum() == 0 ? Double.NaN : sums.sum(new int[] {x}).dividedBy(n);
    }

    /** Returns Σ(x - mean)² / (n - 1), from {x} and {x, x}; NaN for fewer than two rows. */
    public double variance(int x) {
        return covariance(x, x);
    }

    /** Returns Σ(x - mean x)(y - mean y) / (n - 1), from {x}, {y} and {x, y}; NaN for fewer than two rows. */
    public double covariance(int x, int y) {
        Dyadic n = rows();
        return sums.rows() < 2 ? Double.NaN : spread(x, y).dividedBy(n.times(n.minus(Dyadic.ONE)));
    }

    /**
     * Returns the correlation of Pearson, from {x}, {y}, {x, x}, {y, y} and {x, y}; NaN for fewer than two rows or if
     * all x or all y are equal.
     */
    public double correlation(int x, int y) {
        Dyadic product = spread(x, x).times(spread(y, y));
        if (sums.rows() < 2 || product.signum() == 0) {
            return Double.NaN;
        }
        Dyadic both = spread(x, y);
        return both.signum() * Math.sqrt(both.times(both).dividedBy(product));
    }

    /**
     * Returns (Σ(x - mean)³ / n) / (Σ(x - mean)² / n)^1.5, from {x}, {x, x} and {x, x, x}; NaN for fewer than two rows
     * or if all x are equal.
     */
    public double skewness(int x) {
        Dyadic second = spread(x, x);
        if (sums.rows() < 2 || second.signum() == 0) {
            return Double.NaN;
        }
        Dyadic n = rows();
        Dyadic a = sums.sum(new int[] {x});
        Dyadic third = n.times(n)
                .times(sums.sum(new int[] {x, x, x}))
                .minus(Dyadic.of(3).times(n).times(a).times(sums.sum(new int[] {x, x})))
                .plus(Dyadic.of(2).times(a).times(a).times(a));
        // third = n² Σ(x - mean)³ and second = n Σ(x - mean)².
        return third.signum()
                * Math.sqrt(third.times(third).dividedBy(second.times(second).times(second)));
    }

    private Dyadic rows() {
        return Dyadic.of(sums.rows());
    }

    /** n times Σ(x - mean x)(y - mean y). */
    private Dyadic spread(int x, int y) {
        return rows().times(sums.sum(new int[] {x, y}))
                .minus(sums.sum(new int[] {x}).times(sums.sum(new int[] {y})));
    }
}
