package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Unscorable.Choice;

/** Finds the task: first what to read, from the kinds of the columns; then what it is, from the facts of all rows. */
final class TaskRule {
    private final Columns columns;
    private final Request request;
    private final Roles roles;
    private final Extras extras;

    /**
     * Columns beside outcome and prediction.
     *
     * @param weight the weight column, or null
     * @param count the count column, or null
     * @param reference the reference column, or null
     */
    record Extras(
            @Nullable String weight,
            @Nullable String count,
            @Nullable String reference) {}

    TaskRule(Columns columns, Request request, Roles roles, Extras extras) {
        this.columns = columns;
        this.request = request;
        this.roles = roles;
        this.extras = extras;
    }

    // ---- what to read

    /** What to read to begin with. */
    Layout start() {
        if (roles.prediction().size() > 1) {
            return layout(new ClassRule(columns, request, roles).outcome());
        }
        if (roles.outcome().size() > 1) {
            throw new Unscorable("--outcome names " + roles.outcome().size()
                    + " columns but there is one prediction column; name one per class with --prediction.");
        }
        boolean textOutcome = isText(roles.outcome().getFirst());
        if (request.scale() == null
                && (isText(roles.prediction().getFirst()) || !request.classes().isEmpty())) {
            return labels();
        }
        return textOutcome || asksForWord()
                ? values()
                : layout(new Outcome.Numbers(roles.outcome().getFirst()));
    }

    /** Text whose cells are mostly numbers is a column of numbers with some cells that are none. */
    private boolean isText(String column) {
        if (columns.kind(column).filter(kind -> kind == Column.Kind.TEXT).isEmpty()) {
            return false;
        }
        Source.Distinct distinct = columns.distinct(column);
        long numbers = 0;
        long others = 0;
        for (int i = 0; i < distinct.values().size(); i++) {
            if (NumericText.parse(distinct.values().get(i)).isPresent()) {
                numbers += distinct.counts()[i];
            } else {
                others += distinct.counts()[i];
            }
        }
        return others > numbers;
    }

    private boolean asksForWord() {
        return request.positive() != null && zeroOrOne(request.positive()).isEmpty();
    }

    private Optional<Integer> zeroOrOne(String positive) {
        return switch (ClassCodes.canonical(positive)) {
            case "1" -> Optional.of(1);
            case "0" -> Optional.of(0);
            case "true" -> isTruth() ? Optional.of(1) : Optional.empty();
            case "false" -> isTruth() ? Optional.of(0) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private boolean isTruth() {
        return columns.kind(roles.outcome().getFirst())
                .filter(kind -> kind == Column.Kind.BOOLEAN)
                .isPresent();
    }

    private Layout layout(Outcome outcome) {
        return new Layout(outcome, roles.prediction(), null, extras.weight(), extras.count(), extras.reference());
    }

    private Layout values() {
        String column = roles.outcome().getFirst();
        Source.Distinct distinct = columns.distinct(column);
        if (!distinct.complete()) {
            throw new Unscorable("\"" + column + "\" holds more than " + Columns.MOST_CLASSES
                    + " different texts, so it is neither a number nor a class; name the outcome with --outcome.");
        }
        if (request.scale() == Scale.MEAN) {
            throw new Unscorable("\"" + column + "\" holds classes, not numbers, so there is no mean to score;"
                    + " leave out --as mean or name another outcome.");
        }
        List<Integer> codes = PositiveClass.find(
                        Outcome.meaningful(column, distinct.values()), request.positive(), roles)
                .codes();
        return layout(Outcome.Values.of(column, distinct.values(), codes));
    }

    private Layout labels() {
        ClassRule.Labels labels = new ClassRule(columns, request, roles).labels();
        return layout(labels.outcome()).with(labels.outcome(), labels.predicted());
    }

    // ---- what it is

    /**
     * What the table is, given facts of some or all rows. The reading may ask for another layout than the one that the
     * facts come from; then the rows have to be read again.
     *
     * @param layout what was read
     * @param facts the facts
     * @return how the table is understood
     * @throws Unscorable when the facts leave it open or contradict the request
     */
    Reading decide(Layout layout, TableFacts facts) {
        if (facts.rows() == 0) {
            throw new Unscorable("There are no rows to score.");
        }
        if (layout.labels() != null) {
            return reading(
                    layout,
                    Task.LABELS,
                    Scale.PROBABILITY,
                    new ClassRule(columns, request, roles).labels().classes());
        }
        if (layout.predictions() > 1) {
            boolean soft = request.softOutcomes() && layout.outcome() instanceof Outcome.Indicators;
            List<String> classes = new ClassRule(columns, request, roles).names();
            return new Reading(layout, Task.CLASSES, probabilityScale(facts), classes, false, soft);
        }
        ColumnFacts predicted = facts.prediction();
        if (predicted.numbers() + predicted.notNumbers() == 0) {
            throw new Unscorable("\"" + roles.prediction().getFirst()
                    + "\" is missing in every row; name another column" + " with --prediction.");
        }
        return switch (layout.outcome()) {
            case Outcome.Numbers numbers -> numbers(layout, numbers, facts);
            case Outcome.Values values -> {
                if (!predicted.mostlyNumbers()) {
                    refuseTextOnScale();
                    yield again(labels());
                }
                yield binary(layout, values, facts);
            }
            case Outcome.Indicators indicators -> throw new IllegalStateException("One prediction for " + indicators);
        };
    }

    private Reading numbers(Layout layout, Outcome.Numbers outcome, TableFacts facts) {
        ColumnFacts happened = facts.outcome();
        ColumnFacts predicted = facts.prediction();
        if (happened.numbers() + happened.notNumbers() == 0) {
            throw new Unscorable(
                    "\"" + outcome.column() + "\" is missing in every row; name another column with --outcome.");
        }
        if (!happened.mostlyNumbers()) {
            return again(predicted.mostlyNumbers() ? values() : labels());
        }
        if (!predicted.mostlyNumbers()) {
            refuseTextOnScale();
            return again(labels());
        }
        if (request.scale() != null) {
            return request.scale() == Scale.MEAN ? regression(layout) : asProbability(layout, facts);
        }
        return unasked(layout, facts);
    }

    private void refuseTextOnScale() {
        if (request.scale() != null) {
            throw new Unscorable("\"" + roles.prediction().getFirst()
                    + "\" holds text, not numbers; name a column of numbers with --prediction.");
        }
    }

    /** Nothing is asked about the scale: the facts decide. */
    private Reading unasked(Layout layout, TableFacts facts) {
        ColumnFacts happened = facts.outcome();
        ColumnFacts predicted = facts.prediction();
        if (happened.outside() == 0) {
            if (happened.inside() > happened.ends() && !request.softOutcomes()) {
                return regression(layout);
            }
            boolean hard = predicted.onlyEnds() && happened.onlyEnds() && request.positive() == null;
            return hard && !saysProbability() ? again(labels()) : binary(layout, facts);
        }
        double[] values = happened.fewValues();
        double[] guesses = predicted.fewValues();
        boolean allKnown = guesses.length > 0 && Arrays.stream(guesses).allMatch(x -> contains(values, x));
        if (request.positive() != null || (values.length == 2 && predicted.looksLikeProbability())) {
            return again(values());
        }
        if (values.length == 2 && allKnown) {
            return again(labels());
        }
        boolean mostlyEnds = happened.ends() > happened.inside() + happened.outside();
        if (mostlyEnds && predicted.looksLikeProbability()) {
            if (saysProbability()) {
                return binary(layout, facts);
            }
            throw new Unscorable(
                    "\"" + roles.outcome().getFirst() + "\" is mostly 0 and 1 but reaches from " + text(happened.min())
                            + " to " + text(happened.max())
                            + ": say with --as whether the predictions are probabilities or means.",
                    List.of(choice("--as", "probability"), choice("--as", "mean")));
        }
        if (values.length > 0 && allKnown) {
            List<String> names =
                    Arrays.stream(values).mapToObj(NumericText::name).toList();
            throw new Unscorable(
                    "Outcome and prediction are the same few whole numbers (" + Columns.listed(names)
                            + "): say whether they are numbers (--as mean) or classes (--classes).",
                    List.of(choice("--as", "mean"), choice("--classes", String.join(",", names))));
        }
        return regression(layout);
    }

    private static boolean contains(double[] sorted, double x) {
        return Arrays.binarySearch(sorted, x) >= 0;
    }

    private boolean saysProbability() {
        return OrdinaryNames.saysProbability(roles.prediction().getFirst());
    }

    /** A scale of probabilities is asked for, so the outcome must have two classes. */
    private Reading asProbability(Layout layout, TableFacts facts) {
        ColumnFacts happened = facts.outcome();
        double[] values = happened.fewValues();
        boolean mostlyUnit = happened.ends() + happened.inside() >= happened.outside();
        boolean knowsZero = happened.min() <= 0 || happened.inside() > 0 || happened.outside() == 0;
        if (happened.outside() == 0 || (mostlyUnit && knowsZero && values.length != 2)) {
            return binary(layout, facts);
        }
        if (values.length == 2 || values.length == 1) {
            return again(values());
        }
        throw new Unscorable(
                "\"" + roles.outcome().getFirst() + "\" reaches from " + text(happened.min()) + " to "
                        + text(happened.max()) + ", so it is no outcome of a probability; score it as a number.",
                List.of(choice("--as", "mean")));
    }

    private Reading regression(Layout layout) {
        return reading(layout, Task.REGRESSION, Scale.MEAN, List.of());
    }

    private Reading binary(Layout layout, TableFacts facts) {
        String positive = request.positive() != null
                ? request.positive()
                : ClassColumns.className(roles.prediction().getFirst()).orElse("1");
        boolean flipped = zeroOrOne(positive).filter(side -> side == 0).isPresent();
        List<String> names = isTruth() ? List.of("false", "true") : List.of("0", "1");
        return new Reading(
                layout,
                Task.BINARY,
                probabilityScale(facts),
                flipped ? names.reversed() : names,
                flipped,
                request.softOutcomes());
    }

    private Reading binary(Layout layout, Outcome.Values values, TableFacts facts) {
        List<String> meaningful = Outcome.meaningful(values.column(), values.spellings());
        List<String> names =
                PositiveClass.find(meaningful, request.positive(), roles).names();
        return new Reading(layout, Task.BINARY, probabilityScale(facts), names, false, false);
    }

    private static Reading reading(Layout layout, Task task, Scale scale, List<String> classes) {
        return new Reading(layout, task, scale, classes, false, false);
    }

    /** What to read instead; task and classes follow from the facts of that. */
    private static Reading again(Layout layout) {
        return reading(layout, layout.labels() != null ? Task.LABELS : Task.BINARY, Scale.PROBABILITY, List.of());
    }

    // ---- the scale of probabilities

    private Scale probabilityScale(TableFacts facts) {
        Scale asked = request.scale();
        if (asked == Scale.MEAN) {
            throw new Unscorable("--as mean is for one prediction column of numbers, not for classes.");
        }
        boolean signs = roles.prediction().stream()
                .allMatch(name -> columns.kind(name)
                        .filter(kind -> kind == Column.Kind.PERCENT)
                        .isPresent());
        if (asked == Scale.PERCENT && signs) {
            // A cell with a per cent sign has been read as the share it means.
            return Scale.PROBABILITY;
        }
        if (asked != null) {
            return asked;
        }
        refuseOtherScales(facts);
        return Scale.PROBABILITY;
    }

    /** More values beyond [0, 1] than within: to score the rest would be to score something else. */
    private void refuseOtherScales(TableFacts facts) {
        long complete = facts.completeRows();
        long within = facts.completeRows()
                - facts.rowsBeyond()
                - (roles.prediction().size() > 1 ? 0 : facts.prediction().ends());
        if (facts.rowsBeyond() <= 1.5 * within || facts.rowsBeyond() < 0.1 * complete) {
            return;
        }
        long share = Math.round(100.0 * facts.rowsBeyond() / complete);
        List<Choice> choices = new ArrayList<>();
        boolean percent = facts.min() >= 0 && facts.max() <= 100;
        if (percent) {
            choices.add(choice("--as", "percent"));
        }
        choices.add(choice("--as", "logit"));
        if (roles.prediction().size() == 1 && roles.outcome().size() == 1) {
            choices.add(choice("--as", "mean"));
        }
        throw new Unscorable(
                "The predictions reach from " + text(facts.min()) + " to " + text(facts.max()) + " and "
                        + share + " % of the rows lie outside [0, 1]: they look like "
                        + (percent ? "percentages" : "log-odds or class scores")
                        + ", not probabilities; say with --as how to read them.",
                choices);
    }

    private Choice choice(String option, String value) {
        return new Choice(roles.outcome(), roles.prediction(), List.of(option, value));
    }

    private static String text(double number) {
        return NumericText.name(number);
    }
}
