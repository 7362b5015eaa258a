package org.surprisal.score;

import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One reading of all rows. If it is not known yet how the table is to be understood, the first batch makes a guess; if
 * it cannot, only facts are gathered.
 */
final class Pass {
    private final Layout layout;
    private final int threads;
    private final Progress progress;
    private final BiFunction<Layout, TableFacts, Optional<Reading>> guess;
    private final TallyMaker maker;
    private @Nullable Reading reading;
    private @Nullable Crew crew;
    private long rows;

    /** Makes an empty tally for one thread. */
    @FunctionalInterface
    interface TallyMaker {
        Tally make(Reading reading);
    }

    /**
     * A reading to come.
     *
     * @param layout what is read
     * @param reading how the table is understood, or null to guess it
     * @param guess understands a table from the facts about its first rows, if they suffice
     * @param maker makes an empty tally for one thread
     * @param threads the number of threads
     * @param progress is told the number of rows
     */
    Pass(
            Layout layout,
            @Nullable Reading reading,
            BiFunction<Layout, TableFacts, Optional<Reading>> guess,
            TallyMaker maker,
            int threads,
            Progress progress) {
        this.layout = layout;
        this.reading = reading;
        this.guess = guess;
        this.maker = maker;
        this.threads = threads;
        this.progress = progress;
    }

    /** What was assumed while reading, or null when only facts were gathered. */
    @Nullable
    Reading reading() {
        return reading;
    }

    /** Reads all rows and adds them up. */
    Tally read(Source source) {
        try {
            source.read(layout.cells(), false, this::accept);
            return crew == null ? new Tally(layout) : crew.finish();
        } finally {
            if (crew != null) {
                crew.close();
            }
        }
    }

    private boolean accept(Batch batch) {
        if (batch.size() == 0) {
            return true;
        }
        if (crew == null) {
            if (reading == null) {
                reading = guess.apply(layout, facts(batch)).orElse(null);
            }
            crew = new Crew(threads, this::tally);
        }
        rows += batch.size();
        progress.rows(rows);
        return crew.accept(batch);
    }

    private TableFacts facts(Batch batch) {
        RepeatCounts repeats = new RepeatCounts(layout);
        repeats.read(batch);
        TableFacts facts = new TableFacts(layout);
        facts.add(batch, repeats.counts());
        return facts;
    }

    private Tally tally() {
        return reading == null ? new Tally(layout) : maker.make(reading);
    }
}
