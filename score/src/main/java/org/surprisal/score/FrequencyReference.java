package org.surprisal.score;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Inference.Meaning;

/**
 * The frequencies of the outcomes of the same rows as a reference forecast.
 *
 * @param inference makes the estimates
 * @param frequencies how often each class occurred
 * @param rows a loss that is finite on every row, by outcome
 */
record FrequencyReference(Inference inference, Frequencies frequencies, OutcomeTally rows) {
    /**
     * The mean loss of the reference. For two hard outcomes its interval is the image of the interval of the base rate,
     * valid also where the loss is at its maximum; otherwise that of its influence function.
     *
     * @param baseRate the share of the positive one of two hard outcomes, or null where there is no such thing
     * @param loss the loss by outcome of given frequencies
     */
    Estimate estimate(@Nullable Estimate baseRate, Function<Frequencies, OutcomeLoss> loss, Meaning meaning) {
        Estimate plain = estimate(loss.apply(frequencies), meaning);
        Interval of = baseRate == null ? null : baseRate.interval();
        if (of == null || plain.kind() == Kind.UNDEFINED) {
            return plain;
        }
        double low = expected(of.low(), loss);
        double high = expected(of.high(), loss);
        double top = of.low() < 0.5 && of.high() > 0.5 ? expected(0.5, loss) : Math.max(low, high);
        return inference.with(
                plain.value(), plain.se(), new Interval(Math.min(low, high), top), "wilson", meaning, plain.n());
    }

    private Estimate estimate(OutcomeLoss loss, Meaning meaning) {
        LossSums all = rows.total().finite();
        double value = rows.mean(loss);
        if (all.rows() == 0) {
            return inference.undefined(meaning, 0, Reasons.NO_ROWS);
        }
        if (frequencies.isOneClass()) {
            return inference.without(value, null, meaning, all.rows(), Reasons.ONE_CLASS);
        }
        return inference.smooth(
                value,
                rows.squares(0, 1, loss, -value),
                all.weight(),
                all.rows(),
                meaning,
                value,
                Reasons.EQUAL_FREQUENCIES);
    }

    private static double expected(double positive, Function<Frequencies, OutcomeLoss> loss) {
        OutcomeLoss each = loss.apply(new Frequencies(new double[] {1 - positive, positive}));
        return Math.max(0, (1 - positive) * each.of(0) + positive * each.of(1));
    }

    /** The skill of predictions whose losses are tallied by outcome and whose mean is {@code score}. */
    Estimate skill(Estimate score, OutcomeTally tally, Function<Frequencies, OutcomeLoss> loss) {
        OutcomeLoss each = loss.apply(frequencies);
        Estimate reference = inference.without(rows.mean(each), null, Meaning.NATS, score.n(), Reasons.ONE_CLASS);
        return ReferenceGain.skill(
                inference,
                score,
                reference,
                Reasons.ONE_CLASS,
                (a, b) -> tally.squares(a, b, each, 0),
                tally.total().finite().weight());
    }
}
