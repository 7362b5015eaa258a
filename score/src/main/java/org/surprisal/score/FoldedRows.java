package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows dealt out to folds by what they hold, never by where they stand. The copies of a row are spread evenly over the
 * folds, beginning with one that the bits of its numbers choose; where rows depend on each other, the rows of a group
 * stay together, and groups are dealt out in an order that the bits of their keys choose.
 *
 * @param kept the rows, equal ones of a fold as one with a count
 * @param fold the fold of each, from 0
 * @param order their places in ascending order of all their values
 */
record FoldedRows(KeptRows kept, int[] fold, int[] order) {
    /** The number of folds. */
    static final int FOLDS = 5;

    /** Rows on their own. */
    static FoldedRows of(KeptRows all) {
        Rows rows = all.rows();
        List<double[]> values = values(rows);
        int[] order = RowOrder.of(values, rows.label(), all.size(), all.plan().threads());
        int most = 1024;
        int[] from = new int[most];
        long[] count = new long[most];
        int[] fold = new int[most];
        int n = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            long copies = 0;
            while (end < order.length && compare(values, rows.label(), order[start], order[end]) == 0) {
                copies = Math.addExact(copies, all.count(order[end++]));
            }
            if (n + FOLDS > most) {
                most = (int) Math.min(Integer.MAX_VALUE - 16, most + most / 2L + FOLDS);
                from = Arrays.copyOf(from, most);
                count = Arrays.copyOf(count, most);
                fold = Arrays.copyOf(fold, most);
            }
            int first = first(values, rows.label(), order[start]);
            for (int f = 0; f < FOLDS; f++) {
                long here = copies / FOLDS + (f < copies % FOLDS ? 1 : 0);
                if (here > 0) {
                    from[n] = order[start];
                    count[n] = here;
                    fold[n++] = (first + f) % FOLDS;
                }
            }
            start = end;
        }
        Rows some = picked(rows, Arrays.copyOf(from, n), Arrays.copyOf(count, n));
        KeptRows items =
                KeptRows.of(counted(all.plan()), some, IntStream.range(0, n).toArray(), 0, n);
        return new FoldedRows(
                items, Arrays.copyOf(fold, n), IntStream.range(0, n).toArray());
    }

    /** Rows that depend on those of their group. */
    static FoldedRows of(KeptRows all, Partition groups) {
        Rows rows = all.rows();
        int n = all.size();
        List<@Nullable String[]> keys = groups.keys();
        Comparator<Integer> byBits = Comparator.comparingLong((Integer g) -> bits(keys.get(g)));
        int[] dealt = IntStream.range(0, keys.size())
                .boxed()
                .sorted(byBits.thenComparing(Comparator.naturalOrder()))
                .mapToInt(g -> g)
                .toArray();
        int[] foldOf = new int[dealt.length];
        for (int i = 0; i < dealt.length; i++) {
            foldOf[dealt[i]] = i % FOLDS;
        }
        int[] fold = new int[n];
        long[] count = new long[n];
        for (int i = 0; i < n; i++) {
            fold[i] = foldOf[groups.group()[i]];
            count[i] = all.count(i);
        }
        int[] places = IntStream.range(0, n).toArray();
        KeptRows items = KeptRows.of(counted(all.plan()), picked(rows, places, count), places, 0, n);
        return new FoldedRows(
                items,
                fold,
                RowOrder.of(values(rows), rows.label(), n, all.plan().threads()));
    }

    /** The plan of rows with counts and nothing beside; nothing is ranked. */
    private static Plan counted(Plan plan) {
        return new Plan(
                plan.task(),
                plan.scale(),
                plan.classes(),
                plan.zero(),
                List.of(),
                plan.level(),
                plan.weighted(),
                true,
                false,
                null,
                plan.soft(),
                0,
                plan.threads());
    }

    /** The same rows with other predictions, one column per class. */
    KeptRows with(double[][] prediction) {
        Rows rows = kept.rows();
        Rows other = new Rows(
                rows.size(),
                rows.outcome(),
                rows.label(),
                rows.distribution(),
                prediction,
                rows.predictedLabel(),
                rows.weight(),
                rows.count(),
                rows.reference());
        return KeptRows.of(kept.plan(), other, IntStream.range(0, rows.size()).toArray(), 0, rows.size());
    }

    private static List<double[]> values(Rows rows) {
        List<double[]> values = new ArrayList<>(List.of(rows.prediction()));
        if (rows.outcome().length > 0) {
            values.add(rows.outcome());
        }
        values.addAll(List.of(rows.distribution()));
        if (rows.weight().length > 0) {
            values.add(rows.weight());
        }
        return values;
    }

    private static int compare(List<double[]> values, int[] label, int i, int j) {
        for (double[] each : values) {
            int by = Double.compare(each[i], each[j]);
            if (by != 0) {
                return by;
            }
        }
        return label.length == 0 ? 0 : Integer.compare(label[i], label[j]);
    }

    private static int first(List<double[]> values, int[] label, int i) {
        long bits = label.length == 0 ? 0 : label[i];
        for (double[] each : values) {
            bits = mixed(bits ^ Double.doubleToLongBits(each[i]));
        }
        return (int) Long.remainderUnsigned(mixed(bits), FOLDS);
    }

    private static long bits(@Nullable String[] key) {
        long bits = key.length;
        for (@Nullable String text : key) {
            bits = mixed(bits ^ (text == null ? -1 : text.hashCode()));
        }
        return bits;
    }

    /** SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014. */
    private static long mixed(long x) {
        long z = x + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static Rows picked(Rows rows, int[] from, long[] count) {
        return new Rows(
                from.length,
                picked(rows.outcome(), from),
                rows.label().length == 0
                        ? rows.label()
                        : Arrays.stream(from).map(i -> rows.label()[i]).toArray(),
                picked(rows.distribution(), from),
                picked(rows.prediction(), from),
                rows.predictedLabel(),
                picked(rows.weight(), from),
                count,
                new double[0]);
    }

    private static double[] picked(double[] values, int[] from) {
        return values.length == 0
                ? values
                : Arrays.stream(from).mapToDouble(i -> values[i]).toArray();
    }

    private static double[][] picked(double[][] columns, int[] from) {
        return Arrays.stream(columns).map(column -> picked(column, from)).toArray(double[][]::new);
    }
}
