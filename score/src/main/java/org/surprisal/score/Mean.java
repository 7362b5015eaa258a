package org.surprisal.score;

/**
 * A mean over rows with what its uncertainty rests on.
 *
 * @param value the mean, NaN of nothing
 * @param se its standard error, NaN under two rows
 * @param skewness the skewness of what the rows contribute, 0 where they do not differ
 * @param n the number of rows
 * @param constant whether every row contributes the same
 */
record Mean(double value, double se, double skewness, long n, boolean constant) {
    /** The mean of no rows. */
    static final Mean OF_NOTHING = new Mean(Double.NaN, Double.NaN, 0, 0, true);

    /** The skewness of the mean itself: how far the central limit theorem is from holding. */
    double skewnessOfMean() {
        return n == 0 ? 0 : skewness / Math.sqrt((double) n);
    }
}
