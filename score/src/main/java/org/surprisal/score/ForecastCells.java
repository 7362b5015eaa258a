package org.surprisal.score;

import java.util.Arrays;

/**
 * What happened, what did not and what was expected to, in cells of forecasts between fixed edges; a forecast on an
 * edge belongs to the cell below it. Takes forecasts in ascending order.
 */
final class ForecastCells {
    private final double[] edges;
    private final double[] events;
    private final double[] others;
    private final double[] expected;
    private int at;

    /** Empty cells; {@code edges} ascend, and the last one is above every forecast or equal to it. */
    ForecastCells(double[] edges) {
        this.edges = edges;
        events = new double[edges.length];
        others = new double[edges.length];
        expected = new double[edges.length];
    }

    /** Takes forecasts with their probabilities and their sums. */
    void add(Groups groups, double[] p, BlockSums sums) {
        advance(groups.forecast[0]);
        if (groups.forecast[groups.size - 1] <= edges[at]) {
            events[at] += sums.events;
            others[at] += sums.others;
            expected[at] += sums.expected;
            return;
        }
        for (int i = 0; i < groups.size; i++) {
            advance(groups.forecast[i]);
            events[at] += groups.events[i];
            others[at] += groups.others[i];
            expected[at] += (groups.events[i] + groups.others[i]) * p[i];
        }
    }

    private void advance(double forecast) {
        while (forecast > edges[at]) {
            at++;
        }
    }

    /** Takes the cells of forecasts above all so far. */
    void merge(ForecastCells other) {
        for (int i = 0; i < edges.length; i++) {
            events[i] += other.events[i];
            others[i] += other.others[i];
            expected[i] += other.expected[i];
        }
    }

    private int place(double edge) {
        int place = Arrays.binarySearch(edges, edge);
        if (place < 0) {
            throw new IllegalArgumentException("no cell ends at " + edge);
        }
        return place;
    }

    /** What happened at forecasts above one edge and up to another; all lie above NaN. */
    double events(double above, double upTo) {
        return sum(events, above, upTo);
    }

    /** What did not happen at forecasts above one edge and up to another. */
    double others(double above, double upTo) {
        return sum(others, above, upTo);
    }

    /** What was expected to happen at forecasts above one edge and up to another: the sum of their probabilities. */
    double expected(double above, double upTo) {
        return sum(expected, above, upTo);
    }

    private double sum(double[] cells, double above, double upTo) {
        double sum = 0;
        int last = place(upTo);
        for (int i = Double.isNaN(above) ? 0 : place(above) + 1; i <= last; i++) {
            sum += cells[i];
        }
        return sum;
    }
}
