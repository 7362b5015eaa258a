package org.surprisal.score;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;

/**
 * Rows that have a property wholly, to a share 1/k, or not at all: correct predictions, where a tie between k classes
 * counts 1/k.
 *
 * @param lacking the rows that lack it
 * @param having the rows that have 1/k of it, by k
 */
record Shares(Weight lacking, SortedMap<Integer, Weight> having) {
    /** All rows. */
    Weight all() {
        Weight all = lacking;
        for (Weight each : having.values()) {
            all = all.plus(each);
        }
        return all;
    }

    /** The share, NaN of nothing. */
    double value() {
        Dyadic all = all().sum();
        double value = 0;
        // In the order of k, so always the same; without ties the one term is rounded once.
        for (Map.Entry<Integer, Weight> each : having.entrySet()) {
            value += each.getValue().sum().dividedBy(all.times(Dyadic.of((long) each.getKey())));
        }
        return all.signum() == 0 ? Double.NaN : Math.min(1, value);
    }

    /** The standard error, as of any mean; null under two rows. */
    @Nullable
    Double se() {
        Weight all = all();
        if (all.rows() < 2) {
            return null;
        }
        double value = value();
        double sum = value * value * lacking.squares().value();
        for (Map.Entry<Integer, Weight> each : having.entrySet()) {
            double off = 1.0 / each.getKey() - value;
            sum += off * off * each.getValue().squares().value();
        }
        double n = all.rows();
        return Math.sqrt(sum * (n / (n - 1))) / all.sum().value();
    }
}
