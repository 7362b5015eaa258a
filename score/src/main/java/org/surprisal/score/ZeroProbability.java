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

    /** Counts the rows of a block, given their log losses. */
    void add(double[] loss, RuleDecisions decisions, Block block) {
        int n = block.size();
        if (!decisions.any()) {
            int infinite = 0;
            for (int i = 0; i < n; i++) {
                infinite += loss[i] == Double.POSITIVE_INFINITY ? 1 : 0;
            }
            if (infinite == 0) {
                return;
            }
        }
        for (int i = 0; i < n; i++) {
            if (concerns(loss[i], decisions, i)) {
                concerned = Math.addExact(concerned, block.count(i));
            }
            if (loss[i] == Double.POSITIVE_INFINITY || decisions.impossible(i)) {
                impossible = Math.addExact(impossible, block.count(i));
            }
        }
    }

    void merge(ZeroProbability other) {
        concerned = Math.addExact(concerned, other.concerned);
        impossible = Math.addExact(impossible, other.impossible);
    }

    /** Adds the note, if there are such rows. Only clipping what was right and nearly certain is no warning. */
    void note(List<Note> notes) {
        if (concerned == 0) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("rule", rule.name());
        evidence.put("rows", concerned);
        evidence.put("impossible", impossible);
        Note.Severity severity = impossible > 0 ? Note.Severity.WARNING : Note.Severity.INFO;
        notes.add(new Note(Note.Code.ZERO_PROBABILITY, severity, concerned, List.of(), evidence));
    }
}
