package org.surprisal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.score.Inference.Meaning;

/**
 * What each kept row contributes to the scores that are means over rows, with the same bits as when they were added.
 */
final class RowLosses {
    private final KeptRows kept;
    private final Plan plan;
    private final Rows rows;
    private final Block block;
    private final SoftOutcomes soft;
    private final Winners winners = new Winners();
    private final Map<String, Of> all = new LinkedHashMap<>();
    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    /** Computes something of each row of a block. */
    @FunctionalInterface
    private interface Of {
        void take(double[] out);
    }

    RowLosses(KeptRows kept) {
        this.kept = kept;
        plan = kept.plan();
        rows = kept.rows();
        block = new Block(plan);
        soft = new SoftOutcomes(
                plan.hasNumbers() ? 0 : Math.max(2, plan.classes().size()), plan.weighted());
        switch (plan.task()) {
            case BINARY -> binary();
            case CLASSES -> classes();
            case REGRESSION -> regression();
            case QUANTILES, DISTRIBUTION -> distribution();
            case MULTILABEL -> throw new IllegalArgumentException("Labels are scored one by one.");
            case LIKELIHOOD -> put("log_loss", Meaning.NATS, out -> LikelihoodStatistics.losses(block, out));
            case LABELS ->
                put("accuracy", Meaning.ACCURACY, out -> {
                    for (int i = 0; i < block.size(); i++) {
                        out[i] = block.label[i] == block.predictedLabel[i] ? 1 : 0;
                    }
                });
        }
    }

    private void put(String name, Meaning meaning, Of of) {
        if (all.putIfAbsent(name, of) == null) {
            meanings.put(name, meaning);
        }
    }

    private void binary() {
        boolean logit = plan.scale() == Scale.LOGIT;
        BinaryLosses losses = new BinaryLosses(logit, LogLossBounds.of(plan.zero()));
        double[] p = new double[Block.SIZE];
        put("log_loss", Meaning.NATS, out -> losses.logLoss(block.outcome, block.prediction[0], block.size(), out));
        put("brier", Meaning.BRIER, out -> {
            losses.probabilities(block.prediction[0], block.size(), p);
            losses.brier(block.outcome, block.prediction[0], p, block.size(), out);
        });
        put("accuracy", Meaning.ACCURACY, out -> {
            winners.ofTwo(block.prediction[0], logit ? 0 : 0.5, block.size());
            soft.takeBinary(block);
            credit(out);
        });
        put("base_rate", Meaning.BASE_RATE, out -> System.arraycopy(block.outcome, 0, out, 0, block.size()));
        put("calibration_in_the_large", Meaning.BALANCE, out -> {
            losses.probabilities(block.prediction[0], block.size(), p);
            for (int i = 0; i < block.size(); i++) {
                out[i] = block.outcome[i] - p[i];
            }
        });
        further(() -> {
            losses.probabilities(block.prediction[0], block.size(), p);
            soft.takeBinary(block);
            for (int i = 0; i < block.size() && !plan.soft(); i++) {
                block.label[i] = (int) block.outcome[i];
            }
            return new double[][] {p};
        });
    }

    private void classes() {
        ClassLosses losses =
                new ClassLosses(plan.classes().size(), plan.scale() == Scale.LOGIT, LogLossBounds.of(plan.zero()));
        put("log_loss", Meaning.NATS, out -> {
            if (plan.soft()) {
                losses.logLoss(block.distribution, block.prediction, block.size(), out);
            } else {
                losses.logLoss(block.label, block.prediction, block.size(), out);
            }
        });
        put("brier", Meaning.BRIER_CLASSES, out -> {
            double[][] p = losses.probabilities(block.prediction, block.size());
            if (plan.soft()) {
                losses.brier(block.distribution, p, block.size(), out);
            } else {
                losses.brier(block.label, p, block.size(), out);
            }
        });
        put("accuracy", Meaning.ACCURACY, out -> {
            winners.of(block.prediction, block.size());
            if (plan.soft()) {
                soft.takeClasses(block);
                credit(out);
                return;
            }
            for (int i = 0; i < block.size(); i++) {
                out[i] = winners.isWinner(block.label[i], i) ? 1.0 / winners.tied(i) : 0;
            }
        });
        further(() -> {
            if (plan.soft()) {
                soft.takeClasses(block);
            }
            return losses.probabilities(block.prediction, block.size());
        });
    }

    /** The probability of the predicted class, shared among those that tie. */
    private void credit(double[] out) {
        for (int i = 0; i < block.size(); i++) {
            out[i] = 0;
            for (int k = winners.next(i, 0); k >= 0; k = winners.next(i, k + 1)) {
                out[i] += soft.probability()[k][i] / winners.tied(i);
            }
        }
    }

    private void regression() {
        Evaluator squared = Catalogue.SQUARED.evaluator();
        Evaluator absolute = Catalogue.ABSOLUTE.evaluator();
        put("mse", Meaning.SQUARED, out -> squared.values(block.outcome, block.prediction[0], block.size(), out));
        put("mae", Meaning.ABSOLUTE, out -> absolute.values(block.outcome, block.prediction[0], block.size(), out));
        put("bias", Meaning.BIAS, out -> {
            for (int i = 0; i < block.size(); i++) {
                out[i] = block.prediction[0][i] - block.outcome[i];
            }
        });
        further(() -> block.prediction);
    }

    private void distribution() {
        DistributionLosses losses = DistributionLosses.of(plan);
        losses.meanings().forEach((name, meaning) -> put(name, meaning, out -> losses.of(name, block, out)));
    }

    private void further(Supplier<double[][]> predictions) {
        for (FurtherLoss each : FurtherLoss.all(plan)) {
            put(each.name(), each.meaning(), out -> each.values(block, predictions.get(), soft, out));
        }
    }

    /** The names of the scores, in the order in which a reader wants them. */
    List<String> names() {
        return List.copyOf(all.keySet());
    }

    /** What a score is. */
    Meaning meaning(String name) {
        return Objects.requireNonNull(meanings.get(name), name);
    }

    /** The values of each row; infinite where a loss is, NaN for rows that a loss does not suit. */
    double[] values(String name) {
        return each(Objects.requireNonNull(all.get(name), name));
    }

    private double[] each(Of of) {
        double[] values = new double[kept.size()];
        double[] out = new double[Block.SIZE];
        for (int from = 0; from < rows.size(); ) {
            from = block.fill(rows, from);
            of.take(out);
            for (int i = 0; i < block.size(); i++) {
                values[block.origin[i]] = out[i];
            }
        }
        return values;
    }

    /** The losses of the reference prediction that each row carries, or the one for all rows. */
    double[] ofReference(String name) {
        if (plan.task() == Task.REGRESSION) {
            Evaluator evaluator = (name.equals("mse") ? Catalogue.SQUARED : Catalogue.ABSOLUTE).evaluator();
            return each(out -> evaluator.values(block.outcome, reference(), block.size(), out));
        }
        BinaryLosses losses = new BinaryLosses(false, LogLossBounds.of(plan.zero()));
        boolean log = name.equals("log_loss");
        return each(out -> {
            double[] r = reference();
            if (log) {
                losses.logLoss(block.outcome, r, block.size(), out);
            } else {
                losses.brier(block.outcome, r, r, block.size(), out);
            }
        });
    }

    private double[] reference() {
        Double everywhere = plan.referenceValue();
        if (everywhere != null) {
            Arrays.fill(block.reference, 0, block.size(), everywhere);
        }
        return block.reference;
    }

    /** A loss that depends on the outcome alone, in each row. */
    double[] of(OutcomeLoss loss) {
        return each(out -> {
            boolean distributed = plan.soft() && plan.task() == Task.CLASSES;
            for (int i = 0; i < block.size(); i++) {
                if (!plan.soft()) {
                    out[i] = loss.of(plan.task() == Task.BINARY ? (int) block.outcome[i] : block.label[i]);
                    continue;
                }
                double value = loss.constant();
                double squares = 0;
                for (int k = 0; k < loss.linear().length; k++) {
                    double up = block.outcome[i];
                    double y = distributed ? block.distribution[k][i] : k == 1 ? up : 1 - up;
                    value += y == 0 ? 0 : loss.linear()[k] * y;
                    squares += y * y;
                }
                out[i] = value + loss.quadratic() * squares;
            }
        });
    }
}
