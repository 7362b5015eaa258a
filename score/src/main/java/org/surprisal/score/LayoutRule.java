package org.surprisal.score;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settles what to read from each row, from the kinds of the columns and the texts that occur in them. */
final class LayoutRule {
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
     * @param groups columns read as text
     */
    record Extras(
            @Nullable String weight,
            @Nullable String count,
            @Nullable String reference,
            List<String> groups) {}

    LayoutRule(Columns columns, Request request, Roles roles, Extras extras) {
        this.columns = columns;
        this.request = request;
        this.roles = roles;
        this.extras = extras;
    }

    /** What to read when the first layout has proved wrong. */
    Layout again(Decision.Reread how) {
        return switch (how) {
            case VALUES -> values();
            case LABELS -> labels();
        };
    }

    /** What to read to begin with. */
    Layout start() {
        Scale asked = request.scale();
        if (asked != null && (asked == Scale.QUANTILE || asked.isDistribution())) {
            return ofNumbers(asked);
        }
        if (asked == Scale.LOGPROB) {
            if (isText(roles.prediction().getFirst())) {
                throw new Unscorable("\"" + roles.prediction().getFirst()
                        + "\" holds text, not numbers; name a column of log-probabilities with --prediction.");
            }
            return layout(new Outcome.Numbers(roles.outcome().getFirst()));
        }
        if (roles.prediction().size() > 1) {
            if (request.positive() != null) {
                throw new Unscorable("--positive is for one column of probabilities; with one column per class leave it"
                        + " out, or name one column with --prediction.");
            }
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

    /** Quantiles and distributions are of numbers. */
    private Layout ofNumbers(Scale asked) {
        if (roles.outcome().size() > 1) {
            throw new Unscorable("--as " + asked.name().toLowerCase(Locale.ROOT) + " takes one outcome column, not "
                    + roles.outcome().size() + "; name it with --outcome.");
        }
        for (String column :
                List.of(roles.outcome().getFirst(), roles.prediction().getFirst())) {
            if (isText(column)) {
                throw new Unscorable("\"" + column + "\" holds text, not numbers; name a column of numbers with "
                        + (roles.outcome().contains(column) ? "--outcome." : "--prediction."));
            }
        }
        return layout(new Outcome.Numbers(roles.outcome().getFirst()));
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
        return request.positive() != null
                && PositiveClass.zeroOrOne(request.positive(), isTruth()).isEmpty();
    }

    private boolean isTruth() {
        return columns.kind(roles.outcome().getFirst())
                .filter(kind -> kind == Column.Kind.BOOLEAN)
                .isPresent();
    }

    private Layout layout(Outcome outcome) {
        return new Layout(
                outcome,
                roles.prediction(),
                null,
                extras.weight(),
                extras.count(),
                extras.reference(),
                extras.groups());
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
        PositiveClass.Sides sides =
                PositiveClass.find(Outcome.meaningful(column, distinct.values()), request.positive(), roles);
        return layout(Outcome.Values.of(column, distinct.values(), sides.codes(), sides.names()));
    }

    private Layout labels() {
        ClassRule.Labels labels = new ClassRule(columns, request, roles).labels();
        return layout(labels.outcome()).with(labels.outcome(), labels.predicted());
    }
}
