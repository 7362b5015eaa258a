package org.surprisal.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.surprisal.score.ColumnFacts.Extent;

/**
 * Finds where the rows of notes stand: at most ten per note, the first in the order of files and rows. Reads the rows a
 * second time, in order, and stops as soon as all are found.
 */
final class RowFinder implements Source.Sink {
    /** More row numbers than this are not listed. */
    static final int MOST = 10;

    private final Cleaner cleaner;
    private final Statistics statistics;
    private final TableFacts facts;
    private final RepeatCounts repeats;
    private final Map<Note.Code, Long> wanted;
    private final Map<Note.Code, List<RowReference>> found = new EnumMap<>(Note.Code.class);

    /**
     * A finder.
     *
     * @param reading how the table is understood
     * @param cleaner separates the rows as before
     * @param statistics marks rows of probability 0
     * @param wanted how many rows there are per code; only codes with rows of their own are looked for
     */
    RowFinder(Reading reading, Cleaner cleaner, Statistics statistics, Map<Note.Code, Long> wanted) {
        this.cleaner = cleaner;
        this.statistics = statistics;
        this.facts = new TableFacts(reading.layout());
        this.repeats = new RepeatCounts(reading.layout());
        this.wanted = wanted;
        wanted.keySet().forEach(code -> found.put(code, new ArrayList<>()));
    }

    @Override
    public boolean accept(Batch batch) {
        if (batch.file() == 0 || batch.rows().length == 0) {
            return false;
        }
        repeats.read(batch);
        long[] counts = repeats.counts();
        Extent[] extents = facts.add(batch, counts);
        Rows rows = cleaner.clean(batch, extents, counts.clone(), repeats.bad());
        for (int i = 0; i < batch.size() && !cleaner.allKept(); i++) {
            Note.Code code = cleaner.verdict(i).code();
            if (code != null) {
                note(code, batch, i);
            }
        }
        if (wants(Note.Code.ZERO_PROBABILITY) && rows.size() > 0) {
            boolean[] zero = statistics.zeroProbability(rows);
            for (int i = 0; i < rows.size(); i++) {
                if (zero[i]) {
                    note(Note.Code.ZERO_PROBABILITY, batch, cleaner.placeOf(i));
                }
            }
        }
        return wanted.keySet().stream().anyMatch(this::wants);
    }

    private void note(Note.Code code, Batch batch, int row) {
        List<RowReference> rows = found.get(code);
        if (rows != null && rows.size() < MOST) {
            rows.add(new RowReference(batch.file(), batch.rows()[row]));
        }
    }

    private boolean wants(Note.Code code) {
        List<RowReference> rows = found.get(code);
        return rows != null && rows.size() < Math.min(MOST, wanted.getOrDefault(code, 0L));
    }

    /** The rows of a note; empty when none were looked for or the source has no row numbers. */
    List<RowReference> rows(Note.Code code) {
        return found.getOrDefault(code, List.of());
    }
}
