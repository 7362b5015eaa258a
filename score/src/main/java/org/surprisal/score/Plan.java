package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;

/**
 * What is to be computed, once columns, task and scale are settled.
 *
 * @param task what is scored
 * @param scale how predictions are given: {@link Rows#prediction()} says what that means for the numbers
 * @param classes the classes in the order of their columns: for binary the negative and the positive one; empty for
 *     regression
 * @param zero the rule for probability 0
 * @param losses further losses to score
 * @param level the confidence level of intervals, in (0, 1)
 * @param weighted whether rows carry importance weights
 * @param counted whether rows carry repetition counts
 * @param hasReference whether rows carry a reference prediction, binary and regression only, or for likelihoods how
 *     many bytes they have
 * @param referenceValue the constant reference prediction, or null without one; binary and regression only
 * @param soft whether outcomes may be distributions over the classes
 * @param rankingMemory the bytes that may be taken to rank rows; 0 leaves out what needs the ranking
 * @param threads the number of threads that may finish the statistics
 * @param levels the levels of quantiles, rising; empty for other tasks
 * @param policy how forecasts are acted on; binary, with hard outcomes and a ranking only
 * @param redrawn whether outcomes are redrawn from the forecasts, to see what calibration errors are by chance
 */
record Plan(
        Task task,
        Scale scale,
        List<String> classes,
        ZeroRule zero,
        List<Loss> losses,
        double level,
        boolean weighted,
        boolean counted,
        boolean hasReference,
        @Nullable Double referenceValue,
        boolean soft,
        long rankingMemory,
        int threads,
        List<Double> levels,
        Policy policy,
        boolean redrawn) {

    /** A plan for forecasts other than quantiles, where nobody acts on them. */
    Plan(
            Task task,
            Scale scale,
            List<String> classes,
            ZeroRule zero,
            List<Loss> losses,
            double level,
            boolean weighted,
            boolean counted,
            boolean hasReference,
            @Nullable Double referenceValue,
            boolean soft,
            long rankingMemory,
            int threads) {
        this(
                task,
                scale,
                classes,
                zero,
                losses,
                level,
                weighted,
                counted,
                hasReference,
                referenceValue,
                soft,
                rankingMemory,
                threads,
                List.of(),
                Policy.NONE,
                true);
    }

    /** A plan whose outcomes may be redrawn. */
    Plan(
            Task task,
            Scale scale,
            List<String> classes,
            ZeroRule zero,
            List<Loss> losses,
            double level,
            boolean weighted,
            boolean counted,
            boolean hasReference,
            @Nullable Double referenceValue,
            boolean soft,
            long rankingMemory,
            int threads,
            List<Double> levels,
            Policy policy) {
        this(
                task,
                scale,
                classes,
                zero,
                losses,
                level,
                weighted,
                counted,
                hasReference,
                referenceValue,
                soft,
                rankingMemory,
                threads,
                levels,
                policy,
                true);
    }

    /** Copies the lists and checks that the parts fit together. */
    Plan {
        classes = List.copyOf(classes);
        losses = List.copyOf(losses);
        levels = List.copyOf(levels);
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("The confidence level must lie between 0 and 1, not " + level + ".");
        }
        boolean sized = task == Task.LIKELIHOOD && referenceValue == null;
        if ((hasReference || referenceValue != null) && task != Task.BINARY && task != Task.REGRESSION && !sized) {
            throw new IllegalArgumentException("A reference prediction needs a binary outcome or a number.");
        }
        if (hasReference && referenceValue != null) {
            throw new IllegalArgumentException("The reference is a value or a column, not both.");
        }
    }

    /** The same with another policy. */
    Plan with(Policy acting) {
        return new Plan(
                task,
                scale,
                classes,
                zero,
                losses,
                level,
                weighted,
                counted,
                hasReference,
                referenceValue,
                soft,
                rankingMemory,
                threads,
                levels,
                acting,
                redrawn);
    }

    /** The same for a part of the rows, which one thread finishes, and of which only the scores are wanted. */
    Plan forPart() {
        return new Plan(
                task,
                scale,
                classes,
                zero,
                losses,
                level,
                weighted,
                counted,
                hasReference,
                referenceValue,
                soft,
                rankingMemory,
                1,
                levels,
                Policy.NONE,
                false);
    }

    /**
     * The same rows seen as events: something that happens with the probability in their only column.
     *
     * @param event what it is
     * @param hard whether it happened or not, or happened with some probability
     * @param memory the bytes that may be taken to rank rows
     * @param drawn whether outcomes are redrawn
     */
    Plan ofEvents(String event, boolean hard, long memory, boolean drawn) {
        return new Plan(
                Task.BINARY,
                Scale.PROBABILITY,
                List.of("", event),
                ZeroRule.parse(zero.name(), Task.BINARY),
                List.of(),
                level,
                weighted,
                counted,
                false,
                null,
                !hard,
                memory,
                threads,
                List.of(),
                Policy.NONE,
                drawn);
    }

    /** The number of prediction columns of {@link Rows}. */
    int columns() {
        return switch (task) {
            case BINARY, REGRESSION -> 1;
            case CLASSES -> classes.size();
            case QUANTILES -> levels.size();
            case LIKELIHOOD -> 1;
            case MULTILABEL -> throw new IllegalStateException("Labels are scored one by one.");
            case DISTRIBUTION -> scale.hasSpread() ? 2 : 1;
            case LABELS -> 0;
        };
    }

    /** Whether rows have bytes beside the likelihood of what happened. */
    boolean sized() {
        return task == Task.LIKELIHOOD && hasReference;
    }

    /** Whether the outcome is a number, not a class. */
    boolean hasNumbers() {
        return task == Task.REGRESSION
                || task == Task.QUANTILES
                || task == Task.DISTRIBUTION
                || task == Task.LIKELIHOOD;
    }
}
