package org.surprisal.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Statistics that only write down which rows they were given, so that tests see what cleaning lets through. */
final class RowLog implements Statistics {
    private static final Estimate NOTHING = new Estimate(
            Double.NaN,
            null,
            null,
            0.95,
            null,
            Estimate.Kind.UNDEFINED,
            Estimate.Unit.NUMBER,
            Estimate.Better.NEITHER,
            0,
            "none");

    private final Plan plan;
    private final List<String> rows = new ArrayList<>();

    RowLog(Plan plan) {
        this.plan = plan;
    }

    @Override
    public void add(Rows batch) {
        for (int i = 0; i < batch.size(); i++) {
            StringBuilder text = new StringBuilder();
            if (batch.outcome().length > 0) {
                text.append(batch.outcome()[i]);
            }
            if (batch.label().length > 0) {
                text.append(plan.classes().get(batch.label()[i]));
            }
            for (double[] column : batch.distribution()) {
                text.append(' ').append(column[i]);
            }
            text.append(" |");
            for (double[] column : batch.prediction()) {
                text.append(' ').append(column[i]);
            }
            if (batch.predictedLabel().length > 0) {
                text.append(' ').append(plan.classes().get(batch.predictedLabel()[i]));
            }
            if (batch.weight().length > 0) {
                text.append(" w").append(batch.weight()[i]);
            }
            if (batch.reference().length > 0) {
                text.append(" r").append(batch.reference()[i]);
            }
            long times = batch.count().length > 0 ? batch.count()[i] : 1;
            rows.addAll(Collections.nCopies((int) times, text.toString()));
        }
    }

    @Override
    public void merge(Statistics other) {
        rows.addAll(((RowLog) other).rows);
    }

    /** The rows in an order of their own, as the name of a skill: a text that is carried through as it is. */
    @Override
    public Findings finish() {
        Collections.sort(rows);
        long zero = rows.stream().filter(row -> row.contains("1.0 | 0.0")).count();
        List<Note> notes = zero == 0
                ? List.of()
                : List.of(new Note(Note.Code.ZERO_PROBABILITY, Note.Severity.WARNING, zero, List.of(), Map.of()));
        return new Findings(
                Map.of(), Map.of(), "log", Map.of(String.join("\n", rows), NOTHING), Map.of(), null, null, notes);
    }

    @Override
    public boolean[] zeroProbability(Rows batch) {
        boolean[] zero = new boolean[batch.size()];
        for (int i = 0; i < zero.length; i++) {
            zero[i] = batch.outcome().length > 0 && batch.outcome()[i] == 1 && batch.prediction()[0][i] == 0;
        }
        return zero;
    }

    static Scorecard score(Source source, Request request) {
        return Scorer.score(source, request, Progress.NONE, RowLog::new);
    }

    /** The rows that a scoring let through. */
    static List<String> rows(Scorecard card) {
        return card.skill().keySet().stream()
                .flatMap(text -> Stream.of(text.split("\n", -1)))
                .toList();
    }
}
