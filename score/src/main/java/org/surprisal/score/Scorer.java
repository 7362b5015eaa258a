package org.surprisal.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Progress.Phase;

/**
 * Scores tables of predictions: finds the columns and the task, reads the rows, leaves out and counts those that cannot
 * be scored, and adds up the statistics of the others.
 *
 * <p>The result does not depend on the order of the rows, the size of batches, the split into files or the number of
 * threads, to the last bit; only the row numbers in notes follow the order of the table. Rows are never held in memory.
 */
public final class Scorer {
    private final Source source;
    private final Request request;
    private final Progress progress;
    private final Columns columns;

    private final Function<Plan, Statistics> statistics;

    private Scorer(Source source, Request request, Progress progress, Function<Plan, Statistics> statistics) {
        this.statistics = statistics;
        this.source = source;
        this.request = request;
        this.progress = progress;
        this.columns = new Columns(source, progress);
    }

    /**
     * Scores a table.
     *
     * @param source the table
     * @param request what to score and how
     * @return the scores with how sure they are, the rows left out, and what a reader must know beside
     * @throws Unscorable when the table cannot be scored as asked; its message says what to do
     */
    public static Scorecard score(Source source, Request request) {
        return score(source, request, Progress.NONE);
    }

    /**
     * Scores a table and tells how far it is.
     *
     * @param source the table
     * @param request what to score and how
     * @param progress is told about phases and rows, on the calling thread
     * @return the scores with how sure they are, the rows left out, and what a reader must know beside
     * @throws Unscorable when the table cannot be scored as asked; its message says what to do
     */
    public static Scorecard score(Source source, Request request, Progress progress) {
        return score(source, request, progress, Statistics::of);
    }

    /** The same with statistics of one's own. */
    static Scorecard score(Source source, Request request, Progress progress, Function<Plan, Statistics> statistics) {
        try {
            return new Scorer(source, request, progress, statistics).score();
        } catch (ArithmeticException e) {
            if (request.count() == null) {
                throw e;
            }
            throw new Unscorable("The counts add up to more rows than can be counted; divide them by a common factor.");
        }
    }

    private Scorecard score() {
        check();
        String weight = column(request.weight(), "--weight");
        String count = column(request.count(), "--count");
        Reference reference = reference();
        Set<String> taken = new HashSet<>();
        for (String column : new @Nullable String[] {weight, count, reference.column()}) {
            if (column != null && !taken.add(column)) {
                throw new Unscorable(
                        "\"" + column + "\" is asked for twice beside outcome and prediction; name two" + " columns.");
            }
        }
        Roles roles = ColumnRule.find(columns, request, taken);
        TaskRule rule = new TaskRule(columns, request, roles, new TaskRule.Extras(weight, count, reference.column()));
        Reading guess = null;
        Layout layout = rule.start();
        progress.phase(Phase.READING);
        while (true) {
            Pass pass = new Pass(rule, layout, guess, reference);
            Tally tally = pass.read();
            Reading reading = rule.decide(layout, tally.facts());
            Statistics statistics = tally.statistics();
            if (statistics != null && reading.equals(pass.reading())) {
                return scorecard(reading, roles, tally, statistics, reference);
            }
            guess = reading.layout().equals(layout) ? reading : null;
            layout = reading.layout();
            progress.phase(Phase.READING_AGAIN);
        }
    }

    private void check() {
        if (!(request.level() > 0 && request.level() < 1)) {
            throw new Unscorable("--level must lie between 0 and 1, such as 0.95, not " + request.level() + ".");
        }
        if (request.threads() < 1) {
            throw new Unscorable("--threads must be at least 1, not " + request.threads() + ".");
        }
        if (columns.all().isEmpty()) {
            throw new Unscorable("The table has no columns, so there is nothing to score.");
        }
    }

    private @Nullable String column(@Nullable String asked, String option) {
        return asked == null ? null : columns.resolve(asked, option);
    }

    /**
     * What to compare with.
     *
     * @param column a column of reference predictions, or null
     * @param value one reference prediction for all rows, or null
     */
    private record Reference(
            @Nullable String column, @Nullable Double value) {}

    /** A column's name comes before a number: a column may be called {@code 2020}. */
    private Reference reference() {
        String asked = request.reference();
        if (asked == null) {
            return new Reference(null, null);
        }
        OptionalDouble value = NumericText.parse(asked);
        if (value.isPresent() && !columns.names().contains(asked)) {
            return new Reference(null, value.getAsDouble());
        }
        return new Reference(columns.resolve(asked, "--reference"), null);
    }

    private Plan plan(Reading reading, Reference reference) {
        Double value = reference.value();
        boolean given = value != null || reference.column() != null;
        if (given && reading.task() != Task.BINARY && reading.task() != Task.REGRESSION) {
            throw new Unscorable("--reference is one probability or number per row, so it does not go with classes;"
                    + " leave it out to compare with the class frequencies.");
        }
        if (value != null && reading.task() == Task.BINARY) {
            value = reading.scale() == Scale.PERCENT ? value / 100 : value;
            if (!(value >= 0 && value <= 1)) {
                throw new Unscorable("--reference " + request.reference()
                        + " is no probability; write a number between 0 and 1, or a column.");
            }
        }
        return new Plan(
                reading.task(),
                reading.scale(),
                reading.classes(),
                ZeroRule.parse(request.zero(), reading.task()),
                request.losses(),
                request.level(),
                request.weight() != null,
                request.count() != null,
                reference.column() != null,
                value,
                reading.soft());
    }

    // ---- one reading of all rows

    /** One reading of all rows. Without a guess, the first batch makes one; if it cannot, only facts are gathered. */
    private final class Pass {
        private final TaskRule rule;
        private final Layout layout;
        private final Reference reference;
        private @Nullable Reading reading;
        private @Nullable Crew crew;
        private long rows;

        Pass(TaskRule rule, Layout layout, @Nullable Reading guess, Reference reference) {
            this.rule = rule;
            this.layout = layout;
            this.reading = guess;
            this.reference = reference;
        }

        /** What was assumed while reading, or null. */
        @Nullable
        Reading reading() {
            return reading;
        }

        Tally read() {
            try {
                source.read(layout.cells(), false, this::accept);
                return crew == null ? new Tally(layout, null, null) : crew.finish();
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
                    reading = guess(batch).orElse(null);
                }
                crew = new Crew(request.threads(), this::tally);
            }
            rows += batch.size();
            progress.rows(rows);
            return crew.accept(batch);
        }

        private Optional<Reading> guess(Batch batch) {
            RepeatCounts repeats = new RepeatCounts(layout);
            repeats.read(batch);
            TableFacts first = new TableFacts(layout);
            first.add(batch, repeats.counts());
            try {
                return Optional.of(rule.decide(layout, first))
                        .filter(guess -> guess.layout().equals(layout));
            } catch (Unscorable notFromThese) {
                // The other rows may say more; if not, the facts of all of them raise this again.
                return Optional.empty();
            }
        }

        private Tally tally() {
            return reading == null
                    ? new Tally(layout, null, null)
                    : new Tally(
                            layout, new Cleaner(reading, request.losses()), statistics.apply(plan(reading, reference)));
        }
    }

    // ---- the result

    private Scorecard scorecard(Reading reading, Roles roles, Tally tally, Statistics statistics, Reference reference) {
        Map<Note.Code, Long> leftOut = new EnumMap<>(tally.byReason());
        leftOut.keySet().retainAll(CleaningNotes.LEFT_OUT);
        if (tally.scored() == 0) {
            throw nothingLeft(tally.facts().rows(), leftOut);
        }
        Findings findings = statistics.finish();
        List<Note> notes = new ArrayList<>(findings.notes());
        notes.addAll(CleaningNotes.onRows(tally.byReason()));
        notes.addAll(CleaningNotes.onScale(reading, tally.facts()));
        return new Scorecard(
                reading.task(),
                reading.scale(),
                roles.outcome(),
                roles.prediction(),
                reading.classes(),
                plan(reading, reference).zero().name(),
                reading.layout().weight(),
                reading.layout().count(),
                tally.facts().rows(),
                tally.scored(),
                leftOut,
                findings.effectiveRows(),
                findings.scores(),
                findings.reference(),
                findings.referenceName(),
                findings.skill(),
                findings.confusion(),
                numbered(CleaningNotes.sorted(notes), reading, tally, statistics));
    }

    private static Unscorable nothingLeft(long rows, Map<Note.Code, Long> leftOut) {
        List<String> reasons = new ArrayList<>();
        leftOut.forEach((code, count) -> reasons.add(count + " " + code.name().toLowerCase(Locale.ROOT)));
        return new Unscorable("None of the " + rows + " rows can be scored: " + String.join(", ", reasons)
                + "; look at the outcome and prediction columns, or name others.");
    }

    /** A second pass, only when some note is about rows. */
    private List<Note> numbered(List<Note> notes, Reading reading, Tally tally, Statistics statistics) {
        Map<Note.Code, Long> wanted = new EnumMap<>(tally.placesByReason());
        for (Note note : notes) {
            if (note.code() == Note.Code.ZERO_PROBABILITY && note.count() > 0) {
                wanted.put(note.code(), note.count());
            }
        }
        if (wanted.isEmpty()) {
            return notes;
        }
        progress.phase(Phase.NUMBERING);
        RowFinder finder = new RowFinder(reading, new Cleaner(reading, request.losses()), statistics, wanted);
        source.read(reading.layout().cells(), true, finder);
        return notes.stream()
                .map(note -> CleaningNotes.withRows(note, finder.rows(note.code())))
                .toList();
    }
}
