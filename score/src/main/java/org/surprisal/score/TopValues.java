package org.surprisal.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The largest of many values, equal ones together with their number: as many as are wanted, and all that equal the last
 * of them. It holds at most twice as many values as are wanted, whatever comes.
 */
final class TopValues {
    private static final int ROOM = 1024;

    private final long wanted;
    private double[] values = new double[ROOM];
    private long[] counts = new long[ROOM];
    private int size;
    private double floor = Double.NEGATIVE_INFINITY;

    /** No values; {@code wanted} is at least 1. */
    TopValues(long wanted) {
        this.wanted = wanted;
    }

    /** Takes a value that occurs so many times, which is at least once. */
    void add(double value, long count) {
        if (value < floor) {
            return;
        }
        if (size == values.length) {
            trim();
            if (size > values.length / 2) {
                values = Arrays.copyOf(values, 2 * values.length);
                counts = Arrays.copyOf(counts, 2 * counts.length);
            }
        }
        values[size] = value;
        counts[size++] = count;
    }

    /** Sorts, joins equal values and drops those that are not wanted. */
    private void trim() {
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted = new double[values.length];
        long[] times = new long[values.length];
        int n = 0;
        long seen = 0;
        for (int at : order) {
            if (n > 0 && sorted[n - 1] == values[at]) {
                times[n - 1] = Math.addExact(times[n - 1], counts[at]);
            } else if (seen < wanted) {
                sorted[n] = values[at];
                times[n++] = counts[at];
            } else {
                break;
            }
            seen = Math.addExact(seen, counts[at]);
        }
        values = sorted;
        counts = times;
        size = n;
        floor = seen >= wanted ? sorted[n - 1] : Double.NEGATIVE_INFINITY;
    }

    /** The number of different values held. */
    int size() {
        trim();
        return size;
    }

    /** The value at a place, the largest first; valid after {@link #size}. */
    double value(int i) {
        return values[i];
    }

    /** How often it occurs. */
    long count(int i) {
        return counts[i];
    }

    /** The least value that is wanted, negative infinity without any. */
    double least() {
        int n = size();
        return n == 0 ? Double.NEGATIVE_INFINITY : values[n - 1];
    }

    /** How many values there are from {@link #least} on. */
    long total() {
        long total = 0;
        for (int i = size() - 1; i >= 0; i--) {
            total = Math.addExact(total, counts[i]);
        }
        return total;
    }
}
