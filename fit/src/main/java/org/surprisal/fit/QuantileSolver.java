package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Normal;

/**
 * Quantile regression (R. Koenker and G. Bassett, "Regression quantiles", Econometrica 46, 1978): an interior point
 * method, then the exact minimum. Standard errors are those of a sandwich with a Gaussian kernel (J. L. Powell 1991)
 * whose bandwidth is that of P. Hall and S. J. Sheather ("On the distribution of a Studentized quantile", Journal of
 * the Royal Statistical Society B 50, 1988; R. Koenker, "Quantile Regression", 2005, sections 3.4 and 4.10).
 */
final class QuantileSolver {
    private final Fit fit;
    private final Dataset original;
    private final Dataset data;
    private final Objective objective;
    private final QuantileLoss loss;

    QuantileSolver(Fit fit, Dataset original, Dataset data, Objective objective, QuantileLoss loss) {
        this.fit = fit;
        this.original = original;
        this.data = data;
        this.objective = objective;
        this.loss = loss;
    }

    Solution solve(List<Note> before) {
        List<Note> notes = new ArrayList<>(before);
        int[] active = IndependentColumns.of(fit, original, data, notes);
        RowProducts rows = new RowProducts(data, active, fit);
        int n = data.rows();
        double[] weight = loss.weights(data);
        double[] own = new double[n];
        double[] y = new double[n];
        double[] start = new double[n];
        for (int i = 0; i < n; i++) {
            own[i] = data.weight(i);
            y[i] = data.response()[i] - data.offset(i);
            start[i] = own[i] * y[i];
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] squares = Cholesky.of(rows.square(ones), 0).solve(rows.transposed(start));
        InteriorPoint interior = new InteriorPoint(rows, y, weight, own, loss.tau());
        Vertex.End end = new Vertex(data, active, rows, y, weight, loss.tau()).from(interior.from(squares));
        if (end.exact() && !end.unique()) {
            notes.add(Note.of(Note.Code.NOT_UNIQUE));
        }
        if (!end.exact()) {
            notes.add(Note.of(Note.Code.NO_SURE_CORNER, "edges", (long) end.pivots()));
        }
        Convergence convergence = new Convergence(
                end.exact() ? StopReason.SOLVED : StopReason.STALLED,
                interior.iterations() + end.pivots(),
                0,
                0,
                List.of());
        return new Solution(
                fit,
                original,
                data,
                objective,
                rows.spread(end.coefficients()),
                active,
                sureness(rows, active, residuals(rows, y, end.coefficients()), weight, notes),
                List.of(),
                convergence,
                notes);
    }

    private static double[] residuals(RowProducts rows, double[] y, double[] b) {
        double[] fitted = rows.times(b);
        double[] to = new double[y.length];
        Arrays.setAll(to, i -> y[i] - fitted[i]);
        return to;
    }

    private Solution.Sureness sureness(RowProducts rows, int[] active, double[] r, double[] weight, List<Note> notes) {
        int n = r.length;
        double h = bandwidth(r);
        double[] density = new double[n];
        double[] square = new double[n];
        for (int i = 0; i < n; i++) {
            double own = weight[i] / data.weight(i);
            density[i] = own * Normal.density(r[i] / h) / h;
            square[i] = loss.tau() * (1 - loss.tau()) * own * weight[i];
        }
        Cholesky bread = h > 0 ? Cholesky.of(rows.square(density), 0) : Cholesky.of(new double[][] {{-1}}, 0);
        if (!bread.isDefinite()) {
            notes.add(Note.of(Note.Code.NO_DENSITY));
            return Solution.Sureness.none(active.length);
        }
        Solution.Sureness found = Solution.Sureness.of(bread, active.length);
        double[][] of =
                Covariances.product(Covariances.product(found.unscaled(), rows.square(square)), found.unscaled());
        return new Solution.Sureness(found.unscaled(), null, null, of);
    }

    /** Over what distance the density of residuals is smoothed. */
    private double bandwidth(double[] r) {
        int n = r.length;
        double tau = loss.tau();
        double quantile = Normal.quantile(tau);
        double f = Normal.density(quantile);
        double h = Exp.of(
                (2 * Log.of(Normal.quantile(0.975)) - Log.of(n) + Log.of(1.5 * f * f / (2 * quantile * quantile + 1)))
                        / 3);
        while (tau - h < 0 || tau + h > 1) {
            h /= 2;
        }
        ExactSum sum = new ExactSum();
        sum.add(r, n);
        double mean = sum.value() / n;
        ExactSum squares = new ExactSum();
        for (double each : r) {
            squares.addProduct(each - mean, each - mean);
        }
        double[] sorted = r.clone();
        Arrays.sort(sorted);
        double spread = (at(sorted, 0.75) - at(sorted, 0.25)) / 1.34;
        return (Normal.quantile(tau + h) - Normal.quantile(tau - h))
                * Math.min(Math.sqrt(squares.value() / (n - 1)), spread);
    }

    /** A quantile of sorted numbers, as R has it by default. */
    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }
}
