package org.surprisal.score;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores of rows that come in batches: while a service runs, from several threads, from several parts of a data set.
 * The scorecard is that of all rows taken so far, the same to the last bit whatever their order, their batches, the
 * threads that brought them and the way parts were merged. Of the rows nothing is held in memory but what ranks them,
 * as far as {@link Request#rankingMemory} allows.
 *
 * <pre>{@code
 * Scoring scoring = Scoring.binary();
 * scoring.add(happened, probability);
 * Interval sure = scoring.card().get(LossCatalogue.LOG_LOSS).interval();
 * }</pre>
 *
 * <p>Safe for any number of threads: rows taken before {@link #card} was called are in the card. Notes have no row
 * numbers.
 */
public final class Scoring {
    private final Reading reading;
    private final Roles roles;
    private final Comparison comparison;
    private final Scorer scorer;
    private final ConcurrentLinkedQueue<Tally> idle = new ConcurrentLinkedQueue<>();
    private final Object collecting = new Object();

    private Scoring(Task task, Request request, List<String> classes, boolean weighted) {
        boolean many = task == Task.CLASSES;
        Scale scale = request.scale() == null || task == Task.REGRESSION ? Scale.PROBABILITY : request.scale();
        List<String> places = many ? Score.columns(classes.size()) : List.of(Score.PREDICTION);
        String weight = weighted ? Score.WEIGHT : null;
        Outcome outcome = many
                ? new Outcome.Values(
                        Score.OUTCOME,
                        classes,
                        IntStream.range(0, classes.size()).boxed().toList(),
                        classes)
                : new Outcome.Numbers(Score.OUTCOME);
        this.roles = new Roles(List.of(Score.OUTCOME), places, List.of());
        this.reading = new Reading(
                new Layout(outcome, places, null, weight, null, null, List.of()),
                task,
                task == Task.REGRESSION ? Scale.MEAN : scale,
                classes,
                false,
                request.softOutcomes() && !many);
        Request asked = Score.plain(request).withWeight(weight);
        Source none = none(many, places, weighted);
        this.scorer = Scorer.of(none, asked);
        this.comparison = Comparison.of(asked, new Columns(none, Progress.NONE));
        tally();
    }

    private static Source none(boolean text, List<String> predictions, boolean weighted) {
        ArraySource none = ArraySource.empty();
        none = text ? none.with(Score.OUTCOME, new String[0]) : none.with(Score.OUTCOME, new double[0]);
        for (String column : predictions) {
            none = none.with(column, new double[0]);
        }
        return weighted ? none.with(Score.WEIGHT, new double[0]) : none;
    }

    /** Begins to score the probabilities of an event. */
    public static Scoring binary() {
        return binary(Request.automatic());
    }

    /**
     * Begins to score the probabilities of an event.
     *
     * @param how the level, losses, scale and other options; a weight says that {@link #addWeighted} brings one with
     *     each row, other columns are not looked at
     * @return no rows so far
     * @throws Unscorable if an option does not fit
     */
    public static Scoring binary(Request how) {
        return new Scoring(Task.BINARY, how, List.of("0", "1"), how.weight() != null);
    }

    /** Begins to score predictions of a number, as means. */
    public static Scoring regression() {
        return regression(Request.automatic());
    }

    /**
     * Begins to score predictions of a number, as means.
     *
     * @param how the level, losses and other options; a weight says that {@link #addWeighted} brings one with each row,
     *     other columns are not looked at
     * @return no rows so far
     * @throws Unscorable if an option does not fit
     */
    public static Scoring regression(Request how) {
        return new Scoring(Task.REGRESSION, how, List.of(), how.weight() != null);
    }

    /**
     * Begins to score the probabilities of several classes.
     *
     * @param classes their names, at least two
     * @return no rows so far
     */
    public static Scoring classes(List<String> classes) {
        return classes(Request.automatic(), classes);
    }

    /**
     * Begins to score the probabilities of several classes.
     *
     * @param how the level, losses, scale and other options; columns are not looked at
     * @param classes their names, at least two
     * @return no rows so far
     * @throws Unscorable if an option does not fit
     */
    public static Scoring classes(Request how, List<String> classes) {
        if (classes.size() < 2 || classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("There must be at least two classes, all of them different: " + classes);
        }
        return new Scoring(Task.CLASSES, how, List.copyOf(classes), false);
    }

    /**
     * Takes rows of an event or of a number.
     *
     * @param happened what came out: 1 or 0 for an event
     * @param predicted what was predicted, one for each row
     * @throws IllegalArgumentException if the lengths differ, or rows have classes or weights here
     */
    public void add(double[] happened, double[] predicted) {
        require(reading.layout().outcome() instanceof Outcome.Numbers
                && reading.layout().weight() == null);
        take(ArraySource.empty().with(Score.OUTCOME, happened).with(Score.PREDICTION, predicted));
    }

    /**
     * Takes rows of an event or of a number, each with an importance weight.
     *
     * @param happened what came out: 1 or 0 for an event
     * @param predicted what was predicted, one for each row
     * @param weight its weight, at least 0
     * @throws IllegalArgumentException if the lengths differ, or rows have classes or no weights here
     */
    public void addWeighted(double[] happened, double[] predicted, double[] weight) {
        require(reading.layout().outcome() instanceof Outcome.Numbers
                && reading.layout().weight() != null);
        take(ArraySource.empty()
                .with(Score.OUTCOME, happened)
                .with(Score.PREDICTION, predicted)
                .with(Score.WEIGHT, weight));
    }

    /**
     * Takes rows of classes.
     *
     * @param happened the place of the class that happened among the classes, one for each row; -1 where it is missing
     * @param probabilities a column of probabilities per class, in the order of the classes
     * @throws IllegalArgumentException if the lengths differ, or rows have no classes here
     */
    public void add(int[] happened, double[]... probabilities) {
        require(reading.task() == Task.CLASSES);
        take(Score.rows(reading.classes(), happened, probabilities));
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "These rows do not fit: an event or a number comes with add(double[], double[]), or with"
                            + " addWeighted where the request names a weight; classes come with add(int[], double[]...).");
        }
    }

    private void take(Source rows) {
        Tally free = idle.poll();
        Tally tally = free == null ? tally() : free;
        try {
            rows.read(reading.layout().cells(), false, batch -> {
                tally.add(batch);
                return true;
            });
        } finally {
            idle.add(tally);
        }
    }

    private Tally tally() {
        return scorer.tally(reading, comparison);
    }

    /**
     * Takes everything that another scoring of the same kind has taken so far; the other stays as it is.
     *
     * @param other begun with the same request and classes
     * @throws IllegalArgumentException if it was begun in another way
     */
    public void merge(Scoring other) {
        if (!other.reading.equals(reading) || !other.scorer.sameOptions(scorer)) {
            throw new IllegalArgumentException(
                    "Only scorings of the same kind merge: the same task, classes, scale and options.");
        }
        idle.add(other.collected());
    }

    /** A tally of all rows so far. */
    private Tally collected() {
        synchronized (collecting) {
            Tally all = tally();
            Tally whole = tally();
            for (@Nullable Tally next = idle.poll(); next != null; next = idle.poll()) {
                all.merge(next);
            }
            whole.merge(all);
            idle.add(all);
            return whole;
        }
    }

    /**
     * The scores of the rows taken so far; more may follow.
     *
     * @return the scorecard
     * @throws Unscorable if none of the rows can be scored
     */
    public Scorecard card() {
        Tally all = collected();
        Statistics statistics = all.statistics();
        if (statistics == null) {
            throw new IllegalStateException("a tally without statistics");
        }
        return scorer.scorecard(reading, roles, comparison, all, statistics);
    }
}
