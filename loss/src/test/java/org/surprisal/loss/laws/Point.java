package org.surprisal.loss.laws;

import java.util.Arrays;

/**
 * One row.
 *
 * @param y the target, one value or one per class
 * @param p the prediction, as many
 */
record Point(double[] y, double[] p) {
    static Point of(double y, double p) {
        return new Point(new double[] {y}, new double[] {p});
    }

    @Override
    public String toString() {
        return "y=" + Arrays.toString(y) + " p=" + Arrays.toString(p);
    }
}
