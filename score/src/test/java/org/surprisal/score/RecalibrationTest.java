package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.score.Decomposition.Chance;
import org.surprisal.score.Estimate.Kind;

class RecalibrationTest {
    private static Decomposition parts(Findings findings, String score) {
        return Objects.requireNonNull(findings.decomposition().get(score), score);
    }

    private static Chance chance(Decomposition parts) {
        return Objects.requireNonNull(parts.chance(), "no chance");
    }

    private static Findings findings(double[] y, double[] p) {
        return Samples.score(Samples.binary(), Samples.pairs(y, p));
    }

    private static void assertSum(Findings findings) {
        for (String score : new String[] {"log_loss", "brier"}) {
            Decomposition parts = parts(findings, score);
            double sum = parts.miscalibration().value()
                    - parts.discrimination().value()
                    + parts.uncertainty().value();
            double value = Samples.score(findings, score).value();
            assertThat(sum).isCloseTo(value, within(Double.isInfinite(value) ? 0 : 1e-14));
            assertThat(parts.miscalibration().value()).isNotNegative();
            assertThat(parts.discrimination().value()).isNotNegative();
        }
    }

    /** The cases of docs/definitions.md. */
    @Test
    void byHand() {
        Findings ordered = findings(new double[] {1, 1, 0, 0, 1}, new double[] {0.9, 0.6, 0.3, 0.2, 0.4});
        assertSum(ordered);
        assertThat(parts(ordered, "log_loss").miscalibration().value()).isCloseTo(0.422459, within(5e-7));
        assertThat(parts(ordered, "log_loss").discrimination().value()).isCloseTo(0.673012, within(5e-7));
        Findings crossed = findings(new double[] {1, 1, 0, 0, 1}, new double[] {0.9, 0.6, 0.3, 0.2, 0.25});
        assertSum(crossed);
        assertThat(parts(crossed, "brier").miscalibration().value()).isCloseTo(0.0725, within(1e-15));
        assertThat(parts(crossed, "brier").discrimination().value()).isCloseTo(0.14, within(1e-15));
        assertThat(parts(crossed, "brier").uncertainty().value()).isCloseTo(0.24, within(1e-15));
        assertThat(parts(crossed, "brier").miscalibration().interval()).isNull();
        assertThat(parts(crossed, "brier").miscalibration().reason()).isEqualTo(Reasons.NOT_SYMMETRIC);
    }

    /** Of the forecasts 0.25 and 0.3 one is an event, so one half is what both are recalibrated to. */
    @Test
    void anyLossThatElicitsTheProbability() {
        double[] y = {1, 1, 0, 0, 1};
        double[] p = {0.9, 0.6, 0.3, 0.2, 0.25};
        Plan plan = Samples.with(
                Samples.binary(),
                Catalogue.SPHERICAL,
                Catalogue.LOG_LOSS_LOGIT,
                Catalogue.ABSOLUTE,
                Catalogue.EXPONENTIAL);
        Findings findings = Samples.score(plan, Samples.pairs(y, p));
        Decomposition spherical = parts(findings, "spherical");
        double half = 1 - Math.sqrt(0.5);
        double usual = 1 - Math.sqrt(0.36 + 0.16);
        assertThat(spherical.uncertainty().value()).isCloseTo(usual, within(1e-15));
        assertThat(spherical.discrimination().value()).isCloseTo(usual - 2 * half / 5, within(1e-15));
        assertThat(spherical.miscalibration().value()
                        - spherical.discrimination().value()
                        + spherical.uncertainty().value())
                .isCloseTo(Samples.score(findings, "spherical").value(), within(1e-15));
        double slope = 0.6 / Math.sqrt(0.52) - 0.4 / Math.sqrt(0.52);
        assertThat(Objects.requireNonNull(spherical.uncertainty().se()))
                .isCloseTo(slope * Math.sqrt(0.24 / 4), within(1e-12));
        Decomposition logit = parts(findings, "log_loss_logit");
        Decomposition log = parts(findings, "log_loss");
        assertThat(logit.miscalibration().value())
                .isCloseTo(log.miscalibration().value(), within(1e-14));
        assertThat(logit.discrimination().value())
                .isCloseTo(log.discrimination().value(), within(1e-14));
        // The best forecasts of these two are others than the probability.
        assertThat(findings.decomposition()).doesNotContainKeys("absolute", "exponential");
        Findings even = Samples.score(
                Samples.with(Samples.binary(), Catalogue.SPHERICAL),
                Samples.pairs(new double[] {1, 0}, new double[] {0.7, 0.4}));
        assertThat(parts(even, "spherical").uncertainty().reason()).isEqualTo(Reasons.EQUAL_FREQUENCIES);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void theComponentsAddUp(boolean weighted, boolean soft) {
        Random random = new Random(3);
        int n = 700;
        double[] p = random.doubles(n).map(each -> Math.rint(each * 40) / 40).toArray();
        double[] y = new double[n];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = Math.clamp(p[i], 0.01, 0.99);
            y[i] = soft && random.nextBoolean() ? random.nextDouble() : random.nextDouble() < p[i] * p[i] ? 1 : 0;
            w[i] = Math.exp(random.nextGaussian());
        }
        Rows rows = weighted ? Samples.weighted(Samples.pairs(y, p), w) : Samples.pairs(y, p);
        Findings findings = Samples.score(Samples.with(Samples.binary(), weighted, false, soft), rows);
        assertSum(findings);
        assertThat(parts(findings, "brier").chance() == null).isEqualTo(weighted || soft);
    }

    @Test
    void logOddsAreDecomposedLikeProbabilities() {
        Random random = new Random(8);
        double[] p = random.doubles(3000, 0.01, 0.99).toArray();
        double[] z = Arrays.stream(p).map(each -> Math.log(each / (1 - each))).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        Findings ofP = findings(y, p);
        Findings ofZ = Samples.score(Samples.binary(Scale.LOGIT, ZeroRule.INFINITE), Samples.pairs(y, z));
        for (String score : new String[] {"log_loss", "brier"}) {
            assertThat(parts(ofZ, score).miscalibration().value())
                    .isCloseTo(parts(ofP, score).miscalibration().value(), within(1e-12));
            assertThat(parts(ofZ, score).discrimination())
                    .isEqualTo(parts(ofP, score).discrimination());
            assertThat(chance(parts(ofZ, score)).miscalibration().mean())
                    .isCloseTo(chance(parts(ofP, score)).miscalibration().mean(), within(1e-3));
        }
    }

    /** The p-values of calibrated forecasts are uniform, those of others small. */
    @Test
    void pValuesAreFair() {
        Random random = new Random(12);
        int trials = 60;
        int below = 0;
        double sum = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] p = random.doubles(300).toArray();
            double[] y = Arrays.stream(p)
                    .map(each -> random.nextDouble() < each ? 1 : 0)
                    .toArray();
            double value = chance(parts(findings(y, p), "brier")).p();
            sum += value;
            below += value <= 0.1 ? 1 : 0;
        }
        assertThat(sum / trials).isBetween(0.5 - 4 * 0.289 / Math.sqrt(trials), 0.5 + 4 * 0.289 / Math.sqrt(trials));
        assertThat(below).isLessThanOrEqualTo(15);
        double[] p = random.doubles(300).toArray();
        double[] overconfident = Arrays.stream(p)
                .map(each -> random.nextDouble() < 0.25 + each / 2 ? 1 : 0)
                .toArray();
        assertThat(chance(parts(findings(overconfident, p), "brier")).p()).isLessThan(0.05);
    }

    /** Bins of neighbours stand for many distinct forecasts. */
    @Test
    void binsChangeWhatChanceDoesByLittle() {
        Random random = new Random(6);
        int n = 60_000;
        double[] p = random.doubles(n, 0.02, 0.98).toArray();
        double[] coarse =
                Arrays.stream(p).map(each -> Math.rint(each * 1500) / 1500).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        Chance fine = chance(parts(findings(y, p), "brier"));
        Chance few = chance(parts(findings(y, coarse), "brier"));
        // Between the values of a grid there is nothing to pool, so there is less to gain by chance.
        assertThat(fine.miscalibration().mean() / few.miscalibration().mean()).isBetween(1.02, 1.2);
        assertThat(fine.discrimination().mean() / few.discrimination().mean()).isBetween(0.99, 1.01);
        assertThat(fine.miscalibration().upper())
                .isGreaterThan(fine.miscalibration().mean());
    }

    @Test
    void infiniteLossIsInfiniteMiscalibration() {
        Findings findings = findings(new double[] {1, 0, 1, 0}, new double[] {0, 0.5, 0.7, 0.2});
        Decomposition parts = parts(findings, "log_loss");
        assertThat(parts.miscalibration().value()).isInfinite();
        assertThat(parts.miscalibration().kind()).isEqualTo(Kind.INFINITE);
        assertThat(parts.discrimination().value()).isFinite();
        assertThat(chance(parts).p()).isEqualTo(1.0 / (Redraws.TIMES + 1));
        assertSum(findings);
    }

    @Test
    void whatCannotBeOrderedHasNoDiscrimination() {
        Findings constant = findings(new double[] {1, 0, 1, 0}, new double[] {0.3, 0.3, 0.3, 0.3});
        assertSum(constant);
        assertThat(parts(constant, "brier").discrimination().value()).isZero();
        assertThat(parts(constant, "brier").miscalibration().value()).isCloseTo(0.04, within(1e-15));
        Findings one = findings(new double[] {1, 1}, new double[] {0.6, 0.3});
        assertSum(one);
        assertThat(parts(one, "log_loss").uncertainty().value()).isZero();
        assertThat(Statistics.of(Samples.binary()).finish().decomposition()).isEmpty();
        assertThat(Samples.score(Samples.ranked(Samples.binary(), 0), Samples.pairs(new double[] {1}, new double[] {1}))
                        .decomposition())
                .isEmpty();
    }
}
