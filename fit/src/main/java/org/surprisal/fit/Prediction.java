package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;

/** Linear predictors of new rows. */
public final class Prediction {
    private Prediction() {}

    /**
     * A function of each row's linear predictor, its offset among it.
     *
     * @param design the columns of the model
     * @param coefficients one per name of the design
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with a level that was not there
     * @param mean the function
     * @return a number per row; NaN where a value is missing
     * @throws Unfittable if a column is missing or of another kind, or a level is not known and is to be refused
     */
    public static double[] of(
            Design design, double[] coefficients, Frame frame, UnknownLevel unknown, DoubleUnaryOperator mean) {
        ModelMatrix matrix = design.of(frame, unknown);
        double[] to = design.offsets(frame);
        double[] ofCells = design.expansion().toCells(coefficients);
        ModelMatrix.Reader reader = matrix.reader();
        double[] z = new double[Panel.ROWS];
        double[] lost = new double[Panel.ROWS];
        for (int from = 0; from < to.length; from += Panel.ROWS) {
            Panel panel = reader.read(from, Math.min(Panel.ROWS, to.length - from));
            System.arraycopy(to, from, z, 0, panel.rows());
            Arrays.fill(lost, 0);
            panel.times(ofCells, z, lost);
            for (int i = 0; i < panel.rows(); i++) {
                to[from + i] = mean.applyAsDouble(Double.isInfinite(z[i]) ? z[i] : z[i] + lost[i]);
            }
        }
        return to;
    }
}
