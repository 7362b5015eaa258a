package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Panel;
import org.surprisal.math.ExactSum;

/** The losses of a block of rows, weighted, and their sum so far. For one thread. */
final class RowBlock {
    final double[] slope = new double[Panel.ROWS];
    final double[] curvature = new double[Panel.ROWS];
    final double[] z = new double[Panel.ROWS];
    final ExactSum value = new ExactSum();
    private final Rows rows;
    private final RowLoss loss;
    private final double[] y = new double[Panel.ROWS];
    private final double[] values = new double[Panel.ROWS];
    private int bad = Integer.MAX_VALUE;

    RowBlock(Rows rows, Supplier<RowLoss> loss) {
        this.rows = rows;
        this.loss = loss.get();
    }

    /**
     * What stands beside the columns of the rows.
     *
     * @param response a value per row
     * @param offset what is added to the linear predictor, or null for 0
     * @param weight a factor of the loss, or null for 1
     */
    record Rows(double[] response, double @Nullable [] offset, double @Nullable [] weight) {
        static Rows of(Dataset data) {
            return new Rows(data.response(), data.offset(), data.weight());
        }
    }

    /** The linear predictors of a block begin as its offsets. */
    void begin(int from, int n) {
        if (rows.offset == null) {
            Arrays.fill(z, 0, n, 0);
        } else {
            System.arraycopy(rows.offset, from, z, 0, n);
        }
    }

    /** Takes the losses and their derivatives at the linear predictors. */
    void end(int from, int n) {
        System.arraycopy(rows.response, from, y, 0, n);
        loss.at(from, y, z, n, values, slope, curvature);
        look(from, n);
        for (int i = 0; i < n && rows.weight != null; i++) {
            double w = rows.weight[from + i];
            values[i] *= w;
            slope[i] *= w;
            curvature[i] *= w;
        }
        value.add(values, n);
    }

    private void look(int from, int n) {
        double zero = 0;
        for (int i = 0; i < n; i++) {
            zero += 0 * values[i] + 0 * slope[i];
        }
        for (int i = 0; i < n && zero != 0; i++) {
            if (!Double.isFinite(values[i]) || !Double.isFinite(slope[i])) {
                bad = Math.min(bad, from + i);
                zero = 0;
            }
        }
    }

    /** The first row that is not finite, or {@link Integer#MAX_VALUE}. */
    int bad() {
        return bad;
    }
}
