package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;

class RegressionStatisticsTest {
    private static final Offset<Double> TINY = within(1e-13);
    private static final double[] Y = {1, 2, 4, 7, 11};
    private static final double[] P = {1.5, 2, 3, 8, 10};

    @Test
    void fiveRowsByHand() {
        Findings findings = Samples.score(Samples.regression(), Samples.pairs(Y, P));
        // Errors 0.5, 0, -1, 1, -1.
        Estimate mse = Samples.score(findings, "mse");
        assertThat(mse.value()).isCloseTo(3.25 / 5, TINY);
        assertThat(mse.unit()).isEqualTo(Unit.OUTCOME_SQUARED);
        Estimate rmse = Samples.score(findings, "rmse");
        assertThat(rmse.value()).isCloseTo(Math.sqrt(0.65), TINY);
        assertThat(rmse.se()).isCloseTo(Samples.se(mse) / (2 * Math.sqrt(0.65)), TINY);
        assertThat(Samples.interval(rmse).high())
                .isCloseTo(Math.sqrt(Samples.interval(mse).high()), TINY);
        assertThat(Samples.score(findings, "mae").value()).isCloseTo(3.5 / 5, TINY);
        Estimate bias = Samples.score(findings, "bias");
        assertThat(bias.value()).isCloseTo(-0.5 / 5, TINY);
        assertThat(bias.better()).isEqualTo(Better.ZERO);
        assertThat(Samples.interval(bias).low()).isNegative();
        // Mean 5, deviations -4, -3, -1, 2, 6: squares sum to 66.
        assertThat(Samples.score(findings, "r2").value()).isCloseTo(1 - 3.25 / 66, TINY);
        assertThat(findings.referenceName()).isEqualTo("mean");
        assertThat(Samples.estimate(findings.reference(), "mse").value()).isCloseTo(66.0 / 5, TINY);
        assertThat(findings.skill()).containsEntry("mse", Samples.score(findings, "r2"));
        assertThat(findings.confusion()).isNull();
        double m = 0.65;
        double v = 66.0 / 5;
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            double influence = -Math.pow(P[i] - Y[i], 2) / v + m / v / v * (Y[i] - 5) * (Y[i] - 5);
            sum += influence * influence;
        }
        assertThat(Samples.score(findings, "r2").se()).isCloseTo(Math.sqrt(sum / 20), TINY);
        assertThat(Samples.interval(Samples.score(findings, "r2")).high()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e5, 1e8, 4e9})
    void farFromZeroR2LosesNothing(double offset) {
        double[] y = new double[5];
        double[] p = new double[5];
        for (int i = 0; i < 5; i++) {
            y[i] = Y[i] + offset;
            p[i] = P[i] + offset;
        }
        Estimate r2 = Samples.score(Samples.score(Samples.regression(), Samples.pairs(y, p)), "r2");
        assertThat(r2.value()).isCloseTo(1 - 3.25 / 66, TINY);
        if (offset <= 1e5) {
            assertThat(r2.kind()).isEqualTo(Kind.INTERVAL);
        } else {
            // Squares of such outcomes, rounded, no longer tell the spread.
            assertThat(r2.kind()).isEqualTo(Kind.NONE);
            assertThat(r2.se()).isNull();
            assertThat(r2.reason()).contains("against their size");
        }
    }

    @Test
    void weightsEnterTheMeansOfBothParts() {
        double[] w = {1, 2, 0.5, 3, 1.5};
        Findings findings = Samples.score(
                Samples.with(Samples.regression(), true, false, false), Samples.weighted(Samples.pairs(Y, P), w));
        double mean = (1 + 4 + 2 + 21 + 16.5) / 8;
        double sse = 0.25 + 0 + 0.5 + 3 + 1.5;
        double sst = 0;
        for (int i = 0; i < 5; i++) {
            sst += w[i] * (Y[i] - mean) * (Y[i] - mean);
        }
        assertThat(Samples.score(findings, "r2").value()).isCloseTo(1 - sse / sst, TINY);
        assertThat(Samples.score(findings, "mse").value()).isCloseTo(sse / 8, TINY);
        assertThat(findings.effectiveRows()).isCloseTo(64 / (1 + 4 + 0.25 + 9 + 2.25), TINY);
        double v = sst / 8;
        double m = sse / 8;
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            double influence = -Math.pow(P[i] - Y[i], 2) / v + m / v / v * Math.pow(Y[i] - mean, 2);
            sum += w[i] * w[i] * influence * influence;
        }
        assertThat(Samples.score(findings, "r2").se()).isCloseTo(Math.sqrt(5.0 / 4 * sum) / 8, TINY);
    }

    @Test
    void aReferenceColumnGivesSkillOfBothErrors() {
        Rows rows = Samples.referenced(Samples.pairs(Y, P), 0, 2, 2, 9, 12);
        Findings findings = Samples.score(Samples.withReference(Samples.regression(), true, null), rows);
        assertThat(findings.referenceName()).isEqualTo("column");
        assertThat(Samples.estimate(findings.reference(), "mse").value()).isCloseTo(10.0 / 5, TINY);
        assertThat(Samples.estimate(findings.skill(), "mse").value()).isCloseTo(1 - 3.25 / 10, TINY);
        assertThat(Samples.estimate(findings.skill(), "mae").value()).isCloseTo(1 - 3.5 / 6, TINY);
        assertThat(Samples.estimate(findings.skill(), "mae").kind()).isEqualTo(Kind.INTERVAL);
        Findings constant = Samples.score(Samples.withReference(Samples.regression(), false, 5.0), Samples.pairs(Y, P));
        assertThat(constant.referenceName()).isEqualTo("value");
        assertThat(Samples.estimate(constant.reference(), "mse").value()).isCloseTo(66.0 / 5, TINY);
    }

    @Test
    void equalOutcomesLeaveNothingToExplain() {
        Findings findings = Samples.score(
                Samples.regression(), Samples.pairs(new double[] {0.1, 0.1, 0.1}, new double[] {0, 1, 2}));
        assertThat(Samples.score(findings, "r2").kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(Samples.score(findings, "r2").value()).isNaN();
        assertThat(Samples.score(findings, "r2").reason()).isNotBlank();
        assertThat(Samples.estimate(findings.reference(), "mse").value()).isZero();
        assertThat(Samples.score(findings, "mse").kind()).isEqualTo(Kind.INTERVAL);
    }

    @Test
    void outcomesTooLargeToSquareAreSaidNotToBeSure() {
        double[] y = {1e200, -1e200, 3e200};
        Findings findings = Samples.score(Samples.regression(), Samples.pairs(y, y.clone()));
        assertThat(Samples.score(findings, "mse").value()).isZero();
        Estimate r2 = Samples.score(findings, "r2");
        assertThat(r2.value()).isEqualTo(1);
        assertThat(r2.kind()).isEqualTo(Kind.NONE);
        Findings overflow = Samples.score(Samples.regression(), Samples.pairs(y, new double[] {1e200, 1e200, 1e200}));
        assertThat(Samples.score(overflow, "mse").value()).isInfinite();
        assertThat(Samples.score(overflow, "r2").kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(Samples.score(overflow, "mae").value()).isEqualTo((2e200 + 2e200) / 3);
    }

    @Test
    void rowsOutsideTheDomainOfAFurtherLossAreCounted() {
        Plan plan = Samples.with(Samples.regression(), Catalogue.POISSON);
        double[] y = {0, 3, -1, 2};
        double[] p = {0.5, 2, 1, -0.5};
        Findings findings = Samples.score(plan, Samples.pairs(y, p));
        Estimate poisson = Samples.score(findings, "poisson");
        assertThat(poisson.n()).isEqualTo(2);
        Note note = Samples.note(findings, Note.Code.OUTSIDE_DOMAIN);
        assertThat(note.count()).isEqualTo(2);
        assertThat(note.evidence()).containsEntry("loss", "poisson");
        assertThat(Samples.score(findings, "mse").n()).isEqualTo(4);
    }

    @Test
    void aLossOverClassesDoesNotFitNumbers() {
        Plan plan = Samples.with(Samples.regression(), Catalogue.CROSS_ENTROPY);
        assertThatThrownBy(() -> Statistics.of(plan))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("cross_entropy")
                .hasMessageContaining("number");
    }

    @Test
    void nothingIsImpossibleForANumber() {
        assertThat(Statistics.of(Samples.regression()).zeroProbability(Samples.pairs(Y, P)))
                .containsOnly(false);
    }
}
