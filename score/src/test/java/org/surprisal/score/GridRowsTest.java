package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GridRowsTest {
    private static final int MANY = 2_200_000;

    @Test
    void aProbabilityIsNearTheMiddleOfItsCell() {
        ForecastGrid grid = ForecastGrid.of(false);
        SplittableRandom random = new SplittableRandom(7);
        double[] p = random.doubles(20_000).toArray();
        for (int i = 0; i < p.length; i++) {
            // Near 0, near 1 and between.
            double small = Math.scalb(p[i], -random.nextInt(60));
            p[i] = random.nextBoolean() ? small : 1 - small;
        }
        Arrays.sort(p);
        int before = 0;
        for (double each : p) {
            int cell = grid.cell(each);
            assertThat(cell).isBetween(before, grid.cells() - 1);
            before = cell;
            double room = Math.min(each, 1 - each);
            if (room >= 0x1p-64) {
                assertThat(Math.abs(grid.forecast(cell) - each)).isLessThanOrEqualTo(room * 0x1p-15);
            }
            assertThat(grid.cell(grid.forecast(cell))).isEqualTo(cell);
        }
    }

    @Test
    void someProbabilitiesHaveCellsOfTheirOwn() {
        ForecastGrid grid = ForecastGrid.of(false);
        assertThat(grid.forecast(grid.cell(0))).isZero();
        assertThat(grid.forecast(grid.cell(1))).isOne();
        assertThat(grid.forecast(grid.cell(0.5))).isEqualTo(0.5);
        assertThat(grid.cell(Math.nextDown(0.5))).isLessThan(grid.cell(0.5));
        assertThat(grid.cell(Math.nextUp(0.5))).isGreaterThan(grid.cell(0.5));
        assertThat(grid.cell(Double.MIN_VALUE)).isGreaterThan(grid.cell(0)).isEqualTo(grid.cell(1e-300));
        assertThat(grid.forecast(grid.cell(Math.nextDown(1.0)))).isEqualTo(Math.nextDown(1.0));
        assertThat(grid.cell(1)).isEqualTo(grid.cells() - 1);
    }

    @Test
    void logOddsAreNearTheMiddleOfTheirCell() {
        ForecastGrid grid = ForecastGrid.of(true);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextDouble(-128, 128);
            assertThat(Math.abs(grid.forecast(grid.cell(x)) - x)).isLessThanOrEqualTo(0x1p-13);
        }
        double[] ascending = {Double.NEGATIVE_INFINITY, -1e300, -128.5, -128, 0, 127.999, 128, 1e300};
        for (int i = 1; i < ascending.length; i++) {
            assertThat(grid.cell(ascending[i])).isGreaterThanOrEqualTo(grid.cell(ascending[i - 1]));
        }
        assertThat(grid.forecast(grid.cell(Double.NEGATIVE_INFINITY))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(grid.forecast(grid.cell(Double.POSITIVE_INFINITY))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(grid.cell(Double.POSITIVE_INFINITY)).isEqualTo(grid.cells() - 1);
        assertThat(grid.forecast(grid.cell(1e300))).isBetween(128.0, 128.001);
    }

    @Test
    void boundsHoldAndAreReached() {
        RankedColumns columns = new RankedColumns(false, false, false, false);
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 200; trial++) {
            int n = 2 + random.nextInt(60);
            long[][] rows = new long[1][n];
            double[] middles = {0.3, 0.30001, 0.7, 1e-9};
            for (int i = 0; i < n; i++) {
                // Many of them share a cell without being equal.
                double p = middles[random.nextInt(4)] * (1 + random.nextInt(50) * 1e-7);
                rows[0][i] = Double.doubleToRawLongBits(p) << 1 | (i == 0 || (i > 1 && random.nextBoolean()) ? 1 : 0);
            }
            GridRows grid = new GridRows(false);
            grid.add(columns, rows, n);
            Arrays.sort(rows[0]);
            Ranking exact = new Ranking(columns, rows, 1);
            Ranking coarse = grid.ranking(1);
            assertThat(area(coarse)).isCloseTo(area(exact), within(grid.areaBound() + 1e-15));
            assertThat(precision(coarse)).isCloseTo(precision(exact), within(grid.precisionBound() + 1e-15));
        }
        // One cell, all in order: every pair was worth one half less.
        long[][] rows = {{Double.doubleToRawLongBits(0.3) << 1, Double.doubleToRawLongBits(Math.nextUp(0.3)) << 1 | 1}};
        GridRows grid = new GridRows(false);
        grid.add(columns, rows, 2);
        assertThat(grid.areaBound()).isEqualTo(0.5);
        assertThat(area(grid.ranking(1))).isEqualTo(0.5);
        assertThat(precision(grid.ranking(1))).isEqualTo(0.5);
        assertThat(grid.precisionBound()).isEqualTo(0.5);
        assertThat(new GridRows(true).areaBound()).isZero();
        assertThat(new GridRows(true).precisionBound()).isZero();
    }

    @Test
    void moreRowsThanFitAreCounted() {
        double[] p = new SplittableRandom(5).doubles(MANY).toArray();
        double[] y = new double[MANY];
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < MANY; i++) {
            y[i] = random.nextDouble() < p[i] ? 1 : 0;
        }
        Plan plan = Samples.binary();
        Plan small = Samples.ranked(plan, GridRows.bytes(false));
        Findings coarse = Samples.score(small, Samples.pairs(y, p));
        Findings exact = Samples.score(Samples.ranked(plan, 16L * MANY), Samples.pairs(y, p));
        Note note = Samples.note(coarse, Note.Code.RANKED_ON_GRID);
        assertThat(Samples.codes(coarse)).doesNotContain(Note.Code.RANKING_LEFT_OUT);
        for (String score : new String[] {"auc", "average_precision"}) {
            double bound = (Double) Objects.requireNonNull(note.evidence().get(score));
            assertThat(bound).isPositive().isLessThan(1e-4);
            assertThat(Samples.score(coarse, score).value())
                    .isCloseTo(Samples.score(exact, score).value(), within(bound));
        }
        for (String score : new String[] {"calibration_slope", "calibration_intercept", "ece_positive"}) {
            assertThat(Samples.score(coarse, score).value())
                    .isCloseTo(Samples.score(exact, score).value(), within(1e-5));
        }
        assertThat(coarse.scores().get("log_loss")).isEqualTo(exact.scores().get("log_loss"));

        // Two states of which neither, one or both had too many rows.
        for (int cut : new int[] {MANY / 2, 50, MANY - 50, 0}) {
            Statistics one = Statistics.of(small);
            one.add(Samples.pairs(Arrays.copyOf(y, cut), Arrays.copyOf(p, cut)));
            Statistics other = Statistics.of(small);
            other.add(Samples.pairs(Arrays.copyOfRange(y, cut, MANY), Arrays.copyOfRange(p, cut, MANY)));
            one.merge(other);
            assertThat(one.finish()).usingRecursiveComparison().isEqualTo(coarse);
        }
    }

    private static double area(Ranking ranking) {
        Auc auc = new Auc(ranking);
        ranking.compute(List.of(auc));
        return auc.estimate(new Inference(0.95), 2, 2, 100).value();
    }

    private static double precision(Ranking ranking) {
        AveragePrecision precision = new AveragePrecision(ranking);
        ranking.compute(List.of(precision));
        return precision.estimate(new Inference(0.95), 100).value();
    }
}
