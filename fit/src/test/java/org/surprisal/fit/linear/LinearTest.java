package org.surprisal.fit.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.math.DoubleDouble;
import org.surprisal.math.ExactSum;

/** Factors times themselves give back what was factored. */
final class LinearTest {
    private static final double[][] MATRIX = {{4, 2, -2}, {2, 10, 4}, {-2, 4, 9}};

    @Test
    void choleskySolves() {
        Cholesky factor = Cholesky.of(MATRIX, 0);
        assertThat(factor.isDefinite()).isTrue();
        double[] x = factor.solve(new double[] {4, 16, 11});
        assertThat(x).containsExactly(new double[] {1, 1, 1}, within(1e-15));
        double[] half = factor.solveLower(new double[] {4, 16, 11});
        double square = 0;
        for (double y : half) {
            square += y * y;
        }
        assertThat(square).isCloseTo(31, within(1e-13));
        double[][] inverse = factor.inverse();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += inverse[i][k] * MATRIX[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-15));
            }
        }
    }

    /** However many rows are taken at once, an element takes its products one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 7, 8, 9, 38})
    void choleskyIsTheTextbooksToTheLastBit(int n) {
        Random random = new Random(n);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = i == j ? 1 + random.nextDouble() : random.nextGaussian() / (4 * n);
                a[j][i] = a[i][j];
            }
        }
        Cholesky factor = Cholesky.of(a, 0);
        double[][] l = textbook(a);
        double[][] inverse = factor.inverse();
        double[][] columns = new double[n][];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = unit[i];
                for (int k = 0; k < i; k++) {
                    sum = Math.fma(-l[i][k], y[k], sum);
                }
                y[i] = sum / l[i][i];
            }
            assertThat(factor.solveLower(unit)).isEqualTo(y);
            columns[j] = factor.solve(unit);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(inverse[i][j]).isEqualTo(0.5 * columns[i][j] + 0.5 * columns[j][i]);
            }
        }
    }

    private static double[][] textbook(double[][] a) {
        double[][] l = new double[a.length][a.length];
        for (int j = 0; j < a.length; j++) {
            for (int i = j; i < a.length; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum = Math.fma(-l[i][k], l[j][k], sum);
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }

    @Test
    void crossProductsAreSumsOfProducts() {
        Random random = new Random(3);
        double[] x = random.doubles(CrossProducts.LENGTH, -1, 1).toArray();
        double[] y = random.doubles(CrossProducts.LENGTH, -1, 1).toArray();
        ExactSum sum = new ExactSum();
        double size = 0;
        for (int i = 0; i < x.length; i++) {
            sum.addProduct(x[i], y[i]);
            size += Math.abs(x[i] * y[i]);
        }
        assertThat(new CrossProducts().of(x, y)).isCloseTo(sum.value(), within(size * 0x1p-50));
        // Small integers have exact sums: every product is there once.
        Arrays.setAll(x, i -> 1 << (i % 20));
        Arrays.fill(y, 1);
        assertThat(new CrossProducts().of(x, y))
                .isEqualTo(IntStream.range(0, x.length).mapToDouble(i -> x[i]).sum());
    }

    @Test
    void choleskyNamesThePivotWhereItEnds() {
        Cholesky none = Cholesky.of(new double[][] {{1, 2}, {2, 1}}, 0);
        assertThat(none.isDefinite()).isFalse();
        assertThat(none.leastAt()).isEqualTo(1);
        assertThat(none.leastPivot()).isEqualTo(-3);
        Cholesky raised = Cholesky.of(new double[][] {{1, 2}, {2, 1}}, 2);
        assertThat(raised.isDefinite()).isTrue();
        Cholesky near = Cholesky.of(new double[][] {{1, 1}, {1, 1 + 0x1p-20}}, 0);
        assertThat(near.leastAt()).isEqualTo(1);
        assertThat(near.leastPivot()).isCloseTo(0x1p-20, within(1e-9));
        assertThat(Cholesky.of(new double[][] {{0}}, 0).isDefinite()).isFalse();
    }

    /** The units of the columns do not matter. */
    @Test
    void choleskyScales() {
        double[][] scaled = new double[3][3];
        double[] unit = {0x1p400, 0x1p-300, 1};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                scaled[i][j] = MATRIX[i][j] * unit[i] * unit[j];
            }
        }
        double[] x = Cholesky.of(scaled, 0).solve(new double[] {4 * unit[0], 16 * unit[1], 11});
        assertThat(x[0] * unit[0]).isCloseTo(1, within(1e-14));
        assertThat(x[1] * unit[1]).isCloseTo(1, within(1e-14));
        assertThat(x[2]).isCloseTo(1, within(1e-14));
    }

    /** More rows than a block holds; the triangle's square is that of the rows, in two doubles. */
    @Test
    void qrOfManyRows() {
        Random random = new Random(5);
        int width = 4;
        StackedQr qr = new StackedQr(width);
        DoubleDouble[][] square = new DoubleDouble[width][width];
        for (int r = 0; r < 300; r++) {
            double[] high = random.doubles(width).toArray();
            double[] low = new double[width];
            qr.add(high, low);
            for (int a = 0; a < width; a++) {
                for (int b = 0; b < width; b++) {
                    DoubleDouble product = DoubleDouble.product(high[a], high[b]);
                    square[a][b] = r == 0 ? product : square[a][b].plus(product);
                }
            }
        }
        PairVector[] triangle = qr.triangle();
        for (int a = 0; a < width; a++) {
            for (int b = 0; b < width; b++) {
                DoubleDouble difference = triangle[a].dot(triangle[b], width).minus(square[a][b]);
                assertThat(difference.value()).isCloseTo(0, within(1e-26));
            }
        }
    }

    @Test
    void dependentColumnsAreCombinations() {
        StackedQr qr = new StackedQr(5);
        Random random = new Random(6);
        for (int r = 0; r < 20; r++) {
            double a = random.nextInt(100);
            double b = random.nextInt(100);
            qr.add(new double[] {a, b, 3 * a - 0.5 * b, 0, 2 * a + b}, new double[5]);
        }
        RankedTriangle ranked = RankedTriangle.of(qr.triangle());
        assertThat(ranked.kept()).containsExactly(0, 1);
        assertThat(ranked.dependences()).hasSize(2);
        RankedTriangle.Dependence first = ranked.dependences().get(0);
        assertThat(first.column()).isEqualTo(2);
        assertThat(first.others()).containsExactly(0, 1);
        assertThat(first.factors()).containsExactly(new double[] {3, -0.5}, within(1e-15));
        assertThat(ranked.dependences().get(1).others()).isEmpty();
        assertThat(ranked.solution().values()).containsExactly(new double[] {2, 1}, within(1e-15));
        assertThat(ranked.independence()).isBetween(0.1, 1.0);
        PairVector x = PairVector.of(new double[] {1, 2});
        double[] solved = ranked.solveSquare(x).values();
        assertThat(ranked.quadratic(x)).isCloseTo(solved[0] + 2 * solved[1], within(1e-18));
        assertThat(ranked.inverseSquare()[0][1]).isEqualTo(ranked.inverseSquare()[1][0]);
    }
}
