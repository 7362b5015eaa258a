package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Panel;

/** The linear predictors of a block of rows, summed in two doubles and rounded once. */
final class Predictors {
    private Predictors() {}

    static void of(Dataset data, Panel panel, int from, double[] ofCells, double[] z, double[] lost) {
        data.offsets(from, panel.rows(), z);
        add(panel, ofCells, z, lost);
    }

    /** Adds them to what is there. */
    static void add(Panel panel, double[] ofCells, double[] z, double[] lost) {
        int n = panel.rows();
        Arrays.fill(lost, 0, n, 0);
        panel.times(ofCells, z, lost);
        for (int i = 0; i < n; i++) {
            z[i] += lost[i];
        }
    }
}
