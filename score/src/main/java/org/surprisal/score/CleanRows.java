package org.surprisal.score;

import java.util.List;
import org.surprisal.loss.Loss;
import org.surprisal.score.ColumnFacts.Extent;

/** The rows of batches that can be scored, for those who read them once more. Belongs to one thread. */
final class CleanRows {
    private final TableFacts facts;
    private final RepeatCounts repeats;
    private final Cleaner cleaner;

    /**
     * Nothing read yet.
     *
     * @param reading how rows are understood
     * @param losses further losses that rows must suit
     */
    CleanRows(Reading reading, List<Loss> losses) {
        facts = new TableFacts(reading.layout());
        repeats = new RepeatCounts(reading.layout());
        cleaner = new Cleaner(reading, losses);
    }

    /** The rows of a batch that are scored; the batch's arrays of numbers and codes are changed. */
    Rows of(Batch batch) {
        repeats.read(batch);
        long[] counts = repeats.counts();
        Extent[] extents = facts.add(batch, counts);
        return cleaner.clean(batch, extents, counts.clone(), repeats.bad());
    }

    /** Where in the last batch a row stands that was handed out. */
    int placeOf(int row) {
        return cleaner.placeOf(row);
    }
}
