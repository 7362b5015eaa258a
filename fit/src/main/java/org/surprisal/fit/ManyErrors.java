package org.surprisal.fit;

/** How sure estimates are that are too many for a covariance. */
interface ManyErrors {
    /** The variances of the estimates, but for the dispersion; NaN where there is none. */
    double[] variances(Errors errors, RowState rows);

    /** The part of each row in its own prediction. */
    double[] leverage(RowState rows);
}
