package org.surprisal.score;

import java.util.Arrays;

/**
 * How many rows of hard outcomes have a forecast in each cell of a {@link ForecastGrid}: what is left of rows when
 * there are too many to keep. Its size does not grow with the rows, and it is the same for every order of them.
 */
final class GridRows {
    private final boolean logit;
    private final ForecastGrid grid;
    private final long[] others;
    private final long[] events;

    /** No rows. */
    GridRows(boolean logit) {
        this.logit = logit;
        grid = ForecastGrid.of(logit);
        others = new long[grid.cells()];
        events = new long[grid.cells()];
    }

    /** The bytes that the counts take. */
    static long bytes(boolean logit) {
        return 2L * Long.BYTES * ForecastGrid.of(logit).cells();
    }

    /** Takes rows that were kept. */
    void add(RankedColumns columns, long[][] rows, int n) {
        for (int i = 0; i < n; i++) {
            long[] counts = columns.outcome(rows, i) == 1 ? events : others;
            int cell = grid.cell(columns.forecast(rows[0][i]));
            counts[cell] = Math.addExact(counts[cell], columns.count(rows, i));
        }
    }

    /** Takes a block of rows. */
    void add(Block block, double[] y) {
        double[] x = block.prediction[0];
        for (int i = 0; i < block.size(); i++) {
            long[] counts = y[i] == 1 ? events : others;
            int cell = grid.cell(x[i]);
            counts[cell] = Math.addExact(counts[cell], block.count(i));
        }
    }

    /** Takes the rows of other counts. */
    void merge(GridRows other) {
        for (int cell = 0; cell < events.length; cell++) {
            events[cell] = Math.addExact(events[cell], other.events[cell]);
            others[cell] = Math.addExact(others[cell], other.others[cell]);
        }
    }

    /** The cells in their order, as rows of counts whose forecast stands for the cell. */
    Ranking ranking(int threads) {
        RankedColumns columns = new RankedColumns(logit, false, false, true);
        int n = 0;
        for (int cell = 0; cell < events.length; cell++) {
            n += (events[cell] > 0 ? 1 : 0) + (others[cell] > 0 ? 1 : 0);
        }
        long[][] rows = new long[columns.width()][n];
        int at = 0;
        for (int cell = 0; cell < events.length; cell++) {
            if (others[cell] > 0) {
                columns.put(grid.forecast(cell), false, others[cell], rows, at++);
            }
            if (events[cell] > 0) {
                columns.put(grid.forecast(cell), true, events[cell], rows, at++);
            }
        }
        return new Ranking(columns, rows, threads, true);
    }

    /**
     * How far the area under the ROC curve may be from the one of the rows themselves: whatever the order within the
     * cells, no pair counts for more than one half too much or too little.
     */
    double areaBound() {
        double pairs = 0;
        for (int cell = 0; cell < events.length; cell++) {
            pairs += (double) events[cell] * others[cell];
        }
        double all =
                (double) Arrays.stream(events).sum() * Arrays.stream(others).sum();
        return all == 0 ? 0 : pairs / 2 / all;
    }

    /**
     * How far the average precision may be from the one of the rows themselves. Of e events and o others in a cell,
     * with E events among N rows above it, the precision at an event lies between (E + 1)/(N + o + 1) and (E + e)/(N +
     * e).
     */
    double precisionBound() {
        double above = 0;
        double eventsAbove = 0;
        double high = 0;
        double low = 0;
        double taken = 0;
        for (int cell = events.length - 1; cell >= 0; cell--) {
            double e = events[cell];
            double o = others[cell];
            if (e > 0) {
                high += e * ((eventsAbove + e) / (above + e));
                low += e * ((eventsAbove + 1) / (above + o + 1));
                taken += e * ((eventsAbove + e) / (above + e + o));
            }
            eventsAbove += e;
            above += e + o;
        }
        return eventsAbove == 0 ? 0 : Math.max(high - taken, taken - low) / eventsAbove;
    }
}
