package org.surprisal.score;

import java.util.Arrays;
import java.util.List;

/**
 * Sorts rows of whole numbers by the first of them, on several threads. Rows are counted in fine cells of equal width
 * between the least and the greatest key, and neighbouring cells are taken together until they hold enough rows for a
 * bucket that fits into a cache: so buckets are alike although forecasts are not evenly spread over the bits of a
 * double. Each bucket is dealt again into narrower ones, and the last few rows are inserted one by one: a bucket's
 * width shrinks at least fourfold each time, so no order and no distribution of keys is a bad one. Rows of equal keys
 * come in no particular order.
 *
 * <p>Source: Knuth, The Art of Computer Programming, volume 3, section 5.2.5 (distribution sorting).
 */
final class RadixSort {
    /** The first cells are 2 to the power of this. */
    private static final int CELL_BITS = 14;

    /** The most buckets that rows are dealt into at first: as many places of writing as a cache holds. */
    private static final int BUCKETS = 1 << 11;

    /** A bucket is dealt into at most 2 to the power of this. */
    private static final int MOST_BITS = 11;

    /** So few rows are inserted one by one. */
    private static final int FEW = 24;

    private RadixSort() {}

    /**
     * The rows of all pieces, sorted.
     *
     * @param pieces each {@code [column][row]}, the key first; the list is emptied, so that memory is free as soon as
     *     it can be
     * @param sizes the number of rows of each piece
     * @param width the number of columns
     * @param threads the number of threads
     * @return {@code [column][row]}
     */
    static long[][] sorted(List<long[][]> pieces, int[] sizes, int width, int threads) {
        int n = Arrays.stream(sizes).reduce(0, Math::addExact);
        long[][] rows = new long[width][n];
        if (n > 0) {
            int[] ends = deal(pieces, sizes, rows, threads);
            Workers.run(threads, ends.length, bucket -> {
                int from = bucket == 0 ? 0 : ends[bucket - 1];
                if (ends[bucket] - from > 1) {
                    new RadixSort.Bucket(rows, from, ends[bucket]).sort();
                }
            });
        }
        pieces.clear();
        return rows;
    }

    /** Deals the pieces into buckets and returns where each bucket ends. */
    private static int[] deal(List<long[][]> pieces, int[] sizes, long[][] rows, int threads) {
        long[] least = new long[sizes.length];
        long[] greatest = new long[sizes.length];
        Workers.run(threads, sizes.length, piece -> {
            long[] keys = pieces.get(piece)[0];
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (int i = 0; i < sizes[piece]; i++) {
                low = Math.min(low, keys[i]);
                high = Math.max(high, keys[i]);
            }
            least[piece] = low;
            greatest[piece] = high;
        });
        long low = Arrays.stream(least).min().orElseThrow();
        long high = Arrays.stream(greatest).max().orElseThrow();
        int shift = shift(high - low, CELL_BITS);
        // A share of the pieces has its own counters, and so its own places in every bucket.
        int shares = Math.min(threads, sizes.length);
        int[][] counts = new int[shares][1 << CELL_BITS];
        Workers.run(threads, shares, share -> {
            for (int piece = first(share, shares, sizes); piece < first(share + 1, shares, sizes); piece++) {
                count(pieces.get(piece)[0], sizes[piece], low, shift, counts[share]);
            }
        });
        short[] bucket = new short[1 << CELL_BITS];
        int buckets = buckets(counts, bucket);
        int[][] places = new int[shares][buckets];
        int[] ends = places(counts, bucket, places);
        Workers.run(threads, shares, share -> {
            for (int piece = first(share, shares, sizes); piece < first(share + 1, shares, sizes); piece++) {
                scatter(pieces.get(piece), sizes[piece], low, shift, bucket, places[share], rows);
                pieces.set(piece, new long[0][]);
            }
        });
        return ends;
    }

    private static void count(long[] keys, int n, long low, int shift, int[] counts) {
        for (int i = 0; i < n; i++) {
            counts[(int) ((keys[i] - low) >>> shift)]++;
        }
    }

    /**
     * Gives each cell its bucket, neighbours together where they hold few rows, and returns how many buckets those are.
     */
    private static int buckets(int[][] counts, short[] bucket) {
        long all = 0;
        for (int[] share : counts) {
            for (int count : share) {
                all += count;
            }
        }
        long enough = all / BUCKETS + 1;
        long held = 0;
        int now = 0;
        for (int cell = 0; cell < bucket.length; cell++) {
            long rows = 0;
            for (int[] share : counts) {
                rows += share[cell];
            }
            // A cell with many rows keeps to itself, as far as there are buckets: each but the last holds enough.
            if (held > 0 && held + rows > enough && now + 1 < BUCKETS) {
                now++;
                held = 0;
            }
            bucket[cell] = (short) now;
            held += rows;
        }
        return now + 1;
    }

    /** Sets where each share's first row of each bucket goes, and returns where each bucket ends. */
    private static int[] places(int[][] counts, short[] bucket, int[][] places) {
        for (int share = 0; share < counts.length; share++) {
            for (int cell = 0; cell < bucket.length; cell++) {
                places[share][bucket[cell]] += counts[share][cell];
            }
        }
        int[] ends = new int[places[0].length];
        int at = 0;
        for (int b = 0; b < ends.length; b++) {
            for (int[] place : places) {
                int count = place[b];
                place[b] = at;
                at += count;
            }
            ends[b] = at;
        }
        return ends;
    }

    private static int first(int share, int shares, int[] sizes) {
        return (int) ((long) sizes.length * share / shares);
    }

    private static void scatter(long[][] from, int n, long low, int shift, short[] bucket, int[] place, long[][] to) {
        long[] keys = from[0];
        if (to.length == 1) {
            scatter(keys, n, low, shift, bucket, place, to[0]);
            return;
        }
        for (int i = 0; i < n; i++) {
            int at = place[bucket[(int) ((keys[i] - low) >>> shift)]]++;
            for (int c = 0; c < to.length; c++) {
                to[c][at] = from[c][i];
            }
        }
    }

    private static void scatter(long[] keys, int n, long low, int shift, short[] bucket, int[] place, long[] to) {
        for (int i = 0; i < n; i++) {
            long key = keys[i];
            to[place[bucket[(int) ((key - low) >>> shift)]]++] = key;
        }
    }

    /** The shift after which numbers up to {@code range}, unsigned, take at most so many bits. */
    private static int shift(long range, int bits) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(range) - bits);
    }

    /** One bucket, with room to deal its rows into narrower ones. */
    private static final class Bucket {
        private final long[][] rows;
        private final int start;
        private final int end;
        private final long[][] room;

        Bucket(long[][] rows, int start, int end) {
            this.rows = rows;
            this.start = start;
            this.end = end;
            this.room = end - start > FEW ? new long[rows.length][end - start] : new long[0][];
        }

        void sort() {
            sort(start, end);
        }

        private void sort(int from, int to) {
            int n = to - from;
            if (n <= FEW) {
                insert(from, to);
                return;
            }
            long[] keys = rows[0];
            long low = keys[from];
            long high = keys[from];
            for (int i = from + 1; i < to; i++) {
                low = Math.min(low, keys[i]);
                high = Math.max(high, keys[i]);
            }
            if (low == high) {
                return;
            }
            int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(n) - 2L, 2, MOST_BITS);
            int shift = shift(high - low, bits);
            int[] places = new int[(1 << bits) + 1];
            for (int i = from; i < to; i++) {
                places[(int) ((keys[i] - low) >>> shift) + 1]++;
            }
            for (int bucket = 1; bucket < places.length; bucket++) {
                places[bucket] += places[bucket - 1];
            }
            for (int c = rows.length - 1; c >= 0; c--) {
                System.arraycopy(rows[c], from, room[c], 0, n);
            }
            place(from, n, low, shift, places);
            if (shift > 0) {
                // Each place has moved to the end of its bucket, which is where the next one began.
                int start = 0;
                for (int bucket = 0; bucket + 1 < places.length; bucket++) {
                    int end = places[bucket];
                    if (end - start > 1) {
                        sort(from + start, from + end);
                    }
                    start = end;
                }
            }
        }

        private void place(int from, int n, long low, int shift, int[] next) {
            long[] keys = room[0];
            if (rows.length == 1) {
                place(keys, rows[0], from, n, low, shift, next);
                return;
            }
            for (int i = 0; i < n; i++) {
                int at = from + next[(int) ((keys[i] - low) >>> shift)]++;
                for (int c = 0; c < rows.length; c++) {
                    rows[c][at] = room[c][i];
                }
            }
        }

        private static void place(long[] keys, long[] sorted, int from, int n, long low, int shift, int[] next) {
            for (int i = 0; i < n; i++) {
                long key = keys[i];
                sorted[from + next[(int) ((key - low) >>> shift)]++] = key;
            }
        }

        private void insert(int from, int to) {
            if (rows.length == 1) {
                insert(rows[0], from, to);
                return;
            }
            long[] keys = rows[0];
            for (int i = from + 1; i < to; i++) {
                long key = keys[i];
                int j = i - 1;
                while (j >= from && keys[j] > key) {
                    j--;
                }
                if (j + 1 < i) {
                    for (long[] column : rows) {
                        long moved = column[i];
                        System.arraycopy(column, j + 1, column, j + 2, i - j - 1);
                        column[j + 1] = moved;
                    }
                }
            }
        }

        private static void insert(long[] keys, int from, int to) {
            for (int i = from + 1; i < to; i++) {
                long key = keys[i];
                int j = i;
                while (j > from && keys[j - 1] > key) {
                    keys[j] = keys[j - 1];
                    j--;
                }
                keys[j] = key;
            }
        }
    }
}
