package org.surprisal.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.surprisal.score.Note.Code;
import org.surprisal.score.Note.Severity;

/** The notes on cells and columns, from what was counted while rows were cleaned. */
final class CleaningNotes {
    /** Rows with one of these codes were left out. */
    static final Set<Code> LEFT_OUT = EnumSet.of(
            Code.OUTCOME_MISSING,
            Code.PREDICTION_MISSING,
            Code.NOT_A_NUMBER,
            Code.OUTSIDE_DOMAIN,
            Code.OUTCOME_BETWEEN_CLASSES,
            Code.ROW_SUM,
            Code.WEIGHT_INVALID);

    /** Left-out rows that belong to many honest tables: not yet known, or a tie. */
    private static final Set<Code> ORDINARY =
            EnumSet.of(Code.OUTCOME_MISSING, Code.OUTCOME_BETWEEN_CLASSES, Code.ROW_SUM_NEAR);

    /** A smaller share of values outside [0, 1] is stray values, not another scale. */
    private static final double STRAY = 0.01;

    private CleaningNotes() {}

    /** Notes on rows by what is said about them. */
    static List<Note> onRows(Map<Code, Long> byReason) {
        List<Note> notes = new ArrayList<>();
        byReason.forEach((code, count) -> notes.add(new Note(
                code, ORDINARY.contains(code) ? Severity.INFO : Severity.WARNING, count, List.of(), Map.of())));
        return notes;
    }

    /** Notes on predictions that may be on another scale than probabilities. */
    static List<Note> onScale(Reading reading, TableFacts facts) {
        boolean probabilities = reading.task() == Task.BINARY || reading.task() == Task.CLASSES;
        if (!probabilities || reading.scale() != Scale.PROBABILITY || facts.completeRows() == 0) {
            return List.of();
        }
        double share = (double) facts.rowsBeyond() / facts.completeRows();
        if (share < STRAY) {
            return List.of();
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("min", facts.min());
        evidence.put("max", facts.max());
        evidence.put("share_outside", share);
        boolean percentages = facts.min() >= 0 && facts.max() <= 100;
        return List.of(new Note(
                percentages ? Code.LOOKS_LIKE_PERCENTAGES : Code.LOOKS_LIKE_LOGITS,
                Severity.WARNING,
                facts.rowsBeyond(),
                List.of(),
                evidence));
    }

    /** The gravest first, then in the order of the codes. */
    static List<Note> sorted(List<Note> notes) {
        return notes.stream()
                .sorted(Comparator.comparing(Note::severity).reversed().thenComparing(Note::code))
                .toList();
    }

    /** The same note with its rows. */
    static Note withRows(Note note, List<RowReference> rows) {
        return rows.isEmpty() ? note : new Note(note.code(), note.severity(), note.count(), rows, note.evidence());
    }
}
