package org.surprisal.fit;

import java.util.Objects;
import java.util.function.ObjIntConsumer;
import org.surprisal.fit.design.Dataset;
import org.surprisal.math.ExactSum;

/**
 * What single rows do to a fit: how far the estimates would move without one, to first order for a generalised linear
 * model and exactly for least squares (R. D. Cook, Technometrics 19, 1977; D. A. Belsley, E. Kuh and R. E. Welsch,
 * "Regression Diagnostics", 1980; D. A. Williams, "Generalized linear model diagnostics using the deviance and single
 * case deletions", Applied Statistics 36, 1987).
 */
public final class Influence {
    private final Solution solution;
    private final RowState rows;
    private final Dataset data;
    private final double[] leverage;
    private final double[] pearson;
    private final double[] deviance;
    private final double dispersion;

    Influence(Solution solution, RowState rows, double dispersion) {
        this.solution = solution;
        this.rows = rows;
        this.data = solution.data();
        this.dispersion = dispersion;
        Residuals residuals = new Residuals(solution);
        this.leverage = new Covariances(solution, () -> rows).leverage();
        this.pearson = residuals.of(Residual.PEARSON);
        this.deviance = residuals.of(Residual.DEVIANCE);
    }

    /**
     * The part of each row in its own prediction: the diagonal of the hat matrix.
     *
     * @return one per row that was fitted, from 0 to 1
     */
    public double[] leverage() {
        return leverage.clone();
    }

    /**
     * Pearson's residuals over their standard deviations: {@code r / sqrt(phi (1 - h))}.
     *
     * @return one per row
     */
    public double[] standardised() {
        double[] to = new double[leverage.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = pearson[i] / Math.sqrt(dispersion * (1 - leverage[i]));
        }
        return to;
    }

    /**
     * What a row lacks of its prediction by the other rows, over its standard deviation by the other rows:
     * {@code sign(d) sqrt(d² + r² h / (1 - h))} over the scale without the row, with d the deviance residual and r
     * Pearson's. Of least squares it has Student's t distribution.
     *
     * @return one per row
     */
    public double[] studentised() {
        double[] scale = scales();
        double[] to = new double[leverage.length];
        for (int i = 0; i < to.length; i++) {
            double h = leverage[i];
            double square = Math.fma(deviance[i], deviance[i], h * pearson[i] * pearson[i] / (1 - h));
            to[i] = Math.copySign(Math.sqrt(square), deviance[i]) / scale[i];
        }
        return to;
    }

    /** The root of the dispersion without each row: 1 where the family has none. */
    private double[] scales() {
        double[] to = new double[leverage.length];
        ExactSum squares = new ExactSum();
        for (double d : deviance) {
            squares.addProduct(d, d);
        }
        int free = data.rows() - solution.active().length - 1;
        boolean one = !Objects.requireNonNull(solution.fit().family()).hasDispersion();
        for (int i = 0; i < to.length; i++) {
            double rest = squares.value() - deviance[i] * deviance[i] / (1 - leverage[i]);
            to[i] = one ? 1 : Math.sqrt(Math.max(0, rest) / free);
        }
        return to;
    }

    /**
     * Cook's distance: how far all predictions move without a row, {@code r² h / (phi p (1 - h)²)}.
     *
     * @return one per row; beyond 1 is far
     */
    public double[] cooks() {
        double[] to = new double[leverage.length];
        int p = solution.active().length;
        for (int i = 0; i < to.length; i++) {
            double rest = 1 - leverage[i];
            to[i] = pearson[i] * pearson[i] * leverage[i] / (dispersion * p * rest * rest);
        }
        return to;
    }

    /**
     * How far each estimate moves if a row comes in, in units of its standard error without the row.
     *
     * @return by row, then by name of the design; NaN for a column that depends on others
     */
    public double[][] dfbetas() {
        double[][] to = new double[data.rows()][];
        dfbetas((of, row) -> to[row] = of);
        return to;
    }

    /**
     * The same row by row, for many rows.
     *
     * @param to takes what {@link #dfbetas()} has of a row, and the row, from 0 on
     */
    public void dfbetas(ObjIntConsumer<double[]> to) {
        int width = solution.coefficients().length;
        int[] active = solution.active();
        double[] scale = scales();
        double[] error = new double[width];
        double[][] unscaled = solution.uncentred(solution.unscaled());
        for (int k = 0; k < active.length; k++) {
            error[active[k]] = Math.sqrt(unscaled[k][k]);
        }
        double[][] own = solution.unscaled();
        Separation.forEach(data, active, (row, x) -> {
            double score = -data.weight(row) * rows.slope()[row] / (1 - leverage[row]);
            double[] change = new double[width];
            for (int a = 0; a < active.length; a++) {
                double sum = 0;
                for (int b = 0; b < active.length; b++) {
                    sum = Math.fma(own[a][b], x[b], sum);
                }
                change[active[a]] = score * sum;
            }
            double[] direct = data.matrix().design().intercept() < 0 ? change : Solution.uncentred(data, change);
            double[] of = new double[width];
            for (int j = 0; j < width; j++) {
                of[j] = error[j] == 0 ? Double.NaN : direct[j] / (error[j] * scale[row]);
            }
            to.accept(of, row);
        });
    }
}
