package org.surprisal.score;

import java.util.Arrays;
import java.util.List;

/**
 * Sorts rows of whole numbers by the first of them, on several threads. Rows are dealt into buckets of equal width
 * between the least and the greatest key, each bucket again into narrower ones, and the last few rows are inserted one
 * by one: a bucket's width shrinks at least 2^11-fold each time, so no order and no distribution of keys is a bad one.
 * Rows of equal keys come in no particular order.
 *
 * <p>Source: Knuth, The Art of Computer Programming, volume 3, section 5.2.5 (distribution sorting).
 */
final class RadixSort {
    private static final int MOST_BITS = 11;

    /** So few rows are inserted one by one. */
    private static final int FEW = 40;

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
        int shift = shift(high - low, MOST_BITS);
        int buckets = 1 << MOST_BITS;
        // A share of the pieces has its own counters, and so its own places in every bucket.
        int shares = Math.min(threads, sizes.length);
        int[][] places = new int[shares][buckets];
        Workers.run(threads, shares, share -> {
            int[] counts = places[share];
            for (int piece = first(share, shares, sizes); piece < first(share + 1, shares, sizes); piece++) {
                long[] keys = pieces.get(piece)[0];
                for (int i = 0; i < sizes[piece]; i++) {
                    counts[(int) ((keys[i] - low) >>> shift)]++;
                }
            }
        });
        int[] ends = new int[buckets];
        int at = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            for (int[] place : places) {
                int count = place[bucket];
                place[bucket] = at;
                at += count;
            }
            ends[bucket] = at;
        }
        Workers.run(threads, shares, share -> {
            for (int piece = first(share, shares, sizes); piece < first(share + 1, shares, sizes); piece++) {
                scatter(pieces.get(piece), sizes[piece], low, shift, places[share], rows);
                pieces.set(piece, new long[0][]);
            }
        });
        return ends;
    }

    private static int first(int share, int shares, int[] sizes) {
        return (int) ((long) sizes.length * share / shares);
    }

    private static void scatter(long[][] from, int n, long low, int shift, int[] place, long[][] to) {
        long[] keys = from[0];
        long[] sorted = to[0];
        if (to.length == 1) {
            for (int i = 0; i < n; i++) {
                sorted[place[(int) ((keys[i] - low) >>> shift)]++] = keys[i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            int at = place[(int) ((keys[i] - low) >>> shift)]++;
            for (int c = 0; c < to.length; c++) {
                to[c][at] = from[c][i];
            }
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
            int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(n) - 4L, 2, MOST_BITS);
            int shift = shift(high - low, bits);
            int[] places = new int[(1 << bits) + 1];
            for (int i = from; i < to; i++) {
                places[(int) ((keys[i] - low) >>> shift) + 1]++;
            }
            for (int bucket = 1; bucket < places.length; bucket++) {
                places[bucket] += places[bucket - 1];
            }
            int[] next = Arrays.copyOf(places, places.length - 1);
            for (int c = rows.length - 1; c >= 0; c--) {
                System.arraycopy(rows[c], from, room[c], 0, n);
            }
            place(from, n, low, shift, next);
            if (shift > 0) {
                for (int bucket = 0; bucket + 1 < places.length; bucket++) {
                    if (places[bucket + 1] - places[bucket] > 1) {
                        sort(from + places[bucket], from + places[bucket + 1]);
                    }
                }
            }
        }

        private void place(int from, int n, long low, int shift, int[] next) {
            long[] keys = room[0];
            long[] sorted = rows[0];
            if (rows.length == 1) {
                for (int i = 0; i < n; i++) {
                    sorted[from + next[(int) ((keys[i] - low) >>> shift)]++] = keys[i];
                }
                return;
            }
            for (int i = 0; i < n; i++) {
                int at = from + next[(int) ((keys[i] - low) >>> shift)]++;
                for (int c = 0; c < rows.length; c++) {
                    rows[c][at] = room[c][i];
                }
            }
        }

        private void insert(int from, int to) {
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
    }
}
