package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Losses whose mean is still so skewed that an interval, even one corrected for skewness, is doubtful. */
final class SkewedLosses {
    /** The largest |skewness|/√n that goes without a note. */
    static final double LIMIT = 0.1;

    private SkewedLosses() {}

    /**
     * Adds the note on all losses beyond the limit.
     *
     * @param means the means by name
     */
    static void note(List<Note> notes, Map<String, Mean> means) {
        List<String> names = new ArrayList<>();
        Mean worst = Mean.OF_NOTHING;
        for (Map.Entry<String, Mean> each : means.entrySet()) {
            double skewness = Math.abs(each.getValue().skewnessOfMean());
            if (skewness > LIMIT) {
                names.add(each.getKey());
                worst = skewness > Math.abs(worst.skewnessOfMean()) ? each.getValue() : worst;
            }
        }
        if (names.isEmpty()) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("losses", names);
        evidence.put("skewness", worst.skewness());
        evidence.put("n", worst.n());
        evidence.put("skewness_of_mean", worst.skewnessOfMean());
        evidence.put("limit", LIMIT);
        notes.add(new Note(Note.Code.SKEWED_LOSS, Note.Severity.WARNING, 0, List.of(), evidence));
    }
}
