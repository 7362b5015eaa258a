package org.surprisal.report.explain;

import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/** A mean that does not depend on the order of its values: an exact sum, divided and rounded once. */
final class ExactMean {
    private final ExactSum sum = new ExactSum();
    private long rows;

    /** Adds the first n values. */
    void add(double[] values, int n) {
        sum.add(values, n);
        rows += n;
    }

    /** The sum, rounded once. */
    double sum() {
        return sum.value();
    }

    /** The mean, rounded once; infinite when a value was. */
    double mean() {
        return sum.isFinite() ? sum.exact().dividedBy(Dyadic.of(rows)) : sum.value();
    }

    /** How many values. */
    long rows() {
        return rows;
    }
}
