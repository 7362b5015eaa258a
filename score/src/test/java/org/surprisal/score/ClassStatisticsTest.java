package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;
import org.surprisal.score.Estimate.Kind;

class ClassStatisticsTest {
    private static final Offset<Double> TINY = within(1e-14);
    private static final int[] LABEL = {0, 1, 2, 1};
    private static final double[][] P = {{0.5, 0.25, 0.25, 0.4}, {0.25, 0.5, 0.375, 0.4}, {0.25, 0.25, 0.375, 0.2}};

    @Test
    void fourRowsByHand() {
        Findings findings = Samples.score(Samples.classes(3), Samples.columns(LABEL, P));
        double logLoss = -(Math.log(0.5) + Math.log(0.5) + Math.log(0.375) + Math.log(0.4)) / 4;
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(logLoss, TINY);
        double brier = (0.25 + 2 * 0.0625) * 2 + (0.0625 + 0.375 * 0.375 + 0.625 * 0.625) + (0.16 + 0.36 + 0.04);
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(brier / 4, TINY);
        // Two right, two ties of two with the true class among them.
        assertThat(Samples.score(findings, "accuracy").value()).isEqualTo(0.75);
        assertThat(Samples.note(findings, Note.Code.TIED_CLASSES).count()).isEqualTo(2);
        assertThat(findings.referenceName()).isEqualTo("class_frequencies");
        double entropy = -0.5 * Math.log(0.25) - 0.5 * Math.log(0.5);
        assertThat(Samples.estimate(findings.reference(), "log_loss").value()).isCloseTo(entropy, TINY);
        assertThat(Samples.estimate(findings.reference(), "brier").value()).isCloseTo(1 - 0.375, TINY);
        assertThat(Samples.estimate(findings.skill(), "log_loss").value()).isCloseTo(1 - logLoss / entropy, TINY);
        assertThat(findings.scores()).doesNotContainKey("base_rate");
        assertThat(Samples.confusion(findings)[0]).containsExactly(1, 0, 0);
        assertThat(Samples.confusion(findings)[1]).containsExactly(0.5, 1.5, 0);
        assertThat(Samples.confusion(findings)[2]).containsExactly(0, 0.5, 0.5);
    }

    @Test
    void skillCarriesTheErrorOfTheFrequencies() {
        int[] label = {0, 1, 2, 1, 0, 0, 2};
        double[][] p = {
            {0.5, 0.2, 0.3, 0.4, 0.6, 0.3, 0.1},
            {0.3, 0.5, 0.3, 0.3, 0.2, 0.4, 0.2},
            {0.2, 0.3, 0.4, 0.3, 0.2, 0.3, 0.7}
        };
        Findings findings = Samples.score(Samples.classes(3), Samples.columns(label, p));
        double[] share = {3.0 / 7, 2.0 / 7, 2.0 / 7};
        double reference = 0;
        for (double each : share) {
            reference -= each * Math.log(each);
        }
        double score = Samples.score(findings, "log_loss").value();
        double sum = 0;
        for (int i = 0; i < 7; i++) {
            double influence =
                    Math.log(p[label[i]][i]) / reference + score * -Math.log(share[label[i]]) / reference / reference;
            sum += influence * influence;
        }
        assertThat(Samples.estimate(findings.skill(), "log_loss").se()).isCloseTo(Math.sqrt(sum / 42), TINY);
        double spread = 0;
        for (int i = 0; i < 7; i++) {
            double off = -Math.log(share[label[i]]) - reference;
            spread += off * off;
        }
        Estimate own = Samples.estimate(findings.reference(), "log_loss");
        assertThat(own.se()).isCloseTo(Math.sqrt(spread / 42), TINY);
        assertThat(own.method()).isEqualTo("delta");
    }

    @Test
    void equallyFrequentClassesHaveNoFirstOrderError() {
        Findings findings = Samples.score(
                Samples.classes(2),
                Samples.columns(new int[] {0, 1}, new double[] {0.5, 0.25}, new double[] {0.5, 0.75}));
        Estimate reference = Samples.estimate(findings.reference(), "log_loss");
        assertThat(reference.value()).isCloseTo(Math.log(2), TINY);
        assertThat(reference.kind()).isEqualTo(Kind.NONE);
        assertThat(reference.reason()).contains("equally frequent");
    }

    @Test
    void classScoresGiveTheSameAsTheirProbabilities() {
        double[][] z = new double[3][4];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 4; i++) {
                z[k][i] = Math.log(P[k][i]) + 3 * i - 2;
            }
        }
        Plan plan = Samples.plan(Task.CLASSES, Scale.LOGIT, Samples.names(3), ZeroRule.INFINITE);
        Findings scores = Samples.score(plan, Samples.columns(LABEL, z));
        Findings probabilities = Samples.score(Samples.classes(3), Samples.columns(LABEL, P));
        for (String name : List.of("log_loss", "brier", "accuracy")) {
            assertThat(Samples.score(scores, name).value())
                    .isCloseTo(Samples.score(probabilities, name).value(), TINY);
        }
    }

    @Test
    void infiniteClassScoresAreCertain() {
        double inf = Double.POSITIVE_INFINITY;
        Plan plan = Samples.plan(Task.CLASSES, Scale.LOGIT, Samples.names(3), ZeroRule.INFINITE);
        double[][] z = {{-inf, 1}, {2, -inf}, {2, 1}};
        Findings findings = Samples.score(plan, Samples.columns(new int[] {1, 2}, z));
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(Math.log(2), TINY);
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(0.5, TINY);
        double[][] certain = {{inf, 0}, {inf, inf}, {1, -inf}};
        Findings sure = Samples.score(plan, Samples.columns(new int[] {0, 1}, certain));
        assertThat(Samples.score(sure, "log_loss").value()).isCloseTo(Math.log(2) / 2, TINY);
        assertThat(Samples.score(sure, "brier").value()).isCloseTo(0.25, TINY);
        assertThat(Samples.score(sure, "accuracy").value()).isEqualTo(0.75);
        Findings wrong = Samples.score(plan, Samples.columns(new int[] {2, 1}, certain));
        assertThat(Samples.score(wrong, "log_loss").value()).isInfinite();
    }

    @Test
    void aRowWithoutAnyScoreHasNoProbabilities() {
        double[][] out = new double[2][1];
        double none = Double.NEGATIVE_INFINITY;
        new SoftmaxColumns().of(new double[][] {{none}, {none}}, 1, out);
        assertThat(out[0][0]).isNaN();
    }

    @Test
    void softOutcomesAreScoredAsDistributions() {
        double[][] y = {{0.5, 0, 1}, {0.25, 0.5, 0}, {0.25, 0.5, 0}};
        double[][] p = {{0.6, 0.2, 0.7}, {0.3, 0.4, 0.2}, {0.1, 0.4, 0.1}};
        Plan plan = Samples.with(Samples.classes(3), Catalogue.CROSS_ENTROPY);
        Rows rows = new Rows(
                3, Samples.NONE, Samples.NO_LABELS, y, p, Samples.NO_LABELS, Samples.NONE, Samples.ONCE, Samples.NONE);
        Findings findings = Samples.score(Samples.with(plan, false, false, true), rows);
        double logLoss = 0;
        double brier = 0;
        double spread = 0;
        double[] share = {0.5, 0.25, 0.25};
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                logLoss -= y[k][i] * Math.log(p[k][i]) / 3;
                brier += (y[k][i] - p[k][i]) * (y[k][i] - p[k][i]) / 3;
                spread += (y[k][i] - share[k]) * (y[k][i] - share[k]) / 3;
            }
        }
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(logLoss, TINY);
        assertThat(Samples.score(findings, "cross_entropy")).isEqualTo(Samples.score(findings, "log_loss"));
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(brier, TINY);
        assertThat(Samples.estimate(findings.reference(), "brier").value()).isCloseTo(spread, TINY);
        assertThat(Samples.estimate(findings.reference(), "log_loss").value()).isCloseTo(1.5 * Math.log(2), TINY);
        assertThat(Samples.score(findings, "accuracy").value()).isCloseTo((0.5 + 0.5 + 1) / 3, TINY);
        assertThat(Samples.score(findings, "accuracy").method()).isEqualTo("hall");
    }

    @Test
    void softOutcomesOverManyClassesAreRefused() {
        List<String> many = IntStream.range(0, 17).mapToObj(Integer::toString).toList();
        Plan plan = Samples.with(
                Samples.plan(Task.CLASSES, Scale.PROBABILITY, many, ZeroRule.INFINITE), false, false, true);
        assertThatThrownBy(() -> Statistics.of(plan))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--soft-outcomes");
    }

    @Test
    void aLossOfOnePredictionDoesNotFitClasses() {
        Plan plan = Samples.with(Samples.classes(3), Catalogue.SQUARED);
        assertThatThrownBy(() -> Statistics.of(plan))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("squared")
                .hasMessageContaining("brier_classes");
    }

    @Test
    void hundredsOfClassesAreScoredWithoutAMatrix() {
        int k = 300;
        int n = 700;
        List<String> names = IntStream.range(0, k).mapToObj(Integer::toString).toList();
        Random random = new Random(5);
        int[] label = new int[n];
        double[][] p = new double[k][n];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            label[i] = random.nextInt(k);
            for (int c = 0; c < k; c++) {
                p[c][i] = (c == label[i] ? 0.5 : 0.5 / (k - 1));
            }
            expected -= Math.log(0.5) / n;
        }
        Plan plan = Samples.plan(Task.CLASSES, Scale.PROBABILITY, names, ZeroRule.INFINITE);
        Findings findings = Samples.score(plan, Samples.columns(label, p));
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(expected, within(1e-12));
        assertThat(Samples.score(findings, "accuracy").value()).isEqualTo(1);
        assertThat(findings.confusion()).isNull();
    }
}
