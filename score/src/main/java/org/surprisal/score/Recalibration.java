package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/** Decomposes Brier score and log loss by isotonic recalibration of the forecasts. */
final class Recalibration {
    private static final Meaning NATS = new Meaning(Unit.NATS, Better.NEITHER, Range.NON_NEGATIVE);
    private static final Meaning NUMBER = new Meaning(Unit.NUMBER, Better.NEITHER, Range.NON_NEGATIVE);

    /** Differences of losses are rounded this much; what is nearer to 0 is 0. */
    private static final double ROUNDING = 1e-15;

    private final Inference inference;
    private final Isotonic blocks;
    private final double events;
    private final double others;
    private final double all;
    private final @Nullable Redraws redraws;

    /**
     * Recalibrates a ranking of at least one row.
     *
     * @param blocks the frequencies of its recalibration
     * @param redraws what happens by chance, or null where outcomes cannot be redrawn
     */
    Recalibration(Inference inference, Isotonic blocks, @Nullable Redraws redraws) {
        this.inference = inference;
        this.blocks = blocks;
        this.redraws = redraws;
        PairSum happened = new PairSum();
        PairSum not = new PairSum();
        PairSum sum = new PairSum();
        for (int block = 0; block < blocks.size(); block++) {
            happened.add(blocks.events(block));
            not.add(blocks.others(block));
        }
        sum.add(happened);
        sum.add(not);
        events = happened.value();
        others = not.value();
        all = sum.value();
    }

    /** What the reference estimate of the uncertainty of a score means. */
    static Meaning uncertainty(boolean nats) {
        return nats ? NATS : NUMBER;
    }

    /**
     * The components of both scores.
     *
     * @param logLoss the mean log loss
     * @param brier the mean Brier score
     * @param logUncertainty the log loss of the base rate
     * @param brierUncertainty the Brier score of the base rate
     */
    Map<String, Decomposition> decompositions(
            Estimate logLoss, Estimate brier, Estimate logUncertainty, Estimate brierUncertainty) {
        Map<String, Decomposition> parts = new LinkedHashMap<>();
        double logGain = (Isotonic.logLoss(events, others) - blocks.logLoss()) / all;
        double logMiss = miss(logLoss, logGain, logUncertainty);
        double brierGain = (Isotonic.brier(events, others) - blocks.brier()) / all;
        double brierMiss = miss(brier, brierGain, brierUncertainty);
        double level = inference.level();
        parts.put(
                "log_loss",
                parts(
                        logLoss,
                        logMiss,
                        logGain,
                        logUncertainty,
                        redraws == null ? null : redraws.logLoss(logMiss, level)));
        parts.put(
                "brier",
                parts(
                        brier,
                        brierMiss,
                        brierGain,
                        brierUncertainty,
                        redraws == null ? null : redraws.brier(brierMiss, level)));
        return parts;
    }

    /** Score = miscalibration - discrimination + uncertainty holds for soft outcomes too, whose own spread cancels. */
    private static double miss(Estimate score, double gain, Estimate uncertainty) {
        double miss = score.value() + gain - uncertainty.value();
        return Math.abs(miss) <= ROUNDING ? 0 : miss;
    }

    private Decomposition parts(
            Estimate score, double miss, double gain, Estimate uncertainty, Decomposition.@Nullable Chance chance) {
        double worth = Math.abs(gain) <= ROUNDING ? 0 : gain;
        return new Decomposition(
                component(score, miss, Better.LOWER), component(score, worth, Better.HIGHER), uncertainty, chance);
    }

    private Estimate component(Estimate score, double value, Better better) {
        boolean infinite = Double.isInfinite(value);
        return new Estimate(
                value,
                null,
                null,
                inference.level(),
                null,
                infinite ? Kind.INFINITE : Kind.NONE,
                score.unit(),
                better,
                score.n(),
                infinite ? Reasons.INFINITE : Reasons.NOT_SYMMETRIC);
    }
}
