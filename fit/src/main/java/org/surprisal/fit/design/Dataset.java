package org.surprisal.fit.design;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows to fit a model to.
 *
 * @param matrix what explains
 * @param response what is explained, a value per row
 * @param responseLow what these values lack
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
        double[] responseLow,
        double @Nullable [] offset,
        double @Nullable [] weight,
        int @Nullable [] cluster,
        int clusters,
        Map<String, Integer> leftOut) {
    /**
     * The same rows, centred.
     *
     * @return the rows with the columns less their means
     */
    public Dataset centred() {
        return new Dataset(matrix.centred(), response, responseLow, offset, weight, cluster, clusters, leftOut);
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
}
