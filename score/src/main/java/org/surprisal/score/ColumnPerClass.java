package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.surprisal.score.ClassColumns.Member;
import org.surprisal.score.OrdinaryNames.Role;

/** The second rule for columns: one column of probabilities per class, named after the values of the outcome. */
final class ColumnPerClass {
    private ColumnPerClass() {}

    /**
     * Finds the columns of the classes of an outcome. Values are only looked at where names leave hope.
     *
     * @throws Unscorable when several outcomes have such columns
     */
    static Optional<Roles> find(Candidates candidates) {
        if (!candidates.prediction().isEmpty() || candidates.outcome().size() > 1) {
            return Optional.empty();
        }
        List<String> free = candidates.free();
        boolean families = !ClassColumns.families(free).isEmpty();
        boolean indices = free.stream().anyMatch(ColumnPerClass::isWholeNumber);
        List<String> outcomes = candidates.outcome().isEmpty() ? candidates.named(Role.OUTCOME) : candidates.outcome();
        if (outcomes.isEmpty() && families) {
            outcomes = free.stream()
                    .filter(candidates::isText)
                    .filter(name -> OrdinaryNames.read(name).role() != Role.PREDICTION)
                    .toList();
        }
        List<Roles> found = new ArrayList<>();
        for (String outcome : outcomes) {
            if (families || indices || candidates.isText(outcome)) {
                forOutcome(outcome, candidates).ifPresent(found::add);
            }
        }
        if (found.size() > 1) {
            throw candidates.undecided(found);
        }
        return found.stream().findFirst();
    }

    private static Optional<Roles> forOutcome(String outcome, Candidates candidates) {
        Source.Distinct distinct = candidates.columns().distinct(outcome);
        if (!distinct.complete()) {
            return Optional.empty();
        }
        List<String> values = Outcome.withoutNan(distinct.values());
        List<String> others =
                candidates.free().stream().filter(name -> !name.equals(outcome)).toList();
        return ClassColumns.forValues(values, others, candidates.columns())
                .or(() -> ClassColumns.forIndices(values, others, candidates.columns()))
                .map(members -> new Roles(
                        List.of(outcome),
                        members.stream().map(Member::column).toList(),
                        candidates.classes().isEmpty()
                                ? members.stream().map(Member::name).toList()
                                : candidates.classes()));
    }

    private static boolean isWholeNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
