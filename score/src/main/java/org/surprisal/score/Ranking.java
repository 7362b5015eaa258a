package org.surprisal.score;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.PowerSums;
import org.surprisal.math.Sigmoid;

/**
 * Rows in the order of their forecasts, seen as distinct forecasts with how much happened and how much did not:
 * whatever depends on the order of the forecasts reads this. The sums of a forecast are exact, rounded once, and
 * forecasts are cut into parts by their number alone. So whatever is computed from left to right within the parts, and
 * over the parts in their order, has the same bits for every order of the rows and every number of threads.
 */
final class Ranking {
    /** Distinct forecasts in a part. */
    static final int PART = 1 << 16;

    private final RankedColumns columns;
    private final long[][] rows;
    private final int threads;
    private final boolean coarse;
    private final int[] starts;
    private final long distinct;

    /**
     * A ranking.
     *
     * @param columns what the columns of a row hold
     * @param rows rows sorted by their keys, {@code [column][row]}
     * @param threads the number of threads that may work on the parts
     */
    Ranking(RankedColumns columns, long[][] rows, int threads) {
        this(columns, rows, threads, false);
    }

    /**
     * A ranking.
     *
     * @param columns what the columns of a row hold
     * @param rows rows sorted by their keys, {@code [column][row]}
     * @param threads the number of threads that may work on the parts
     * @param coarse whether forecasts stand for cells of them
     */
    Ranking(RankedColumns columns, long[][] rows, int threads, boolean coarse) {
        this.coarse = coarse;
        this.columns = columns;
        this.rows = rows;
        this.threads = threads;
        int n = rows[0].length;
        int slices = (n + PART - 1) / PART;
        long[] before = new long[slices + 1];
        Workers.run(
                threads, slices, slice -> before[slice + 1] = firstsIn(slice * PART, Math.min(n, (slice + 1) * PART)));
        for (int slice = 0; slice < slices; slice++) {
            before[slice + 1] += before[slice];
        }
        distinct = before[slices];
        int parts = (int) ((distinct + PART - 1) / PART);
        starts = new int[parts + 1];
        starts[parts] = n;
        int slice = 0;
        for (int part = 0; part < parts; part++) {
            long wanted = (long) part * PART;
            while (before[slice + 1] <= wanted) {
                slice++;
            }
            starts[part] = place(slice * PART, wanted - before[slice]);
        }
    }

    /** How many rows of a range are the first of their forecast. */
    private int firstsIn(int from, int to) {
        long[] keys = rows[0];
        int bits = columns.outcomeBits();
        int firsts = from == 0 ? 1 : 0;
        for (int i = Math.max(1, from); i < to; i++) {
            firsts += (keys[i - 1] ^ keys[i]) >>> bits == 0 ? 0 : 1;
        }
        return firsts;
    }

    /** The row at or after {@code from} that is the first of its forecast after so many others. */
    private int place(int from, long skip) {
        long[] keys = rows[0];
        int bits = columns.outcomeBits();
        long left = skip;
        int i = from;
        while (true) {
            boolean first = i == 0 || (keys[i - 1] ^ keys[i]) >>> bits != 0;
            if (first && left-- == 0) {
                return i;
            }
            i++;
        }
    }

    /** The number of distinct forecasts. */
    long distinct() {
        return distinct;
    }

    /** The number of parts. */
    int parts() {
        return starts.length - 1;
    }

    /** The number of threads that may work on the parts. */
    int threads() {
        return threads;
    }

    /** Whether forecasts stand for cells of them, so that their digits and ties say nothing. */
    boolean coarse() {
        return coarse;
    }

    /** Whether forecasts are log-odds. */
    boolean logit() {
        return columns.logit();
    }

    /** Whether each row counts as one event or as one other, or as several equal ones. */
    boolean whole() {
        return !columns.weighted() && !columns.soft();
    }

    /** A forecast as a probability. */
    double probability(double forecast) {
        return logit() ? Sigmoid.of(forecast) : forecast;
    }

    /** A probability as it is ranked. */
    double forecast(double probability) {
        // Minus zero would stand apart from zero.
        return logit() ? Log.of(probability) - Log1p.of(-probability) + 0.0 : probability;
    }

    /** The number of rows, each counted once. */
    int size() {
        return rows[0].length;
    }

    /** The first row whose forecast is at least so much, the number of rows where there is none. */
    int firstAtLeast(double forecast) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns.forecast(rows[0][middle]) < forecast) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How much the rows from one to before another weigh whose hard outcome is no, and those whose it is yes. */
    Amount[] amounts(int from, int to) {
        if (!columns.weighted()) {
            long[] byOutcome = new long[2];
            for (int i = from; i < to; i++) {
                int outcome = (int) columns.outcome(rows, i);
                byOutcome[outcome] = Math.addExact(byOutcome[outcome], columns.count(rows, i));
            }
            return new Amount[] {Amount.of(byOutcome[0]), Amount.of(byOutcome[1])};
        }
        return new Amount[] {weights(from, to, 0), weights(from, to, 1)};
    }

    private Amount weights(int from, int to, int outcome) {
        PowerSums sums = Amount.sums();
        double[][] weight = new double[1][Block.SIZE];
        long[] count = new long[Block.SIZE];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (columns.outcome(rows, i) == outcome) {
                weight[0][n] = columns.weight(rows, i);
                count[n++] = columns.count(rows, i);
                if (n == Block.SIZE) {
                    sums.addIfFinite(weight, count, n);
                    n = 0;
                }
            }
        }
        sums.addIfFinite(weight, count, n);
        return Amount.of(sums);
    }

    /** Takes some distinct forecasts of a part, in ascending order. */
    @FunctionalInterface
    interface Reader {
        /** Reads them; they are gone afterwards. */
        void read(Groups groups);
    }

    /** Something that is computed from a ranking in one or more passes. */
    interface Statistic {
        /** The number of passes. */
        int passes();

        /** The reader of a part in a pass. */
        Reader reader(int pass, int part);

        /** Called when all parts have been read, before the next pass. */
        default void end(int pass) {}
    }

    /** Computes statistics side by side: each pass reads the rows once for all of them. */
    void compute(List<? extends Statistic> statistics) {
        int passes = statistics.stream().mapToInt(Statistic::passes).max().orElse(0);
        for (int pass = 0; pass < passes; pass++) {
            int now = pass;
            List<? extends Statistic> taking =
                    statistics.stream().filter(each -> each.passes() > now).toList();
            read(part -> {
                List<Reader> readers =
                        taking.stream().map(each -> each.reader(now, part)).toList();
                return groups -> readers.forEach(reader -> reader.read(groups));
            });
            taking.forEach(each -> each.end(now));
        }
    }

    /**
     * Reads each part on some thread.
     *
     * @param reader makes the reader of a part
     */
    private void read(IntFunction<Reader> reader) {
        Workers.run(threads, parts(), part -> read(part, reader.apply(part)));
    }

    private void read(int part, Reader reader) {
        Groups groups = new Groups(whole());
        int row = starts[part];
        int end = starts[part + 1];
        while (row < end) {
            row = columns.packed() && rows.length == 1 ? fillPlain(row, end, groups) : fill(row, end, groups);
            reader.read(groups);
        }
    }

    private int fillPlain(int from, int end, Groups groups) {
        long[] keys = rows[0];
        int row = from;
        int size = 0;
        while (row < end && size < Groups.SIZE) {
            long forecast = keys[row] >>> 1;
            int first = row;
            int events = 0;
            do {
                events += (int) keys[row] & 1;
                row++;
            } while (row < end && keys[row] >>> 1 == forecast);
            groups.forecast[size] = Double.longBitsToDouble(forecast);
            groups.events[size] = events;
            groups.others[size] = row - first - events;
            size++;
        }
        groups.size = size;
        return row;
    }

    private int fill(int from, int end, Groups groups) {
        long[] keys = rows[0];
        int bits = columns.outcomeBits();
        int row = from;
        int size = 0;
        while (row < end && size < Groups.SIZE) {
            int first = row;
            do {
                row++;
            } while (row < end && (keys[first] ^ keys[row]) >>> bits == 0);
            groups.forecast[size] = columns.forecast(keys[first]);
            put(first, row, groups, size);
            size++;
        }
        groups.size = size;
        return row;
    }

    /** Adds up the rows of one forecast. */
    private void put(int from, int to, Groups groups, int at) {
        if (whole()) {
            long events = 0;
            long others = 0;
            for (int i = from; i < to; i++) {
                long count = columns.count(rows, i);
                boolean event = columns.outcome(rows, i) == 1;
                events = event ? Math.addExact(events, count) : events;
                others = event ? others : Math.addExact(others, count);
            }
            groups.events[at] = events;
            groups.others[at] = others;
            return;
        }
        // A row's contribution is rounded once; repeated rows add it as often as they occur, exactly.
        groups.events[at] = sum(from, to, (event, other) -> event);
        groups.others[at] = sum(from, to, (event, other) -> other);
        groups.eventSquares[at] = sum(from, to, (event, other) -> event * event);
        groups.otherSquares[at] = sum(from, to, (event, other) -> other * other);
        groups.products[at] = columns.soft() ? sum(from, to, (event, other) -> event * other) : 0;
    }

    /** The exact sum over some rows of a function of what each adds to the events and to the others, rounded once. */
    private double sum(int from, int to, DoubleBinaryOperator part) {
        if (to - from == 1) {
            return (double) columns.count(rows, from) * part(from, part);
        }
        ExactSum sum = new ExactSum();
        for (int i = from; i < to; i++) {
            sum.addProduct((double) columns.count(rows, i), part(i, part));
        }
        return sum.value();
    }

    private double part(int row, DoubleBinaryOperator part) {
        double weight = columns.weight(rows, row);
        double y = columns.outcome(rows, row);
        return part.applyAsDouble(weight * y, weight * (1 - y));
    }
}
