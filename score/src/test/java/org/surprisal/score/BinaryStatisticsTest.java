package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;

class BinaryStatisticsTest {
    private static final Offset<Double> TINY = within(1e-14);
    private static final double[] Y = {1, 0, 1, 1};
    private static final double[] P = {0.9, 0.2, 0.5, 0.4};

    @Test
    void fourRowsByHand() {
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(Y, P));
        double[] losses = {-Math.log(0.9), -Math.log(0.8), Math.log(2), -Math.log(0.4)};
        double mean = (losses[0] + losses[1] + losses[2] + losses[3]) / 4;
        double squares = 0;
        for (double loss : losses) {
            squares += (loss - mean) * (loss - mean);
        }
        Estimate logLoss = Samples.score(findings, "log_loss");
        assertThat(logLoss.value()).isCloseTo(mean, TINY);
        assertThat(logLoss.se()).isCloseTo(Math.sqrt(squares / 3 / 4), TINY);
        assertThat(logLoss.kind()).isEqualTo(Kind.INTERVAL);
        assertThat(logLoss.method()).isEqualTo("hall");
        assertThat(logLoss.unit()).isEqualTo(Unit.NATS);
        assertThat(logLoss.n()).isEqualTo(4);
        assertThat(logLoss.reason()).isNull();
        assertThat(Samples.score(findings, "brier").value()).isCloseTo((0.01 + 0.04 + 0.25 + 0.36) / 4, TINY);
        // Right, right, a tie, wrong.
        assertThat(Samples.score(findings, "accuracy").value()).isEqualTo(2.5 / 4);
        assertThat(Samples.score(findings, "base_rate").value()).isEqualTo(0.75);
        assertThat(Samples.score(findings, "perplexity").value()).isCloseTo(Math.exp(mean), TINY);
        assertThat(Samples.score(findings, "surprisal_bits").value()).isCloseTo(mean / Math.log(2), TINY);
        assertThat(findings.referenceName()).isEqualTo("base_rate");
        double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
        assertThat(Samples.estimate(findings.reference(), "log_loss").value()).isCloseTo(entropy, TINY);
        assertThat(Samples.estimate(findings.reference(), "brier").value()).isCloseTo(0.1875, TINY);
        assertThat(Samples.estimate(findings.skill(), "log_loss").value()).isCloseTo(1 - mean / entropy, TINY);
        assertThat(Samples.note(findings, Note.Code.TIED_CLASSES).count()).isEqualTo(1);
        assertThat(findings.effectiveRows()).isNull();
        assertThat(Samples.confusion(findings)[0]).containsExactly(1, 0);
        assertThat(Samples.confusion(findings)[1]).containsExactly(1.5, 1.5);
    }

    @Test
    void endsOfPerplexityAndBitsAreThoseOfTheLogLoss() {
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(Y, P));
        Interval nats = Samples.interval(Samples.score(findings, "log_loss"));
        Interval bits = Samples.interval(Samples.score(findings, "surprisal_bits"));
        Interval perplexity = Samples.interval(Samples.score(findings, "perplexity"));
        assertThat(bits.low()).isCloseTo(nats.low() / Math.log(2), TINY);
        assertThat(bits.high()).isCloseTo(nats.high() / Math.log(2), within(1e-12));
        assertThat(perplexity.high()).isCloseTo(Math.exp(nats.high()), within(1e-9));
        Estimate logLoss = Samples.score(findings, "log_loss");
        assertThat(Samples.score(findings, "perplexity").se())
                .isCloseTo(Samples.se(logLoss) * Math.exp(logLoss.value()), TINY);
    }

    /** The delta method written out: Σ (∂ skill/∂S (l - S) + ∂ skill/∂R (r - R))² / n(n-1). */
    @Test
    void skillCarriesTheErrorOfTheReference() {
        double[] y = {1, 0, 0, 1, 0, 1, 1, 1};
        double[] p = {0.7, 0.4, 0.1, 0.6, 0.5, 0.3, 0.8, 0.9};
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(y, p));
        double rate = 5.0 / 8;
        double score = Samples.score(findings, "log_loss").value();
        double reference = Samples.estimate(findings.reference(), "log_loss").value();
        double slope = Math.log((1 - rate) / rate);
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double loss = y[i] == 1 ? -Math.log(p[i]) : -Math.log(1 - p[i]);
            double influence = -(loss - score) / reference + score / (reference * reference) * slope * (y[i] - rate);
            sum += influence * influence;
        }
        assertThat(Samples.estimate(findings.skill(), "log_loss").se()).isCloseTo(Math.sqrt(sum / 7 / 8), TINY);
    }

    @Test
    void logOddsGiveTheSameScoresAsTheirProbabilities() {
        double[] z = {2.5, -1.25, 0.5, -3};
        double[] p = new double[4];
        for (int i = 0; i < 4; i++) {
            p[i] = 1 / (1 + Math.exp(-z[i]));
        }
        Findings fromLogits = Samples.score(Samples.binary(Scale.LOGIT, ZeroRule.INFINITE), Samples.pairs(Y, z));
        Findings fromProbabilities = Samples.score(Samples.binary(), Samples.pairs(Y, p));
        for (String name : List.of("log_loss", "brier", "accuracy")) {
            assertThat(Samples.score(fromLogits, name).value())
                    .isCloseTo(Samples.score(fromProbabilities, name).value(), TINY);
        }
    }

    @Test
    void outcomeAndSignOfLogOddsMirrorEachOther() {
        Plan plan = Samples.binary(Scale.LOGIT, ZeroRule.INFINITE);
        Findings one = Samples.score(plan, Samples.pairs(new double[] {1, 1, 1}, new double[] {40.3, -2.2, 0.1}));
        Findings other = Samples.score(plan, Samples.pairs(new double[] {0, 0, 0}, new double[] {-40.3, 2.2, -0.1}));
        assertThat(Samples.score(one, "log_loss")).isEqualTo(Samples.score(other, "log_loss"));
        assertThat(Samples.score(one, "brier")).isEqualTo(Samples.score(other, "brier"));
    }

    @Test
    void probabilityZeroForWhatHappenedCostsInfinity() {
        double[] y = {1, 0, 1, 0};
        double[] p = {0, 0.25, 0.5, 1};
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(y, p));
        Estimate logLoss = Samples.score(findings, "log_loss");
        assertThat(logLoss.value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(logLoss.kind()).isEqualTo(Kind.INFINITE);
        assertThat(logLoss.se()).isNull();
        assertThat(logLoss.interval()).isNull();
        Estimate finite = Samples.score(findings, "log_loss_of_finite_rows");
        assertThat(finite.value()).isCloseTo((-Math.log(0.75) + Math.log(2)) / 2, TINY);
        assertThat(finite.n()).isEqualTo(2);
        assertThat(finite.reason()).contains("not a proper score");
        Estimate share = Samples.score(findings, "infinite_share");
        assertThat(share.value()).isEqualTo(0.5);
        assertThat(share.method()).isEqualTo("wilson");
        assertThat(share.interval()).isEqualTo(WilsonInterval.of(0.5, 4, 0.95));
        assertThat(Samples.score(findings, "perplexity").value()).isInfinite();
        assertThat(Samples.score(findings, "surprisal_bits").kind()).isEqualTo(Kind.INFINITE);
        Estimate skill = Samples.estimate(findings.skill(), "log_loss");
        assertThat(skill.value()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(skill.kind()).isEqualTo(Kind.INFINITE);
        assertThat(Samples.estimate(findings.skill(), "brier").kind()).isEqualTo(Kind.INTERVAL);
        Note note = Samples.note(findings, Note.Code.ZERO_PROBABILITY);
        assertThat(note.count()).isEqualTo(2);
        assertThat(note.evidence()).containsEntry("impossible", 2L);
        assertThat(Statistics.of(Samples.binary()).zeroProbability(Samples.pairs(y, p)))
                .containsExactly(true, false, false, true);
    }

    @Test
    void certainAndRightCostsNothing() {
        Findings findings =
                Samples.score(Samples.binary(), Samples.pairs(new double[] {1, 0, 1}, new double[] {1, 0, 1}));
        Estimate logLoss = Samples.score(findings, "log_loss");
        assertThat(logLoss.value()).isZero();
        assertThat(logLoss.kind()).isEqualTo(Kind.NONE);
        assertThat(logLoss.se()).isZero();
        assertThat(logLoss.interval()).isNull();
        assertThat(Samples.score(findings, "accuracy").value()).isEqualTo(1);
    }

    @Test
    void weightsFollowTheLinearisedFormula() {
        double[] w = {2, 0.5, 1, 3.25};
        Plan plan = Samples.with(Samples.binary(), true, false, false);
        Findings findings = Samples.score(plan, Samples.weighted(Samples.pairs(Y, P), w));
        double total = 6.75;
        double[] brier = {0.01, 0.04, 0.25, 0.36};
        double mean = 0;
        for (int i = 0; i < 4; i++) {
            mean += w[i] * brier[i] / total;
        }
        double squares = 0;
        double weightSquares = 0;
        for (int i = 0; i < 4; i++) {
            squares += w[i] * w[i] * (brier[i] - mean) * (brier[i] - mean);
            weightSquares += w[i] * w[i];
        }
        Estimate score = Samples.score(findings, "brier");
        assertThat(score.value()).isCloseTo(mean, TINY);
        assertThat(score.se()).isCloseTo(Math.sqrt(4.0 / 3 * squares) / total, TINY);
        assertThat(findings.effectiveRows()).isCloseTo(total * total / weightSquares, TINY);
        Estimate accuracy = Samples.score(findings, "accuracy");
        assertThat(accuracy.value()).isCloseTo((2 + 0.5 + 0.5) / total, TINY);
        assertThat(accuracy.interval())
                .isEqualTo(WilsonInterval.of(accuracy.value(), total * total / weightSquares, 0.95));
        assertThat(Samples.score(findings, "base_rate").value()).isCloseTo(6.25 / total, TINY);
    }

    @Test
    void aConstantReferenceAndTheSameColumnAgree() {
        Rows rows = Samples.pairs(Y, P);
        Findings value = Samples.score(Samples.withReference(Samples.binary(), false, 0.6), rows);
        Findings column = Samples.score(
                Samples.withReference(Samples.binary(), true, null), Samples.referenced(rows, 0.6, 0.6, 0.6, 0.6));
        assertThat(value.reference()).isEqualTo(column.reference());
        assertThat(value.skill()).isEqualTo(column.skill());
        assertThat(value.referenceName()).isEqualTo("value");
        assertThat(column.referenceName()).isEqualTo("column");
        double reference = -(3 * Math.log(0.6) + Math.log(0.4)) / 4;
        assertThat(Samples.estimate(value.reference(), "log_loss").value()).isCloseTo(reference, TINY);
        double score = Samples.score(value, "log_loss").value();
        assertThat(Samples.estimate(value.skill(), "log_loss").value()).isCloseTo(1 - score / reference, TINY);
        double[] losses = {-Math.log(0.9), -Math.log(0.8), Math.log(2), -Math.log(0.4)};
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double r = Y[i] == 1 ? -Math.log(0.6) : -Math.log(0.4);
            double influence = -losses[i] / reference + score * r / reference / reference;
            sum += influence * influence;
        }
        assertThat(Samples.estimate(value.skill(), "log_loss").se()).isCloseTo(Math.sqrt(sum / 12), TINY);
    }

    @Test
    void predictingTheBaseRateHasNoSkillAndNoSpread() {
        double[] y = {1, 0, 0, 1, 0, 1, 1};
        double[] p = new double[7];
        Arrays.fill(p, 4.0 / 7);
        Estimate skill = Samples.estimate(
                Samples.score(Samples.binary(), Samples.pairs(y, p)).skill(), "log_loss");
        assertThat(skill.value()).isCloseTo(0, TINY);
        assertThat(skill.kind()).isEqualTo(Kind.NONE);
        assertThat(skill.reason()).contains("same factor");
    }

    @Test
    void aReferenceThatExcludesWhatHappenedIsInfinite() {
        Findings findings = Samples.score(Samples.withReference(Samples.binary(), false, 0.0), Samples.pairs(Y, P));
        assertThat(Samples.estimate(findings.reference(), "log_loss").kind()).isEqualTo(Kind.INFINITE);
        assertThat(Samples.estimate(findings.skill(), "log_loss").kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(Samples.estimate(findings.skill(), "brier").kind()).isEqualTo(Kind.INTERVAL);
    }

    @Test
    void aPerfectReferenceLeavesNothingToImprove() {
        Findings findings = Samples.score(
                Samples.withReference(Samples.binary(), true, null),
                Samples.referenced(Samples.pairs(Y, P), 1, 0, 1, 1));
        assertThat(Samples.estimate(findings.skill(), "log_loss").kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(Samples.estimate(findings.skill(), "log_loss").reason()).isNotBlank();
    }

    @Test
    void softOutcomesAreScoredAsDistributions() {
        double[] y = {0.5, 1, 0.25, 0};
        double[] p = {0.6, 0.8, 0.5, 0.1};
        Plan plan = Samples.with(Samples.binary(), false, false, true);
        Findings findings = Samples.score(plan, Samples.pairs(y, p));
        double logLoss = 0;
        double brier = 0;
        for (int i = 0; i < 4; i++) {
            logLoss -= (y[i] * Math.log(p[i]) + (1 - y[i]) * Math.log(1 - p[i])) / 4;
            brier += (y[i] - p[i]) * (y[i] - p[i]) / 4;
        }
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(logLoss, TINY);
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(brier, TINY);
        assertThat(Samples.score(findings, "base_rate").value()).isCloseTo(1.75 / 4, TINY);
        assertThat(Samples.score(findings, "base_rate").method()).isEqualTo("hall");
        assertThat(Samples.score(findings, "accuracy").value()).isCloseTo((0.5 + 1 + 0.5 + 1) / 4, TINY);
        double rate = 1.75 / 4;
        double entropy = -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
        assertThat(Samples.estimate(findings.reference(), "log_loss").value()).isCloseTo(entropy, TINY);
        double spread = 0;
        for (double each : y) {
            spread += (each - rate) * (each - rate) / 4;
        }
        assertThat(Samples.estimate(findings.reference(), "brier").value()).isCloseTo(spread, TINY);
        assertThat(Samples.estimate(findings.skill(), "brier").value()).isCloseTo(1 - brier / spread, TINY);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double loss = (y[i] - p[i]) * (y[i] - p[i]);
            double influence = -loss / spread + brier / spread / spread * (y[i] - rate) * (y[i] - rate);
            sum += influence * influence;
        }
        assertThat(Samples.estimate(findings.skill(), "brier").se()).isCloseTo(Math.sqrt(sum / 12), TINY);
    }

    @Test
    void hardOutcomesUnderSoftOutcomesKeepTheirValues() {
        Findings hard = Samples.score(Samples.binary(), Samples.pairs(Y, P));
        Findings soft = Samples.score(Samples.with(Samples.binary(), false, false, true), Samples.pairs(Y, P));
        for (String name : List.of("log_loss", "brier", "perplexity")) {
            assertThat(Samples.score(soft, name)).isEqualTo(Samples.score(hard, name));
        }
        assertThat(Samples.score(soft, "accuracy").value()).isEqualTo(0.625);
        for (String name : List.of("log_loss", "brier")) {
            assertThat(Samples.estimate(soft.reference(), name).value())
                    .isCloseTo(Samples.estimate(hard.reference(), name).value(), TINY);
            assertThat(Samples.estimate(soft.skill(), name).se())
                    .isCloseTo(Samples.estimate(hard.skill(), name).se(), TINY);
        }
    }

    @Test
    void crossEntropyOfTwoColumnsIsTheLogLoss() {
        double[] p = {0.75, 0.25, 0.5, 0.125};
        Plan plan = Samples.with(Samples.binary(), Catalogue.CROSS_ENTROPY);
        Findings findings = Samples.score(plan, Samples.pairs(Y, p));
        assertThat(Samples.score(findings, "cross_entropy")).isEqualTo(Samples.score(findings, "log_loss"));
    }

    @Test
    void aLossOfLogOddsIsGivenLogOdds() {
        Plan plan = Samples.with(Samples.binary(), Catalogue.LOG_LOSS_LOGIT, Catalogue.CROSS_ENTROPY_LOGIT);
        Findings findings = Samples.score(plan, Samples.pairs(Y, P));
        double expected = Samples.score(findings, "log_loss").value();
        assertThat(Samples.score(findings, "log_loss_logit").value()).isCloseTo(expected, TINY);
        assertThat(Samples.score(findings, "cross_entropy_logit").value()).isCloseTo(expected, TINY);
        Plan logits = Samples.with(
                Samples.binary(Scale.LOGIT, ZeroRule.INFINITE),
                Catalogue.LOG_LOSS_LOGIT,
                Catalogue.CROSS_ENTROPY_LOGIT,
                Catalogue.LOG_LOSS);
        Findings fromLogits = Samples.score(logits, Samples.pairs(Y, new double[] {1, -2, 0.5, 3}));
        Estimate logLoss = Samples.score(fromLogits, "log_loss");
        assertThat(Samples.score(fromLogits, "log_loss_logit")).isEqualTo(logLoss);
        assertThat(Samples.score(fromLogits, "cross_entropy_logit").value()).isCloseTo(logLoss.value(), TINY);
    }
}
