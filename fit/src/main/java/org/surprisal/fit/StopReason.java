package org.surprisal.fit;

/** Why a fit ended. */
public enum StopReason {
    /** The problem was solved directly. */
    SOLVED(true),
    /** A Newton step changes nothing any more that doubles can tell, and one more was taken. */
    CONVERGED(true),
    /** No step makes the objective smaller by more than its rounding, and the gap is next to nothing. */
    ROUNDING(true),
    /** The limit of iterations was reached. */
    ITERATIONS(false),
    /** No step makes the objective smaller, though its gradient says that there should be one. */
    STALLED(false),
    /** The gradient is 0, but the objective falls from there: no minimum. */
    NO_MINIMUM(false),
    /** The objective falls for ever in one direction: some coefficients are infinite. */
    SEPARATED(false);

    private final boolean converged;

    StopReason(boolean converged) {
        this.converged = converged;
    }

    /**
     * Whether the estimates are those asked for.
     *
     * @return false where they are only the last ones
     */
    public boolean isConverged() {
        return converged;
    }
}
