package org.surprisal.score;

import org.jspecify.annotations.Nullable;
import org.surprisal.math.Dyadic;

/**
 * One loss over all rows, joined to their outcomes: kept apart by class where outcomes are hard; with the outcome's
 * probabilities, and the sum of their squares, as companions where outcomes are distributions.
 */
final class OutcomeTally {
    private final boolean soft;
    private final int classes;
    private final boolean weighted;
    private final LossTally[] groups;
    private final @Nullable PendingLosses[] pending;

    /** Nothing seen of a loss over {@code classes} classes. */
    OutcomeTally(int classes, boolean soft, boolean weighted) {
        this.soft = soft;
        this.classes = classes;
        this.weighted = weighted;
        groups = new LossTally[soft ? 1 : classes];
        pending = new PendingLosses[groups.length];
        for (int k = 0; k < groups.length; k++) {
            groups[k] = group();
        }
    }

    private LossTally group() {
        return new LossTally(weighted, soft ? classes + 1 : 0);
    }

    /** Adds the losses of a block whose rows all have class k. */
    void add(int k, double[] loss, Block block) {
        groups[k].add(loss, block.weight, block.counts, block.size());
    }

    /** Adds the losses of a block whose rows have hard outcomes. */
    void add(double[] loss, Block block) {
        for (int i = 0; i < block.size(); i++) {
            int k = block.label[i];
            PendingLosses waiting = pending[k];
            if (waiting == null) {
                waiting = new PendingLosses(weighted, block.counts != null);
                pending[k] = waiting;
            }
            waiting.add(loss[i], block, i, groups[k]);
        }
    }

    /** Everything seen, by class, or all in one under soft outcomes. */
    private LossTally[] groups() {
        for (int k = 0; k < groups.length; k++) {
            PendingLosses waiting = pending[k];
            if (waiting != null) {
                waiting.flush(groups[k]);
            }
        }
        return groups;
    }

    /** Adds the losses of a block whose outcomes are distributions. */
    void add(double[] loss, Block block, SoftOutcomes outcomes) {
        groups[0].add(loss, block.weight, block.counts, block.size(), outcomes.companions());
    }

    /** Takes what another tally of the same loss has seen. */
    void merge(OutcomeTally other) {
        LossTally[] all = groups();
        LossTally[] theirs = other.groups();
        for (int k = 0; k < all.length; k++) {
            all[k].merge(theirs[k]);
        }
    }

    /** All rows together. */
    LossTally total() {
        LossTally total = group();
        for (LossTally group : groups()) {
            total.merge(group);
        }
        return total;
    }

    /** The rows of class k, of rows with a finite loss; hard outcomes only. */
    LossSums ofClass(int k) {
        return groups()[k].finite();
    }

    /** The number of rows with a finite loss of each class; hard outcomes only. */
    long[] rowsByClass() {
        long[] rows = new long[classes];
        for (int k = 0; k < classes; k++) {
            rows[k] = groups()[k].finite().rows();
        }
        return rows;
    }

    /** The weight of class k among rows with a finite loss. */
    Dyadic weight(int k) {
        return soft ? groups()[0].finite().companion(k) : groups()[k].finite().weight();
    }

    /**
     * The exact Σ w² (a l + b r + c)² over rows with a finite loss l, where r is a loss that depends on the outcome
     * alone.
     */
    Dyadic squares(double a, double b, OutcomeLoss r, double c) {
        if (soft) {
            double[] factors = new double[classes + 1];
            for (int k = 0; k < classes; k++) {
                factors[k] = b * r.linear()[k];
            }
            factors[classes] = b * r.quadratic();
            return groups()[0].finite().squares(a, b * r.constant() + c, factors);
        }
        Dyadic sum = Dyadic.ZERO;
        for (int k = 0; k < classes; k++) {
            if (groups()[k].finite().rows() > 0) {
                sum = sum.plus(groups()[k].finite().squares(a, b * r.of(k) + c));
            }
        }
        return sum;
    }

    /** The mean over rows with a finite loss of another loss that depends on the outcome alone; NaN of nothing. */
    double mean(OutcomeLoss r) {
        Dyadic weight = Dyadic.ZERO;
        for (LossTally group : groups()) {
            weight = weight.plus(group.finite().weight());
        }
        return weight.signum() == 0 ? Double.NaN : sum(r).dividedBy(weight);
    }

    private Dyadic sum(OutcomeLoss r) {
        Dyadic sum = Dyadic.ZERO;
        if (soft) {
            LossSums rows = groups()[0].finite();
            sum = Dyadic.of(r.constant()).times(rows.weight());
            for (int k = 0; k < classes; k++) {
                sum = sum.plus(Dyadic.of(r.linear()[k]).times(rows.companion(k)));
            }
            return sum.plus(Dyadic.of(r.quadratic()).times(rows.companion(classes)));
        }
        for (int k = 0; k < classes; k++) {
            sum = sum.plus(Dyadic.of(r.of(k)).times(groups()[k].finite().weight()));
        }
        return sum;
    }
}
