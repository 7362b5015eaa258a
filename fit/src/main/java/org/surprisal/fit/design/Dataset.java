package org.surprisal.fit.design;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows to fit a model to.
 *
 * @param matrix what explains
 * @param response what is explained, a value per row
 * @param responseLow what these values lack, or null if that is nothing, or if there are too many rows for it to count
 * @param offset what is added to the linear predictor, or null for 0
 * @param weight the weights, positive, or null for 1
 * @param cluster the group of each row, from 0, or null for rows that are independent
 * @param clusters the number of groups
 * @param leftOut how many rows were left out because a value is missing, by the first column where one is; a weight of
 *     0 among them
 */
public record Dataset(
        ModelMatrix matrix,
        double[] response,
        double @Nullable [] responseLow,
        double @Nullable [] offset,
        double @Nullable [] weight,
        int @Nullable [] cluster,
        int clusters,
        Map<String, Integer> leftOut) {
    /** Up to so many rows times squared columns, least squares are solved in pairs of doubles throughout. */
    public static final double MOST_IN_PAIRS = 1e8;

    /** The rows of a run: what memory gives at once. */
    private static final int RUN = 8;

    /**
     * The same rows, centred.
     *
     * @param sample the rows whose means are taken: these, or some of them
     * @return the rows with the columns less these means
     */
    public Dataset centred(Dataset sample) {
        return new Dataset(
                matrix.centred(sample.matrix), response, responseLow, offset, weight, cluster, clusters, leftOut);
    }

    /**
     * Some of the rows, copied: runs of a few rows, evenly spread.
     *
     * @param step each step-th run is taken
     * @return the rows
     */
    public Dataset every(int step) {
        int[] taken = rowsOfEvery(step);
        return new Dataset(
                matrix.at(taken),
                at(response, taken),
                responseLow == null ? null : at(responseLow, taken),
                offset == null ? null : at(offset, taken),
                weight == null ? null : at(weight, taken),
                null,
                0,
                leftOut);
    }

    /**
     * The rows that {@link #every} takes.
     *
     * @param step each step-th run is taken
     * @return the rows, rising
     */
    public int[] rowsOfEvery(int step) {
        return IntStream.range(0, rows()).filter(row -> row / RUN % step == 0).toArray();
    }

    private static double[] at(double[] of, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> of[i]).toArray();
    }

    /**
     * The same rows, explained by a constant alone.
     *
     * @return the rows with an intercept and nothing else
     */
    public Dataset constant() {
        return new Dataset(matrix.constant(), response, responseLow, offset, weight, cluster, clusters, leftOut);
    }

    /**
     * Some of the rows.
     *
     * @param some the rows to take, rising
     * @return these rows
     */
    public Dataset subset(int[] some) {
        return new Dataset(
                matrix.subset(some),
                pick(response, some),
                responseLow == null ? null : pick(responseLow, some),
                offset == null ? null : pick(offset, some),
                weight == null ? null : pick(weight, some),
                cluster == null
                        ? null
                        : Arrays.stream(some).map(i -> cluster[i]).toArray(),
                clusters,
                leftOut);
    }

    private static double[] pick(double[] of, int[] some) {
        return Arrays.stream(some).mapToDouble(i -> of[i]).toArray();
    }

    /**
     * The number of rows that are fitted.
     *
     * @return at least 1
     */
    public int rows() {
        return response.length;
    }

    /**
     * The responses of some rows.
     *
     * @param from the first row
     * @param n how many
     * @param to receives them
     */
    public void responses(int from, int n, double[] to) {
        System.arraycopy(response, from, to, 0, n);
    }

    /**
     * What the response of a row lacks.
     *
     * @param row which
     * @return 0 if nothing
     */
    public double responseLow(int row) {
        return responseLow == null ? 0 : responseLow[row];
    }

    /**
     * The weight of a row.
     *
     * @param row which
     * @return 1 if there are none
     */
    public double weight(int row) {
        return weight == null ? 1 : weight[row];
    }

    /**
     * The offset of a row.
     *
     * @param row which
     * @return 0 if there are none
     */
    public double offset(int row) {
        return offset == null ? 0 : offset[row];
    }

    /**
     * The offsets of some rows.
     *
     * @param from the first row
     * @param n how many
     * @param to receives them
     */
    public void offsets(int from, int n, double[] to) {
        if (offset == null) {
            Arrays.fill(to, 0, n, 0);
        } else {
            System.arraycopy(offset, from, to, 0, n);
        }
    }

    /**
     * Multiplies what some rows give by their weights.
     *
     * @param from the first row
     * @param n how many
     * @param of a number per row and array
     */
    public void weigh(int from, int n, double[]... of) {
        if (weight == null) {
            return;
        }
        for (double[] each : of) {
            for (int i = 0; i < n; i++) {
                each[i] *= weight[from + i];
            }
        }
    }
}
