package org.surprisal.fit;

import java.util.Arrays;
import java.util.Objects;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Split;

/**
 * Variances of estimates where one category has many levels: from the Schur complement of its diagonal, so that there
 * is no matrix of all coefficients. With t what a level tells of the other columns, over its own second derivative d, a
 * row less the t of its level is x̃; other columns have the covariance V = S⁻¹ or, robust, V(Σ s²x̃x̃ᵀ)V, and a level
 * 1/d + tᵀVt or what its rows' scores make of it.
 */
final class ArrowErrors implements ManyErrors {
    private final Dataset data;
    private final Split split;
    private final Arrow information;
    private final ArrowPass pass;
    private final int active;
    private final int[] places;
    private final double[][] inverse;

    ArrowErrors(Dataset data, Split split, Arrow information, ArrowPass pass, int active) {
        this.data = data;
        this.split = split;
        this.information = information;
        this.pass = pass;
        this.active = active;
        int[] all = split.ofRest();
        this.places = Arrays.stream(information.kept()).map(k -> all[k]).toArray();
        this.inverse = information.inverse();
    }

    @Override
    public double[] variances(Errors errors, RowState rows) {
        int n = data.rows();
        return switch (errors) {
            case MODEL -> model();
            case HC0 -> robust(scores(rows, 0), 1);
            case HC1 -> robust(scores(rows, 0), (double) n / (n - active));
            case HC2 -> robust(scores(rows, 1), 1);
            case HC3 -> robust(scores(rows, 2), 1);
            case CLUSTER -> clustered(rows);
        };
    }

    private double[] model() {
        double[] to = new double[data.matrix().design().names().size()];
        Arrays.fill(to, Double.NaN);
        putRest(inverse, to);
        for (int u = 0; u < split.levels(); u++) {
            if (split.ofLevel(u) >= 0 && information.own(u) > 0) {
                double[] t = information.share(u);
                to[split.ofLevel(u)] = 1 / information.own(u) + dot(t, times(inverse, t));
            }
        }
        return to;
    }

    private double[] robust(double[] squares, double factor) {
        ArrowSums meat = pass.sums(() -> (from, y, z, n, value, slope, curvature) -> {
            Arrays.fill(value, 0, n, 0);
            Arrays.fill(slope, 0, n, 0);
            System.arraycopy(squares, from, curvature, 0, n);
        });
        int p = places.length;
        double[][] middle = Newton.part(split.rest().fromCells(meat.rest.sums), information.kept());
        double[][] shares = new double[split.levels()][];
        double[][] parts = new double[split.levels()][];
        for (int u = 0; u < shares.length; u++) {
            double[] t = information.share(u);
            double[] cross = kept(split.rest().fromCells(meat.ofLevel(u)));
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    middle[a][b] += meat.own[u] * t[a] * t[b] - cross[a] * t[b] - t[a] * cross[b];
                }
            }
            for (int a = 0; a < p; a++) {
                cross[a] -= meat.own[u] * t[a];
            }
            shares[u] = t;
            parts[u] = cross;
        }
        double[][] covariance = Covariances.product(Covariances.product(inverse, middle), inverse);
        double[] to = new double[data.matrix().design().names().size()];
        Arrays.fill(to, Double.NaN);
        putRest(covariance, to);
        for (int u = 0; u < shares.length; u++) {
            double own = information.own(u);
            if (split.ofLevel(u) >= 0 && own > 0) {
                to[split.ofLevel(u)] = meat.own[u] / (own * own)
                        - 2 * dot(shares[u], times(inverse, parts[u])) / own
                        + dot(shares[u], times(covariance, shares[u]));
            }
        }
        for (int j = 0; j < to.length; j++) {
            to[j] *= factor;
        }
        return to;
    }

    /** The errors of levels are not those of sums over clusters that may be the levels themselves: they have none. */
    private double[] clustered(RowState rows) {
        int p = places.length;
        double[][] sums = new double[data.clusters()][p];
        int[] cluster = Objects.requireNonNull(data.cluster());
        forEach((row, level, factor, x) -> {
            double score = data.weight(row) * rows.slope()[row];
            for (int k = 0; k < p; k++) {
                sums[cluster[row]][k] += score * x[k];
            }
        });
        double[][] meat = new double[p][p];
        for (double[] sum : sums) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    meat[a][b] += sum[a] * sum[b];
                }
            }
        }
        double groups = data.clusters();
        double factor = groups / (groups - 1) * ((data.rows() - 1.0) / (data.rows() - active));
        double[][] covariance = Covariances.product(Covariances.product(inverse, meat), inverse);
        double[] to = new double[data.matrix().design().names().size()];
        Arrays.fill(to, Double.NaN);
        putRest(covariance, to);
        for (int j = 0; j < to.length; j++) {
            to[j] *= factor;
        }
        return to;
    }

    /** The squared scores, over a power of one less the leverage. */
    private double[] scores(RowState rows, int power) {
        double[] to = new double[data.rows()];
        double[] leverage = power == 0 ? new double[to.length] : leverage(rows);
        for (int i = 0; i < to.length; i++) {
            double rest = 1 - leverage[i];
            double over = power == 0 ? 1 : power == 1 ? rest : rest * rest;
            to[i] = data.weight(i) * rows.slope()[i] * rows.slope()[i] / over;
        }
        return to;
    }

    @Override
    public double[] leverage(RowState rows) {
        double[] to = new double[data.rows()];
        forEach((row, level, factor, x) -> {
            double own = split.ofLevel(level) >= 0 && information.own(level) > 0
                    ? factor * factor / information.own(level)
                    : 0;
            to[row] = data.weight(row) * rows.curvature()[row] * (own + dot(x, times(inverse, x)));
        });
        return to;
    }

    /**
     * Takes a row: its level, the number that stands there, and the other columns less what the level tells of them.
     */
    private interface Visitor {
        void visit(int row, int level, double factor, double[] x);
    }

    private void forEach(Visitor visitor) {
        Split.Reader reader = split.reader(data.matrix());
        double[] high = new double[split.rest().width()];
        double[] low = new double[high.length];
        double[][] shares = new double[split.levels()][];
        Arrays.setAll(shares, information::share);
        for (int from = 0; from < data.rows(); from += Panel.ROWS) {
            Panel panel = reader.read(from, Math.min(Panel.ROWS, data.rows() - from));
            for (int i = 0; i < panel.rows(); i++) {
                panel.expand(i, high, low);
                double[] x = kept(high);
                double[] t = shares[reader.level()[i]];
                for (int k = 0; k < x.length; k++) {
                    x[k] -= reader.factor()[i] * t[k];
                }
                visitor.visit(from + i, reader.level()[i], reader.factor()[i], x);
            }
        }
    }

    private double[] kept(double[] rest) {
        return Arrays.stream(information.kept()).mapToDouble(k -> rest[k]).toArray();
    }

    /** The variances of other columns, that of the intercept with nothing subtracted from the columns. */
    private void putRest(double[][] covariance, double[] to) {
        int intercept = data.matrix().design().intercept();
        double[] centres = data.matrix().centres();
        double[] sum = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            to[places[k]] = covariance[k][k];
            sum[k] = places[k] == intercept ? 1 : -centres[places[k]];
        }
        if (places.length > 0 && places[0] == intercept) {
            to[intercept] = dot(sum, times(covariance, sum));
        }
    }

    private static double[] times(double[][] matrix, double[] x) {
        double[] to = new double[x.length];
        for (int a = 0; a < x.length; a++) {
            to[a] = dot(matrix[a], x);
        }
        return to;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum = Math.fma(x[k], y[k], sum);
        }
        return sum;
    }
}
