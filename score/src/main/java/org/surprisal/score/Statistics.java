package org.surprisal.score;

/**
 * The statistics of one task: a mergeable state of fixed size. The findings depend on the multiset of rows only, to the
 * last bit, not on their order, the size of batches or the tree of merges. Confined to one thread at a time.
 */
interface Statistics {
    /**
     * An empty state.
     *
     * @param plan what is to be computed
     * @throws Unscorable if a loss that was asked for does not fit the task
     */
    static Statistics of(Plan plan) {
        return switch (plan.task()) {
            case BINARY -> new BinaryStatistics(plan);
            case CLASSES -> new ClassStatistics(plan);
            case REGRESSION -> new RegressionStatistics(plan);
            case QUANTILES, DISTRIBUTION -> new DistributionStatistics(plan);
            case LIKELIHOOD -> new LikelihoodStatistics(plan);
            case MULTILABEL -> throw new IllegalArgumentException("Labels are scored one by one.");
            case LABELS -> new LabelStatistics(plan);
        };
    }

    /**
     * Takes rows.
     *
     * @param rows clean rows of the planned task
     */
    void add(Rows rows);

    /**
     * Takes everything another state of the same plan has seen. The other state stays as it is.
     *
     * @param other a state of the same plan
     */
    void merge(Statistics other);

    /** The findings for the rows seen so far; the state stays usable. */
    Findings finish();

    /**
     * Marks the rows that the note on probability 0 counts: what happened had probability 0, or the named rule decided
     * the loss.
     *
     * @param rows clean rows of the planned task
     * @return one mark per row
     */
    boolean[] zeroProbability(Rows rows);
}
