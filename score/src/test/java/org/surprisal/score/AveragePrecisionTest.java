package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragePrecisionTest {
    private static Estimate precision(Plan plan, Rows rows) {
        return Samples.score(Samples.score(plan, rows), "average_precision");
    }

    private static double byDefinition(double[] a, double[] b, double[] p) {
        double all = Arrays.stream(a).sum();
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double up = 0;
            double rows = 0;
            for (int j = 0; j < p.length; j++) {
                up += p[j] >= p[i] ? a[j] : 0;
                rows += p[j] >= p[i] ? a[j] + b[j] : 0;
            }
            sum += a[i] == 0 ? 0 : a[i] * up / rows;
        }
        return sum / all;
    }

    /** The error is that of the derivatives with respect to what each row adds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void isTheSumOverDistinctForecasts(int seed) {
        Random random = new Random(seed);
        int n = 60;
        boolean weighted = seed >= 2;
        boolean soft = seed == 3;
        double[] p = random.doubles(n).map(each -> Math.rint(each * 15) / 15).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        double[] w = new double[n];
        double[] a = new double[n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            w[i] = weighted ? 0.5 + random.nextDouble() : 1;
            y[i] = soft && random.nextBoolean() ? random.nextDouble() : y[i];
            a[i] = w[i] * y[i];
            b[i] = w[i] * (1 - y[i]);
        }
        Rows rows = Samples.pairs(y, p);
        Plan plan = Samples.with(Samples.binary(), weighted, false, soft);
        Estimate estimate = precision(plan, weighted ? Samples.weighted(rows, w) : rows);
        assertThat(estimate.value()).isCloseTo(byDefinition(a, b, p), within(1e-13));
        double squares = 0;
        double step = 1e-6;
        for (int i = 0; i < n; i++) {
            double[] up = a.clone();
            double[] upB = b.clone();
            double[] down = a.clone();
            double[] downB = b.clone();
            up[i] *= 1 + step;
            upB[i] *= 1 + step;
            down[i] *= 1 - step;
            downB[i] *= 1 - step;
            double slope = (byDefinition(up, upB, p) - byDefinition(down, downB, p)) / (2 * step);
            squares += slope * slope;
        }
        assertThat(estimate.se()).isCloseTo(Math.sqrt(squares * n / (n - 1.0)), within(1e-8));
        assertThat(estimate.method()).isEqualTo("delta");
    }

    @Test
    void partsFitTogether() {
        Random random = new Random(4);
        int n = 150_000;
        double[] p = random.doubles(n).toArray();
        double[] y =
                Arrays.stream(p).map(each -> random.nextDouble() < each ? 1 : 0).toArray();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(p[j], p[i]));
        double events = 0;
        double sum = 0;
        for (int k = 0; k < n; k++) {
            events += y[order[k]];
            sum += y[order[k]] == 1 ? events / (k + 1) : 0;
        }
        assertThat(precision(Samples.binary(), Samples.pairs(y, p)).value()).isCloseTo(sum / events, within(1e-12));
    }

    /** The five rows of docs/definitions.md, and what has no spread. */
    @Test
    void byHand() {
        double[] y = {1, 1, 0, 0, 1};
        Estimate ordered = precision(Samples.binary(), Samples.pairs(y, new double[] {0.9, 0.6, 0.3, 0.2, 0.4}));
        assertThat(ordered.value()).isOne();
        assertThat(ordered.reason()).isEqualTo(Reasons.PERFECT_ORDER);
        Estimate crossed = precision(Samples.binary(), Samples.pairs(y, new double[] {0.9, 0.6, 0.3, 0.2, 0.25}));
        assertThat(crossed.value()).isCloseTo((1 + 1 + 0.75) / 3, within(1e-15));
        Estimate one = precision(Samples.binary(), Samples.pairs(new double[] {1, 1}, new double[] {0.9, 0.3}));
        assertThat(one.reason()).isEqualTo(Reasons.NOTHING_TO_RANK);
        Estimate tied = precision(Samples.binary(), Samples.pairs(new double[] {1, 0}, new double[] {0.3, 0.3}));
        assertThat(tied.value()).isEqualTo(0.5);
        assertThat(tied.interval()).isNull();
    }
}
