package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for segments with a large mean loss: the values of single columns and the combinations of two. Segments are
 * ordered by the lower end of a 95 % interval of their difference from the rest, so that neither a few unlucky rows nor
 * a tiny difference of many come first. A combination is a candidate only where it is weaker, so measured, than each of
 * its two parts.
 *
 * <p>Sums are added up in the order that the contents of the rows give, rows of equal content together.
 */
final class SegmentSearch {
    private static final double NORMAL_975 = 1.959963984540054;

    private final double[] loss;
    private final KeptRows rows;
    private final int[] first;
    private final long[] times;
    private final List<Partition> columns;
    private final int least;
    private final double mean;
    private final Sums all;
    private long looked;

    /**
     * A segment.
     *
     * @param columns one column or two
     * @param values the group in each
     * @param rows its rows, counts included
     * @param difference of its mean loss from that of the rest
     * @param bound the lower end of the interval of the difference
     */
    record Candidate(int[] columns, int[] values, long rows, double difference, double bound) {
        /** Which rows belong to it. */
        boolean[] members(List<Partition> partitions) {
            boolean[] in = new boolean[partitions.get(columns[0]).group().length];
            Arrays.fill(in, true);
            for (int c = 0; c < columns.length; c++) {
                int[] group = partitions.get(columns[c]).group();
                for (int i = 0; i < in.length; i++) {
                    in[i] &= group[i] == values[c];
                }
            }
            return in;
        }
    }

    /** Sums by group, of losses less the mean of all. */
    private static final class Sums {
        final long[] rows;
        final double[] weight;
        final double[] loss;
        final double[] squares;
        final double[] products;
        final double[] weightSquares;

        Sums(int groups) {
            rows = new long[groups];
            weight = new double[groups];
            loss = new double[groups];
            squares = new double[groups];
            products = new double[groups];
            weightSquares = new double[groups];
        }

        void add(int g, double w, long times, double l) {
            double part = w * times;
            rows[g] += times;
            weight[g] += part;
            loss[g] += part * l;
            weightSquares[g] += part * w;
            products[g] += part * w * l;
            squares[g] += part * w * l * l;
        }

        double mean(int g) {
            return loss[g] / weight[g];
        }

        /** The squared standard error of the mean. */
        double variance(int g) {
            double m = mean(g);
            double spread = squares[g] - 2 * m * products[g] + m * m * weightSquares[g];
            return Math.max(0, spread) / (weight[g] * weight[g]);
        }

        /** Those of all rows less a group. */
        Sums rest(Sums of, int g) {
            Sums rest = new Sums(1);
            rest.rows[0] = rows[0] - of.rows[g];
            rest.weight[0] = weight[0] - of.weight[g];
            rest.loss[0] = loss[0] - of.loss[g];
            rest.squares[0] = squares[0] - of.squares[g];
            rest.products[0] = products[0] - of.products[g];
            rest.weightSquares[0] = weightSquares[0] - of.weightSquares[g];
            return rest;
        }
    }

    /**
     * A search.
     *
     * @param half the rows
     * @param loss what each costs, finite; larger is worse
     * @param columns the rows by the values of each column
     * @param least how many rows a segment and its rest must have
     */
    SegmentSearch(Halves.Half half, double[] loss, List<Partition> columns, int least) {
        this.rows = half.rows();
        this.first = half.first();
        this.times = half.times();
        this.loss = loss;
        this.columns = columns;
        this.least = least;
        Sums raw = new Sums(1);
        for (int k = 0; k < first.length; k++) {
            raw.add(0, rows.weight(first[k]), times[k], loss[first[k]]);
        }
        mean = raw.rows[0] == 0 ? 0 : raw.mean(0);
        all = sums(1, i -> 0);
    }

    /** The group of a row. */
    @FunctionalInterface
    private interface Group {
        int of(int row);
    }

    private Sums sums(int groups, Group group) {
        Sums sums = new Sums(groups);
        for (int k = 0; k < first.length; k++) {
            int i = first[k];
            sums.add(group.of(i), rows.weight(i), times[k], loss[i] - mean);
        }
        return sums;
    }

    /** How many segments had enough rows; known after {@link #candidates}. */
    long looked() {
        return looked;
    }

    /** The candidates that are worse than the rest, the weakest first. */
    List<Candidate> candidates() {
        int n = columns.size();
        double[][] bounds = new double[n][];
        List<Candidate> found = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            Partition column = columns.get(c);
            Sums sums = sums(column.groups(), i -> column.group()[i]);
            bounds[c] = new double[column.groups()];
            for (int g = 0; g < bounds[c].length; g++) {
                Candidate one = candidate(sums, g, new int[] {c}, new int[] {g});
                bounds[c][g] = one == null ? Double.NEGATIVE_INFINITY : one.bound();
                looked += one == null ? 0 : 1;
                if (one != null && one.difference() > 0) {
                    found.add(one);
                }
            }
        }
        List<int[]> pairs = new ArrayList<>();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                pairs.add(new int[] {a, b});
            }
        }
        List<List<Candidate>> ofPairs = new ArrayList<>(Collections.nCopies(pairs.size(), List.of()));
        long[] enough = new long[pairs.size()];
        Workers.run(rows.plan().threads(), pairs.size(), k -> {
            List<Candidate> here = new ArrayList<>();
            enough[k] = pair(pairs.get(k), bounds, here);
            ofPairs.set(k, here);
        });
        ofPairs.forEach(found::addAll);
        looked += Arrays.stream(enough).sum();
        found.sort(Comparator.comparingDouble((Candidate each) -> -each.bound())
                .thenComparingInt(each -> each.columns().length)
                .thenComparing(Candidate::columns, Arrays::compare)
                .thenComparing(Candidate::values, Arrays::compare));
        return found;
    }

    private long pair(int[] pair, double[][] bounds, List<Candidate> found) {
        int[] one = columns.get(pair[0]).group();
        int[] two = columns.get(pair[1]).group();
        int width = columns.get(pair[1]).groups();
        Sums sums = sums(columns.get(pair[0]).groups() * width, i -> one[i] * width + two[i]);
        long enough = 0;
        for (int g = 0; g < sums.rows.length; g++) {
            Candidate both = candidate(sums, g, pair, new int[] {g / width, g % width});
            enough += both == null ? 0 : 1;
            if (both != null
                    && both.difference() > 0
                    && both.bound() > Math.max(bounds[pair[0]][g / width], bounds[pair[1]][g % width])) {
                found.add(both);
            }
        }
        return enough;
    }

    private @Nullable Candidate candidate(Sums sums, int g, int[] which, int[] values) {
        if (sums.rows[g] < least || all.rows[0] - sums.rows[g] < least) {
            return null;
        }
        Sums rest = all.rest(sums, g);
        double difference = sums.mean(g) - rest.mean(0);
        double se = Math.sqrt(sums.variance(g) + rest.variance(0));
        double bound = difference - NORMAL_975 * se;
        return Double.isFinite(bound) ? new Candidate(which, values, sums.rows[g], difference, bound) : null;
    }
}
