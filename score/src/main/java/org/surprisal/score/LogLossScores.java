package org.surprisal.score;

import java.util.Map;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.score.Inference.Meaning;

/** The log loss and what is the same number in another dress: mean surprisal in bits, perplexity. */
final class LogLossScores {
    private static final double LN_2 = Log.of(2);

    private static final String LOG_LOSS = "log_loss";
    private static final String OF_FINITE_ROWS = "log_loss_of_finite_rows";

    private LogLossScores() {}

    /** Adds them; with infinite losses also the mean of the finite ones and the share of the infinite ones. */
    static void put(Map<String, Estimate> scores, Inference inference, LossTally tally) {
        Estimate logLoss = inference.loss(tally, Meaning.NATS);
        scores.put(LOG_LOSS, logLoss);
        InfiniteLosses.put(scores, inference, tally, OF_FINITE_ROWS, "infinite_share", Meaning.NATS);
        scores.put("surprisal_bits", inference.increasing(logLoss, loss -> loss / LN_2, 1 / LN_2, Meaning.BITS));
        scores.put("perplexity", inference.increasing(logLoss, Exp::of, Exp.of(logLoss.value()), Meaning.PERPLEXITY));
    }

    /** Adds the mean to those whose skewness is looked at. */
    static void putMean(Map<String, Mean> means, LossTally tally) {
        means.put(tally.isFinite() ? LOG_LOSS : OF_FINITE_ROWS, tally.finite().mean());
    }
}
