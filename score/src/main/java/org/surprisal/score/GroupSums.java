package org.surprisal.score;

import org.surprisal.math.Dyadic;
import org.surprisal.math.ExactSum;

/** Sums over the rows of each group, exact and rounded once, so that the order of the rows does not matter. */
final class GroupSums {
    private final KeptRows rows;
    private final Partition groups;
    private final int[] byGroup;
    private final int[] starts;

    GroupSums(KeptRows rows, Partition groups) {
        this.rows = rows;
        this.groups = groups;
        byGroup = groups.rowsByGroup();
        starts = groups.starts();
    }

    /** The groups. */
    Partition groups() {
        return groups;
    }

    /** The sum of a value of each row, over the rows of each group; a row that is repeated adds it as often. */
    double[] of(double[] values) {
        double[] sums = new double[groups.groups()];
        for (int g = 0; g < sums.length; g++) {
            int from = starts[g];
            if (starts[g + 1] - from == 1) {
                sums[g] = values[byGroup[from]] * (double) rows.count(byGroup[from]);
                continue;
            }
            ExactSum sum = new ExactSum();
            for (int i = from; i < starts[g + 1]; i++) {
                sum.addProduct(values[byGroup[i]], (double) rows.count(byGroup[i]));
            }
            sums[g] = sum.value();
        }
        return sums;
    }

    /** The exact Σ x_i x_(i + lag). */
    static Dyadic products(double[] x, int lag) {
        ExactSum sum = new ExactSum();
        for (int i = lag; i < x.length; i++) {
            sum.addProduct(x[i], x[i - lag]);
        }
        return sum.exact();
    }
}
