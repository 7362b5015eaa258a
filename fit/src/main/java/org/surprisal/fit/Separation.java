package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.linear.PairVector;
import org.surprisal.fit.linear.RankedTriangle;
import org.surprisal.fit.linear.StackedQr;

/**
 * Whether some combination of columns separates the outcomes, so that the loss falls for ever along it (A. Albert and
 * J. A. Anderson, "On the existence of maximum likelihood estimates in logistic regression models", Biometrika 71,
 * 1984; K. Konis, "Linear programming algorithms for detecting separated data", 2007).
 *
 * <p>A direction does so if no row's loss rises along it and some fall. Rows whose curvature has vanished are the ones
 * that may fall; the others must not move at all. So the directions lie in the null space of the others, which a
 * factorisation in pairs of doubles finds; there the last coefficients point the way. The direction is then proved on
 * every row.
 */
final class Separation {
    /** A curvature against the largest one that counts as vanished. */
    private static final double VANISHED = 1e-4;

    /** What of a row's movement is rounding. */
    private static final double TOLERANCE = 1e-9;

    private final Dataset data;
    private final Supplier<RowLoss> loss;
    private final int[] active;

    Separation(Dataset data, Supplier<RowLoss> loss, int[] active) {
        this.data = data;
        this.loss = loss;
        this.active = active;
    }

    /**
     * What was found.
     *
     * @param direction a number per coefficient: positive where it goes to +∞, negative where to -∞, 0 where it stays
     * @param complete whether every row falls
     */
    record Found(double[] direction, boolean complete) {}

    /** Looks for a direction from where a fit has come. */
    @Nullable
    Found of(Point at) {
        int n = data.rows();
        double[] slope = new double[n];
        double[] curvature = new double[n];
        derivatives(at, slope, curvature);
        double most = Arrays.stream(curvature).max().orElse(0);
        double[] start =
                Arrays.stream(active).mapToDouble(j -> at.coefficients()[j]).toArray();
        // As the fit goes on rows vanish one after the other: each share that is taken for nothing is tried.
        for (double share = VANISHED; share >= 1e-12; share /= 100) {
            double[] direction = project(start, curvature, most * share);
            Found found = direction == null ? null : proved(direction, slope);
            if (found != null) {
                return found;
            }
        }
        return complete(start, slope);
    }

    private @Nullable Found complete(double[] direction, double[] slope) {
        Found found = proved(direction, slope);
        return found != null && found.complete() ? found : null;
    }

    private void derivatives(Point at, double[] slope, double[] curvature) {
        double[] ofCells = data.matrix().design().expansion().toCells(at.coefficients());
        ModelMatrix.Reader reader = data.matrix().reader();
        RowLoss rows = loss.get();
        double[][] w = new double[6][Panel.ROWS];
        for (int from = 0; from < data.rows(); from += Panel.ROWS) {
            int n = Math.min(Panel.ROWS, data.rows() - from);
            Predictors.of(data, reader.read(from, n), from, ofCells, w[0], w[1]);
            System.arraycopy(data.response(), from, w[2], 0, n);
            rows.at(from, w[2], w[0], n, w[3], w[4], w[5]);
            System.arraycopy(w[4], 0, slope, from, n);
            System.arraycopy(w[5], 0, curvature, from, n);
        }
    }

    /** The part of a direction along which the rows with curvature do not move; null if there is none. */
    private double @Nullable [] project(double[] direction, double[] curvature, double least) {
        int width = active.length;
        StackedQr qr = new StackedQr(width + 1);
        forEach((row, x) -> {
            if (curvature[row] > least) {
                qr.add(Arrays.copyOf(x, width + 1), new double[width + 1]);
            }
        });
        PairVector[] triangle = qr.triangle();
        RankedTriangle ranked = RankedTriangle.of(triangle);
        if (ranked.dependences().isEmpty()) {
            return null;
        }
        // Each dependence is a direction of the null space: the column less what it is made of.
        double[] sum = new double[width];
        for (RankedTriangle.Dependence dependence : ranked.dependences()) {
            double factor = direction[dependence.column()];
            sum[dependence.column()] += factor;
            for (int k = 0; k < dependence.others().length; k++) {
                sum[dependence.others()[k]] -= factor * dependence.factors()[k];
            }
        }
        return sum;
    }

    private @Nullable Found proved(double[] direction, double[] slope) {
        int[] counts = new int[3];
        forEach((row, x) -> {
            double move = 0;
            double size = 0;
            for (int k = 0; k < direction.length; k++) {
                move = Math.fma(direction[k], x[k], move);
                size += Math.abs(direction[k] * x[k]);
            }
            boolean still = Math.abs(move) <= TOLERANCE * size;
            counts[still ? 0 : move * slope[row] < 0 || slope[row] == 0 ? 1 : 2]++;
        });
        if (counts[1] == 0 || counts[2] > 0) {
            return null;
        }
        double[] whole = new double[data.matrix().design().names().size()];
        double most = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        for (int k = 0; k < direction.length; k++) {
            whole[active[k]] = Math.abs(direction[k]) > 1e-12 * most ? direction[k] : 0;
        }
        double[] direct = Solution.uncentred(data, whole);
        double moves = 0;
        for (int j = 0; j < direct.length; j++) {
            moves = Math.max(moves, Math.abs(whole[j] * data.matrix().centres()[j]));
        }
        direct[0] = Math.abs(direct[0]) > 1e-9 * moves ? direct[0] : 0;
        return new Found(direct, counts[0] == 0);
    }

    /** A row and its numbers in the columns that are fitted. */
    private interface Visitor {
        void visit(int row, double[] x);
    }

    private void forEach(Visitor visitor) {
        ModelMatrix.Reader reader = data.matrix().reader();
        int all = data.matrix().design().names().size();
        double[] high = new double[all];
        double[] low = new double[all];
        double[] x = new double[active.length];
        for (int from = 0; from < data.rows(); from += Panel.ROWS) {
            Panel panel = reader.read(from, Math.min(Panel.ROWS, data.rows() - from));
            for (int i = 0; i < panel.rows(); i++) {
                panel.expand(i, high, low);
                for (int k = 0; k < x.length; k++) {
                    x[k] = high[active[k]];
                }
                visitor.visit(from + i, x);
            }
        }
    }
}
