package org.surprisal.score;

import java.util.List;
import java.util.Optional;
import org.surprisal.score.OutcomePairs.Pair;

/** The first rule for columns: a forecast {@code X} beside what happened, {@code X_outcome}. */
final class PairedColumns {
    private PairedColumns() {}

    /**
     * Finds pairs. A request that names one side gets the other; several pairs may be one event.
     *
     * @throws Unscorable when several pairs are events of their own
     */
    static Optional<Roles> find(Candidates candidates) {
        List<String> all = candidates.columns().names();
        if (!candidates.outcome().isEmpty()) {
            List<String> forecasts = candidates.outcome().stream()
                    .flatMap(outcome -> OutcomePairs.forecastOf(outcome, all).stream())
                    .toList();
            return roles(candidates, candidates.outcome(), forecasts);
        }
        if (!candidates.prediction().isEmpty()) {
            List<String> outcomes = candidates.prediction().stream()
                    .flatMap(forecast -> OutcomePairs.outcomeOf(forecast, all).stream())
                    .toList();
            return roles(candidates, outcomes, candidates.prediction());
        }
        List<Pair> pairs = OutcomePairs.find(candidates.free());
        if (pairs.size() < 2) {
            return pairs.stream().map(Pair::roles).findFirst();
        }
        return switch (OutcomePairs.kind(pairs, candidates.columns())) {
            case MIRROR -> Optional.of(pairs.getFirst().roles());
            case CLASSES ->
                roles(
                        candidates,
                        pairs.stream().map(Pair::outcome).toList(),
                        pairs.stream().map(Pair::forecast).toList());
            case SEPARATE ->
                throw candidates.undecided(pairs.stream().map(Pair::roles).toList());
        };
    }

    private static Optional<Roles> roles(Candidates candidates, List<String> outcomes, List<String> forecasts) {
        return outcomes.size() == forecasts.size()
                ? Optional.of(new Roles(outcomes, forecasts, ColumnRule.classNames(candidates, forecasts)))
                : Optional.empty();
    }
}
