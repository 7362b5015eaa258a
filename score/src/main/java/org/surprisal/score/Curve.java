package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A curve as points. Every point is exact; where there were more than some 500, points are chosen by the distinct
 * forecasts alone, so that neither the order of the rows nor the number of threads matters.
 *
 * @param columns what the numbers of a point are
 * @param points the points in the order in which the curve is drawn, {@code [point][column]}
 * @param error how far the whole curve may be from the line through the points, in either direction: 0 where nothing
 *     was left out
 * @param level the confidence level of the ends of intervals among the columns, or null without any
 */
public record Curve(
        List<String> columns,
        double[][] points,
        double error,
        @Nullable Double level) {
    /** Copies the list. */
    public Curve {
        columns = List.copyOf(columns);
    }

    /** One number of every point. */
    public double[] column(String name) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("There is no column \"" + name + "\" here, only " + columns + ".");
        }
        double[] values = new double[points.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = points[i][at];
        }
        return values;
    }
}
