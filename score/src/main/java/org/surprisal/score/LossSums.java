package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;
import org.surprisal.math.PowerSums;

/**
 * Exact, order-independent sums of one finite loss over rows: what its mean, error and skewness need. Under importance
 * weights w a row contributes {@code v = fl(w l)}, rounded once; without weights w is 1 and v is the loss itself.
 * Companions are further values of the row, already multiplied by w, whose joint moments with the loss are wanted.
 */
final class LossSums {
    /** The symbol of v in {@link #sum} and {@link #squares}. */
    private static final int V = 0;

    /** The symbol of w. */
    private static final int W = 1;

    private final boolean weighted;
    private final int companions;
    private final int[][] monomials;
    private final PowerSums sums;
    private final double[][] columns;
    private double[] scaled = new double[0];
    /** The least and the greatest loss, looked at under weights only: there rounding hides that losses are equal. */
    private double lowest = Double.POSITIVE_INFINITY;

    private double highest = Double.NEGATIVE_INFINITY;

    /**
     * Empty sums.
     *
     * @param weighted whether rows carry weights
     * @param companions the number of companion columns
     */
    LossSums(boolean weighted, int companions) {
        this.weighted = weighted;
        this.companions = companions;
        monomials = monomials(weighted, companions);
        sums = new PowerSums(monomials);
        columns = new double[(weighted ? 2 : 1) + companions][];
    }

    private static int[][] monomials(boolean weighted, int companions) {
        int first = weighted ? 2 : 1;
        int width = first + companions;
        List<int[]> wanted = new ArrayList<>();
        for (int a = 0; a < width; a++) {
            wanted.add(new int[] {a});
            for (int b = a; b < width; b++) {
                wanted.add(new int[] {a, b});
            }
        }
        wanted.add(new int[] {0, 0, 0});
        if (weighted) {
            wanted.add(new int[] {0, 0, 1});
            wanted.add(new int[] {0, 1, 1});
            wanted.add(new int[] {1, 1, 1});
        }
        return wanted.toArray(int[][]::new);
    }

    /**
     * Adds rows.
     *
     * @param loss the loss of each row, finite times its weight
     * @param weight the weight of each row; not read without weights
     * @param counts how often each row is repeated, or null for once
     * @param n the number of rows
     * @param companion the companion columns, each times w
     */
    void add(double[] loss, double[] weight, long @Nullable [] counts, int n, double[]... companion) {
        if (!addIfFinite(loss, weight, counts, n, companion)) {
            throw new IllegalArgumentException("A loss times its weight, or what goes with it, is infinite or NaN.");
        }
    }

    /**
     * Adds rows and returns true; or adds nothing and returns false if a loss times its weight is infinite or NaN.
     *
     * @param loss the loss of each row
     * @param weight the weight of each row; not read without weights
     * @param counts how often each row is repeated, or null for once
     * @param n the number of rows
     * @param companion the companion columns, each times w
     */
    boolean addIfFinite(double[] loss, double[] weight, long @Nullable [] counts, int n, double[]... companion) {
        columns[0] = weighted ? weigh(loss, weight, n) : loss;
        if (weighted) {
            columns[1] = weight;
        }
        System.arraycopy(companion, 0, columns, columns.length - companions, companions);
        boolean finite = counts == null ? sums.addIfFinite(columns, n) : sums.addIfFinite(columns, counts, n);
        if (finite && weighted) {
            for (int i = 0; i < n; i++) {
                lowest = Math.min(lowest, loss[i]);
                highest = Math.max(highest, loss[i]);
            }
        }
        return finite;
    }

    private double[] weigh(double[] loss, double[] weight, int n) {
        if (scaled.length < n) {
            scaled = new double[n];
        }
        for (int i = 0; i < n; i++) {
            scaled[i] = weight[i] * loss[i];
        }
        return scaled;
    }

    /** Takes the sums of other rows. */
    void merge(LossSums other) {
        sums.merge(other.sums);
        lowest = Math.min(lowest, other.lowest);
        highest = Math.max(highest, other.highest);
    }

    /** The number of rows. */
    long rows() {
        return sums.rows();
    }

    /** Σw. */
    Dyadic weight() {
        return sum(W);
    }

    /** How much the rows weigh. */
    Weight mass() {
        return new Weight(rows(), weight(), sum(W, W));
    }

    /** Σ w l. */
    Dyadic total() {
        return sum(V);
    }

    /** Σ w² l. */
    Dyadic weightedTotal() {
        return sum(V, W);
    }

    /** The sum of a companion. */
    Dyadic companion(int index) {
        return sum(2 + index);
    }

    /**
     * The sum of a monomial of symbols: 0 is v, 1 is w, 2 and following are the companions. Without weights w is 1 and
     * drops out of the monomial.
     */
    private Dyadic sum(int... symbols) {
        int[] wanted = new int[symbols.length];
        int degree = 0;
        for (int symbol : symbols) {
            if (weighted || symbol != W) {
                wanted[degree++] = weighted || symbol == V ? symbol : symbol - 1;
            }
        }
        if (degree == 0) {
            return Dyadic.of(sums.rows());
        }
        int[] monomial = Arrays.copyOf(wanted, degree);
        Arrays.sort(monomial);
        for (int i = 0; i < monomials.length; i++) {
            if (Arrays.equals(monomials[i], monomial)) {
                return sums.sum(i);
            }
        }
        throw new IllegalArgumentException("There is no sum of " + Arrays.toString(symbols) + ".");
    }

    /**
     * The exact Σ (a v + b w + Σ c_m g_m)² over rows, g_m being the companions: what the variance of a smooth function
     * of means needs, its influence function being linear in them.
     */
    Dyadic squares(double a, double b, double... c) {
        double[] factors = new double[2 + companions];
        factors[V] = a;
        factors[W] = b;
        System.arraycopy(c, 0, factors, 2, companions);
        Dyadic result = Dyadic.ZERO;
        for (int i = 0; i < factors.length; i++) {
            for (int j = i; j < factors.length; j++) {
                if (factors[i] != 0 && factors[j] != 0) {
                    Dyadic twice = Dyadic.of(i == j ? 1L : 2L);
                    Dyadic factor = Dyadic.of(factors[i]).times(Dyadic.of(factors[j]));
                    result = result.plus(factor.times(twice).times(sum(i, j)));
                }
            }
        }
        return result;
    }

    /**
     * The mean loss {@code L = Σwl / Σw}, its standard error {@code sqrt(n/(n-1) Σ w²(l-L)²) / Σw} (Hájek, linearised;
     * sd/√n without weights) and the skewness of {@code w(l-L)}. Variance and third moment are exact before they are
     * rounded, so nothing cancels.
     */
    Mean mean() {
        long n = rows();
        if (n == 0) {
            return Mean.OF_NOTHING;
        }
        Dyadic a = total();
        Dyadic w = weight();
        if (n == 1 || lowest == highest) {
            return new Mean(weighted ? lowest : a.dividedBy(w), n == 1 ? Double.NaN : 0, 0, n, true);
        }
        double mean = a.dividedBy(w);
        // With u = v - L w: spread is W² Σu², third is W³ Σu³.
        Dyadic ww = w.times(w);
        Dyadic aa = a.times(a);
        Dyadic spread = ww.times(sum(V, V))
                .minus(Dyadic.of(2).times(a).times(w).times(sum(V, W)))
                .plus(aa.times(sum(W, W)));
        Dyadic third = ww.times(w)
                .times(sum(V, V, V))
                .minus(Dyadic.of(3).times(a).times(ww).times(sum(V, V, W)))
                .plus(Dyadic.of(3).times(aa).times(w).times(sum(V, W, W)))
                .minus(aa.times(a).times(sum(W, W, W)));
        if (spread.signum() == 0) {
            return new Mean(mean, 0, 0, n, true);
        }
        double se = ExactRoot.of(spread.times(Dyadic.of(n)), ww.times(ww).times(Dyadic.of(n - 1)));
        double rootOfSquares = ExactRoot.of(spread, ww);
        double skewness = Math.sqrt((double) n) * (third.dividedBy(spread.times(w)) / rootOfSquares);
        // The largest skewness n numbers can have; only rounding of the third powers could go beyond.
        double most = (n - 2) / Math.sqrt(n - 1.0);
        return new Mean(mean, se, Math.max(-most, Math.min(most, skewness)), n, false);
    }
}
