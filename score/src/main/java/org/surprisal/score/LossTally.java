package org.surprisal.score;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One loss over rows: finite losses in exact sums, infinite ones and those without a value counted apart. */
final class LossTally {
    private final boolean weighted;
    private final LossSums finite;
    private final Mass above;
    private final Mass below;
    private long undefined;
    private double[] keptLoss = new double[0];
    private double[] keptWeight = new double[0];
    private long[] keptCounts = new long[0];
    private double[][] keptCompanion;

    /**
     * Nothing seen.
     *
     * @param weighted whether rows carry weights
     * @param companions the number of companion columns, see {@link LossSums}
     */
    LossTally(boolean weighted, int companions) {
        this.weighted = weighted;
        finite = new LossSums(weighted, companions);
        above = new Mass(weighted);
        below = new Mass(weighted);
        keptCompanion = new double[companions][0];
    }

    /** Adds rows; the arguments are those of {@link LossSums#add}, but the losses may be infinite or NaN. */
    void add(double[] loss, double[] weight, long @Nullable [] counts, int n, double[]... companion) {
        if (!finite.addIfFinite(loss, weight, counts, n, companion)) {
            sift(loss, weight, counts, n, companion);
        }
    }

    private void sift(double[] loss, double[] weight, long @Nullable [] counts, int n, double[][] companion) {
        if (keptLoss.length < n) {
            keptLoss = new double[n];
            keptWeight = new double[n];
            keptCounts = new long[n];
            keptCompanion = new double[keptCompanion.length][n];
        }
        int kept = 0;
        for (int i = 0; i < n; i++) {
            long count = counts == null ? 1 : counts[i];
            double part = weighted ? weight[i] * loss[i] : loss[i];
            if (Double.isFinite(part)) {
                keptLoss[kept] = loss[i];
                keptWeight[kept] = weighted ? weight[i] : 1;
                keptCounts[kept] = count;
                for (int c = 0; c < companion.length; c++) {
                    keptCompanion[c][kept] = companion[c][i];
                }
                kept++;
            } else if (Double.isNaN(part)) {
                undefined = Math.addExact(undefined, count);
            } else {
                (part > 0 ? above : below).add(weighted ? weight[i] : 1, count);
            }
        }
        finite.add(keptLoss, keptWeight, counts == null ? null : keptCounts, kept, keptCompanion);
    }

    /** Takes what another tally has seen. */
    void merge(LossTally other) {
        finite.merge(other.finite);
        above.merge(other.above);
        below.merge(other.below);
        undefined = Math.addExact(undefined, other.undefined);
    }

    /** The rows with a finite loss. */
    LossSums finite() {
        return finite;
    }

    /** The share of rows that lost infinitely much. */
    Shares infiniteShare() {
        return new Shares(finite.mass(), new TreeMap<>(Map.of(1, above.total())));
    }

    /** The number of rows. */
    long rows() {
        return finite.rows() + above.rows() + below.rows() + undefined;
    }

    /** The number of rows that lost infinitely much. */
    long infinite() {
        return above.rows();
    }

    /** The number of rows for which the formula has no value. */
    long undefined() {
        return undefined;
    }

    /** Whether every row has a finite loss. */
    boolean isFinite() {
        return finite.rows() == rows();
    }

    /** What the mean of all rows is where some have no finite loss; 0 where all have one. */
    double valueBeyond() {
        if (isFinite()) {
            return 0;
        }
        if (undefined > 0 || (above.rows() > 0 && below.rows() > 0)) {
            return Double.NaN;
        }
        return above.rows() > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
}
