package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.math.ChiSquared;
import org.surprisal.math.LogGamma;

class BinomialDrawTest {
    private static final int DRAWS = 20_000;

    /** Both algorithms, near their border and far from it, on both sides of one half. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.3",
        "1, 0.97",
        "5, 0.5",
        "40, 0.01",
        "90, 0.11",
        "90, 0.112",
        "100, 0.5",
        "100, 0.93",
        "5000, 0.002",
        "5000, 0.0021",
        "1e6, 0.4"
    })
    void followsTheDistribution(double k, double p) {
        BinomialDraw draw = new BinomialDraw(k, p);
        BinomialDraw.Uniform random = new BinomialDraw.Uniform();
        double sd = Math.sqrt(k * p * (1 - p));
        // Cells of about half a standard deviation, at least one value wide.
        double width = Math.max(1, Math.rint(sd / 2));
        double first = Math.max(0, Math.rint(k * p - 4 * sd));
        int cells = (int) Math.min(k - first, Math.ceil(8 * sd / width)) + 1;
        double[] seen = new double[cells];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double happened = draw.draw(i, random);
            assertThat(happened).isBetween(0.0, k).isEqualTo(Math.rint(happened));
            sum += happened - k * p;
            squares += (happened - k * p) * (happened - k * p);
            seen[(int) Math.clamp((happened - first) / width, 0, cells - 1)]++;
        }
        assertThat(sum / DRAWS / sd * Math.sqrt(DRAWS)).isBetween(-4.0, 4.0);
        double kurtosis = 2 + (1 - 6 * p * (1 - p)) / (k * p * (1 - p));
        assertThat((squares / DRAWS / (sd * sd) - 1) / Math.sqrt(kurtosis / DRAWS))
                .isBetween(-4.0, 4.0);
        double chi = 0;
        int used = 0;
        for (int cell = 0; cell < cells; cell++) {
            double expected = 0;
            double from = cell == 0 ? Math.max(0, k * p - 12 * sd - 40) : first + cell * width;
            double to = cell == cells - 1 ? Math.min(k + 1, k * p + 12 * sd + 40) : first + (cell + 1) * width;
            for (double x = Math.floor(from); x < to; x++) {
                expected += DRAWS
                        * Math.exp(LogGamma.of(k + 1)
                                - LogGamma.of(x + 1)
                                - LogGamma.of(k - x + 1)
                                + x * Math.log(p)
                                + (k - x) * Math.log1p(-p));
            }
            if (expected >= 5) {
                chi += (seen[cell] - expected) * (seen[cell] - expected) / expected;
                used++;
            }
        }
        assertThat(used).isGreaterThanOrEqualTo(2);
        assertThat(ChiSquared.survival(chi, used - 1)).isGreaterThan(1e-4);
    }

    @Test
    void whatIsCertainHappens() {
        BinomialDraw.Uniform random = new BinomialDraw.Uniform();
        for (int i = 0; i < 100; i++) {
            assertThat(new BinomialDraw(1e6, 0).draw(i, random)).isZero();
            assertThat(new BinomialDraw(1e6, 1).draw(i, random)).isEqualTo(1e6);
            assertThat(new BinomialDraw(3, Double.MIN_VALUE).draw(i, random)).isZero();
        }
    }

    @Test
    void aDrawDependsOnItsNumberAlone() {
        BinomialDraw.Uniform random = new BinomialDraw.Uniform();
        double first = new BinomialDraw(1000, 0.37).draw(17, random);
        new BinomialDraw(1000, 0.5).draw(3, random);
        assertThat(new BinomialDraw(1000, 0.37).draw(17, random)).isEqualTo(first);
    }
}
