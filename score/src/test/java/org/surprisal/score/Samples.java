package org.surprisal.score;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;

/** Rows and plans for tests. */
final class Samples {
    static final double[] NONE = {};
    static final int[] NO_LABELS = {};
    static final long[] ONCE = {};
    static final double[][] NO_COLUMNS = {};

    private Samples() {}

    static Plan binary(Scale scale, ZeroRule zero) {
        return plan(Task.BINARY, scale, List.of("no", "yes"), zero);
    }

    static Plan binary() {
        return binary(Scale.PROBABILITY, ZeroRule.INFINITE);
    }

    static Plan classes(int k) {
        return plan(Task.CLASSES, Scale.PROBABILITY, names(k), ZeroRule.INFINITE);
    }

    static List<String> names(int k) {
        return List.of("a", "b", "c", "d", "e", "f", "g", "h").subList(0, k);
    }

    static Plan regression() {
        return plan(Task.REGRESSION, Scale.MEAN, List.of(), ZeroRule.INFINITE);
    }

    static Plan distribution(Scale family) {
        return plan(Task.DISTRIBUTION, family, List.of(), ZeroRule.INFINITE);
    }

    static Plan likelihood() {
        return plan(Task.LIKELIHOOD, Scale.LOGPROB, List.of(), ZeroRule.INFINITE);
    }

    static Plan quantiles() {
        return new Plan(
                Task.QUANTILES,
                Scale.QUANTILE,
                List.of(),
                ZeroRule.INFINITE,
                List.of(),
                0.95,
                false,
                false,
                false,
                null,
                false,
                1L << 30,
                2,
                List.of(0.25, 0.5, 0.75),
                Policy.NONE);
    }

    static Plan plan(Task task, Scale scale, List<String> classes, ZeroRule zero) {
        return new Plan(task, scale, classes, zero, List.of(), 0.95, false, false, false, null, false, 1L << 30, 2);
    }

    static Plan with(Plan plan, boolean weighted, boolean counted, boolean soft) {
        return new Plan(
                plan.task(),
                plan.scale(),
                plan.classes(),
                plan.zero(),
                plan.losses(),
                plan.level(),
                weighted,
                counted,
                plan.hasReference(),
                plan.referenceValue(),
                soft,
                plan.rankingMemory(),
                plan.threads(),
                plan.levels(),
                plan.policy());
    }

    static Plan with(Plan plan, Loss... losses) {
        return new Plan(
                plan.task(),
                plan.scale(),
                plan.classes(),
                plan.zero(),
                List.of(losses),
                plan.level(),
                plan.weighted(),
                plan.counted(),
                plan.hasReference(),
                plan.referenceValue(),
                plan.soft(),
                plan.rankingMemory(),
                plan.threads(),
                plan.levels(),
                plan.policy());
    }

    static Plan ranked(Plan plan, long memory) {
        return new Plan(
                plan.task(),
                plan.scale(),
                plan.classes(),
                plan.zero(),
                plan.losses(),
                plan.level(),
                plan.weighted(),
                plan.counted(),
                plan.hasReference(),
                plan.referenceValue(),
                plan.soft(),
                memory,
                plan.threads(),
                plan.levels(),
                plan.policy());
    }

    static Plan withReference(Plan plan, boolean column, @Nullable Double value) {
        return new Plan(
                plan.task(),
                plan.scale(),
                plan.classes(),
                plan.zero(),
                plan.losses(),
                plan.level(),
                plan.weighted(),
                plan.counted(),
                column,
                value,
                plan.soft(),
                plan.rankingMemory(),
                plan.threads(),
                plan.levels(),
                plan.policy());
    }

    /** Rows of one prediction each: binary or regression. */
    static Rows pairs(double[] outcome, double[] prediction) {
        return new Rows(
                outcome.length,
                outcome,
                NO_LABELS,
                NO_COLUMNS,
                new double[][] {prediction},
                NO_LABELS,
                NONE,
                ONCE,
                NONE);
    }

    /** Rows of one prediction per class, {@code [class][row]}. */
    static Rows columns(int[] label, double[]... prediction) {
        return new Rows(label.length, NONE, label, NO_COLUMNS, prediction, NO_LABELS, NONE, ONCE, NONE);
    }

    static Rows labels(int[] label, int[] predicted) {
        return new Rows(label.length, NONE, label, NO_COLUMNS, NO_COLUMNS, predicted, NONE, ONCE, NONE);
    }

    static Rows weighted(Rows rows, double... weight) {
        return new Rows(
                rows.size(),
                rows.outcome(),
                rows.label(),
                rows.distribution(),
                rows.prediction(),
                rows.predictedLabel(),
                weight,
                rows.count(),
                rows.reference());
    }

    static Rows counted(Rows rows, long... count) {
        return new Rows(
                rows.size(),
                rows.outcome(),
                rows.label(),
                rows.distribution(),
                rows.prediction(),
                rows.predictedLabel(),
                rows.weight(),
                count,
                rows.reference());
    }

    static Rows referenced(Rows rows, double... reference) {
        return new Rows(
                rows.size(),
                rows.outcome(),
                rows.label(),
                rows.distribution(),
                rows.prediction(),
                rows.predictedLabel(),
                rows.weight(),
                rows.count(),
                reference);
    }

    /** The rows at these places, in this order. */
    static Rows pick(Rows rows, int... places) {
        return new Rows(
                places.length,
                pick(rows.outcome(), places),
                pick(rows.label(), places),
                pick(rows.distribution(), places),
                pick(rows.prediction(), places),
                pick(rows.predictedLabel(), places),
                pick(rows.weight(), places),
                pick(rows.count(), places),
                pick(rows.reference(), places));
    }

    private static double[][] pick(double[][] columns, int[] places) {
        double[][] picked = new double[columns.length][];
        for (int k = 0; k < columns.length; k++) {
            picked[k] = pick(columns[k], places);
        }
        return picked;
    }

    private static double[] pick(double[] column, int[] places) {
        double[] picked = new double[column.length == 0 ? 0 : places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = column[places[i]];
        }
        return picked;
    }

    private static int[] pick(int[] column, int[] places) {
        int[] picked = new int[column.length == 0 ? 0 : places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = column[places[i]];
        }
        return picked;
    }

    private static long[] pick(long[] column, int[] places) {
        long[] picked = new long[column.length == 0 ? 0 : places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = column[places[i]];
        }
        return picked;
    }

    /** 0 to n - 1 in a random order. */
    static int[] shuffled(int n, Random random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    static Findings score(Plan plan, Rows... rows) {
        Statistics statistics = Statistics.of(plan);
        for (Rows each : rows) {
            statistics.add(each);
        }
        return statistics.finish();
    }

    static Estimate score(Findings findings, String name) {
        Estimate estimate = findings.scores().get(name);
        if (estimate == null) {
            throw new AssertionError(
                    "no score " + name + " among " + findings.scores().keySet());
        }
        return estimate;
    }

    static Estimate estimate(Map<String, Estimate> all, String name) {
        Estimate estimate = all.get(name);
        if (estimate == null) {
            throw new AssertionError("no " + name + " among " + all.keySet());
        }
        return estimate;
    }

    static Interval interval(Estimate estimate) {
        return Objects.requireNonNull(estimate.interval(), "no interval");
    }

    static double se(Estimate estimate) {
        return Objects.requireNonNull(estimate.se(), "no standard error");
    }

    static double[][] confusion(Findings findings) {
        return Objects.requireNonNull(findings.confusion(), "no confusion matrix")
                .rows();
    }

    static Note note(Findings findings, Note.Code code) {
        return findings.notes().stream()
                .filter(note -> note.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no note " + code + " among " + findings.notes()));
    }

    static List<Note.Code> codes(Findings findings) {
        return findings.notes().stream().map(Note::code).toList();
    }

    /** What is known of the forecasts of an event. */
    static EventFindings event(Findings findings) {
        return Objects.requireNonNull(Section.of(findings.sections(), EventFindings.class));
    }
}
