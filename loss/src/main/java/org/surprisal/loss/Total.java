package org.surprisal.loss;

/** The total of many losses: mergeable, and the same bits whatever the order of rows and merges. */
@SuppressWarnings("DoNotCallSuggester")
public final class Total {
    Total() {}

    /**
     * Adds another total to this one.
     *
     * @param other left unchanged
     */
    public void merge(Total other) {
        throw new UnsupportedOperationException("" + other.rows());
    }

    /** The mean. @return the weighted mean loss */
    public double mean() {
        throw new UnsupportedOperationException();
    }

    /** The standard error. @return of the mean */
    public double se() {
        throw new UnsupportedOperationException();
    }

    /** The variance. @return of the losses */
    public double variance() {
        throw new UnsupportedOperationException();
    }

    /** The skewness. @return of the losses */
    public double skewness() {
        throw new UnsupportedOperationException();
    }

    /** The rows. @return how many */
    public long rows() {
        throw new UnsupportedOperationException();
    }
}
