package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Too little of something for numbers to be trusted: of rows, of one outcome, of outcomes that differ. */
final class Scarcity {
    /** Below this number of rows, or of rows of one outcome, intervals and scores are shaky. */
    static final int FEW = 30;

    /** The most classes that a note names. */
    private static final int NAMED = 10;

    private Scarcity() {}

    /**
     * Adds the notes that apply.
     *
     * @param rows the number of rows
     * @param byClass the number of rows of each class, or null where there are no classes to count
     */
    static void note(List<Note> notes, Plan plan, long rows, long @Nullable [] byClass) {
        if (rows < FEW) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("n", rows);
            notes.add(new Note(Note.Code.TOO_FEW_ROWS, Note.Severity.WARNING, 0, List.of(), evidence));
        }
        if (byClass == null || rows == 0) {
            return;
        }
        List<String> rare = new ArrayList<>();
        long fewest = Long.MAX_VALUE;
        for (int k = 0; k < byClass.length; k++) {
            if (byClass[k] == rows) {
                noteOneClass(notes, plan.classes().get(k), rows);
                return;
            }
            fewest = Math.min(fewest, byClass[k]);
            if (byClass[k] < FEW && rare.size() < NAMED) {
                rare.add(plan.classes().get(k));
            }
        }
        if (rows >= FEW && !rare.isEmpty()) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("classes", rare);
            evidence.put("events", fewest);
            evidence.put("n", rows);
            notes.add(new Note(Note.Code.FEW_EVENTS, Note.Severity.WARNING, 0, List.of(), evidence));
        }
    }

    private static void noteOneClass(List<Note> notes, String only, long rows) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("class", only);
        evidence.put("n", rows);
        notes.add(new Note(Note.Code.ONE_CLASS_ONLY, Note.Severity.WARNING, 0, List.of(), evidence));
    }
}
