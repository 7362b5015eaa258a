package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Forecasts that are distributions, against integrals and sums of their definitions. */
final class DensityForecastsTest {
    private static final MathContext DIGITS = new MathContext(40);

    /** The integral of (F(x) - 1{y ≤ x})² by Simpson's rule in fine steps on both sides of y. */
    private static double crps(Density family, double y, double centre, double scale) {
        double sum = 0;
        int steps = 200_000;
        for (int side = -1; side <= 1; side += 2) {
            double far = side < 0 ? Math.min(y, centre) - 60 * scale : Math.max(y, centre) + 60 * scale;
            double h = (far - y) / steps;
            for (int i = 0; i <= steps; i++) {
                double x = y + i * h;
                double p = family.atMost(x, centre, scale) - (side > 0 ? 1 : 0);
                sum += Math.abs(h) / 3 * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * p * p;
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(
            value = Density.class,
            names = {"NORMAL", "LAPLACE", "LOGISTIC"})
    void continuousFamilies(Density family) {
        for (double y : new double[] {-3, 0.2, 1, 5}) {
            assertThat(family.crps(y, 0.7, 1.3)).isCloseTo(crps(family, y, 0.7, 1.3), within(1e-9));
            double h = 1e-5;
            double density = (family.atMost(y + h, 0.7, 1.3) - family.atMost(y - h, 0.7, 1.3)) / (2 * h);
            assertThat(family.logScore(y, 0.7, 1.3)).isCloseTo(-Math.log(density), within(1e-5));
        }
        assertThat(family.atMost(0.7, 0.7, 1.3)).isEqualTo(0.5);
        // The variance, by the same kind of sum.
        double variance = 0;
        for (int i = -400_000; i < 400_000; i++) {
            double x = 1e-4 * (i + 0.5);
            variance += 1e-4 * x * x * Math.exp(-family.logScore(x, 0, 1));
        }
        assertThat(family.variance(0, 1)).isCloseTo(variance, within(1e-6));
    }

    private static BigDecimal poisson(int y, double mean) {
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal lambda = new BigDecimal(mean);
        BigDecimal wanted = y == 0 ? BigDecimal.ONE : BigDecimal.ZERO;
        for (int k = 1; k < 600; k++) {
            term = term.multiply(lambda, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
            wanted = k == y ? term : wanted;
        }
        return wanted.divide(sum, DIGITS);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.3", "1, 0.3", "7, 0.3", "3, 4.5", "40, 30", "12, 30", "100, 100.5", "5, 1e-3"})
    void poissonCounts(int y, double mean) {
        double crps = 0;
        BigDecimal atMost = BigDecimal.ZERO;
        BigDecimal atY = BigDecimal.ZERO;
        BigDecimal belowY = BigDecimal.ZERO;
        for (int k = 0; k < 300; k++) {
            belowY = k == y ? atMost : belowY;
            atMost = atMost.add(poisson(k, mean), DIGITS);
            atY = k == y ? atMost : atY;
            double p =
                    atMost.subtract(k >= y ? BigDecimal.ONE : BigDecimal.ZERO).doubleValue();
            crps += p * p;
        }
        Density family = Density.POISSON;
        assertThat(family.crps(y, mean, 0)).isCloseTo(crps, within(1e-12 * Math.max(1, y)));
        assertThat(family.logScore(y, mean, 0))
                .isCloseTo(-Math.log(poisson(y, mean).doubleValue()), within(2e-14 * Math.max(10, y)));
        assertThat(family.atMost(y, mean, 0)).isCloseTo(atY.doubleValue(), within(1e-13));
        assertThat(family.below(y, mean, 0)).isCloseTo(belowY.doubleValue(), within(1e-13));
        double deviance = 2 * ((y == 0 ? 0 : y * Math.log(y / mean)) - (y - mean));
        assertThat(Density.deviance(y, mean)).isCloseTo(deviance, within(1e-12 * Math.max(1, y)));
    }

    @Test
    void aMeanOfZeroIsCertain() {
        Density family = Density.POISSON;
        assertThat(family.logScore(0, 0, 0)).isZero();
        assertThat(family.logScore(2, 0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(family.crps(2, 0, 0)).isEqualTo(2);
        assertThat(Density.deviance(2, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        Scorecard card = Score.poisson(new double[] {0, 2, 1}, new double[] {0, 0, 1}, Request.automatic());
        assertThat(card.get("log_score").kind()).isEqualTo(Estimate.Kind.INFINITE);
        assertThat(card.get("log_score_infinite_share").value()).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(card.get("log_score_of_finite_rows").value()).isCloseTo(0.5, within(1e-15));
    }

    /** Counts that are what was forecast have a flat histogram and the coverage that is meant. */
    @Test
    void calibratedCounts() {
        Random random = new Random(5);
        int n = 40_000;
        double[] y = new double[n];
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] = 0.2 + 3 * random.nextDouble();
            double p = Math.exp(-mean[i]);
            for (double u = random.nextDouble() - p; u > 0; u -= p) {
                y[i]++;
                p *= mean[i] / y[i];
            }
        }
        Scorecard card = Score.poisson(y, mean, Request.automatic().withThreads(2));
        PitHistogram pit = Objects.requireNonNull(card.section(PitHistogram.class));
        assertThat(pit.shares()).hasSize(10);
        for (double share : pit.shares()) {
            assertThat(share).isBetween(0.09, 0.11);
        }
        assertThat(Arrays.stream(pit.shares()).sum()).isCloseTo(1, within(1e-12));
        assertThat(card.get("interval_coverage_0.5").value()).isCloseTo(0.5, within(0.01));
        assertThat(card.get("interval_coverage_0.9").value()).isCloseTo(0.9, within(0.01));
        assertThat(card.get("dispersion").value()).isCloseTo(1, within(0.05));
        assertThat(card.notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Scale.class,
            names = {"NORMAL", "LAPLACE", "LOGISTIC", "GAMMA", "LOGNORMAL", "NEGATIVE_BINOMIAL"})
    void aTableOfDistributions(Scale family) {
        Random random = new Random(7);
        int n = 500;
        boolean real = Set.of(Scale.NORMAL, Scale.LAPLACE, Scale.LOGISTIC).contains(family);
        boolean whole = family == Scale.NEGATIVE_BINOMIAL;
        double[] y = random.doubles(n, real ? -2 : 0.1, real ? 2 : 4)
                .map(x -> whole ? Math.rint(x) : x)
                .toArray();
        double[] mean = random.doubles(n, real ? -1 : 0.5, real ? 1 : 3).toArray();
        double[] sd = random.doubles(n, 0.5, 1.5).toArray();
        sd[3] = 0;
        sd[4] = -1;
        mean[5] = Double.NaN;
        Scorecard card = Score.distribution(family, y, mean, sd, Request.automatic());
        assertThat(card.scored()).isEqualTo(n - 3);
        assertThat(card.leftOut())
                .containsEntry(Note.Code.OUTSIDE_DOMAIN, 2L)
                .containsEntry(Note.Code.NOT_A_NUMBER, 1L);
        double sum = 0;
        int inside = 0;
        for (int i = 0; i < n; i++) {
            if (i < 3 || i > 5) {
                sum += Density.of(family).crps(y[i], mean[i], sd[i]);
                double p = Density.of(family).atMost(y[i], mean[i], sd[i]);
                inside += p > 0.05 && p <= 0.95 ? 1 : 0;
            }
        }
        assertThat(card.get("crps").value()).isCloseTo(sum / (n - 3), within(1e-13));
        if (!whole) {
            assertThat(card.get("interval_coverage_0.9").value()).isCloseTo(inside / (n - 3.0), within(1e-15));
            assertThat(card.get("interval_coverage_0.9").method()).isEqualTo("wilson");
        }
        assertThat(card.task()).isEqualTo(Task.DISTRIBUTION);
    }

    @Test
    void columnsAreFoundOrNamed() {
        ArraySource rows = ArraySource.empty()
                .with("y", 1, 2, 3, 5)
                .with("prediction", 1, 2, 2, 4)
                .with("sigma", 1, 1, 2, 2);
        Request normal = Request.automatic().withScale(Scale.NORMAL);
        Scorecard found = Scorer.score(rows, normal);
        assertThat(found.prediction()).containsExactly("prediction", "sigma");
        assertThat(Scorer.score(rows, normal.withSpread("sigma")).scores()).isEqualTo(found.scores());
        assertThatThrownBy(() -> Scorer.score(rows, normal.withSpread("sigmaa")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("Did you mean \"sigma\"?");
        assertThatThrownBy(
                        () -> Scorer.score(ArraySource.empty().with("y", 1, 2).with("prediction", 1, 2), normal))
                .hasMessageContaining("--as normal needs the column that says how wide");
        assertThatThrownBy(
                        () -> Scorer.score(rows, normal.withScale(Scale.POISSON).withSpread("sigma")))
                .hasMessageContaining("--scale names how wide distributions are");
        assertThatThrownBy(() -> Scorer.score(rows, normal, Grouping.none(), Versus.of("sigma")))
                .hasMessageContaining("a distribution here has two");
        assertThatThrownBy(() -> Score.distribution(
                        Scale.MEAN, new double[1], new double[1], new double[1], Request.automatic()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsAreWholeNumbers() {
        Scorecard card = Score.poisson(new double[] {1, 1.5, -1, 3}, new double[] {1, 1, 1, -2}, Request.automatic());
        assertThat(card.scored()).isEqualTo(1);
        assertThat(card.leftOut()).containsEntry(Note.Code.OUTSIDE_DOMAIN, 3L);
    }

    /** The integral of (F(x) - 1{y ≤ x})² over the logarithm of x, by Simpson's rule on both sides of y. */
    private static double crpsOfPositives(Density family, double y, double centre, double scale) {
        double sum = 0;
        int steps = 100_000;
        for (int side = -1; side <= 1; side += 2) {
            double h = side * 45.0 / steps;
            for (int i = 0; i <= steps; i++) {
                double x = y * Math.exp(i * h);
                double p = family.atMost(x, centre, scale) - (side > 0 ? 1 : 0);
                sum += Math.abs(h) / 3 * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * p * p * x;
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "GAMMA, 0.4, 1.7, 0.6",
        "GAMMA, 3, 1.7, 2.5",
        "GAMMA, 1e-3, 1, 0.3",
        "GAMMA, 130, 100, 40",
        "LOGNORMAL, 0.4, 1.7, 0.6",
        "LOGNORMAL, 30, 2, 1.5",
        "LOGNORMAL, 2, 2, 0.05"
    })
    void positiveNumbers(Density family, double y, double centre, double scale) {
        double expected = crpsOfPositives(family, y, centre, scale);
        assertThat(family.crps(y, centre, scale)).isCloseTo(expected, within(1e-8 * Math.max(1, expected)));
        double h = 1e-5 * y;
        double density = (family.atMost(y + h, centre, scale) - family.atMost(y - h, centre, scale)) / (2 * h);
        assertThat(family.logScore(y, centre, scale)).isCloseTo(-Math.log(density), within(1e-5));
        double mean = 0;
        double square = 0;
        double all = 0;
        for (int i = -400_000; i < 400_000; i++) {
            double x = centre * Math.exp(3e-4 * (i + 0.5));
            double mass = 3e-4 * x * Math.exp(-family.logScore(x, centre, scale));
            all += mass;
            mean += mass * x;
            square += mass * x * x;
        }
        assertThat(all).isCloseTo(1, within(1e-9));
        assertThat(family.mean(centre, scale)).isCloseTo(mean, within(1e-9 * mean));
        assertThat(family.variance(centre, scale)).isCloseTo(square - mean * mean, within(1e-7 * square));
        double u = y / centre;
        if (family == Density.GAMMA) {
            assertThat(family.deviance(y, centre, scale)).isCloseTo(2 * (u - 1 - Math.log(u)), within(1e-12));
        }
        assertThat(family.deviance(centre, centre, scale)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.3, 2",
        "4, 0.3, 2",
        "7, 12, 0.3",
        "0, 12, 0.01",
        "300, 100, 1.5",
        "90, 100, 50",
        "40, 30, 1e6",
        "2, 1e-3, 0.5",
        "5, 5, 1",
        "3, 2.5, 7"
    })
    void negativeBinomialCounts(int y, double mean, double shape) {
        Density family = Density.NEGATIVE_BINOMIAL;
        // Probabilities by their recursion, in decimals: p(j + 1) = p(j) (j + k)/(j + 1) m/(m + k).
        BigDecimal hit = new BigDecimal(mean).divide(new BigDecimal(mean).add(new BigDecimal(shape)), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal total = BigDecimal.ZERO;
        int most = 30_000;
        BigDecimal[] terms = new BigDecimal[most];
        for (int j = 0; j < most; j++) {
            terms[j] = term;
            total = total.add(term, DIGITS);
            term = term.multiply(hit, DIGITS)
                    .multiply(new BigDecimal(shape).add(BigDecimal.valueOf(j)), DIGITS)
                    .divide(BigDecimal.valueOf(j + 1L), DIGITS);
            if (term.compareTo(total.scaleByPowerOfTen(-36)) < 0 && j > y && j > mean) {
                most = j + 1;
            }
        }
        BigDecimal atMost = BigDecimal.ZERO;
        double crps = 0;
        for (int j = 0; j < most; j++) {
            BigDecimal p = terms[j].divide(total, DIGITS);
            if (j == y) {
                assertThat(family.below(y, mean, shape)).isCloseTo(atMost.doubleValue(), within(1e-12));
                assertThat(family.logScore(y, mean, shape)).isCloseTo(-StrictMath.log(p.doubleValue()), within(1e-9));
            }
            atMost = atMost.add(p, DIGITS);
            if (j == y) {
                assertThat(family.atMost(y, mean, shape)).isCloseTo(atMost.doubleValue(), within(1e-12));
            }
            double d =
                    atMost.subtract(j >= y ? BigDecimal.ONE : BigDecimal.ZERO).doubleValue();
            crps += d * d;
        }
        assertThat(family.crps(y, mean, shape)).isCloseTo(crps, within(1e-10 * Math.max(1, crps + y + mean)));
        double deviance =
                2 * ((y == 0 ? 0 : y * Math.log(y / mean)) - (y + shape) * Math.log((y + shape) / (mean + shape)));
        assertThat(family.deviance(y, mean, shape)).isCloseTo(deviance, within(1e-8 * Math.max(1, deviance)));
    }

    @Test
    void aMeanOfZeroWithAShapeIsCertain() {
        Density family = Density.NEGATIVE_BINOMIAL;
        assertThat(family.logScore(0, 0, 2)).isZero();
        assertThat(family.logScore(2, 0, 2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(family.crps(2, 0, 2)).isEqualTo(2);
        assertThat(family.atMost(0, 0, 2)).isEqualTo(1);
        assertThat(family.deviance(0, 0, 2)).isZero();
        assertThat(family.deviance(1, 0, 2)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void numbersThatAFamilyDoesNotHaveAreLeftOut() {
        Request how = Request.automatic();
        Scorecard gamma = Score.distribution(
                Scale.GAMMA, new double[] {1, 0, -1, 2}, new double[] {1, 1, 1, 0}, new double[] {1, 1, 1, 1}, how);
        assertThat(gamma.scored()).isEqualTo(1);
        Scorecard counts = Score.distribution(
                Scale.NEGATIVE_BINOMIAL,
                new double[] {1, 0.5, 0, 2},
                new double[] {1, 1, 0, 1},
                new double[] {1, 1, 1, 0},
                how);
        assertThat(counts.scored()).isEqualTo(2);
        ArraySource rows = ArraySource.empty()
                .with("y", 1, 2, 3)
                .with("prediction", 1, 2, 2)
                .with("shape", 1, 2, 3);
        assertThat(Scorer.score(rows, how.withScale(Scale.GAMMA)).prediction()).containsExactly("prediction", "shape");
        assertThatThrownBy(() -> Scorer.score(
                        ArraySource.empty().with("y", 1, 2).with("prediction", 1, 2), how.withScale(Scale.GAMMA)))
                .hasMessageContaining("--as gamma needs the column that says the shape of each distribution; name it"
                        + " with --shape");
    }
}
