package org.surprisal.score;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;

/**
 * What is to be scored and how; everything not said is found from the data.
 *
 * @param outcome the outcome column or expression, or one 0/1 column per class; empty to find it
 * @param prediction the prediction column or expression, or one per class; empty to find it
 * @param scale how to read the predictions, or null to find it
 * @param classes the classes in the order of the prediction columns; empty to find them
 * @param positive the positive class, or null to find it
 * @param weight the importance-weight column, or null
 * @param count the repetition-count column, or null
 * @param zero the rule for probability 0 as text: {@code infinite}, {@code clip=EPS} or a library's name
 * @param losses further losses to score
 * @param reference a value or a column to compare with, or null for the frequencies of the same rows
 * @param softOutcomes whether outcomes between the classes are scored as distributions
 * @param level the confidence level of intervals, in (0, 1)
 * @param threads the number of threads, at least 1
 * @param rankingMemory the bytes that may be taken to rank the rows by their forecasts, which AUC and recalibration
 *     need: 16 a row, with weights, counts, soft outcomes or log-odds 16 more for each; 0 leaves the ranking out
 * @param worst how many of the rows with the largest losses are listed; 0 for none
 * @param levels the levels of quantile forecasts, each in (0, 1), in the order of the prediction columns if those are
 *     named; empty to find them
 * @param levelColumn the column of levels where quantile forecasts have a row for each level, or null
 * @param on the columns that tell such forecasts apart; empty for all other columns
 * @param spread the column that says how wide forecast distributions are, or null
 * @param labels labels of which several may be true at once, by name or as {@code OUTCOME=PREDICTION}; empty for other
 *     tasks
 * @param bytes the column that says how many bytes each row of log-probabilities has, or null
 * @param policy how forecasts of an event are acted on
 * @param recalibrate whether it is tried what recalibration gains
 */
public record Request(
        List<String> outcome,
        List<String> prediction,
        @Nullable Scale scale,
        List<String> classes,
        @Nullable String positive,
        @Nullable String weight,
        @Nullable String count,
        String zero,
        List<Loss> losses,
        @Nullable String reference,
        boolean softOutcomes,
        double level,
        int threads,
        long rankingMemory,
        int worst,
        List<Double> levels,
        @Nullable String levelColumn,
        List<String> on,
        @Nullable String spread,
        List<String> labels,
        @Nullable String bytes,
        Policy policy,
        boolean recalibrate) {

    /** Copies the lists. */
    public Request {
        outcome = List.copyOf(outcome);
        prediction = List.copyOf(prediction);
        classes = List.copyOf(classes);
        losses = List.copyOf(losses);
        levels = List.copyOf(levels);
        on = List.copyOf(on);
        labels = List.copyOf(labels);
    }

    /** A request that leaves everything to the data, on one thread, and takes half of the heap to rank rows. */
    public static Request automatic() {
        return new Request(
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                "infinite",
                List.of(),
                null,
                false,
                0.95,
                1,
                Runtime.getRuntime().maxMemory() / 2,
                0,
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                null,
                Policy.NONE,
                false);
    }

    /** The same request with the outcome named: one column or expression, or one 0/1 column per class. */
    public Request withOutcome(String... columns) {
        return withOutcome(List.of(columns));
    }

    /** The same request with the outcome named; empty to find it. */
    public Request withOutcome(List<String> columns) {
        return with(copy -> copy.outcome = columns);
    }

    /** The same request with the prediction named: one column or expression, or one per class. */
    public Request withPrediction(String... columns) {
        return withPrediction(List.of(columns));
    }

    /** The same request with the prediction named; empty to find it. */
    public Request withPrediction(List<String> columns) {
        return with(copy -> copy.prediction = columns);
    }

    /** The same request with the scale of the predictions. */
    public Request withScale(@Nullable Scale how) {
        return with(copy -> copy.scale = how);
    }

    /** The same request with the classes, in the order of the prediction columns. */
    public Request withClasses(String... names) {
        return withClasses(List.of(names));
    }

    /** The same request with the classes, in the order of the prediction columns; empty to find them. */
    public Request withClasses(List<String> names) {
        return with(copy -> copy.classes = names);
    }

    /** The same request with the positive class. */
    public Request withPositive(@Nullable String value) {
        return with(copy -> copy.positive = value);
    }

    /** The same request with a column of importance weights. */
    public Request withWeight(@Nullable String column) {
        return with(copy -> copy.weight = column);
    }

    /** The same request with a column that says how often each row is repeated. */
    public Request withCount(@Nullable String column) {
        return with(copy -> copy.count = column);
    }

    /** The same request with a rule for probability 0. */
    public Request withZero(String rule) {
        return with(copy -> copy.zero = rule);
    }

    /** The same request with further losses to score. */
    public Request withLosses(Loss... further) {
        return withLosses(List.of(further));
    }

    /** The same request with further losses to score. */
    public Request withLosses(List<Loss> further) {
        return with(copy -> copy.losses = further);
    }

    /** The same request with a value or a column to compare with. */
    public Request withReference(@Nullable String valueOrColumn) {
        return with(copy -> copy.reference = valueOrColumn);
    }

    /** The same request, with outcomes between the classes scored as distributions. */
    public Request withSoftOutcomes() {
        return withSoftOutcomes(true);
    }

    /** The same request, with outcomes between the classes scored as distributions or left out. */
    public Request withSoftOutcomes(boolean scored) {
        return with(copy -> copy.softOutcomes = scored);
    }

    /** The same request with another confidence level. */
    public Request withLevel(double confidence) {
        return with(copy -> copy.level = confidence);
    }

    /** The same request on a number of threads. */
    public Request withThreads(int number) {
        return with(copy -> copy.threads = number);
    }

    /** The same request with so many bytes to rank rows; 0 leaves out what needs the ranking. */
    public Request withRankingMemory(long bytes) {
        return with(copy -> copy.rankingMemory = bytes);
    }

    /** The same request with a list of so many of the rows with the largest losses. */
    public Request withWorst(int rows) {
        return with(copy -> copy.worst = rows);
    }

    /** The same request with the levels of quantile forecasts; empty to find them. */
    public Request withLevels(List<Double> shares) {
        return with(copy -> copy.levels = shares);
    }

    /** The same request with the column of levels of quantile forecasts that have a row for each level. */
    public Request withLevelColumn(@Nullable String column) {
        return with(copy -> copy.levelColumn = column);
    }

    /** The same request with the columns that tell such forecasts apart; empty for all other columns. */
    public Request withOn(List<String> keys) {
        return with(copy -> copy.on = keys);
    }

    /** The same request with the column that says how wide forecast distributions are. */
    public Request withSpread(@Nullable String column) {
        return with(copy -> copy.spread = column);
    }

    /** The same request with labels of which several may be true at once, by name or as {@code OUTCOME=PREDICTION}. */
    public Request withLabels(List<String> names) {
        return with(copy -> copy.labels = names);
    }

    /** The same request with the column of bytes of each row of log-probabilities. */
    public Request withBytes(@Nullable String column) {
        return with(copy -> copy.bytes = column);
    }

    /** The same request with how forecasts of an event are acted on. */
    public Request withPolicy(Policy acting) {
        return with(copy -> copy.policy = acting);
    }

    /** The same request with a trial of what recalibration gains. */
    public Request withRecalibration(boolean tried) {
        return with(copy -> copy.recalibrate = tried);
    }

    private Request with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.request();
    }

    /** What a changed copy is made from. */
    private static final class Copy {
        private List<String> outcome;
        private List<String> prediction;
        private @Nullable Scale scale;
        private List<String> classes;
        private @Nullable String positive;
        private @Nullable String weight;
        private @Nullable String count;
        private String zero;
        private List<Loss> losses;
        private @Nullable String reference;
        private boolean softOutcomes;
        private double level;
        private int threads;
        private long rankingMemory;
        private int worst;
        private List<Double> levels;
        private @Nullable String levelColumn;
        private List<String> on;
        private @Nullable String spread;
        private List<String> labels;
        private @Nullable String bytes;
        private Policy policy;
        private boolean recalibrate;

        Copy(Request of) {
            outcome = of.outcome;
            prediction = of.prediction;
            scale = of.scale;
            classes = of.classes;
            positive = of.positive;
            weight = of.weight;
            count = of.count;
            zero = of.zero;
            losses = of.losses;
            reference = of.reference;
            softOutcomes = of.softOutcomes;
            level = of.level;
            threads = of.threads;
            rankingMemory = of.rankingMemory;
            worst = of.worst;
            levels = of.levels;
            levelColumn = of.levelColumn;
            on = of.on;
            spread = of.spread;
            labels = of.labels;
            bytes = of.bytes;
            policy = of.policy;
            recalibrate = of.recalibrate;
        }

        Request request() {
            return new Request(
                    outcome,
                    prediction,
                    scale,
                    classes,
                    positive,
                    weight,
                    count,
                    zero,
                    losses,
                    reference,
                    softOutcomes,
                    level,
                    threads,
                    rankingMemory,
                    worst,
                    levels,
                    levelColumn,
                    on,
                    spread,
                    labels,
                    bytes,
                    policy,
                    recalibrate);
        }
    }
}
