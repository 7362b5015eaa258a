package org.surprisal.score;

import org.surprisal.math.Dyadic;
import org.surprisal.math.PowerSums;

/**
 * Exact sums over some rows from which mean and error follow; those of other rows can be taken away again.
 *
 * @param rows the number of rows, counts included
 * @param total Σ v for v = w l rounded
 * @param squares Σ v²
 * @param products Σ v w
 * @param weight Σ w
 * @param weightSquares Σ w²
 */
record LossMoments(long rows, Dyadic total, Dyadic squares, Dyadic products, Dyadic weight, Dyadic weightSquares) {
    /** Those of finite losses of some rows, given by their places. */
    static LossMoments of(double[] losses, KeptRows kept, int[] places, int from, int to) {
        PowerSums sums =
                new PowerSums(new int[] {0}, new int[] {0, 0}, new int[] {0, 1}, new int[] {1}, new int[] {1, 1});
        double[][] columns = new double[2][Block.SIZE];
        long[] counts = new long[Block.SIZE];
        int n = 0;
        for (int i = from; i < to; i++) {
            int row = places[i];
            if (Double.isFinite(losses[row])) {
                columns[0][n] = kept.weight(row) * losses[row];
                columns[1][n] = kept.weight(row);
                counts[n++] = kept.count(row);
            }
            if (n == Block.SIZE || i + 1 == to) {
                sums.add(columns, counts, n);
                n = 0;
            }
        }
        return new LossMoments(sums.rows(), sums.sum(0), sums.sum(1), sums.sum(2), sums.sum(3), sums.sum(4));
    }

    /** Those of the rows that are not among others. */
    LossMoments minus(LossMoments other) {
        return new LossMoments(
                rows - other.rows,
                total.minus(other.total),
                squares.minus(other.squares),
                products.minus(other.products),
                weight.minus(other.weight),
                weightSquares.minus(other.weightSquares));
    }

    /** The mean loss; NaN of nothing. */
    double mean() {
        return rows == 0 ? Double.NaN : total.dividedBy(weight);
    }

    /** The squared standard error of the mean of at least two rows that do not depend on each other. */
    double variance() {
        Dyadic both = weight.times(weight);
        Dyadic spread = both.times(squares)
                .minus(Dyadic.of(2).times(total).times(weight).times(products))
                .plus(total.times(total).times(weightSquares));
        return spread.times(Dyadic.of(rows)).dividedBy(both.times(both).times(Dyadic.of(rows - 1)));
    }
}
