package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.StudentT;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/** Decomposes Brier score, log loss and other losses of an event by isotonic recalibration of the forecasts. */
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

    /**
     * The components of another loss that elicits the probability: recalibration is the same for all of them.
     *
     * @param loss the loss
     * @param rate how often the event happened
     * @return null where the loss has no value at some recalibrated forecast
     */
    @Nullable
    Decomposition decomposition(FurtherLoss loss, Estimate rate) {
        Estimate score = loss.estimate(inference);
        double usual = loss.ofFrequency(events, others) / all;
        double gain = usual - loss.recalibrated(blocks) / all;
        if (Double.isNaN(score.value()) || Double.isNaN(gain)) {
            return null;
        }
        Estimate uncertainty = uncertainty(loss, usual, score, rate);
        return parts(score, miss(score, gain, uncertainty), gain, uncertainty, null);
    }

    /** The loss of the base rate: at its best forecast a loss moves with the rate by what the outcomes differ in it. */
    private Estimate uncertainty(FurtherLoss loss, double value, Estimate score, Estimate rate) {
        Meaning meaning = new Meaning(score.unit(), Better.NEITHER, Range.REAL);
        Double se = rate.se();
        if (se == null || rate.interval() == null) {
            return inference.without(
                    value, null, meaning, score.n(), events == 0 || others == 0 ? Reasons.ONE_CLASS : Reasons.ONE_ROW);
        }
        double[] both = loss.ofForecast(events / all);
        double error = Math.abs(both[0] - both[1]) * se;
        if (!(error > 1e-14 * Math.abs(value)) || !Double.isFinite(error)) {
            return inference.without(value, null, meaning, score.n(), Reasons.EQUAL_FREQUENCIES);
        }
        double half = StudentT.quantile((1 + inference.level()) / 2, score.n() - 1.0) * error;
        return inference.with(value, error, new Interval(value - half, value + half), "delta", meaning, score.n());
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
