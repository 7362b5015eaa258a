package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.math.ExactSum;

/**
 * Quantile regression by an interior point method on its dual, {@code max y'a} with {@code X'a = (1 - tau) X'w} and
 * {@code 0 ≤ a ≤ w}, with Mehrotra's predictor and corrector (S. Portnoy and R. Koenker, "The Gaussian hare and the
 * Laplacian tortoise", Statistical Science 12, 1997). It comes near the minimum; {@link Vertex} ends there.
 */
final class InteriorPoint {
    private static final int MOST = 60;
    private static final double NEAR = 1e-9;
    private static final double BACK = 0.99995;

    private final RowProducts rows;
    private final double[] y;
    private final double[] weight;

    /** The weights that a product of columns has of itself. */
    private final double[] own;

    private final double tau;
    private int iterations;

    InteriorPoint(RowProducts rows, double[] y, double[] weight, double[] own, double tau) {
        this.rows = rows;
        this.y = y;
        this.weight = weight;
        this.own = own;
        this.tau = tau;
    }

    int iterations() {
        return iterations;
    }

    /** Coefficients near the minimum, from others. */
    double[] from(double[] start) {
        int n = y.length;
        double[] b = start.clone();
        double[] fit = rows.times(b);
        double size = 0;
        for (int i = 0; i < n; i++) {
            size = Math.max(size, Math.abs(y[i] - fit[i]));
        }
        if (size == 0) {
            return b;
        }
        double[] a = new double[n];
        double[] s = new double[n];
        double[] z = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            double r = y[i] - fit[i];
            a[i] = (1 - tau) * weight[i];
            s[i] = weight[i] - a[i];
            z[i] = Math.max(-r, 0) + 1e-3 * size;
            v[i] = Math.max(r, 0) + 1e-3 * size;
        }
        double[] q = new double[n];
        double[] rho = new double[n];
        double[] da = new double[n];
        double[] dz = new double[n];
        double[] dv = new double[n];
        double gap = gap(a, z, s, v);
        double first = gap;
        for (iterations = 0; iterations < MOST && gap > NEAR * first; iterations++) {
            double[] scaled = new double[n];
            for (int i = 0; i < n; i++) {
                q[i] = 1 / (z[i] / a[i] + v[i] / s[i]);
                scaled[i] = q[i] / own[i];
                rho[i] = z[i] - v[i];
            }
            Cholesky factor = Cholesky.of(rows.square(scaled), 0x1p-50);
            if (!factor.isDefinite()) {
                return b;
            }
            double[] db = direction(factor, q, rho, da);
            for (int i = 0; i < n; i++) {
                dz[i] = -z[i] - z[i] * da[i] / a[i];
                dv[i] = -v[i] + v[i] * da[i] / s[i];
            }
            double primal = Math.min(reach(a, da, 1), reach(s, da, -1));
            double dual = Math.min(reach(z, dz, 1), reach(v, dv, 1));
            ExactSum sum = new ExactSum();
            for (int i = 0; i < n; i++) {
                sum.add((a[i] + primal * da[i]) * (z[i] + dual * dz[i])
                        + (s[i] - primal * da[i]) * (v[i] + dual * dv[i]));
            }
            double ratio = sum.value() / gap;
            double mu = gap * ratio * ratio * ratio / (2 * n);
            double[] da0 = da.clone();
            for (int i = 0; i < n; i++) {
                rho[i] = z[i] - v[i] - (mu - da0[i] * dz[i]) / a[i] + (mu + da0[i] * dv[i]) / s[i];
            }
            db = direction(factor, q, rho, da);
            for (int i = 0; i < n; i++) {
                dz[i] = (mu - da0[i] * dz[i] - z[i] * da[i]) / a[i] - z[i];
                dv[i] = (mu + da0[i] * dv[i] + v[i] * da[i]) / s[i] - v[i];
            }
            primal = Math.min(1, BACK * Math.min(reach(a, da, 1), reach(s, da, -1)));
            dual = Math.min(1, BACK * Math.min(reach(z, dz, 1), reach(v, dv, 1)));
            for (int i = 0; i < n; i++) {
                a[i] += primal * da[i];
                s[i] -= primal * da[i];
                z[i] += dual * dz[i];
                v[i] += dual * dv[i];
            }
            for (int k = 0; k < b.length; k++) {
                b[k] -= dual * db[k];
            }
            double now = gap(a, z, s, v);
            if (!(now < gap) || !Arrays.stream(b).allMatch(Double::isFinite)) {
                return b;
            }
            gap = now;
        }
        return b;
    }

    /** Solves X'QX db = X'Q rho, and sets da = Q (X db - rho). */
    private double[] direction(Cholesky factor, double[] q, double[] rho, double[] da) {
        double[] product = new double[q.length];
        Arrays.setAll(product, i -> q[i] * rho[i]);
        double[] db = factor.solve(rows.transposed(product));
        double[] move = rows.times(db);
        Arrays.setAll(da, i -> q[i] * (move[i] - rho[i]));
        return db;
    }

    /** How far one can go until a number is 0. */
    private static double reach(double[] x, double[] by, int sign) {
        double most = Double.MAX_VALUE;
        for (int i = 0; i < x.length; i++) {
            double d = sign * by[i];
            most = d < 0 ? Math.min(most, -x[i] / d) : most;
        }
        return most;
    }

    private static double gap(double[] a, double[] z, double[] s, double[] v) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < a.length; i++) {
            sum.add(a[i] * z[i] + s[i] * v[i]);
        }
        return sum.value();
    }
}
