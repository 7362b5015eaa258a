package org.surprisal.score;

import java.util.List;
import java.util.Set;

/**
 * The column of the log-probabilities that were given to what happened. No other column tells what happened, so it
 * stands where outcomes do, too.
 */
final class LikelihoodColumns {
    private static final Set<String> NAMES = Set.of(
            "logprob",
            "logprobs",
            "logp",
            "logprobability",
            "loglikelihood",
            "tokenlogprob",
            "tokenlogprobs",
            "lnprob",
            "对数概率");

    private LikelihoodColumns() {}

    /**
     * Finds the column.
     *
     * @throws Unscorable when there is none or more than one, or an outcome is named
     */
    static Roles find(Candidates candidates) {
        if (!candidates.outcome().isEmpty()) {
            throw new Unscorable("--as logprob scores the log-probabilities of what happened, so there is no outcome to"
                    + " name; leave out --outcome.");
        }
        List<String> asked = candidates.prediction();
        List<String> found = asked.isEmpty()
                ? candidates.free().stream()
                        .filter(name -> NAMES.contains(OrdinaryNames.plain(name)))
                        .toList()
                : asked;
        if (found.size() != 1) {
            throw new Unscorable("--as logprob takes one column of log-probabilities, and there are "
                    + (found.isEmpty() ? "none with such a name" : Integer.toString(found.size()))
                    + "; name it with --prediction. The columns are "
                    + Columns.listed(candidates.columns().names()) + ".");
        }
        return Roles.of(found.getFirst(), found.getFirst());
    }
}
