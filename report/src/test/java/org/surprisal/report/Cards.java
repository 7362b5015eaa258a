package org.surprisal.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.Interval;
import org.surprisal.score.Note;
import org.surprisal.score.RowReference;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;

/** Scorecards to show. */
final class Cards {
    private Cards() {}

    static Estimate estimate(
            double value, double low, double high, Estimate.Unit unit, Estimate.Better better, String method) {
        return new Estimate(
                value,
                (high - low) / 4,
                new Interval(low, high),
                0.95,
                method,
                Estimate.Kind.INTERVAL,
                unit,
                better,
                1882,
                null);
    }

    static Estimate bare(double value, Estimate.Kind kind, Estimate.Unit unit, @Nullable String reason) {
        return new Estimate(value, null, null, 0.95, null, kind, unit, Estimate.Better.LOWER, 1882, reason);
    }

    static Map<String, Estimate> map(Object... pairs) {
        Map<String, Estimate> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Estimate) pairs[i + 1]);
        }
        return map;
    }

    static Note note(Note.Code code, Note.Severity severity, long count, Map<String, Object> evidence, long... rows) {
        List<RowReference> references = java.util.Arrays.stream(rows)
                .mapToObj(row -> new RowReference(1, row))
                .toList();
        return new Note(code, severity, count, references, evidence);
    }

    /** The football games, with the figures known for them. */
    static Scorecard games() {
        return binary(
                map(
                        "log_loss",
                        estimate(0.6315163, 0.6143, 0.6488, Estimate.Unit.NATS, Estimate.Better.LOWER, "hall"),
                        "brier",
                        estimate(0.220826, 0.2132, 0.2285, Estimate.Unit.NUMBER, Estimate.Better.LOWER, "hall"),
                        "accuracy",
                        estimate(0.6445, 0.6226, 0.6658, Estimate.Unit.SHARE, Estimate.Better.HIGHER, "wilson"),
                        "base_rate",
                        estimate(0.54729, 0.5247, 0.5697, Estimate.Unit.SHARE, Estimate.Better.NEITHER, "wilson"),
                        "perplexity",
                        estimate(1.88046, 1.848, 1.913, Estimate.Unit.NUMBER, Estimate.Better.LOWER, "transformed")),
                map("log_loss", bare(0.688668, Estimate.Kind.NONE, Estimate.Unit.NATS, null)),
                map(
                        "log_loss",
                        estimate(0.08299, 0.0583, 0.1077, Estimate.Unit.SHARE, Estimate.Better.HIGHER, "delta")),
                List.of(note(
                        Note.Code.OUTCOME_BETWEEN_CLASSES,
                        Note.Severity.INFO,
                        7,
                        Map.of(),
                        12,
                        88,
                        130,
                        400,
                        512,
                        700,
                        1801)));
    }

    static Scorecard binary(
            Map<String, Estimate> scores,
            Map<String, Estimate> reference,
            Map<String, Estimate> skill,
            List<Note> notes) {
        return new Scorecard(
                Task.BINARY,
                Scale.PROBABILITY,
                List.of("prob1_outcome"),
                List.of("prob1"),
                List.of("0", "1"),
                "infinite",
                null,
                null,
                1889,
                1882,
                Map.of(Note.Code.OUTCOME_BETWEEN_CLASSES, 7L),
                null,
                scores,
                reference,
                "base_rate",
                skill,
                Map.of(),
                null,
                notes);
    }
}
