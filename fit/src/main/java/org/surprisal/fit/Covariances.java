package org.surprisal.fit;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.linear.PairVector;
import org.surprisal.math.DoubleDouble;

/** Covariances of the estimates from the scores of the rows: bread, meat, bread. */
final class Covariances {
    private final Solution solution;
    private final Dataset data;
    private final Supplier<RowState> rows;
    private final int[] active;

    Covariances(Solution solution, Supplier<RowState> rows) {
        this.solution = solution;
        this.data = solution.data();
        this.rows = rows;
        this.active = solution.active();
    }

    double[][] of(Errors errors) {
        int n = data.rows();
        int p = active.length;
        return switch (errors) {
            case MODEL -> solution.covariance();
            case HC0 -> sandwich(meat(factors(0)), 1);
            case HC1 -> sandwich(meat(factors(0)), (double) n / (n - p));
            case HC2 -> sandwich(meat(factors(1)), 1);
            case HC3 -> sandwich(meat(factors(2)), 1);
            case CLUSTER -> {
                double groups = data.clusters();
                yield sandwich(clustered(), groups / (groups - 1) * ((n - 1.0) / (n - p)));
            }
        };
    }

    /** What a squared score is over: a power of 1 - leverage. */
    private double[] factors(int power) {
        double[] to = new double[data.rows()];
        Arrays.fill(to, 1);
        if (power > 0) {
            double[] leverage = leverage();
            for (int i = 0; i < to.length; i++) {
                double rest = 1 - leverage[i];
                to[i] = power == 1 ? rest : rest * rest;
            }
        }
        return to;
    }

    private double[][] meat(double[] over) {
        Pass pass = new Pass(data, 0, solution.fit().threads(), solution.fit().watcher());
        Point point = pass.quick(new double[solution.coefficients().length], () -> (from, y, z, n, v, s, c) -> {
            Arrays.fill(v, 0, n, 0);
            Arrays.fill(s, 0, n, 0);
            for (int i = 0; i < n; i++) {
                double score = rows.get().slope()[from + i];
                c[i] = data.weight(from + i) * score * score / over[from + i];
            }
        });
        return Newton.part(point.hessian(), active);
    }

    /** The products of the sums of clusters; each sum and product in two doubles, in the order of rows. */
    private double[][] clustered() {
        int p = active.length;
        PairVector[] sums = new PairVector[data.clusters()];
        Arrays.setAll(sums, g -> PairVector.zeros(p));
        int[] cluster = Objects.requireNonNull(data.cluster());
        forEach((row, x, low) -> {
            PairVector sum = sums[cluster[row]];
            double score = data.weight(row) * rows.get().slope()[row];
            for (int k = 0; k < p; k++) {
                sum.set(k, sum.get(k).plus(DoubleDouble.product(score, x[active[k]])));
            }
        });
        double[][] to = new double[p][p];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                DoubleDouble all = DoubleDouble.of(0);
                for (PairVector sum : sums) {
                    all = all.plus(sum.get(a).times(sum.get(b)));
                }
                to[a][b] = all.value();
            }
        }
        return to;
    }

    private double[][] sandwich(double[][] meat, double factor) {
        double[][] half = product(solution.unscaled(), meat);
        double[][] to = product(half, solution.unscaled());
        for (double[] row : to) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return to;
    }

    static double[][] product(double[][] a, double[][] b) {
        double[][] to = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                DoubleDouble sum = DoubleDouble.of(0);
                for (int k = 0; k < a.length; k++) {
                    sum = sum.plus(DoubleDouble.product(a[i][k], b[k][j]));
                }
                to[i][j] = sum.value();
            }
        }
        return to;
    }

    /** The part of each row in its own prediction, the diagonal of the hat matrix. */
    double[] leverage() {
        double[] to = new double[data.rows()];
        int p = active.length;
        LeastSquares.Solution squares = solution.squares();
        PairVector x = PairVector.zeros(p);
        double[] part = new double[p];
        forEach((row, high, low) -> {
            double weight = data.weight(row) * rows.get().curvature()[row];
            for (int k = 0; k < p; k++) {
                int scale = squares == null ? 0 : squares.scale()[active[k]];
                x.high()[k] = Math.scalb(high[active[k]], -scale);
                x.low()[k] = Math.scalb(low[active[k]], -scale);
                part[k] = high[active[k]];
            }
            to[row] = weight
                    * (squares == null ? square(part) : squares.triangle().quadratic(x));
        });
        return to;
    }

    private double square(double[] x) {
        if (solution.information() == null) {
            return Double.NaN;
        }
        double sum = 0;
        for (double y : solution.information().solveLower(x)) {
            sum = Math.fma(y, y, sum);
        }
        return sum;
    }

    /** A row and its numbers in all columns. */
    private interface Visitor {
        void visit(int row, double[] high, double[] low);
    }

    private void forEach(Visitor visitor) {
        ModelMatrix.Reader reader = data.matrix().reader();
        double[] high = new double[solution.coefficients().length];
        double[] low = new double[high.length];
        for (int from = 0; from < data.rows(); from += Panel.ROWS) {
            Panel panel = reader.read(from, Math.min(Panel.ROWS, data.rows() - from));
            for (int i = 0; i < panel.rows(); i++) {
                panel.expand(i, high, low);
                visitor.visit(from + i, high, low);
            }
        }
    }
}
