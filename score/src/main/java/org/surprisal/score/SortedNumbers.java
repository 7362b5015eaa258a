package org.surprisal.score;

/**
 * Rows of numbers, sorted by prediction; those of one prediction in no particular order.
 *
 * @param columns the keys of the predictions ({@link ErrorQuantiles#key}), the bits of the outcomes, of the weights if
 *     there are any, and the counts if there are any, {@code [column][row]}
 * @param weighted whether there are weights
 * @param counted whether there are counts
 */
record SortedNumbers(long[][] columns, boolean weighted, boolean counted) implements PairedNumbers {
    @Override
    public int size() {
        return columns[0].length;
    }

    @Override
    public double prediction(int i) {
        return ErrorQuantiles.number(columns[0][i]);
    }

    @Override
    public double outcome(int i) {
        return Double.longBitsToDouble(columns[1][i]);
    }

    @Override
    public double weight(int i) {
        return weighted ? Double.longBitsToDouble(columns[2][i]) : 1;
    }

    @Override
    public long count(int i) {
        return counted ? columns[columns.length - 1][i] : 1;
    }

    /** The smallest prediction that at least so many hundredths of the rows do not exceed. */
    double quantile(Inference inference, int hundredths) {
        double[] weights = weighted ? new double[size()] : null;
        for (int i = 0; i < size() && weights != null; i++) {
            weights[i] = weight(i);
        }
        return new ErrorQuantiles(inference, columns[0], weights, counted ? columns[columns.length - 1] : null)
                .at(hundredths)
                .value();
    }

    /** One past the last row that has the prediction of row i, given that row i - 1 has another. */
    int endOfTie(int i) {
        int end = i + 1;
        while (end < size() && columns[0][end] == columns[0][i]) {
            end++;
        }
        return end;
    }
}
