package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.score.Estimate.Kind;

class DegenerateRowsTest {
    static Stream<Plan> plans() {
        Plan labels = Samples.plan(Task.LABELS, Scale.PROBABILITY, Samples.names(3), ZeroRule.INFINITE);
        return Stream.of(
                        Samples.binary(),
                        Samples.classes(3),
                        Samples.regression(),
                        Samples.quantiles(),
                        Samples.distribution(Scale.POISSON),
                        Samples.likelihood(),
                        Samples.distribution(Scale.NORMAL),
                        labels)
                .flatMap(plan -> Stream.of(
                        plan,
                        Samples.with(plan, true, false, false),
                        Samples.with(plan, true, true, plan.task() == Task.BINARY || plan.task() == Task.CLASSES)));
    }

    private static Stream<Estimate> all(Findings findings) {
        return Stream.of(findings.scores(), findings.reference(), findings.skill())
                .flatMap(map -> map.values().stream());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void noRowsGiveUndefinedScoresWithAReason(Plan plan) {
        Findings findings = Samples.score(plan);
        assertThat(findings.scores()).isNotEmpty();
        assertThat(all(findings)).allSatisfy(estimate -> {
            assertThat(estimate.kind()).isEqualTo(Kind.UNDEFINED);
            assertThat(estimate.value()).isNaN();
            assertThat(estimate.interval()).isNull();
            assertThat(estimate.reason()).isNotBlank();
            assertThat(estimate.n()).isZero();
        });
        assertThat(Samples.codes(findings)).contains(Note.Code.TOO_FEW_ROWS);
        assertThat(findings.confusion()).isNull();
    }

    private static Rows oneRow(Plan plan) {
        boolean numbers = plan.task() == Task.BINARY || plan.hasNumbers();
        boolean soft = plan.soft() && plan.task() == Task.CLASSES;
        return new Rows(
                1,
                numbers ? new double[] {1} : Samples.NONE,
                new int[] {1},
                soft ? new double[][] {{0}, {1}, {0}} : Samples.NO_COLUMNS,
                switch (plan.task()) {
                    case BINARY, REGRESSION -> new double[][] {{0.75}};
                    case CLASSES -> new double[][] {{0.125}, {0.75}, {0.125}};
                    case QUANTILES -> new double[][] {{0.5}, {0.75}, {1.5}};
                    case DISTRIBUTION ->
                        plan.scale().hasSpread() ? new double[][] {{0.75}, {2}} : new double[][] {{0.75}};
                    case LIKELIHOOD -> new double[][] {{-0.75}};
                    case LABELS, MULTILABEL -> Samples.NO_COLUMNS;
                },
                new int[] {1},
                plan.weighted() ? new double[] {2.5} : Samples.NONE,
                plan.counted() ? new long[] {1} : Samples.ONCE,
                Samples.NONE);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void oneRowHasValuesButNoErrorOfMeans(Plan plan) {
        Findings findings = Samples.score(plan, oneRow(plan));
        assertThat(all(findings)).allSatisfy(estimate -> {
            assertThat(estimate.n()).isEqualTo(1);
            assertThat(estimate.se()).isNull();
            if (estimate.kind() != Kind.INTERVAL) {
                assertThat(estimate.interval()).isNull();
                assertThat(estimate.reason()).isNotBlank();
            } else {
                assertThat(estimate.method()).isEqualTo("wilson");
            }
            assertThat(Double.isNaN(estimate.value())).isEqualTo(estimate.kind() == Kind.UNDEFINED);
        });
        if (plan.task() == Task.BINARY || plan.task() == Task.CLASSES) {
            assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(-Math.log(0.75), within(1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void oneRowManyTimesIsConstant(Plan plan) {
        Rows one = oneRow(plan);
        Rows many = Samples.pick(one, new int[50]);
        Findings findings = Samples.score(plan, many);
        if (plan.task() != Task.LABELS) {
            String name = switch (plan.task()) {
                case REGRESSION -> "mse";
                case QUANTILES -> "wis";
                case DISTRIBUTION -> "crps";
                default -> "log_loss";
            };
            Estimate constant = Samples.score(findings, name);
            assertThat(constant.kind()).isEqualTo(Kind.NONE);
            assertThat(constant.se()).isZero();
            assertThat(constant.reason()).contains("no spread");
            assertThat(constant.value())
                    .isEqualTo(Samples.score(Samples.score(plan, one), name).value());
            assertThat(Samples.codes(findings)).contains(Note.Code.CONSTANT_PREDICTION);
        }
        assertThat(all(findings))
                .allSatisfy(estimate ->
                        assertThat(Double.isNaN(estimate.value())).isEqualTo(estimate.kind() == Kind.UNDEFINED));
    }

    @Test
    void everyRowInfiniteLeavesNoFiniteMean() {
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(new double[] {1, 0}, new double[] {0, 1}));
        assertThat(Samples.score(findings, "log_loss").kind()).isEqualTo(Kind.INFINITE);
        assertThat(Samples.score(findings, "log_loss_of_finite_rows").kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(Samples.score(findings, "infinite_share").value()).isEqualTo(1);
        assertThat(Samples.estimate(findings.skill(), "log_loss").value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aRowOfWeightZeroCannotMakeALossInfinite() {
        Plan plan = Samples.with(Samples.binary(), true, false, false);
        Rows rows = Samples.weighted(Samples.pairs(new double[] {1, 0, 1}, new double[] {0, 0.5, 0.25}), 0, 1, 1);
        Findings findings = Samples.score(plan, rows);
        assertThat(Samples.score(findings, "log_loss").value())
                .isCloseTo((Math.log(2) + Math.log(4)) / 2, within(1e-15));
        assertThat(Samples.score(findings, "log_loss").n()).isEqualTo(2);
        assertThat(Statistics.of(plan).zeroProbability(rows)).containsOnly(false);
    }

    @Test
    void aFormulaWithoutValueMakesItsScoreUndefined() {
        LossTally tally = new LossTally(false, 0);
        double[] loss = {1, Double.NaN, Double.POSITIVE_INFINITY};
        tally.add(loss, loss, null, 3);
        Inference inference = new Inference(0.95);
        Estimate estimate = inference.loss(tally, Inference.Meaning.NATS);
        assertThat(estimate.kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(estimate.reason()).isEqualTo(Reasons.NO_VALUE);
        LossTally both = new LossTally(false, 0);
        double[] infinite = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        both.add(infinite, infinite, null, 2);
        assertThat(inference.loss(both, Inference.Meaning.NATS).reason()).isEqualTo(Reasons.OPPOSITE_INFINITIES);
        LossTally below = new LossTally(false, 0);
        below.add(infinite, infinite, null, 1);
        assertThat(inference.loss(below, Inference.Meaning.NATS).value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void variancesTooLargeForADoubleHaveRoots() {
        Findings findings = Samples.score(
                Samples.regression(), Samples.pairs(new double[] {1e170, 0, 0}, new double[] {2e170, 0, 3e169}));
        Findings scaled =
                Samples.score(Samples.regression(), Samples.pairs(new double[] {1, 0, 0}, new double[] {2, 0, 0.3}));
        assertThat(Samples.se(Samples.score(findings, "mae")))
                .isCloseTo(1e170 * Samples.se(Samples.score(scaled, "mae")), within(1e156));
        assertThat(Samples.score(findings, "mse").kind()).isEqualTo(Kind.INFINITE);
    }

    @Test
    void variancesTooSmallForADoubleHaveRoots() {
        Plan plan = Samples.binary(Scale.LOGIT, ZeroRule.INFINITE);
        Findings findings = Samples.score(plan, Samples.pairs(new double[] {1, 1, 0}, new double[] {400, 410, -395}));
        Estimate logLoss = Samples.score(findings, "log_loss");
        assertThat(logLoss.kind()).isEqualTo(Kind.INTERVAL);
        assertThat(logLoss.se()).isBetween(1e-173, 1e-171);
    }

    @Test
    void anIntervalBeyondTheLargestDoubleIsLeftOut() {
        Findings findings =
                Samples.score(Samples.regression(), Samples.pairs(new double[] {0, 0}, new double[] {1.7e308, 0}));
        assertThat(Samples.score(findings, "mae").value()).isEqualTo(0.85e308);
        assertThat(Samples.score(findings, "mae").reason()).isEqualTo(Reasons.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-101, 1e101, 1e300, Double.MIN_VALUE})
    void weightsBeyondReasonAreRefused(double weight) {
        Plan plan = Samples.with(Samples.binary(), true, false, false);
        Rows rows = Samples.weighted(Samples.pairs(new double[] {1, 0}, new double[] {0.5, 0.5}), 1, weight);
        Statistics statistics = Statistics.of(plan);
        assertThatThrownBy(() -> statistics.add(rows))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("common factor");
    }

    @Test
    void extremeWeightsThatAreAllowedGiveNumbers() {
        Plan plan = Samples.with(Samples.classes(3), true, false, false);
        double[][] p = {{0.5, 0.25, 0.2}, {0.25, 0.5, 0.3}, {0.25, 0.25, 0.5}};
        Findings findings =
                Samples.score(plan, Samples.weighted(Samples.columns(new int[] {0, 1, 2}, p), 1e100, 1e-100, 9e99));
        assertThat(all(findings)).allSatisfy(estimate -> {
            assertThat(estimate.value()).isFinite();
            if (estimate.se() != null) {
                assertThat(estimate.se()).isFinite();
            }
        });
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(Math.log(2), within(1e-15));
        double[] huge = {1e300, 0};
        Findings numbers = Samples.score(
                Samples.with(Samples.regression(), true, false, false),
                Samples.weighted(Samples.pairs(new double[] {0, 0}, huge), 1e100, 1));
        assertThat(Samples.score(numbers, "mae").value()).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN})
    void levelsLieBetweenZeroAndOne(double level) {
        assertThatThrownBy(() -> new Plan(
                        Task.BINARY,
                        Scale.PROBABILITY,
                        List.of("no", "yes"),
                        ZeroRule.INFINITE,
                        List.of(),
                        level,
                        false,
                        false,
                        false,
                        null,
                        false,
                        0,
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("level");
    }

    @Test
    void referencesAreCheckedAgainstTheTask() {
        assertThatThrownBy(() -> Samples.withReference(Samples.classes(3), false, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.withReference(Samples.binary(), true, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
