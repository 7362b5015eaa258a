package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows dealt into two halves at random, by what they hold and by nothing else. Each different content starts a
 * generator of its own, from which its rows, equal ones among them, are dealt one by one with probability one half: so
 * equal rows are dealt independently, and yet no order of the rows matters. Rows of one cluster stay together: its
 * texts deal them all.
 *
 * <p>Contents count as equal where 63 bits of their hash are.
 */
final class Halves {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final KeptRows kept;
    private final int[] order;
    private final long[] content;
    private final long[] hash;
    private final boolean clustered;

    /**
     * Some rows, in an order that their content gives.
     *
     * @param rows the rows
     * @param places where they stand among all rows
     * @param size how many they are, counts included
     * @param first the first row of each content
     * @param times how many rows have it, counts included
     */
    record Half(KeptRows rows, int[] places, long size, int[] first, long[] times) {}

    /**
     * Rows to be dealt.
     *
     * @param kept the rows
     * @param columns their texts by column
     * @param clusters rows that stay together, or null
     */
    Halves(KeptRows kept, List<Partition> columns, @Nullable Partition clusters) {
        this.kept = kept;
        this.clustered = clusters != null;
        int n = kept.size();
        long[] whole = new long[n];
        numbers(kept.rows(), whole, n);
        columns.forEach(column -> texts(column, whole));
        if (clusters != null) {
            texts(clusters, whole);
        }
        long[] key = whole.clone();
        if (clusters != null) {
            Arrays.fill(key, 0);
            texts(clusters, key);
        }
        long[][] piece = new long[2][n];
        for (int i = 0; i < n; i++) {
            piece[0][i] = whole[i] >>> 1;
            piece[1][i] = i;
        }
        long[][] sorted = RadixSort.sorted(
                new ArrayList<>(List.<long[][]>of(piece)),
                new int[] {n},
                2,
                kept.plan().threads());
        content = sorted[0];
        order = new int[n];
        hash = new long[n];
        for (int k = 0; k < n; k++) {
            order[k] = (int) sorted[1][k];
            hash[k] = key[order[k]] >>> 1;
        }
    }

    private static void numbers(Rows rows, long[] content, int n) {
        List<double[]> columns = new ArrayList<>(List.of(rows.outcome(), rows.weight(), rows.reference()));
        columns.addAll(List.of(rows.distribution()));
        columns.addAll(List.of(rows.prediction()));
        for (double[] column : columns) {
            for (int i = 0; i < n && column.length > 0; i++) {
                content[i] = mix(content[i] + Double.doubleToLongBits(column[i] + 0.0));
            }
        }
        for (int[] column : List.of(rows.label(), rows.predictedLabel())) {
            for (int i = 0; i < n && column.length > 0; i++) {
                content[i] = mix(content[i] + column[i]);
            }
        }
    }

    /** A text that is a number counts as that number, so that formats which write it differently agree. */
    private static void texts(Partition column, long[] content) {
        long[] of = column.keys().stream()
                .mapToLong(key -> Arrays.stream(key).mapToLong(Halves::of).reduce(1, (a, b) -> mix(a + b)))
                .toArray();
        for (int i = 0; i < content.length; i++) {
            content[i] = mix(content[i] + of[column.group()[i]]);
        }
    }

    private static long of(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (NumericText.parse(text).isPresent()) {
            return mix(Double.doubleToLongBits(NumericText.parse(text).getAsDouble() + 0.0));
        }
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long z) {
        long next = z + GOLDEN;
        long a = (next ^ (next >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    /** Both halves. */
    List<Half> deal() {
        int n = order.length;
        long[][] counts = new long[2][n];
        for (int from = 0; from < n; ) {
            int to = from;
            long all = 0;
            while (to < n && same(from, to)) {
                all = Math.addExact(all, kept.count(order[to++]));
            }
            long left = clustered ? all * (mix(hash[from]) & 1) : ofFair(all, hash[from]);
            for (int k = from; k < to; k++) {
                long times = kept.count(order[k]);
                counts[0][k] = Math.min(left, times);
                counts[1][k] = times - counts[0][k];
                left -= counts[0][k];
            }
            from = to;
        }
        return List.of(half(counts[0]), half(counts[1]));
    }

    /** Clusters may be torn into runs here, but their texts send every run to the same half. */
    private boolean same(int one, int other) {
        return hash[one] == hash[other];
    }

    /** How many of so many fair coins, thrown by a generator of their own, show heads. */
    private static long ofFair(long coins, long seed) {
        long heads = 0;
        long state = seed;
        for (long left = coins; left > 0; left -= 64) {
            state += GOLDEN;
            long bits = mix(state);
            heads += Long.bitCount(left >= 64 ? bits : bits >>> (64 - left));
        }
        return heads;
    }

    private Half half(long[] counts) {
        int[] places = new int[counts.length];
        Rows rows = kept.rows();
        long[] count = kept.plan().counted() ? new long[kept.size()] : rows.count();
        int[] first = new int[counts.length];
        long[] times = new long[counts.length];
        long before = 0;
        int contents = 0;
        int n = 0;
        long size = 0;
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0) {
                if (n == 0 || content[k] != before) {
                    before = content[k];
                    first[contents++] = n;
                }
                times[contents - 1] = Math.addExact(times[contents - 1], counts[k]);
                places[n++] = order[k];
                size = Math.addExact(size, counts[k]);
                if (kept.plan().counted()) {
                    count[order[k]] = counts[k];
                }
            }
        }
        Rows counted = new Rows(
                rows.size(),
                rows.outcome(),
                rows.label(),
                rows.distribution(),
                rows.prediction(),
                rows.predictedLabel(),
                rows.weight(),
                count,
                rows.reference());
        int[] some = Arrays.copyOf(places, n);
        return new Half(
                KeptRows.of(kept.plan(), counted, some, 0, n),
                some,
                size,
                Arrays.copyOf(first, contents),
                Arrays.copyOf(times, contents));
    }
}
