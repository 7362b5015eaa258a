package org.surprisal.score;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;

/**
 * What each row of a block costs by the main loss of its task, and, where outcomes are hard classes, how probable the
 * outcome was and which class was expected. Belongs to one thread.
 */
final class RowCosts {
    private final Plan plan;
    private final BinaryLosses binary;
    private final ClassLosses classes;
    private final Evaluator squared = Catalogue.SQUARED.evaluator();
    private final @Nullable DistributionLosses distribution;
    private final Winners winners = new Winners();

    /** The loss of each row. */
    final double[] loss = new double[Block.SIZE];
    /** The probability of what happened. */
    final double[] ofOutcome = new double[Block.SIZE];
    /** The largest probability. */
    final double[] largest = new double[Block.SIZE];
    /** What the largest one leaves to the others, without cancellation where it can be had. */
    final double[] rest = new double[Block.SIZE];
    /** The class of the largest probability. */
    final int[] expected = new int[Block.SIZE];
    /** The class that happened. */
    final int[] happened = new int[Block.SIZE];

    RowCosts(Plan plan) {
        this.plan = plan;
        distribution =
                plan.task() == Task.QUANTILES || plan.task() == Task.DISTRIBUTION ? DistributionLosses.of(plan) : null;
        boolean logit = plan.scale() == Scale.LOGIT;
        LogLossBounds bounds = LogLossBounds.of(plan.zero());
        binary = new BinaryLosses(logit, bounds);
        classes = new ClassLosses(Math.max(1, plan.classes().size()), logit, bounds);
    }

    /** Whether rows of a task have a loss of which one can be the worst. */
    static boolean has(Task task) {
        return task != Task.LABELS;
    }

    /** Whether outcomes are hard classes. */
    boolean labelled() {
        return !plan.soft() && (plan.task() == Task.BINARY || plan.task() == Task.CLASSES);
    }

    /** Computes everything of the rows of a block. */
    void of(Block block) {
        int n = block.size();
        switch (plan.task()) {
            case BINARY -> {
                binary.logLoss(block.outcome, block.prediction[0], n, loss);
                if (labelled()) {
                    event(block, n);
                }
            }
            case CLASSES -> {
                if (labelled()) {
                    classes.logLoss(block.label, block.prediction, n, loss);
                    classes(block, n);
                } else {
                    classes.logLoss(block.distribution, block.prediction, n, loss);
                }
            }
            case REGRESSION -> squared.values(block.outcome, block.prediction[0], n, loss);
            case QUANTILES, DISTRIBUTION -> {
                DistributionLosses losses = Objects.requireNonNull(distribution);
                losses.of(losses.main(), block, loss);
            }
            case LIKELIHOOD -> LikelihoodStatistics.losses(block, loss);
            case LABELS, MULTILABEL -> throw new IllegalArgumentException("Hard or several labels have no one loss.");
        }
    }

    private void event(Block block, int n) {
        double[] x = block.prediction[0];
        binary.probabilities(x, n, largest);
        for (int i = 0; i < n; i++) {
            rest[i] = plan.scale() == Scale.LOGIT ? -x[i] : 0;
        }
        if (plan.scale() == Scale.LOGIT) {
            binary.probabilities(rest, n, rest);
        }
        for (int i = 0; i < n; i++) {
            double up = largest[i];
            double down = plan.scale() == Scale.LOGIT ? rest[i] : 1 - up;
            happened[i] = (int) block.outcome[i];
            expected[i] = up >= down ? 1 : 0;
            ofOutcome[i] = happened[i] == 1 ? up : down;
            largest[i] = Math.max(up, down);
            rest[i] = Math.min(up, down);
        }
    }

    private void classes(Block block, int n) {
        double[][] p = classes.probabilities(block.prediction, n);
        winners.of(p, n);
        for (int i = 0; i < n; i++) {
            happened[i] = block.label[i];
            expected[i] = winners.first(i);
            ofOutcome[i] = p[happened[i]][i];
            largest[i] = p[expected[i]][i];
            rest[i] = Math.max(0, 1 - largest[i]);
        }
    }
}
