package org.surprisal.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.surprisal.score.OrdinaryNames.Role;
import org.surprisal.score.Unscorable.Choice;

/**
 * What a request says about columns, and what is still free to be chosen.
 *
 * @param columns the table
 * @param outcome the outcome columns that are asked for
 * @param prediction the prediction columns that are asked for
 * @param classes the classes that are asked for
 * @param free columns without a use yet, in the order of the table
 */
record Candidates(
        Columns columns, List<String> outcome, List<String> prediction, List<String> classes, List<String> free) {
    /** Longer lists of choices are not read. */
    static final int MOST_CHOICES = 10;

    /**
     * Looks up what a request names.
     *
     * @throws Unscorable when it names a column that is not there, or one twice
     */
    static Candidates of(Columns columns, Request request, Set<String> taken) {
        List<String> outcome = resolved(columns, request.outcome(), "--outcome");
        List<String> prediction = resolved(columns, request.prediction(), "--prediction");
        for (String name : outcome) {
            if (prediction.contains(name)) {
                throw new Unscorable(
                        "\"" + name + "\" cannot be both the outcome and the prediction; name two columns.");
            }
        }
        Set<String> used = new HashSet<>(taken);
        used.addAll(outcome);
        used.addAll(prediction);
        List<String> free =
                columns.names().stream().filter(name -> !used.contains(name)).toList();
        return new Candidates(columns, outcome, prediction, request.classes(), free);
    }

    private static List<String> resolved(Columns columns, List<String> asked, String option) {
        List<String> names = new ArrayList<>();
        for (String one : asked) {
            String name = columns.resolve(one, option);
            if (names.contains(name)) {
                throw new Unscorable(option + " names \"" + name + "\" twice; name each column once.");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    /**
     * Free columns whose whole name says the role, or, if there is none, those whose name contains a word that does.
     */
    List<String> named(Role role) {
        List<String> plain = free.stream()
                .filter(name -> OrdinaryNames.read(name).equals(new OrdinaryNames.Reading(role, true)))
                .toList();
        return plain.isEmpty() ? mentioning(role) : plain;
    }

    /** Free columns whose name says the role, as a whole or in a word. */
    List<String> mentioning(Role role) {
        return free.stream()
                .filter(name -> OrdinaryNames.read(name).role() == role)
                .toList();
    }

    /** Whether a column looks like text. */
    boolean isText(String column) {
        return columns.kind(column).filter(kind -> kind == Column.Kind.TEXT).isPresent();
    }

    /** Those that fit by the facts of all rows, or all of them if none does. */
    List<String> keep(List<String> names, Predicate<ColumnFacts> fits) {
        columns.facts(names);
        List<String> kept =
                names.stream().filter(name -> fits.test(columns.facts(name))).toList();
        return kept.isEmpty() ? names : kept;
    }

    /** Why nothing was chosen: one way is missing, or there are several, each a choice. */
    Unscorable undecided(List<Roles> ways) {
        if (ways.isEmpty()) {
            return new Unscorable(missing() + " The columns are " + Columns.listed(columns.names()) + ".");
        }
        List<Choice> choices = ways.stream()
                .limit(MOST_CHOICES)
                .map(roles -> new Choice(roles.outcome(), roles.prediction(), List.of()))
                .toList();
        boolean oneOutcome = ways.stream().map(Roles::outcome).distinct().count() == 1;
        boolean onePrediction = ways.stream().map(Roles::prediction).distinct().count() == 1;
        String what = oneOutcome ? "the prediction" : onePrediction ? "the outcome" : "outcome and prediction";
        String option = oneOutcome ? "--prediction" : onePrediction ? "--outcome" : "--outcome and --prediction";
        return new Unscorable(
                "There are " + ways.size() + " ways to choose " + what + "; say which with " + option + ".", choices);
    }

    private String missing() {
        boolean noOutcome = outcome.isEmpty() && named(Role.OUTCOME).isEmpty();
        boolean noPrediction = prediction.isEmpty() && named(Role.PREDICTION).isEmpty();
        if (noOutcome && noPrediction) {
            return "No column has a name that says outcome or prediction; name them with --outcome and --prediction.";
        }
        return noOutcome
                ? "No column is known to hold the outcome; name it with --outcome."
                : "No column is known to hold the predictions; name it with --prediction.";
    }
}
