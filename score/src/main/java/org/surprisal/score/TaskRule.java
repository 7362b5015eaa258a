package org.surprisal.score;

import java.util.Arrays;
import java.util.List;
import org.surprisal.score.Decision.Reread;
import org.surprisal.score.Decision.Understood;

/** Finds the task from facts about the rows. Reads nothing itself, so it may be asked while rows are read. */
final class TaskRule {
    private final Columns columns;
    private final Request request;
    private final Roles roles;
    private final ScaleRule scale;

    TaskRule(Columns columns, Request request, Roles roles) {
        this.columns = columns;
        this.request = request;
        this.roles = roles;
        this.scale = new ScaleRule(columns, request, roles);
    }

    /**
     * What the table is, given facts of some or all rows.
     *
     * @param layout what was read
     * @param facts the facts
     * @return how the table is understood, or how else to read it
     * @throws Unscorable when the facts leave it open or contradict the request
     */
    Decision decide(Layout layout, TableFacts facts) {
        if (facts.rows() == 0) {
            throw new Unscorable("There are no rows to score.");
        }
        Scale asked = request.scale();
        if (asked != null && (asked == Scale.QUANTILE || asked.isDistribution())) {
            return distribution(layout, asked, facts);
        }
        if (asked == Scale.LOGPROB) {
            return likelihood(layout, facts);
        }
        if (layout.labels() != null) {
            return understood(
                    layout, Task.LABELS, Scale.PROBABILITY, layout.labels().names());
        }
        if (layout.predictions() > 1) {
            boolean soft = request.softOutcomes() && layout.outcome() instanceof Outcome.Indicators;
            List<String> classes = new ClassRule(columns, request, roles).names();
            return new Understood(new Reading(layout, Task.CLASSES, scale.of(facts), classes, false, soft));
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
                    yield Reread.LABELS;
                }
                yield understood(layout, Task.BINARY, scale.of(facts), values.names());
            }
            case Outcome.Indicators indicators -> throw new IllegalStateException("One prediction for " + indicators);
        };
    }

    /** Quantiles and distributions are asked for, never guessed. */
    private Decision distribution(Layout layout, Scale asked, TableFacts facts) {
        ColumnFacts happened = facts.outcome();
        if (happened.numbers() + happened.notNumbers() == 0) {
            throw new Unscorable("\"" + roles.outcome().getFirst()
                    + "\" is missing in every row; name another column with --outcome.");
        }
        Task task = asked == Scale.QUANTILE ? Task.QUANTILES : Task.DISTRIBUTION;
        return new Understood(new Reading(layout, task, asked, List.of(), false, false, roles.levels()));
    }

    private Decision likelihood(Layout layout, TableFacts facts) {
        ColumnFacts given = facts.prediction();
        if (given.numbers() + given.notNumbers() == 0) {
            throw new Unscorable("\"" + roles.prediction().getFirst()
                    + "\" is missing in every row; name another column with --prediction.");
        }
        return understood(layout, Task.LIKELIHOOD, Scale.LOGPROB, List.of());
    }

    private Decision numbers(Layout layout, Outcome.Numbers outcome, TableFacts facts) {
        ColumnFacts happened = facts.outcome();
        ColumnFacts predicted = facts.prediction();
        if (happened.numbers() + happened.notNumbers() == 0) {
            throw new Unscorable(
                    "\"" + outcome.column() + "\" is missing in every row; name another column with --outcome.");
        }
        if (!happened.mostlyNumbers()) {
            if (!predicted.mostlyNumbers()) {
                refuseTextOnScale();
                return Reread.LABELS;
            }
            return Reread.VALUES;
        }
        if (!predicted.mostlyNumbers()) {
            refuseTextOnScale();
            return Reread.LABELS;
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
    private Decision unasked(Layout layout, TableFacts facts) {
        ColumnFacts happened = facts.outcome();
        ColumnFacts predicted = facts.prediction();
        if (happened.outside() == 0) {
            if (happened.inside() > happened.ends() && !request.softOutcomes()) {
                return regression(layout);
            }
            boolean hard = predicted.onlyEnds() && happened.onlyEnds() && request.positive() == null;
            return hard && !saysProbability() ? Reread.LABELS : binary(layout, facts);
        }
        double[] values = happened.fewValues();
        double[] guesses = predicted.fewValues();
        boolean allKnown = guesses.length > 0 && Arrays.stream(guesses).allMatch(x -> contains(values, x));
        if (request.positive() != null || (values.length == 2 && predicted.looksLikeProbability())) {
            return Reread.VALUES;
        }
        if (values.length == 2 && allKnown) {
            return Reread.LABELS;
        }
        boolean mostlyEnds = happened.ends() > happened.inside() + happened.outside();
        if (mostlyEnds && predicted.looksLikeProbability()) {
            if (saysProbability()) {
                return binary(layout, facts);
            }
            throw new Unscorable(
                    "\"" + roles.outcome().getFirst() + "\" is mostly 0 and 1 but reaches from "
                            + NumericText.name(happened.min())
                            + " to " + NumericText.name(happened.max())
                            + ": say with --as whether the predictions are probabilities or means.",
                    List.of(roles.choice("--as", "probability"), roles.choice("--as", "mean")));
        }
        if (values.length > 0 && allKnown) {
            List<String> names =
                    Arrays.stream(values).mapToObj(NumericText::name).toList();
            throw new Unscorable(
                    "Outcome and prediction are the same few whole numbers (" + Columns.listed(names)
                            + "): say whether they are numbers (--as mean) or classes (--classes).",
                    List.of(roles.choice("--as", "mean"), roles.choice("--classes", String.join(",", names))));
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
    private Decision asProbability(Layout layout, TableFacts facts) {
        ColumnFacts happened = facts.outcome();
        double[] values = happened.fewValues();
        boolean mostlyUnit = happened.ends() + happened.inside() >= happened.outside();
        boolean knowsZero = happened.min() <= 0 || happened.inside() > 0 || happened.outside() == 0;
        if (happened.outside() == 0 || (mostlyUnit && knowsZero && values.length != 2)) {
            return binary(layout, facts);
        }
        if (values.length == 2 || values.length == 1) {
            return Reread.VALUES;
        }
        throw new Unscorable(
                "\"" + roles.outcome().getFirst() + "\" reaches from " + NumericText.name(happened.min()) + " to "
                        + NumericText.name(happened.max())
                        + ", so it is no outcome of a probability; score it as a number.",
                List.of(roles.choice("--as", "mean")));
    }

    private boolean isTruth() {
        return columns.kind(roles.outcome().getFirst())
                .filter(kind -> kind == Column.Kind.BOOLEAN)
                .isPresent();
    }

    private Decision regression(Layout layout) {
        return understood(layout, Task.REGRESSION, Scale.MEAN, List.of());
    }

    private Decision binary(Layout layout, TableFacts facts) {
        String positive = request.positive() != null
                ? request.positive()
                : ClassColumns.className(roles.prediction().getFirst()).orElse("1");
        boolean flipped = PositiveClass.zeroOrOne(positive, isTruth())
                .filter(side -> side == 0)
                .isPresent();
        List<String> names = isTruth() ? List.of("false", "true") : List.of("0", "1");
        return new Understood(new Reading(
                layout,
                Task.BINARY,
                scale.of(facts),
                flipped ? names.reversed() : names,
                flipped,
                request.softOutcomes()));
    }

    private static Decision understood(Layout layout, Task task, Scale scale, List<String> classes) {
        return new Understood(new Reading(layout, task, scale, classes, false, false));
    }
}
