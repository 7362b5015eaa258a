package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;

/**
 * How many rows lie in each cell of prediction and outcome. Cells are squares between whole multiples of 1, 2 or 5
 * times a power of ten; what lies far out is taken into the outermost cells, which reach as far as the rows do.
 */
final class NumberGrid {
    /** The most cells of an axis but the two outermost. */
    private static final int MOST = 32;

    private static final double FINEST = 1e15;

    private NumberGrid() {}

    /** The cells of an axis. */
    private static final class Axis {
        private final double least;
        private final double greatest;
        private final long first;
        private final long last;
        private final double step;
        private final double by;

        /**
         * Cells.
         *
         * @param step the width of a cell times {@code by}, a whole number
         * @param by a power of ten
         */
        Axis(double least, double greatest, double low, double high, double step, double by) {
            this.least = least;
            this.greatest = greatest;
            this.step = step;
            this.by = by;
            first = cell(low);
            last = cell(high);
        }

        private double edge(long cell) {
            return cell * step / by;
        }

        private long cell(double x) {
            long cell = (long) Math.floor(x * by / step);
            while (edge(cell) > x) {
                cell--;
            }
            while (edge(cell + 1) <= x) {
                cell++;
            }
            return cell;
        }

        int cells() {
            return (int) (last - first + 1);
        }

        int of(double x) {
            return x <= edge(first) ? 0 : x >= edge(last) ? cells() - 1 : (int) (cell(x) - first);
        }

        double low(int cell) {
            double edge = edge(first + cell);
            return cell == 0 ? Math.min(least, edge) : edge;
        }

        double high(int cell) {
            double edge = edge(first + cell + 1);
            return cell == cells() - 1 ? Math.max(greatest, edge) : edge;
        }
    }

    /**
     * The cells that have rows.
     *
     * @param rows at least one, sorted by prediction
     * @param low the prediction and the outcome, about which the cells begin
     * @param high about where they end
     */
    static Curve of(SortedNumbers rows, double[] low, double[] high) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.size(); i++) {
            least = Math.min(least, rows.outcome(i));
            greatest = Math.max(greatest, rows.outcome(i));
        }
        double from = Math.max(least, low[1]);
        double to = Math.max(from, Math.min(greatest, high[1]));
        double width = Math.max(high[0] - low[0], to - from);
        double size = Math.max(Math.max(Math.abs(low[0]), Math.abs(high[0])), Math.max(Math.abs(from), Math.abs(to)));
        List<double[]> points = new ArrayList<>();
        if (width > size / FINEST && width < Double.MAX_VALUE / MOST && width > 1e-290) {
            count(rows, points, axes(rows, least, greatest, low[0], high[0], from, to, width));
        } else {
            ExactSum all = new ExactSum();
            for (int i = 0; i < rows.size(); i++) {
                all.addProduct(rows.weight(i), (double) rows.count(i));
            }
            points.add(
                    new double[] {rows.prediction(0), rows.prediction(rows.size() - 1), least, greatest, all.value()});
        }
        return new Curve(
                List.of("prediction_low", "prediction_high", "outcome_low", "outcome_high", "rows"),
                points.toArray(double[][]::new),
                0,
                null);
    }

    private static Axis[] axes(
            SortedNumbers rows,
            double least,
            double greatest,
            double low,
            double high,
            double from,
            double to,
            double width) {
        int power = (int) Math.floor(Log.of(width / MOST) / Log.of(10.0)) - 1;
        double[] steps = {1, 2, 5};
        while (true) {
            double unit = Double.parseDouble("1e" + Math.abs(power));
            for (double step : steps) {
                double wide = power < 0 ? step / unit : step * unit;
                if (wide * (MOST - 2) >= width) {
                    double whole = power < 0 ? step : step * unit;
                    double by = power < 0 ? unit : 1;
                    return new Axis[] {
                        new Axis(rows.prediction(0), rows.prediction(rows.size() - 1), low, high, whole, by),
                        new Axis(least, greatest, from, to, whole, by)
                    };
                }
            }
            power++;
        }
    }

    private static void count(SortedNumbers rows, List<double[]> points, Axis[] axes) {
        ExactSum[][] cells = new ExactSum[axes[0].cells()][axes[1].cells()];
        for (int i = 0; i < rows.size(); i++) {
            ExactSum[] column = cells[axes[0].of(rows.prediction(i))];
            int row = axes[1].of(rows.outcome(i));
            if (column[row] == null) {
                column[row] = new ExactSum();
            }
            column[row].addProduct(rows.weight(i), (double) rows.count(i));
        }
        for (int a = 0; a < cells.length; a++) {
            for (int b = 0; b < cells[a].length; b++) {
                if (cells[a][b] != null) {
                    points.add(new double[] {
                        axes[0].low(a), axes[0].high(a), axes[1].low(b), axes[1].high(b), cells[a][b].value()
                    });
                }
            }
        }
    }
}
