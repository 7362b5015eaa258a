package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RadixSortTest {
    /** Keys that a sort by digits might find hard. */
    static Stream<Arguments> distributions() {
        Random random = new Random(11);
        return Stream.of(
                Arguments.of("uniform", (LongUnaryOperator) i -> Double.doubleToLongBits(random.nextDouble()) << 1),
                Arguments.of("all bits", (LongUnaryOperator) i -> random.nextLong()),
                Arguments.of("one value", (LongUnaryOperator) i -> 42),
                Arguments.of("extremes", (LongUnaryOperator) i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE),
                Arguments.of("cluster", (LongUnaryOperator) i -> i == 7 ? Long.MIN_VALUE : random.nextInt(500)),
                Arguments.of("powers", (LongUnaryOperator) i -> 1L << random.nextInt(62)),
                Arguments.of("ascending", (LongUnaryOperator) i -> i * 1000),
                Arguments.of("descending", (LongUnaryOperator) i -> -i));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void isTheOrderOfNumbers(String name, LongUnaryOperator key) {
        Random random = new Random(5);
        for (int n : new int[] {0, 1, 2, 39, 41, 3_000, 200_000}) {
            for (int threads : new int[] {1, 3}) {
                for (int width : new int[] {1, 3}) {
                    long[] keys = new long[n];
                    Arrays.setAll(keys, key::applyAsLong);
                    List<long[][]> pieces = new ArrayList<>();
                    List<Integer> sizes = new ArrayList<>();
                    for (int from = 0; from < n; ) {
                        int to = Math.min(n, from + 1 + random.nextInt(50_000));
                        // A piece has more room than rows, and its other columns say what the key was.
                        long[][] piece = new long[width][to - from + 3];
                        for (int c = 0; c < width; c++) {
                            for (int i = from; i < to; i++) {
                                piece[c][i - from] = keys[i] ^ c;
                            }
                        }
                        pieces.add(piece);
                        sizes.add(to - from);
                        from = to;
                    }
                    int[] lengths = sizes.stream().mapToInt(Integer::intValue).toArray();
                    long[][] sorted = RadixSort.sorted(pieces, lengths, width, threads);
                    Arrays.sort(keys);
                    assertThat(pieces).isEmpty();
                    for (int c = 0; c < width; c++) {
                        int column = c;
                        assertThat(sorted[c])
                                .isEqualTo(
                                        Arrays.stream(keys).map(k -> k ^ column).toArray());
                    }
                }
            }
        }
    }
}
