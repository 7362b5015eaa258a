package org.surprisal.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Decision.Reread;
import org.surprisal.score.Decision.Understood;
import org.surprisal.score.Progress.Phase;

/**
 * Scores tables of predictions: finds the columns and the task, reads the rows, leaves out and counts those that cannot
 * be scored, and adds up the statistics of the others.
 *
 * <p>The result does not depend on the order of the rows, the size of batches, the split into files or the number of
 * threads, to the last bit; only the row numbers in notes follow the order of the table. Of the rows nothing is held in
 * memory but forecasts and outcomes of a binary event, to rank them, and these only while they fit.
 */
public final class Scorer {
    private final Source source;
    private final Request request;
    private final Grouping asked;
    private final Versus versus;
    private final Progress progress;
    private final Function<Plan, Statistics> statistics;
    private final Columns columns;

    private Scorer(
            Source source,
            Request request,
            Grouping grouping,
            Versus versus,
            Progress progress,
            Function<Plan, Statistics> statistics) {
        this.source = source;
        this.request = request;
        this.asked = grouping;
        this.versus = versus;
        this.progress = progress;
        this.statistics = statistics;
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

    /** Makes tallies and scorecards of rows that come by another way than a table. */
    static Scorer of(Source none, Request request) {
        Scorer scorer = new Scorer(none, request, Grouping.none(), Versus.none(), Progress.NONE, Statistics::of);
        scorer.check();
        return scorer;
    }

    /** Whether tallies of two can be merged. */
    boolean sameOptions(Scorer other) {
        return request.equals(other.request);
    }

    /**
     * Scores a table whose rows belong together.
     *
     * @param source the table
     * @param request what to score and how
     * @param grouping by which columns rows depend on each other
     * @return the scores with how sure they are, the rows left out, and what a reader must know beside
     * @throws Unscorable when the table cannot be scored as asked; its message says what to do
     */
    public static Scorecard score(Source source, Request request, Grouping grouping) {
        return score(source, request, grouping, Versus.none());
    }

    /**
     * Scores a table and compares with other predictions of the same rows.
     *
     * @param source the table
     * @param request what to score and how
     * @param grouping by which columns rows depend on each other
     * @param versus the other predictions; common rows are kept in memory, within that of the grouping
     * @return the scores with how sure they are, and the paired differences
     * @throws Unscorable when the table cannot be scored as asked; its message says what to do
     */
    public static Scorecard score(Source source, Request request, Grouping grouping, Versus versus) {
        return score(source, request, grouping, versus, Progress.NONE, Statistics::of);
    }

    /** The same for rows that belong together. */
    static Scorecard score(Source source, Request request, Grouping grouping, Progress progress) {
        return score(source, request, grouping, Versus.none(), progress, Statistics::of);
    }

    /** The same with statistics of one's own. */
    static Scorecard score(Source source, Request request, Progress progress, Function<Plan, Statistics> statistics) {
        return score(source, request, Grouping.none(), Versus.none(), progress, statistics);
    }

    private static Scorecard score(
            Source source,
            Request request,
            Grouping grouping,
            Versus versus,
            Progress progress,
            Function<Plan, Statistics> statistics) {
        try {
            return new Scorer(source, request, grouping, versus, progress, statistics).score();
        } catch (ArithmeticException e) {
            if (request.count() == null) {
                throw e;
            }
            throw new Unscorable("The counts add up to more rows than can be counted; divide them by a common factor.");
        }
    }

    private Scorecard score() {
        check();
        if (!request.labels().isEmpty()) {
            if (!asked.by().isEmpty() || asked.findSegments() > 0 || versus.any()) {
                throw new Unscorable("--by, --find-segments and --versus do not go with --labels;"
                        + " leave them out, or score one label by itself.");
            }
            return new MultiLabelScorer(source, columns, request, asked, progress).score();
        }
        if (request.levelColumn() != null) {
            LongQuantiles.Wide wide = new LongQuantiles(columns, request, asked.memory()).read(source);
            return new Scorer(wide.source(), wide.request(), asked, versus, progress, statistics).score();
        }
        Grouping groups = asked.resolved(columns);
        String weight = request.weight() == null ? null : columns.resolve(request.weight(), "--weight");
        String count = request.count() == null ? null : columns.resolve(request.count(), "--count");
        Comparison comparison = Comparison.of(request, columns);
        String spread = SpreadColumn.find(columns, request);
        Set<String> taken = new HashSet<>();
        for (String column : new @Nullable String[] {weight, count, comparison.column(), spread}) {
            if (column != null && !taken.add(column)) {
                throw new Unscorable(
                        "\"" + column + "\" is asked for twice beside outcome and prediction; name two" + " columns.");
            }
        }
        Roles roles = SpreadColumn.beside(ColumnRule.find(columns, request, taken), spread);
        LayoutRule.Extras extras = new LayoutRule.Extras(weight, count, comparison.column(), groups.columns());
        Request completed = completed(roles);
        LayoutRule layouts = new LayoutRule(columns, completed, roles, extras);
        return read(roles, comparison, groups, layouts, new TaskRule(columns, completed, roles));
    }

    private void check() {
        if (!(request.level() > 0 && request.level() < 1)) {
            throw new Unscorable("--level must lie between 0 and 1, such as 0.95, not " + request.level() + ".");
        }
        if (request.threads() < 1) {
            throw new Unscorable("--threads must be at least 1, not " + request.threads() + ".");
        }
        if (request.rankingMemory() < 0) {
            throw new Unscorable("The memory to rank rows must be at least 0, not " + request.rankingMemory() + ".");
        }
        if (request.worst() < 0 || request.worst() > WorstRowsFinder.MOST) {
            throw new Unscorable("--worst lists up to " + WorstRowsFinder.MOST + " rows, not " + request.worst() + ".");
        }
        for (double level : request.levels()) {
            if (!(level > 0 && level < 1)) {
                throw new Unscorable("--levels lie between 0 and 1, such as 0.1,0.5,0.9, not " + level + ".");
            }
        }
        if (!request.levels().isEmpty() && request.scale() != Scale.QUANTILE) {
            throw new Unscorable("--levels are those of quantiles; say --as quantile, or leave them out.");
        }
        if (request.policy().any() && request.rankingMemory() == 0) {
            throw new Unscorable("Decisions need the ranking of the rows; grant memory for it, without --no-ranking.");
        }
        if (request.policy().any() && request.softOutcomes()) {
            throw new Unscorable("Decisions need outcomes that happened or did not; leave out --soft-outcomes.");
        }
        ZeroRule.parse(request.zero(), Task.BINARY);
        asked.check();
        versus.check();
        if (columns.all().isEmpty()) {
            throw new Unscorable("The table has no columns, so there is nothing to score.");
        }
    }

    /** Two classes beside one column of probabilities are the negative and the positive one. */
    private Request completed(Roles roles) {
        boolean sides = roles.prediction().size() == 1
                && request.classes().size() == 2
                && request.positive() == null
                && request.scale() == null
                && columns.facts(roles.prediction().getFirst()).looksLikeProbability();
        return sides ? request.withClasses().withPositive(request.classes().getLast()) : request;
    }

    /** Reads with what the first rows suggest, and again as long as all rows say something else. */
    private Scorecard read(Roles roles, Comparison comparison, Grouping groups, LayoutRule layouts, TaskRule rule) {
        Layout layout = layouts.start();
        Reading reading = null;
        progress.phase(Phase.READING);
        while (true) {
            Pass pass = new Pass(
                    layout,
                    reading,
                    (what, facts) -> guess(rule, what, facts),
                    r -> tally(r, comparison, groups),
                    request.threads(),
                    progress);
            Tally tally = pass.read(source);
            switch (rule.decide(layout, tally.facts())) {
                case Understood understood -> {
                    reading = understood.reading();
                    Statistics full = tally.statistics();
                    if (request.policy().any() && reading.task() != Task.BINARY) {
                        throw new Unscorable("--threshold and --cost decide about an event, but these rows are "
                                + (reading.task() == Task.CLASSES
                                        ? reading.classes().size() + " classes"
                                        : reading.task() == Task.LABELS ? "hard labels" : "numbers")
                                + "; choose the event, such as --outcome \"won = 'yes'\" with its probability as"
                                + " --prediction.");
                    }
                    if (full != null && reading.equals(pass.reading())) {
                        return beside(
                                scorecard(reading, roles, comparison, groups, tally, full),
                                reading,
                                comparison,
                                groups);
                    }
                }
                case Reread how -> {
                    reading = null;
                    layout = layouts.again(how);
                }
            }
            progress.phase(Phase.READING_AGAIN);
        }
    }

    /** The scorecard with what was asked for beside it and reads the rows once more. */
    private Scorecard beside(Scorecard card, Reading reading, Comparison comparison, Grouping groups) {
        Scorecard all = card;
        if (versus.any()) {
            progress.phase(Phase.READING_AGAIN);
            ModelComparer comparer = new ModelComparer(versus, request, groups);
            all = all.with(comparer.compare(
                    source, columns, reading, plan(reading, comparison).with(Policy.NONE)));
        }
        if (groups.findSegments() > 0) {
            progress.phase(Phase.READING_AGAIN);
            List<String> others = versus.models().isEmpty() || versus.file() != null
                    ? List.of()
                    : versus.columns(reading, columns).stream()
                            .flatMap(List::stream)
                            .toList();
            WeakSegmentFinder finder =
                    new WeakSegmentFinder(groups, request, reading, plan(reading, comparison), columns, others);
            all = all.with(finder.find(source));
        }
        if (request.recalibrate()) {
            progress.phase(Phase.READING_AGAIN);
            all = all.with(RecalibrationTrial.of(source, reading, plan(reading, comparison), request.losses(), groups));
        }
        if (request.worst() > 0) {
            progress.phase(Phase.READING_AGAIN);
            WorstRowsFinder finder = new WorstRowsFinder(
                    reading, plan(reading, comparison), request.losses(), request.worst(), columns.names());
            all = all.with(finder.find(source, card.scored()));
        }
        return all;
    }

    private static Optional<Reading> guess(TaskRule rule, Layout layout, TableFacts first) {
        try {
            return rule.decide(layout, first) instanceof Understood understood
                    ? Optional.of(understood.reading())
                    : Optional.empty();
        } catch (Unscorable notFromThese) {
            // The other rows may say more; if not, the facts of all of them raise this again.
            return Optional.empty();
        }
    }

    /** An empty tally of rows on their own. */
    Tally tally(Reading reading, Comparison comparison) {
        return tally(reading, comparison, Grouping.none());
    }

    private Tally tally(Reading reading, Comparison comparison, Grouping groups) {
        Plan plan = plan(reading, comparison);
        KeptRows kept = groups.any() ? new KeptRows(plan, groups.columns().size(), groups.memory()) : null;
        return new Tally(reading, request.losses(), statistics.apply(plan), kept);
    }

    private Plan plan(Reading reading, Comparison comparison) {
        return new Plan(
                reading.task(),
                reading.scale(),
                reading.classes(),
                ZeroRule.parse(request.zero(), reading.task()),
                request.losses(),
                request.level(),
                request.weight() != null,
                request.count() != null,
                comparison.column() != null,
                comparison.suiting(reading).value(),
                reading.soft(),
                request.rankingMemory(),
                request.threads(),
                reading.levels(),
                request.policy());
    }

    // ---- the result

    /** What was found of rows on their own, in words and numbers. */
    Scorecard scorecard(Reading reading, Roles roles, Comparison comparison, Tally tally, Statistics statistics) {
        return scorecard(reading, roles, comparison, Grouping.none(), tally, statistics);
    }

    private Scorecard scorecard(
            Reading reading, Roles roles, Comparison comparison, Grouping groups, Tally tally, Statistics statistics) {
        Map<Note.Code, Long> leftOut = new EnumMap<>(tally.byReason());
        leftOut.keySet().retainAll(CleaningNotes.LEFT_OUT);
        if (tally.scored() == 0) {
            throw nothingLeft(tally.facts().rows(), leftOut);
        }
        Findings findings = statistics.finish();
        KeptRows kept = tally.kept();
        DependenceRule rule =
                kept == null ? null : DependenceRule.of(groups, new Inference(request.level()), kept, source);
        Dependence dependence = null;
        if (kept != null && rule != null) {
            findings = rule.apply(findings, kept);
            dependence = rule.describe(kept);
        }
        List<Note> notes = new ArrayList<>(findings.notes());
        if (rule != null && dependence != null) {
            rule.note(notes, dependence);
        }
        notes.addAll(CalibrationNotes.of(findings));
        notes.addAll(CleaningNotes.onRows(tally.byReason()));
        notes.addAll(CleaningNotes.onScale(reading, tally.facts()));
        return new Scorecard(
                reading.task(),
                reading.scale(),
                // What happened is told by no column of its own.
                reading.task() == Task.LIKELIHOOD ? List.of() : roles.outcome(),
                roles.prediction(),
                reading.classes(),
                plan(reading, comparison).zero().name(),
                reading.layout().weight(),
                reading.layout().count(),
                tally.facts().rows(),
                tally.scored(),
                leftOut,
                findings.effectiveRows(),
                findings.scores(),
                findings.reference(),
                comparison.given() ? request.reference() : findings.referenceName(),
                findings.skill(),
                findings.decomposition(),
                findings.confusion(),
                dependence,
                kept == null ? List.of() : segments(groups, kept, rule),
                findings.sections(),
                numbered(CleaningNotes.sorted(notes), reading, tally, statistics));
    }

    private static List<Segment> segments(Grouping groups, KeptRows kept, @Nullable DependenceRule rule) {
        List<Segment> all = new ArrayList<>();
        if (!groups.by().isEmpty()) {
            SegmentScores scores = new SegmentScores(kept, rule);
            List<String> columns = groups.columns();
            for (List<String> names : groups.by()) {
                all.addAll(scores.of(names, Bins.of(kept, columns, names)));
            }
        }
        return all;
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
