package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns that come in pairs: a forecast {@code X} and what happened, {@code X_outcome}. */
final class OutcomePairs {
    private static final Pattern OUTCOME = Pattern.compile("(?i)(.+)[_. \\-]outcome");

    /** Nearly every complete row must sum to one before columns are taken for the classes of one event. */
    private static final double NEARLY_ALL = 0.9;

    private OutcomePairs() {}

    /**
     * A pair.
     *
     * @param forecast the column of forecasts
     * @param outcome the column of outcomes
     */
    record Pair(String forecast, String outcome) {
        Roles roles() {
            return Roles.of(outcome, forecast);
        }
    }

    /** What the pairs of a table are together. */
    enum Kind {
        /** Two sides of one event: each row's forecasts and outcomes sum to one. */
        MIRROR,
        /** The classes of one event, likewise. */
        CLASSES,
        /** Events of their own. */
        SEPARATE
    }

    /** All pairs, in the order of the table. */
    static List<Pair> find(List<String> columns) {
        List<Pair> pairs = new ArrayList<>();
        for (String outcome : columns) {
            forecastOf(outcome, columns).ifPresent(forecast -> pairs.add(new Pair(forecast, outcome)));
        }
        return pairs;
    }

    /** The forecast that belongs to a column of outcomes. */
    static Optional<String> forecastOf(String outcome, List<String> columns) {
        Matcher named = OUTCOME.matcher(outcome);
        return named.matches()
                ? columns.stream()
                        .filter(column -> column.equalsIgnoreCase(named.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** The outcomes that belong to a column of forecasts. */
    static Optional<String> outcomeOf(String forecast, List<String> columns) {
        return find(columns).stream()
                .filter(pair -> pair.forecast().equals(forecast))
                .map(Pair::outcome)
                .findFirst();
    }

    /** Reads all rows to see what the pairs are together. */
    static Kind kind(List<Pair> pairs, Columns columns) {
        List<Source.Cell> cells = new ArrayList<>();
        pairs.forEach(pair -> cells.add(new Source.Cell.Numeric(pair.forecast())));
        pairs.forEach(pair -> cells.add(new Source.Cell.Numeric(pair.outcome())));
        long[] complete = {0};
        long[] together = {0};
        columns.read(cells, batch -> {
            for (int row = 0; row < batch.size(); row++) {
                double forecasts = sum(batch, 0, pairs.size(), row);
                double outcomes = sum(batch, pairs.size(), 2 * pairs.size(), row);
                if (!Double.isNaN(forecasts + outcomes)) {
                    complete[0]++;
                    boolean whole = near(forecasts, 1) || near(forecasts / 100, 1);
                    together[0] += whole && near(outcomes, 1) ? 1 : 0;
                }
            }
            return true;
        });
        if (complete[0] == 0 || together[0] < NEARLY_ALL * complete[0]) {
            return Kind.SEPARATE;
        }
        return pairs.size() == 2 ? Kind.MIRROR : Kind.CLASSES;
    }

    /** NaN when a cell of the row is missing or no number. */
    private static double sum(Batch batch, int from, int to, int row) {
        double sum = 0;
        for (int c = from; c < to; c++) {
            sum += batch.numbers()[c][row];
        }
        return sum;
    }

    private static boolean near(double value, double target) {
        return Math.abs(value - target) <= RowSums.NEAR;
    }
}
