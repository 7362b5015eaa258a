package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSumsTest {
    private static final int[][] ALL = {
        {0}, {1}, {0, 0}, {1, 0}, {1, 1}, {0, 0, 0}, {0, 1, 0}, {0, 1, 1}, {1, 1, 1}, {0, 0, 1, 1}, {1, 1, 1, 1}
    };

    @ParameterizedTest
    @CsvSource({"1,tame", "2,tame", "3,hard", "4,hard", "5,mixed", "6,mixed"})
    void sumsEveryMonomialInAnyOrderBatchesAndMerges(long seed, String kind) {
        Draw draw = new Draw(seed);
        int n = 500 + draw.below(500);
        double[][] columns = {values(kind, draw, n), values(kind, draw, n)};
        PowerSums whole = new PowerSums(ALL);
        whole.add(columns, n);
        check(whole, columns, n);
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int repeat = 0; repeat < 5; repeat++) {
            for (int i = n - 1; i > 0; i--) {
                int j = draw.below(i + 1);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            PowerSums left = new PowerSums(ALL);
            PowerSums right = new PowerSums(ALL);
            for (int from = 0; from < n; ) {
                int length = Math.min(n - from, 1 + draw.below(600));
                double[][] piece = new double[2][length];
                for (int i = 0; i < length; i++) {
                    piece[0][i] = columns[0][order[from + i]];
                    piece[1][i] = columns[1][order[from + i]];
                }
                (draw.below(2) == 0 ? left : right).add(piece, length);
                from += length;
            }
            left.merge(right);
            assertThat(left).isEqualTo(whole).hasSameHashCodeAs(whole);
            assertThat(left.sum(6)).isEqualTo(whole.sum(6));
            assertThat(left.rows()).isEqualTo(n);
        }
    }

    private static double[] values(String kind, Draw draw, int n) {
        return switch (kind) {
            case "tame" -> draw.tame(n);
            case "hard" -> draw.hard(n);
            default -> {
                // Most blocks are common, some hold a value whose powers leave the range of a double.
                double[] x = draw.tame(n);
                x[draw.below(n)] = 1e200;
                x[draw.below(n)] = -3e-200;
                x[draw.below(n)] = Double.MIN_VALUE;
                yield x;
            }
        };
    }

    /** Degrees 1 and 2 are exact; above, the error is at most 2^-100 of the sum of magnitudes. */
    private static void check(PowerSums sums, double[][] columns, int n) {
        for (int k = 0; k < ALL.length; k++) {
            BigDecimal exact = BigDecimal.ZERO;
            BigDecimal magnitude = BigDecimal.ZERO;
            for (int row = 0; row < n; row++) {
                BigDecimal product = BigDecimal.ONE;
                for (int column : ALL[k]) {
                    product = product.multiply(new BigDecimal(columns[column][row]));
                }
                exact = exact.add(product);
                magnitude = magnitude.add(product.abs());
            }
            BigDecimal error = DyadicTest.decimal(sums.sum(k)).subtract(exact).abs();
            BigDecimal allowed =
                    ALL[k].length <= 2 ? BigDecimal.ZERO : magnitude.multiply(new BigDecimal(Math.scalb(1.0, -100)));
            assertThat(error.round(new MathContext(5)))
                    .as(Arrays.toString(ALL[k]))
                    .isLessThanOrEqualTo(allowed);
        }
    }

    /** A row alone is summed in another way than in a block of very different ones. */
    @ParameterizedTest
    @ValueSource(ints = {-260, -100, 0, 150, 260})
    void aBlockOfAnyWidthIsTheSumOfItsRows(int top) {
        Draw draw = new Draw(top);
        for (int width = 0; width < 80; width += 3) {
            double[][] columns = new double[2][520];
            long[] counts = new long[520];
            PowerSums rows = new PowerSums(ALL);
            for (int i = 0; i < counts.length; i++) {
                counts[i] = draw.below(1 << draw.below(20));
                for (double[] column : columns) {
                    column[i] = draw.below(50) == 0
                            ? 0
                            : draw.signed(Math.scalb(draw.uniform(1, 2), top - draw.below(width + 1)));
                }
                double[][] row = {{columns[0][i]}, {columns[1][i]}};
                rows.add(row, 1);
                rows.add(row, new long[] {counts[i]}, 1);
            }
            PowerSums block = new PowerSums(ALL);
            block.add(columns, counts, counts.length);
            block.add(columns, counts.length);
            assertThat(block).as("width %s", width).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsHaveTheBitsOfRepeatedRows(long seed) {
        Draw draw = new Draw(seed);
        int n = 500;
        double[][] columns = {values("mixed", draw, n), draw.tame(n)};
        long[] counts = new long[n];
        int total = 0;
        for (int i = 0; i < n; i++) {
            counts[i] = draw.below(6);
            total += (int) counts[i];
        }
        double[][] repeated = new double[2][total];
        for (int i = 0, at = 0; i < n; i++) {
            for (long k = 0; k < counts[i]; k++, at++) {
                repeated[0][at] = columns[0][i];
                repeated[1][at] = columns[1][i];
            }
        }
        PowerSums counted = new PowerSums(ALL);
        counted.add(columns, counts, n);
        PowerSums plain = new PowerSums(ALL);
        plain.add(repeated, total);
        assertThat(counted).isEqualTo(plain);
        assertThat(counted.rows()).isEqualTo(total);
    }

    @Test
    void hugeCountsAreExact() {
        double[][] columns = {new double[300]};
        Arrays.setAll(columns[0], i -> 1.0 / (i + 3));
        long[] counts = new long[300];
        Arrays.fill(counts, (1L << 53) - 1);
        PowerSums fast = new PowerSums(new int[] {0, 0, 0}, new int[] {0});
        fast.add(columns, counts, 300);
        Arrays.fill(counts, 1L << 52);
        PowerSums parts = new PowerSums(new int[] {0, 0, 0}, new int[] {0});
        parts.add(columns, counts, 300);
        Arrays.fill(counts, (1L << 52) - 1);
        parts.add(columns, counts, 300);
        assertThat(fast).isEqualTo(parts);
        PowerSums huge = new PowerSums(new int[] {0});
        huge.add(new double[][] {{0.1}}, new long[] {Long.MAX_VALUE}, 1);
        assertThat(huge.sum(0)).isEqualTo(Dyadic.of(0.1).times(Dyadic.of(Long.MAX_VALUE)));
        assertThatThrownBy(() -> huge.add(new double[][] {{0.1}}, new long[] {1}, 1))
                .isInstanceOf(ArithmeticException.class);
        assertThat(huge.rows()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void squaresBeyondTheRangeOfADoubleAreExact() {
        PowerSums sums = new PowerSums(new int[] {0, 0}, new int[] {0, 0});
        sums.add(new double[][] {{1e200, 1e-200}}, 2);
        Dyadic large = Dyadic.of(1e200);
        Dyadic small = Dyadic.of(1e-200);
        assertThat(sums.sum(0))
                .isEqualTo(large.times(large).plus(small.times(small)))
                .isEqualTo(sums.sum(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotFiniteAndAddsNothing(double bad) {
        PowerSums sums = new PowerSums(new int[] {0}, new int[] {0, 1});
        double[][] columns = {new double[600], new double[600]};
        columns[1][599] = bad;
        assertThatThrownBy(() -> sums.add(columns, 600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 1, row 599");
        assertThat(sums).isEqualTo(new PowerSums(new int[] {0}, new int[] {0, 1}));
    }

    @Test
    void refusesWrongMonomialsCountsAndMerges() {
        assertThatThrownBy(() -> new PowerSums(new int[] {})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PowerSums(new int[] {0, 0, 0, 0, 0})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PowerSums(new int[] {-1})).isInstanceOf(IllegalArgumentException.class);
        PowerSums sums = new PowerSums(new int[] {0});
        assertThatThrownBy(() -> sums.add(new double[][] {{1}}, new long[] {-1}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> sums.merge(new PowerSums(new int[] {1}))).isInstanceOf(IllegalArgumentException.class);
        PowerSums other = new PowerSums(new int[] {0});
        other.add(new double[][] {{1}}, 1);
        assertThat(sums)
                .isNotEqualTo(other)
                .isNotEqualTo(new PowerSums(new int[] {1}))
                .isNotEqualTo("sums");
        other.merge(sums);
        sums.add(new double[][] {{2}}, 1);
        assertThat(sums).isNotEqualTo(other);
    }
}
