package org.surprisal.score;

import java.util.Map;
import org.surprisal.score.Inference.Meaning;

/** What is said beside an infinite mean loss: the mean of the finite losses, and how many are infinite. */
final class InfiniteLosses {
    private InfiniteLosses() {}

    /** Adds both if there are infinite losses and no others without a finite value. */
    static void put(
            Map<String, Estimate> scores,
            Inference inference,
            LossTally tally,
            String finiteName,
            String shareName,
            Meaning meaning) {
        if (tally.valueBeyond() != Double.POSITIVE_INFINITY) {
            return;
        }
        Estimate finite = inference.mean(tally.finite().mean(), meaning);
        scores.put(finiteName, Inference.remarked(finite, Reasons.NOT_PROPER));
        scores.put(shareName, inference.share(tally.infiniteShare(), Meaning.FAILURE_SHARE));
    }
}
