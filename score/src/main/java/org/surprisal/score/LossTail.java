package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;

/**
 * The first look at the rows for the worst: from which loss on they are wanted, what the worst 1 % carry, and how often
 * a nearly certain forecast was contradicted. It holds a number for each row wanted and for one in a hundred rows.
 */
final class LossTail {
    private final RowCosts costs;
    private final Block block;
    private final boolean weighted;
    private final TopValues losses;
    private final TopValues unlikely;
    private final TopValues parts;
    private final ExactSum total = new ExactSum();
    private final ExactSum byChance = new ExactSum();
    private long rows;
    private long infinite;
    private long nearlyCertain;
    private long contradicted;

    /**
     * No rows.
     *
     * @param plan what rows hold
     * @param wanted how many of the worst are wanted
     * @param scored how many rows there are at most
     */
    LossTail(Plan plan, int wanted, long scored) {
        costs = new RowCosts(plan);
        block = new Block(plan);
        weighted = plan.weighted();
        losses = new TopValues(wanted);
        unlikely = new TopValues(wanted);
        parts = new TopValues(hundredth(Math.max(1, scored)));
    }

    private static long hundredth(long rows) {
        return rows / 100 + (rows % 100 == 0 ? 0 : 1);
    }

    /** Takes clean rows. */
    void add(Rows all) {
        for (int from = 0; from < all.size(); ) {
            from = block.fill(all, from);
            costs.of(block);
            for (int i = 0; i < block.size(); i++) {
                take(i);
            }
        }
    }

    private void take(int i) {
        double loss = costs.loss[i];
        long times = block.count(i);
        rows = Math.addExact(rows, times);
        losses.add(loss, 1);
        double part = weighted ? block.weight[i] * loss : loss;
        if (Double.isFinite(part)) {
            total.addProduct(part, (double) times);
        } else {
            infinite = Math.addExact(infinite, times);
        }
        parts.add(part, times);
        if (costs.labelled() && costs.largest[i] >= WorstRows.NEARLY_CERTAIN) {
            nearlyCertain = Math.addExact(nearlyCertain, times);
            byChance.addProduct(costs.rest[i], (double) times);
            if (costs.expected[i] != costs.happened[i]) {
                contradicted = Math.addExact(contradicted, times);
                unlikely.add(-costs.ofOutcome[i], 1);
            }
        }
    }

    /** From this loss on rows are wanted. */
    double leastLoss() {
        return losses.least();
    }

    /** Up to this probability contradicted outcomes are wanted. */
    double mostProbability() {
        return -unlikely.least();
    }

    /** How many rows of the table there are from {@link #leastLoss} on. */
    long wantedLosses() {
        return losses.total();
    }

    /** How many contradicted rows of the table there are up to {@link #mostProbability}. */
    long wantedLabels() {
        return unlikely.total();
    }

    /** What the worst 1 % of rows carry. */
    WorstRows.Share share() {
        long few = hundredth(Math.max(1, rows));
        double all = total.value();
        if (infinite > 0 || !(all > 0)) {
            return new WorstRows.Share(few, null, infinite);
        }
        ExactSum top = new ExactSum();
        long left = few;
        int distinct = parts.size();
        for (int i = 0; i < distinct && left > 0; i++) {
            long times = Math.min(left, parts.count(i));
            top.addProduct(parts.value(i), (double) times);
            left -= times;
        }
        return new WorstRows.Share(few, Math.min(1, top.value() / all), 0);
    }

    /** What is known of contradicted outcomes, with these rows; null where outcomes are no hard classes. */
    WorstRows.@Nullable Labels labels(List<WorstRows.Label> found) {
        return costs.labelled() ? new WorstRows.Labels(nearlyCertain, contradicted, byChance.value(), found) : null;
    }
}
