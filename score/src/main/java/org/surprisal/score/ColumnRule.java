package org.surprisal.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.surprisal.score.ClassColumns.Member;
import org.surprisal.score.OrdinaryNames.Role;
import org.surprisal.score.OutcomePairs.Pair;
import org.surprisal.score.Unscorable.Choice;

/**
 * Finds the columns to score when the request leaves that open. In this order, and the first that answers decides:
 *
 * <ol>
 *   <li>{@code X} with {@code X_outcome};
 *   <li>one column per class, named after the outcome's values ({@code .pred_CLASS}, {@code prob_CLASS}, {@code CLASS});
 *   <li>ordinary names ({@link OrdinaryNames});
 *   <li>the only column that can be what is missing.
 * </ol>
 *
 * <p>Among several candidates, columns with values strictly between 0 and 1 beat the others. If several remain, the
 * request cannot be answered and the exception lists them.
 */
final class ColumnRule {
    /** Longer lists of choices are not read. */
    private static final int MOST_CHOICES = 10;

    private final Columns columns;
    private final List<String> askedOutcome;
    private final List<String> askedPrediction;
    private final List<String> classes;
    private final List<String> free;

    private ColumnRule(Columns columns, Request request, Set<String> taken) {
        this.columns = columns;
        this.askedOutcome = request.outcome().stream()
                .map(name -> columns.resolve(name, "--outcome"))
                .toList();
        this.askedPrediction = request.prediction().stream()
                .map(name -> columns.resolve(name, "--prediction"))
                .toList();
        this.classes = request.classes();
        Set<String> used = new HashSet<>(taken);
        used.addAll(askedOutcome);
        used.addAll(askedPrediction);
        this.free =
                columns.names().stream().filter(name -> !used.contains(name)).toList();
    }

    /**
     * Finds the columns.
     *
     * @param columns the table
     * @param request what is asked
     * @param taken columns with another use: weights, counts, a reference
     * @return the columns
     * @throws Unscorable when there is none, or more than one way
     */
    static Roles find(Columns columns, Request request, Set<String> taken) {
        return new ColumnRule(columns, request, taken).find();
    }

    private Roles find() {
        refuseRepeated(askedOutcome, "--outcome");
        refuseRepeated(askedPrediction, "--prediction");
        for (String outcome : askedOutcome) {
            if (askedPrediction.contains(outcome)) {
                throw new Unscorable(
                        "\"" + outcome + "\" cannot be both the outcome and the prediction; name two columns.");
            }
        }
        if (!askedOutcome.isEmpty() && !askedPrediction.isEmpty()) {
            return new Roles(askedOutcome, askedPrediction, classes);
        }
        return byPairs().or(this::byClasses).orElseGet(this::byNames);
    }

    private static void refuseRepeated(List<String> names, String option) {
        for (int i = 1; i < names.size(); i++) {
            if (names.subList(0, i).contains(names.get(i))) {
                throw new Unscorable(option + " names \"" + names.get(i) + "\" twice; name each column once.");
            }
        }
    }

    // ---- X with X_outcome

    private Optional<Roles> byPairs() {
        List<String> all = columns.names();
        if (!askedOutcome.isEmpty()) {
            List<String> forecasts = askedOutcome.stream()
                    .flatMap(outcome -> OutcomePairs.forecastOf(outcome, all).stream())
                    .toList();
            return whole(forecasts, askedOutcome).map(found -> new Roles(askedOutcome, found, names(found)));
        }
        if (!askedPrediction.isEmpty()) {
            List<String> outcomes = askedPrediction.stream()
                    .flatMap(forecast -> OutcomePairs.outcomeOf(forecast, all).stream())
                    .toList();
            return whole(outcomes, askedPrediction)
                    .map(found -> new Roles(found, askedPrediction, names(askedPrediction)));
        }
        List<Pair> pairs = OutcomePairs.find(free);
        if (pairs.size() < 2) {
            return pairs.stream().map(Pair::roles).findFirst();
        }
        return switch (OutcomePairs.kind(pairs, columns)) {
            case MIRROR -> Optional.of(pairs.getFirst().roles());
            case CLASSES -> {
                List<String> forecasts = pairs.stream().map(Pair::forecast).toList();
                yield Optional.of(new Roles(pairs.stream().map(Pair::outcome).toList(), forecasts, names(forecasts)));
            }
            case SEPARATE -> throw several(pairs.stream().map(Pair::roles).toList());
        };
    }

    private static Optional<List<String>> whole(List<String> found, List<String> asked) {
        return found.size() == asked.size() ? Optional.of(found) : Optional.empty();
    }

    private List<String> names(List<String> forecasts) {
        return !classes.isEmpty() || forecasts.size() < 2 ? classes : ClassColumns.names(forecasts);
    }

    // ---- one column per class

    private Optional<Roles> byClasses() {
        if (!askedPrediction.isEmpty() || askedOutcome.size() > 1) {
            return Optional.empty();
        }
        List<List<Member>> families = ClassColumns.families(free);
        List<String> outcomes = askedOutcome.isEmpty() ? named(Role.OUTCOME) : askedOutcome;
        if (outcomes.isEmpty() && !families.isEmpty()) {
            outcomes = free.stream().filter(this::isText).toList();
        }
        List<Roles> found = new ArrayList<>();
        for (String outcome : outcomes) {
            if (families.isEmpty() && !isText(outcome) && free.stream().noneMatch(ColumnRule::isWholeNumber)) {
                continue;
            }
            forClasses(outcome, families).ifPresent(found::add);
        }
        if (found.size() > 1) {
            throw several(found);
        }
        return found.stream().findFirst();
    }

    private Optional<Roles> forClasses(String outcome, List<List<Member>> families) {
        Source.Distinct values = columns.distinct(outcome);
        if (!values.complete()) {
            return Optional.empty();
        }
        List<String> texts = Outcome.withoutNan(values.values());
        List<String> others =
                free.stream().filter(name -> !name.equals(outcome)).toList();
        Optional<List<Member>> byName = ClassColumns.forValues(texts, others, columns);
        Optional<List<Member>> members = byName.or(() -> families.stream()
                .filter(family -> ClassCodes.byIndex(texts, family.size()).isPresent())
                .filter(family -> family.size() > 2)
                .findFirst());
        return members.map(list -> new Roles(
                List.of(outcome),
                list.stream().map(Member::column).toList(),
                classes.isEmpty() ? list.stream().map(Member::name).toList() : classes));
    }

    private boolean isText(String column) {
        return columns.kind(column).filter(kind -> kind == Column.Kind.TEXT).isPresent();
    }

    private static boolean isWholeNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    // ---- ordinary names, then the only column that can be it

    private Roles byNames() {
        List<String> outcomes = askedOutcome.isEmpty() ? named(Role.OUTCOME) : askedOutcome;
        List<String> predictions = askedPrediction.isEmpty() ? predictions() : askedPrediction;
        if (askedOutcome.size() > 1 || askedPrediction.size() > 1) {
            return severalColumns(outcomes, predictions);
        }
        if (outcomes.isEmpty()) {
            outcomes = onlyPossibleOutcome(predictions);
        }
        if (predictions.isEmpty()) {
            predictions = possiblePredictions(outcomes);
        }
        if (outcomes.size() > 1) {
            outcomes =
                    keep(outcomes, name -> isText(name) || columns.facts(name).numbers() > 0);
        }
        if (outcomes.size() == 1 && predictions.size() > 1) {
            predictions = best(outcomes.getFirst(), predictions);
        }
        List<Roles> found = new ArrayList<>();
        for (String outcome : outcomes) {
            predictions.forEach(prediction -> found.add(Roles.of(outcome, prediction)));
        }
        if (found.size() != 1) {
            throw several(found);
        }
        return found.getFirst();
    }

    /** Columns whose whole name says the role, or, if there is none, those whose name contains a word that does. */
    private List<String> named(Role role) {
        List<String> plain = free.stream()
                .filter(name -> OrdinaryNames.read(name).equals(new OrdinaryNames.Reading(role, true)))
                .toList();
        return plain.isEmpty()
                ? free.stream()
                        .filter(name -> OrdinaryNames.read(name).role() == role)
                        .toList()
                : plain;
    }

    /** A plain name that promises probabilities is enough; any other must stand the comparison with lesser names. */
    private List<String> predictions() {
        List<String> plain = named(Role.PREDICTION);
        if (plain.size() == 1 && OrdinaryNames.saysProbability(plain.getFirst())) {
            return plain;
        }
        List<String> any = free.stream()
                .filter(name -> OrdinaryNames.read(name).role() == Role.PREDICTION)
                .toList();
        if (any.size() > plain.size()) {
            List<String> probable = keep(any, name -> columns.facts(name).looksLikeProbability());
            boolean plainIsProbable = plain.stream().anyMatch(probable::contains);
            return plainIsProbable || probable.size() == any.size() ? plain : probable;
        }
        return plain;
    }

    private List<String> best(String outcome, List<String> predictions) {
        ColumnFacts happened = columns.facts(outcome);
        boolean twoClasses = !happened.mostlyNumbers() || happened.ends() >= happened.inside() + happened.outside();
        List<String> numeric = keep(
                predictions,
                name -> columns.facts(name).mostlyNumbers()
                        && !columns.facts(name).onlyEnds());
        return twoClasses ? keep(numeric, name -> columns.facts(name).looksLikeProbability()) : numeric;
    }

    /** Without a name that says so, an outcome must be the only column of two values beside a known prediction. */
    private List<String> onlyPossibleOutcome(List<String> predictions) {
        List<String> others = free.stream()
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
        return two;
    }

    private List<String> possiblePredictions(List<String> outcomes) {
        List<String> others =
                free.stream().filter(name -> !outcomes.contains(name)).toList();
        columns.facts(others);
        List<String> numeric = keep(others, name -> columns.facts(name).mostlyNumbers());
        return keep(numeric, name -> columns.facts(name).looksLikeProbability());
    }

    /** Those that fit, or all if none does. */
    private List<String> keep(List<String> names, Predicate<String> fits) {
        columns.facts(names);
        List<String> kept = names.stream().filter(fits).toList();
        return kept.isEmpty() ? names : kept;
    }

    // ---- what cannot be answered

    /** One side lists several columns: the other side cannot be found one by one. */
    private Roles severalColumns(List<String> outcomes, List<String> predictions) {
        if (askedOutcome.size() > 1) {
            throw new Unscorable("--outcome names " + askedOutcome.size()
                    + " columns, one per class; name as many columns with --prediction, in the same order.");
        }
        if (outcomes.size() == 1) {
            return new Roles(outcomes, predictions, classes);
        }
        if (outcomes.isEmpty()) {
            throw new Unscorable("No column is known to hold the outcome; name it with --outcome. The columns are "
                    + Columns.listed(columns.names()) + ".");
        }
        throw several(outcomes.stream()
                .map(outcome -> new Roles(List.of(outcome), predictions, classes))
                .toList());
    }

    private Unscorable several(List<Roles> found) {
        if (found.isEmpty()) {
            return new Unscorable(missing() + " The columns are " + Columns.listed(columns.names()) + ".");
        }
        List<Choice> choices = found.stream()
                .limit(MOST_CHOICES)
                .map(roles -> new Choice(roles.outcome(), roles.prediction(), List.of()))
                .toList();
        boolean oneOutcome = found.stream().map(Roles::outcome).distinct().count() == 1;
        boolean onePrediction = found.stream().map(Roles::prediction).distinct().count() == 1;
        String what = oneOutcome ? "the prediction" : onePrediction ? "the outcome" : "outcome and prediction";
        String option = oneOutcome ? "--prediction" : onePrediction ? "--outcome" : "--outcome and --prediction";
        return new Unscorable(
                "There are " + found.size() + " ways to choose " + what + "; say which with " + option + ".", choices);
    }

    private String missing() {
        boolean outcome = askedOutcome.isEmpty() && named(Role.OUTCOME).isEmpty();
        boolean prediction = askedPrediction.isEmpty() && named(Role.PREDICTION).isEmpty();
        if (outcome && prediction) {
            return "No column has a name that says outcome or prediction; name them with --outcome and --prediction.";
        }
        return outcome
                ? "No column is known to hold the outcome; name it with --outcome."
                : "No column is known to hold the predictions; name it with --prediction.";
    }
}
