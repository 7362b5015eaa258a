package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places in the order of all values, against a comparison of boxed places. */
class RowOrderTest {
    @ParameterizedTest
    @CsvSource({"0,1,1", "1,1,1", "500,3,1", "5000,3,1", "5000,1,2", "20000,2,2", "20000,1000,1", "3000,1000000,2"})
    void sortsByEveryValue(int n, int distinct, int threads) {
        Random random = new Random(n + distinct);
        double[][] columns = new double[3][n];
        int[] label = new int[n];
        for (int i = 0; i < n; i++) {
            for (double[] column : columns) {
                int drawn = random.nextInt(distinct);
                column[i] = drawn == 0
                        ? (random.nextBoolean() ? 0.0 : -0.0)
                        : drawn == 1 ? Double.NEGATIVE_INFINITY : (drawn - distinct / 2) / 7.0;
            }
            label[i] = random.nextInt(4) - 1;
        }
        Comparator<Integer> by = Comparator.comparingDouble((Integer i) -> columns[0][i])
                .thenComparingDouble(i -> columns[1][i])
                .thenComparingDouble(i -> columns[2][i])
                .thenComparingInt(i -> label[i]);
        int[] found = RowOrder.of(List.of(columns), label, n, threads);
        assertThat(Arrays.stream(found).sorted().toArray())
                .isEqualTo(IntStream.range(0, n).toArray());
        Integer[] boxed = Arrays.stream(found).boxed().toArray(Integer[]::new);
        for (int i = 1; i < n; i++) {
            assertThat(by.compare(boxed[i - 1], boxed[i])).isNotPositive();
        }
        int[] without = RowOrder.of(List.of(columns[0]), new int[0], n, threads);
        for (int i = 1; i < n; i++) {
            assertThat(Double.compare(columns[0][without[i - 1]], columns[0][without[i]]))
                    .isNotPositive();
        }
    }
}
