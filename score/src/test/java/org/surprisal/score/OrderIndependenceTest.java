package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** Findings depend on the multiset of rows alone, to the last bit, whatever the task. */
class OrderIndependenceTest {
    private static final int ROWS = 1200;

    /** Every task, with and without weights, counts, references, soft outcomes and rules; rows that are hard to sum. */
    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (boolean weighted : new boolean[] {false, true}) {
            for (boolean counted : new boolean[] {false, true}) {
                for (boolean soft : new boolean[] {false, true}) {
                    for (Scale scale : List.of(Scale.PROBABILITY, Scale.LOGIT)) {
                        for (String rule : List.of("infinite", "keras")) {
                            Plan binary = Samples.binary(scale, ZeroRule.parse(rule, Task.BINARY));
                            cases.add(of(Samples.with(binary, weighted, counted, soft)));
                            Plan classes = Samples.plan(
                                    Task.CLASSES, scale, Samples.names(4), ZeroRule.parse(rule, Task.CLASSES));
                            cases.add(of(Samples.with(classes, weighted, counted, soft)));
                        }
                    }
                }
                Plan referenced = Samples.withReference(Samples.binary(), true, null);
                cases.add(of(Samples.with(referenced, weighted, counted, false)));
                cases.add(of(Samples.with(Samples.regression(), weighted, counted, false)));
                Plan numbers = Samples.withReference(Samples.regression(), true, null);
                cases.add(of(Samples.with(numbers, weighted, counted, false)));
                Plan labels = Samples.plan(Task.LABELS, Scale.PROBABILITY, Samples.names(4), ZeroRule.INFINITE);
                cases.add(of(Samples.with(labels, weighted, counted, false)));
                for (Plan plan : List.of(
                        Samples.quantiles(),
                        Samples.distribution(Scale.POISSON),
                        Samples.likelihood(),
                        Samples.withReference(Samples.likelihood(), true, null),
                        Samples.distribution(Scale.NORMAL),
                        Samples.distribution(Scale.LOGISTIC))) {
                    cases.add(of(Samples.with(plan, weighted, counted, false)));
                }
            }
        }
        return cases.stream();
    }

    private static Arguments of(Plan plan) {
        Loss[] losses = switch (plan.task()) {
            case BINARY -> new Loss[] {Catalogue.CROSS_ENTROPY, Catalogue.ABSOLUTE};
            case CLASSES -> new Loss[] {Catalogue.BRIER_CLASSES};
            case REGRESSION -> new Loss[] {Catalogue.POISSON};
            case QUANTILES, DISTRIBUTION, LIKELIHOOD, LABELS, MULTILABEL -> new Loss[0];
        };
        Plan complete = Samples.with(plan, losses);
        return Arguments.of(complete, rows(complete, new Random(plan.hashCode() % 97)));
    }

    private static Rows rows(Plan plan, Random random) {
        int k = plan.task() == Task.LABELS ? 1 : plan.columns();
        double[] outcome = new double[ROWS];
        int[] label = new int[ROWS];
        int[] predicted = new int[ROWS];
        double[][] prediction = new double[k][ROWS];
        double[][] distribution = new double[k][ROWS];
        double[] weight = new double[ROWS];
        long[] count = new long[ROWS];
        double[] reference = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            label[i] = random.nextInt(Math.max(2, plan.classes().size()));
            predicted[i] = random.nextInt(Math.max(2, plan.classes().size()));
            weight[i] = random.nextInt(9) == 0 ? 0 : Math.exp(6 * random.nextGaussian());
            count[i] = random.nextInt(4);
            double total = 0;
            double all = 0;
            for (int c = 0; c < k; c++) {
                // Coarse values make ties; cubes make tails.
                prediction[c][i] = random.nextInt(10) == 0 ? 0.25 : Math.pow(random.nextDouble(), 3);
                distribution[c][i] = random.nextDouble();
                total += prediction[c][i];
                all += distribution[c][i];
            }
            if (plan.task() == Task.REGRESSION) {
                outcome[i] = 1e3 + 10 * random.nextGaussian();
                prediction[0][i] = outcome[i] + random.nextGaussian();
                reference[i] = 1e3;
            } else if (plan.task() == Task.LIKELIHOOD) {
                prediction[0][i] = i == 7 && plan.counted() ? Double.NEGATIVE_INFINITY : -prediction[0][i];
                reference[i] = label[i];
            } else if (plan.hasNumbers()) {
                outcome[i] = label[i] * predicted[i];
                prediction[k - 1][i] += 0.1;
            } else {
                outcome[i] = plan.soft() && random.nextBoolean() ? random.nextDouble() : label[i] % 2;
                reference[i] = 0.3 + 0.4 * random.nextDouble();
                for (int c = 0; c < k; c++) {
                    distribution[c][i] /= all;
                    prediction[c][i] = k == 1 ? prediction[c][i] : prediction[c][i] / total;
                    if (plan.scale() == Scale.LOGIT) {
                        prediction[c][i] = 40 * prediction[c][i] - 15;
                    }
                }
            }
        }
        if (plan.task() == Task.BINARY && plan.scale() == Scale.PROBABILITY) {
            prediction[0][3] = 0;
            prediction[0][5] = 1;
        }
        return new Rows(
                ROWS,
                plan.task() == Task.BINARY || plan.hasNumbers() ? outcome : Samples.NONE,
                label,
                plan.task() == Task.CLASSES && plan.soft() ? distribution : Samples.NO_COLUMNS,
                plan.task() == Task.LABELS ? Samples.NO_COLUMNS : prediction,
                plan.task() == Task.LABELS ? predicted : Samples.NO_LABELS,
                plan.weighted() ? weight : Samples.NONE,
                plan.counted() ? count : Samples.ONCE,
                plan.hasReference() ? reference : Samples.NONE);
    }

    private static void assertSame(Findings actual, Findings expected) {
        // Bit for bit: by default AssertJ lets doubles differ by 1e-15.
        assertThat(actual)
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ordersSplitsAndMergesGiveTheSameBits(Plan plan, Rows rows) {
        Findings expected = Samples.score(plan, rows);
        Random random = new Random(7);
        for (int trial = 0; trial < 2; trial++) {
            int[] order = Samples.shuffled(ROWS, random);
            assertSame(Samples.score(plan, Samples.pick(rows, order)), expected);
            List<Statistics> states = new ArrayList<>();
            for (int from = 0; from < ROWS; ) {
                int to = Math.min(ROWS, from + 1 + random.nextInt(700));
                Statistics state = Statistics.of(plan);
                state.add(Samples.pick(rows, Arrays.copyOfRange(order, from, to)));
                states.add(state);
                from = to;
            }
            // A random tree of merges.
            while (states.size() > 1) {
                Statistics one = states.remove(random.nextInt(states.size()));
                states.get(random.nextInt(states.size())).merge(one);
            }
            assertSame(states.getFirst().finish(), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightOneIsNoWeight(Plan plan, Rows rows) {
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        Plan without = Samples.with(plan, false, plan.counted(), plan.soft());
        Plan with = Samples.with(plan, true, plan.counted(), plan.soft());
        Findings expected = Samples.score(without, Samples.weighted(rows));
        Findings actual = Samples.score(with, Samples.weighted(rows, ones));
        assertThat(actual.scores().keySet()).isEqualTo(expected.scores().keySet());
        expected.scores().forEach((name, estimate) -> {
            // Rows of unequal weight have other errors of the calibration line, no Spiegelhalter z and no debiased
            // error.
            if (name.equals("calibration_slope") || name.equals("calibration_intercept")) {
                assertThat(Samples.score(actual, name).value()).as(name).isEqualTo(Double.valueOf(estimate.value()));
            } else if (!name.equals("spiegelhalter_z") && !name.equals("calibration_error_squared_debiased")) {
                assertThat(actual.scores().get(name)).as(name).isEqualTo(estimate);
            }
        });
        assertThat(actual.reference()).isEqualTo(expected.reference());
        assertThat(actual.skill()).isEqualTo(expected.skill());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAreRepeatedRows(Plan plan, Rows rows) {
        if (!plan.counted()) {
            return;
        }
        int[] places = IntStream.range(0, ROWS)
                .flatMap(i -> IntStream.generate(() -> i).limit(rows.count()[i]))
                .toArray();
        Plan without = Samples.with(plan, plan.weighted(), false, plan.soft());
        assertSame(Samples.score(without, Samples.counted(Samples.pick(rows, places))), Samples.score(plan, rows));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowsOfWeightZeroAreNoRows(Plan plan, Rows rows) {
        if (!plan.weighted()) {
            return;
        }
        int[] places =
                IntStream.range(0, ROWS).filter(i -> rows.weight()[i] != 0).toArray();
        assertSame(Samples.score(plan, Samples.pick(rows, places)), Samples.score(plan, rows));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void finishingTwiceAndMergingNothingChangesNothing(Plan plan, Rows rows) {
        Statistics state = Statistics.of(plan);
        state.add(rows);
        Findings first = state.finish();
        state.merge(Statistics.of(plan));
        state.add(Samples.pick(rows));
        assertSame(state.finish(), first);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asManyRowsAreMarkedAsTheNoteCounts(Plan plan, Rows rows) {
        boolean[] marks = Statistics.of(plan).zeroProbability(rows);
        long marked = 0;
        for (int i = 0; i < ROWS; i++) {
            marked += marks[i] ? plan.counted() ? rows.count()[i] : 1 : 0;
        }
        long noted = Samples.score(plan, rows).notes().stream()
                .filter(note -> note.code() == Note.Code.ZERO_PROBABILITY)
                .mapToLong(Note::count)
                .sum();
        assertThat(marked).isEqualTo(noted);
    }

    @Test
    void threadsDoNotMatter() throws Exception {
        Plan plan = Samples.with(Samples.binary(), true, false, false);
        Rows rows = rows(plan, new Random(3));
        Findings expected = Samples.score(plan, rows);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Statistics>> parts = new ArrayList<>();
            for (int part = 0; part < 5; part++) {
                int offset = part;
                parts.add(threads.submit(() -> {
                    Statistics state = Statistics.of(plan);
                    state.add(Samples.pick(
                            rows,
                            IntStream.range(0, ROWS)
                                    .filter(i -> i % 5 == offset)
                                    .toArray()));
                    return state;
                }));
            }
            Statistics all = Statistics.of(plan);
            for (Future<Statistics> part : parts) {
                all.merge(part.get());
            }
            assertSame(all.finish(), expected);
        }
    }
}
