package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;

/** Whether some combination of columns separates the outcomes, so that the loss falls for ever along it. */
final class Separation {
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
        double[] start =
                Arrays.stream(active).mapToDouble(j -> at.coefficients()[j]).toArray();
        Recession recession = new Recession(
                visitor -> forEach(data, active, (row, x) -> visitor.visit(x, slope[row], curvature[row])),
                active.length);
        Recession.Direction found = recession.from(start);
        return found == null ? null : uncentred(found);
    }

    private Found uncentred(Recession.Direction found) {
        double[] whole = new double[data.matrix().design().names().size()];
        for (int k = 0; k < active.length; k++) {
            whole[active[k]] = found.of()[k];
        }
        double[] direct = Solution.uncentred(data, whole);
        double moves = 0;
        for (int j = 0; j < direct.length; j++) {
            moves = Math.max(moves, Math.abs(whole[j] * data.matrix().centres()[j]));
        }
        direct[0] = Math.abs(direct[0]) > 1e-9 * moves ? direct[0] : 0;
        return new Found(direct, found.complete());
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

    /** Takes a row and its numbers in the columns that are fitted. */
    interface Visitor {
        void visit(int row, double[] x);
    }

    /** Calls back with each row. */
    static void forEach(Dataset data, int[] active, Visitor visitor) {
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
