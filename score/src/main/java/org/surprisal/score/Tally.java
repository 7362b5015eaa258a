package org.surprisal.score;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.score.ColumnFacts.Extent;

/**
 * Everything that one reader of rows adds up: facts about the columns, rows left out by reason, and, once a reading is
 * guessed, the statistics of the others. Mergeable, like its parts. Confined to one thread at a time.
 */
final class Tally {
    private final Layout layout;
    private final TableFacts facts;
    private final RepeatCounts repeats;
    private final @Nullable Cleaner cleaner;
    private final @Nullable Statistics statistics;
    private final @Nullable KeptRows kept;
    private final Map<Note.Code, Long> byReason = new EnumMap<>(Note.Code.class);
    private final Map<Note.Code, Long> placesByReason = new EnumMap<>(Note.Code.class);
    private long scored;

    private Tally(Layout layout, @Nullable Cleaner cleaner, @Nullable Statistics statistics, @Nullable KeptRows kept) {
        this.layout = layout;
        this.facts = new TableFacts(layout);
        this.repeats = new RepeatCounts(layout);
        this.cleaner = cleaner;
        this.statistics = statistics;
        this.kept = kept;
    }

    /** Adds up facts alone. */
    Tally(Layout layout) {
        this(layout, null, null, null);
    }

    /**
     * Adds up facts, reasons and statistics.
     *
     * @param reading how the table is understood
     * @param losses further losses that rows must suit
     * @param statistics takes the rows that are scored
     * @param kept keeps them, or null
     */
    Tally(Reading reading, List<Loss> losses, Statistics statistics, @Nullable KeptRows kept) {
        this(reading.layout(), new Cleaner(reading, losses), statistics, kept);
    }

    /** Takes rows; the batch's arrays are changed. */
    void add(Batch batch) {
        repeats.read(batch);
        long[] counts = repeats.counts();
        Extent[] extents = facts.add(batch, counts);
        if (cleaner == null || statistics == null) {
            return;
        }
        // Cleaning moves the counts of the rows it keeps to the front, so the others are counted from a copy.
        Rows rows = cleaner.clean(batch, extents, counts.clone(), repeats.bad());
        if (cleaner.allKept() && counts.length == 0) {
            scored += rows.size();
        } else {
            count(batch.size(), counts);
        }
        if (rows.size() > 0) {
            statistics.add(rows);
            if (kept != null) {
                kept.add(rows, batch, cleaner::placeOf, layout.groupsAt());
            }
        }
    }

    private void count(int size, long[] counts) {
        if (cleaner == null) {
            return;
        }
        for (int i = 0; i < size; i++) {
            Verdict verdict = cleaner.verdict(i);
            long times = verdict == Verdict.ABSENT ? 0 : counts.length == 0 ? 1 : counts[i];
            if (verdict.scored()) {
                scored = Math.addExact(scored, times);
            }
            if (verdict.code() != null) {
                byReason.merge(verdict.code(), times, Math::addExact);
                placesByReason.merge(verdict.code(), 1L, Math::addExact);
            }
        }
    }

    /** Adds what another tally of the same reading has seen. */
    void merge(Tally other) {
        facts.merge(other.facts);
        if (statistics != null && other.statistics != null) {
            statistics.merge(other.statistics);
        }
        if (kept != null && other.kept != null) {
            kept.merge(other.kept);
        }
        other.byReason.forEach((code, count) -> byReason.merge(code, count, Math::addExact));
        other.placesByReason.forEach((code, count) -> placesByReason.merge(code, count, Math::addExact));
        scored = Math.addExact(scored, other.scored);
    }

    /** What is read. */
    Layout layout() {
        return layout;
    }

    /** The facts about the columns. */
    TableFacts facts() {
        return facts;
    }

    /** The statistics, once a reading was guessed. */
    @Nullable
    Statistics statistics() {
        return statistics;
    }

    /** The rows that are scored, where they are kept. */
    @Nullable
    KeptRows kept() {
        return kept;
    }

    /** Rows scored, repeated ones counted as often as they occur. */
    long scored() {
        return scored;
    }

    /** Rows by what is said about them, repeated ones counted as often as they occur; codes without rows are absent. */
    Map<Note.Code, Long> byReason() {
        return new EnumMap<>(byReason);
    }

    /** The same, each row of the table counted once. */
    Map<Note.Code, Long> placesByReason() {
        return new EnumMap<>(placesByReason);
    }
}
