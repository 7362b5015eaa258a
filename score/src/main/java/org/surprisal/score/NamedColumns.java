package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.score.OrdinaryNames.Role;

/** The last rule for columns: ordinary names, and failing that the only column that can be what is missing. */
final class NamedColumns {
    private final Candidates candidates;
    private final Columns columns;

    private NamedColumns(Candidates candidates) {
        this.candidates = candidates;
        this.columns = candidates.columns();
    }

    /**
     * Finds an outcome and a prediction, or the prediction columns that are asked for with an outcome.
     *
     * @throws Unscorable when one is missing or there are several
     */
    static Roles find(Candidates candidates) {
        return new NamedColumns(candidates).find();
    }

    private Roles find() {
        List<String> outcomes = candidates.outcome().isEmpty() ? candidates.named(Role.OUTCOME) : candidates.outcome();
        if (candidates.outcome().size() > 1) {
            throw new Unscorable("--outcome names " + outcomes.size()
                    + " columns, one per class; name as many columns with --prediction, in the same order.");
        }
        if (candidates.prediction().size() > 1) {
            return only(outcomes.stream()
                    .map(outcome -> new Roles(
                            List.of(outcome),
                            candidates.prediction(),
                            ColumnRule.classNames(candidates, candidates.prediction())))
                    .toList());
        }
        List<String> predictions = candidates.prediction().isEmpty() ? predictions() : candidates.prediction();
        if (outcomes.isEmpty()) {
            outcomes = namesakes(predictions);
        }
        if (outcomes.isEmpty()) {
            outcomes = possibleOutcomes(predictions);
        }
        if (predictions.isEmpty()) {
            predictions = possiblePredictions(outcomes);
        }
        if (outcomes.size() > 1) {
            outcomes = candidates.keep(outcomes, facts -> facts.numbers() + facts.notNumbers() > 0);
        }
        if (outcomes.size() == 1 && predictions.size() > 1) {
            predictions = best(outcomes.getFirst(), predictions);
        }
        List<Roles> ways = new ArrayList<>();
        for (String outcome : outcomes) {
            predictions.forEach(prediction -> ways.add(Roles.of(outcome, prediction)));
        }
        return only(ways);
    }

    private Roles only(List<Roles> ways) {
        if (ways.size() != 1) {
            throw candidates.undecided(ways);
        }
        return ways.getFirst();
    }

    /** A plain name that promises probabilities is enough; any other must stand the comparison with lesser names. */
    private List<String> predictions() {
        List<String> plain = candidates.named(Role.PREDICTION);
        List<String> any = candidates.mentioning(Role.PREDICTION);
        boolean settled = plain.size() == 1 && OrdinaryNames.saysProbability(plain.getFirst());
        if (settled || any.size() == plain.size()) {
            return plain;
        }
        List<String> probable = candidates.keep(any, ColumnFacts::looksLikeProbability);
        boolean plainIsProbable = plain.stream().anyMatch(probable::contains);
        return plainIsProbable || probable.size() == any.size() ? plain : probable;
    }

    /** Numbers beat hard labels, and probabilities beat other numbers where the outcome has two classes. */
    private List<String> best(String outcome, List<String> predictions) {
        ColumnFacts happened = columns.facts(outcome);
        boolean twoClasses = !happened.mostlyNumbers() || happened.ends() >= happened.inside() + happened.outside();
        List<String> numbers = candidates.keep(predictions, facts -> facts.mostlyNumbers() && !facts.onlyEnds());
        return twoClasses ? candidates.keep(numbers, ColumnFacts::looksLikeProbability) : numbers;
    }

    /** {@code price} is what {@code predicted_price} predicts. */
    private List<String> namesakes(List<String> predictions) {
        List<String> stems = predictions.stream().map(OrdinaryNames::stem).toList();
        return candidates.free().stream()
                .filter(name -> !predictions.contains(name))
                .filter(name -> stems.contains(OrdinaryNames.plain(name)))
                .toList();
    }

    /**
     * Without a name that says so, an outcome is the only column of two values beside a known prediction. A prediction
     * that is no probability can also go with numbers: the only other ones, or a few that are choices.
     */
    private List<String> possibleOutcomes(List<String> predictions) {
        List<String> others = candidates.free().stream()
                .filter(name -> !predictions.contains(name))
                .filter(name -> OrdinaryNames.read(name).role() != Role.PREDICTION)
                .toList();
        List<ColumnFacts> facts = columns.facts(others);
        List<String> two = new ArrayList<>();
        for (int c = 0; c < others.size(); c++) {
            boolean ends = facts.get(c).onlyEnds()
                    && facts.get(c).min() == 0
                    && facts.get(c).max() == 1;
            boolean words = !facts.get(c).mostlyNumbers()
                    && columns.distinct(others.get(c)).values().size() == 2;
            if (ends || words) {
                two.add(others.get(c));
            }
        }
        boolean ofNumbers = two.isEmpty()
                && !predictions.isEmpty()
                && columns.facts(predictions).stream().noneMatch(ColumnFacts::looksLikeProbability);
        List<String> numbers = others.stream()
                .filter(name -> columns.facts(name).mostlyNumbers())
                .toList();
        return ofNumbers && numbers.size() <= Candidates.MOST_CHOICES ? numbers : two;
    }

    private List<String> possiblePredictions(List<String> outcomes) {
        List<String> others = candidates.free().stream()
                .filter(name -> !outcomes.contains(name))
                .toList();
        List<String> numbers = candidates.keep(others, ColumnFacts::mostlyNumbers);
        return candidates.keep(numbers, ColumnFacts::looksLikeProbability);
    }
}
