package org.surprisal.fit;

import java.util.stream.IntStream;
import org.surprisal.fit.design.Panel;

/** The columns of a panel that are no categories. */
final class DenseColumns {
    private int[] segments = new int[0];
    private double[][] columns = new double[0][];

    /** Takes those of a panel, with zeros behind its last row. */
    void load(Panel panel) {
        if (segments.length == 0) {
            segments = IntStream.range(0, panel.segments())
                    .filter(s -> !panel.isCategorical(s))
                    .toArray();
            columns = new double[segments.length][];
        }
        for (int b = 0; b < segments.length; b++) {
            columns[b] = panel.padded(segments[b]);
        }
    }

    int count() {
        return segments.length;
    }

    /** Which part of the panel a column is. */
    int segment(int column) {
        return segments[column];
    }

    /** The numbers of a column, {@link Panel#ROWS} of them. */
    double[] column(int column) {
        return columns[column];
    }
}
