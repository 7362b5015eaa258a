package org.surprisal.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.math.spi.StraightLine;
import org.surprisal.math.spi.StraightLine.Operation;
import org.surprisal.math.spi.Twins;

/** A loop that was made has the bits of its straight line, with vectors of several widths. */
final class FusedLoopsTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.3,
        7,
        1e-300,
        Double.MIN_VALUE,
        1e308,
        -1e308,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    @Test
    void hasTheBitsOfTheStraightLine() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            StraightLine line = line(random, 1 + round % 3, 1 + round % 40);
            FusedClass.Body body = FusedClass.make(line);
            int n = Width.LANES + random.nextInt(60);
            double[][] columns = new double[line.columns()][n + 5];
            int[] from = new int[columns.length];
            for (int k = 0; k < columns.length; k++) {
                from[k] = random.nextInt(6);
                Arrays.setAll(columns[k], i -> any(random));
            }
            double[][] results = new double[line.results().size()][n + 1];
            FusedLoops.run(body, columns, from, results, n);
            for (int i = 0; i < n; i++) {
                double[] row = new double[columns.length];
                for (int k = 0; k < row.length; k++) {
                    row[k] = columns[k][from[k] + i];
                }
                double[] wanted = line.of(row);
                for (int k = 0; k < wanted.length; k++) {
                    assertThat(Double.doubleToLongBits(results[k][i]))
                            .as("%s at %s", line, Arrays.toString(row))
                            .isEqualTo(Double.doubleToLongBits(wanted[k]));
                }
            }
            for (double[] result : results) {
                assertThat(result[n]).as("what comes after the last row").isZero();
            }
        }
    }

    @Test
    void leavesFewRowsAlone() {
        StraightLine.Writer writer = new StraightLine.Writer();
        StraightLine line = writer.line(List.of(writer.step(Operation.ABS, writer.column(0))));
        FusedLoops loop = new FusedLoops(FusedClass.make(line), new Handover(n -> {}, n -> {}, () -> 0));
        double[][] out = {{5, 5}};
        assertThat(loop.ready()).isFalse();
        assertThat(loop.of(new double[][] {{-1, -2}}, new int[1], out, Width.LANES - 1))
                .isFalse();
        assertThat(out[0]).containsExactly(5, 5);
    }

    @Test
    void areMadeWhereVectorsAreWideEnough() {
        StraightLine.Writer writer = new StraightLine.Writer();
        StraightLine line = writer.line(List.of(writer.step(Operation.ABS, writer.column(0))));
        Twins.Fused made = new VectorTwins().fused(line, n -> {});
        assertThat(made == null).isEqualTo(Width.LANES < 4);
    }

    /** Whenever it is that a loop of its own takes over, which is some time in these calls or never. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "where(abs(p - y) <= 1, 0.5 * (p - y)^2, abs(p - y) - 0.5)",
                "wmul(y, max(1 - p, 0)) + wmul(1 - y, max(1 + p, 0))"
            })
    void noResultOfALossTellsWhenItTakesOver(String formula) {
        SplittableRandom random = new SplittableRandom(8);
        int n = 100_003;
        double[] y = random.doubles(n).map(x -> Math.rint(2 * x) - x * 1e-3).toArray();
        double[] p = random.doubles(n).map(x -> 6 * (x - 0.5)).toArray();
        double[] weight = random.doubles(n).toArray();
        for (int i = 0; i < SPECIAL.length; i++) {
            y[1000 * i + 7] = SPECIAL[i];
            p[700 * i + 3] = SPECIAL[SPECIAL.length - 1 - i];
        }
        Evaluator evaluator = Loss.of(formula).evaluator();
        List<double[]> first = results(evaluator, y, p, weight);
        for (int round = 0; round < 80; round++) {
            List<double[]> now = results(evaluator, y, p, weight);
            for (int i = 0; i < now.size(); i++) {
                assertThat(Arrays.equals(now.get(i), first.get(i)))
                        .as("result %s in round %s", i, round)
                        .isTrue();
            }
        }
    }

    @Test
    void theColumnsOfParametersAreReadWhereTheyLie() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 50_001;
        double[] y = random.doubles(n).toArray();
        double[] p = random.doubles(n).toArray();
        double[] tau = random.doubles(n).toArray();
        Evaluator evaluator = Catalogue.PINBALL.given("tau").evaluator();
        Batch rows = Batch.of(Input.of(y).slice(1, n - 1), Input.of(p).slice(1, n - 1))
                .with("tau", Input.of(tau).slice(1, n - 1));
        double mean = evaluator.mean(rows);
        for (int round = 0; round < 100; round++) {
            assertThat(evaluator.mean(rows)).isEqualTo(mean);
        }
    }

    /** Everything about the rows but for the first few: of arrays, of slices of arrays, weighted, of floats. */
    private static List<double[]> results(Evaluator evaluator, double[] y, double[] p, double[] weight) {
        int rows = y.length - 11;
        Batch arrays = Batch.of(Input.of(y), Input.of(p));
        Batch slices = Batch.of(Input.of(y).slice(11, rows), Input.of(p).slice(11, rows));
        List<double[]> results = new ArrayList<>();
        double[] values = new double[y.length];
        double[] gradients = new double[y.length];
        double[] parts = new double[rows];
        double[] weighted = new double[y.length];
        Results both = Results.NONE.values(Output.to(values)).gradients(Output.to(gradients));
        evaluator.compute(arrays, both);
        evaluator.compute(slices, Results.NONE.values(Output.to(parts)));
        evaluator.compute(arrays.weighted(Input.of(weight)), Results.NONE.values(Output.to(weighted)));
        results.add(values);
        results.add(gradients);
        results.add(parts);
        results.add(weighted);
        double[] alone = new double[y.length];
        evaluator.values(y, p, y.length, alone);
        results.add(alone);
        results.add(new double[] {evaluator.mean(slices)});
        return results;
    }

    private static double any(SplittableRandom random) {
        return random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextDouble() * 4 - 2;
    }

    private static StraightLine line(SplittableRandom random, int columns, int steps) {
        StraightLine.Writer writer = new StraightLine.Writer();
        List<Integer> places = new ArrayList<>();
        for (int k = 0; k < columns; k++) {
            places.add(writer.column(k));
        }
        places.add(writer.constant(0));
        places.add(writer.constant(Double.NaN));
        places.add(writer.constant(0.5));
        Operation[] operations = Operation.values();
        for (int i = 0; i < steps; i++) {
            Operation operation = operations[random.nextInt(operations.length)];
            int[] of = new int[operation.arity()];
            Arrays.setAll(of, j -> places.get(random.nextInt(places.size())));
            places.add(writer.step(operation, of));
        }
        return writer.line(List.of(places.getLast(), places.get(random.nextInt(places.size()))));
    }
}
