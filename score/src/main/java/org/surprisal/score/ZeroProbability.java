package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows in which what happened had probability 0, or whose log loss a named rule decided. */
final class ZeroProbability {
    private final ZeroRule rule;
    private long concerned;
    private long impossible;

    /** No rows under a rule. */
    ZeroProbability(ZeroRule rule) {
        this.rule = rule;
    }

    /** Whether a row is one of them. */
    static boolean concerns(double loss, RuleDecisions decisions, int i) {
        return loss == Double.POSITIVE_INFINITY || decisions.decided(i);
    }

    /** Counts the rows of a block, given their log losses, unless the rule leaves every loss as it is. */
    void add(double[] loss, RuleDecisions decisions, Block block) {
        for (int i = 0; i < (decisions.any() ? block.size() : 0); i++) {
            if (concerns(loss[i], decisions, i)) {
                concerned = Math.addExact(concerned, block.count(i));
            }
            if (decisions.impossible(i)) {
                impossible = Math.addExact(impossible, block.count(i));
            }
        }
    }

    void merge(ZeroProbability other) {
        concerned = Math.addExact(concerned, other.concerned);
        impossible = Math.addExact(impossible, other.impossible);
    }

    /**
     * Adds the note, if there are such rows. Only clipping what was right and nearly certain is no warning.
     *
     * @param infinite the number of rows with an infinite loss, which a rule that bounds losses leaves none of
     */
    void note(List<Note> notes, long infinite) {
        long rows = Math.addExact(concerned, infinite);
        long excluded = Math.addExact(impossible, infinite);
        if (rows == 0) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("rule", rule.name());
        evidence.put("rows", rows);
        evidence.put("impossible", excluded);
        Note.Severity severity = excluded > 0 ? Note.Severity.WARNING : Note.Severity.INFO;
        notes.add(new Note(Note.Code.ZERO_PROBABILITY, severity, rows, List.of(), evidence));
    }
}
