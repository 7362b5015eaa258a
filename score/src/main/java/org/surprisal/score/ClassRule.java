package org.surprisal.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.surprisal.score.Unscorable.Choice;

/** Which class each value of an outcome stands for, where there are several prediction columns or hard labels. */
final class ClassRule {
    private final Columns columns;
    private final Request request;
    private final Roles roles;

    ClassRule(Columns columns, Request request, Roles roles) {
        this.columns = columns;
        this.request = request;
        this.roles = roles;
    }

    /** The classes of several prediction columns, in their order. */
    List<String> names() {
        int count = roles.prediction().size();
        if (!request.classes().isEmpty()) {
            if (request.classes().size() != count) {
                throw new Unscorable("--classes names " + request.classes().size() + " classes, but there are " + count
                        + " prediction columns; name one class per column, in the same order.");
            }
            return request.classes();
        }
        return roles.classes().size() == count ? roles.classes() : ClassColumns.names(roles.prediction());
    }

    /** How the outcome of several prediction columns is read. */
    Outcome outcome() {
        int count = roles.prediction().size();
        if (roles.outcome().size() > 1) {
            if (roles.outcome().size() != count) {
                throw new Unscorable("--outcome names " + roles.outcome().size() + " columns and --prediction " + count
                        + "; name one outcome column per prediction column, in the same order, or one for all.");
            }
            return new Outcome.Indicators(roles.outcome());
        }
        String column = roles.outcome().getFirst();
        Source.Distinct distinct = columns.distinct(column);
        if (!distinct.complete()) {
            throw new Unscorable("\"" + column + "\" holds more than " + Columns.MOST_CLASSES
                    + " different values, so they are no classes; name the outcome with --outcome.");
        }
        return Outcome.Values.of(column, distinct.values(), codes(column, distinct.values()), names());
    }

    private List<Integer> codes(String column, List<String> all) {
        List<String> names = names();
        List<String> values = Outcome.meaningful(column, all);
        Optional<List<Integer>> byName = ClassCodes.byName(values, names);
        if (byName.isPresent()) {
            return byName.get();
        }
        List<Integer> single = values.stream()
                .map(value -> ClassCodes.byName(List.of(value), names)
                        .map(List::getFirst)
                        .orElse(Outcome.NO_CLASS))
                .toList();
        boolean someByName = single.stream().anyMatch(code -> code >= 0);
        if (someByName && !request.classes().isEmpty()) {
            return single;
        }
        Optional<List<Integer>> byIndex = someByName ? Optional.empty() : ClassCodes.byIndex(values, names.size());
        if (byIndex.isPresent()) {
            return byIndex.get();
        }
        throw unknown(column, values, names, single);
    }

    private Unscorable unknown(String column, List<String> values, List<String> names, List<Integer> single) {
        int count = names.size();
        if (request.classes().isEmpty() && ClassCodes.undecided(values, count)) {
            return new Unscorable(
                    "\"" + column + "\" holds " + Columns.listed(values)
                            + ", which may count the columns from 0 or from 1; say the classes with --classes.",
                    List.of(classes(range(0, count)), classes(range(1, count))));
        }
        List<String> strangers = IntStream.range(0, values.size())
                .filter(i -> single.get(i) < 0)
                .mapToObj(values::get)
                .toList();
        if (strangers.size() < values.size()) {
            return new Unscorable(
                    "\"" + column + "\" holds " + Columns.listed(strangers)
                            + ", for which there is no prediction column"
                            + " (the columns are for " + Columns.listed(names)
                            + "); name the missing columns, or leave those rows out with --classes.",
                    List.of(classes(names)));
        }
        List<String> distinct =
                values.stream().map(ClassCodes::canonical).distinct().toList();
        return new Unscorable(
                "\"" + column + "\" holds " + Columns.listed(distinct) + ", but the prediction columns are "
                        + Columns.listed(roles.prediction())
                        + ": say with --classes which class each column is for, in their order.",
                distinct.size() == count && request.classes().isEmpty() ? List.of(classes(distinct)) : List.of());
    }

    private Choice classes(List<String> names) {
        return roles.choice("--classes", String.join(",", names));
    }

    private static List<String> range(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Integer::toString).toList();
    }

    /** Hard labels on both sides, with the classes that occur on either. */
    Labels labels() {
        String happened = roles.outcome().getFirst();
        String predicted = roles.prediction().getFirst();
        List<String> allTruth = values(happened);
        List<String> allGuesses = values(predicted);
        List<String> truth = Outcome.meaningful(happened, allTruth);
        List<String> guesses = Outcome.meaningful(predicted, allGuesses);
        List<String> classes = request.classes().isEmpty() ? union(truth, guesses) : request.classes();
        Outcome.Values outcome = Outcome.Values.of(happened, allTruth, codesOf(truth, classes), classes);
        Outcome.Values labels = Outcome.Values.of(predicted, allGuesses, codesOf(guesses, classes), classes);
        boolean apart = outcome.classes().stream().filter(code -> code >= 0).noneMatch(labels.classes()::contains);
        if (apart) {
            throw new Unscorable(
                    "\"" + predicted + "\" holds " + Columns.listed(guesses) + ", none of which occurs in \""
                            + happened + "\" (" + Columns.listed(truth)
                            + "); name a column of probabilities, or of such labels, with --prediction.");
        }
        return new Labels(outcome, labels);
    }

    /**
     * Hard labels.
     *
     * @param outcome what happened
     * @param predicted what was predicted
     */
    record Labels(Outcome.Values outcome, Outcome.Values predicted) {}

    private List<String> values(String column) {
        Source.Distinct distinct = columns.distinct(column);
        if (!distinct.complete()) {
            throw new Unscorable("\"" + column + "\" holds more than " + Columns.MOST_CLASSES
                    + " different values, so they are no classes; name a column of numbers or of classes.");
        }
        return distinct.values();
    }

    private static List<Integer> codesOf(List<String> values, List<String> classes) {
        Map<String, Integer> index = new HashMap<>();
        for (int code = 0; code < classes.size(); code++) {
            index.putIfAbsent(ClassCodes.canonical(classes.get(code)), code);
        }
        return values.stream()
                .map(value -> index.getOrDefault(ClassCodes.canonical(value), Outcome.NO_CLASS))
                .toList();
    }

    /** Numbers in their order, anything else by its UTF-16 code units. */
    private static List<String> union(List<String> truth, List<String> guesses) {
        TreeSet<String> all = new TreeSet<>();
        truth.forEach(value -> all.add(ClassCodes.canonical(value)));
        guesses.forEach(value -> all.add(ClassCodes.canonical(value)));
        List<String> classes = new ArrayList<>(all);
        List<OptionalDouble> numbers = classes.stream().map(NumericText::parse).toList();
        if (numbers.stream().allMatch(OptionalDouble::isPresent)) {
            classes.sort(Comparator.comparingDouble(Double::parseDouble));
        }
        return classes;
    }
}
