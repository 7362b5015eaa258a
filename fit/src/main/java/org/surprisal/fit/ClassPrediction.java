package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.design.UnknownLevel;

/** Probabilities of the classes of new rows. */
public final class ClassPrediction {
    private ClassPrediction() {}

    /**
     * The probabilities of rows.
     *
     * @param design the columns of the model
     * @param model how linear predictors become probabilities
     * @param coefficients of multinomial models an array for each class, 0 for that of reference, of ordered ones a
     *     single array; a number per name of the design, 0 where it is not told
     * @param cuts of ordered models the cut points, rising; otherwise empty
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with a level that was not there
     * @return by row, then by class; NaN where a value is missing
     * @throws Unfittable if a column is missing or of another kind, or a level is not known and is to be refused
     */
    public static double[][] of(
            Design design,
            ClassModel model,
            double[][] coefficients,
            double[] cuts,
            Frame frame,
            UnknownLevel unknown) {
        ClassRows rows = model.isOrdered()
                ? new OrderedRows(cuts.length + 1, model == ClassModel.ORDERED_PROBIT)
                : new SoftmaxRows(coefficients.length, -1);
        int heads = rows.whole().length;
        double[][] z = new double[coefficients.length][];
        Arrays.setAll(z, h -> Prediction.of(design, coefficients[h], frame, unknown, x -> x));
        double[] row = new double[heads];
        System.arraycopy(cuts, 0, row, heads - cuts.length, cuts.length);
        double[][] to = new double[z[0].length][model.isOrdered() ? heads : coefficients.length];
        for (int i = 0; i < to.length; i++) {
            for (int h = 0; h < z.length; h++) {
                row[h] = z[h][i];
            }
            if (Double.isNaN(row[0])) {
                Arrays.fill(to[i], Double.NaN);
            } else {
                rows.probabilities(row, to[i]);
            }
        }
        return to;
    }
}
