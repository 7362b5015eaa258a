package org.surprisal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheExactSumInAnyOrderBatchesAndMergeTree(long seed) {
        Draw draw = new Draw(seed);
        int n = 1 + draw.below(3000);
        double[] x = seed % 2 == 0 ? draw.tame(n) : draw.hard(n);
        ExactSum one = new ExactSum();
        for (double value : x) {
            one.add(value);
        }
        BigDecimal exact = Arrays.stream(x).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(DyadicTest.decimal(one.exact())).isEqualByComparingTo(exact);
        assertThat(one.value()).isEqualTo(exact.doubleValue());
        for (int repeat = 0; repeat < 20; repeat++) {
            draw.shuffle(x);
            ExactSum tree = tree(x, draw);
            assertThat(tree).isEqualTo(one).hasSameHashCodeAs(one);
            assertThat(tree.exact()).isEqualTo(one.exact());
        }
    }

    /** Sums random pieces, some at once and some value by value, and merges neighbours in random order. */
    private static ExactSum tree(double[] x, Draw draw) {
        List<ExactSum> parts = new ArrayList<>();
        for (int from = 0; from < x.length; ) {
            int length = Math.min(x.length - from, 1 + draw.below(700));
            double[] piece = Arrays.copyOfRange(x, from, from + length);
            ExactSum part = new ExactSum();
            if (draw.below(3) == 0) {
                for (double value : piece) {
                    part.add(value);
                }
            } else {
                part.add(piece, length);
            }
            parts.add(part);
            from += length;
        }
        while (parts.size() > 1) {
            int i = draw.below(parts.size() - 1);
            parts.get(i).merge(parts.remove(i + 1));
        }
        return parts.getFirst();
    }

    @Test
    void sumsThatOverflowOnTheWayComeBack() {
        double[] x = new double[400];
        Arrays.fill(x, 0, 200, Double.MAX_VALUE);
        Arrays.fill(x, 200, 400, -Double.MAX_VALUE);
        x[7] = Math.nextDown(Double.MAX_VALUE);
        ExactSum sum = new ExactSum();
        sum.add(x, 400);
        assertThat(sum.value()).isEqualTo(-0x1p971);
        sum.add(Double.MAX_VALUE);
        sum.add(Double.MAX_VALUE);
        assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum.isFinite()).isTrue();
    }

    @Test
    void longRunsOfBlocksKeepEveryBit() {
        Draw draw = new Draw(11);
        double[] x = draw.tame(1024);
        ExactSum many = new ExactSum();
        ExactSum once = new ExactSum();
        for (int i = 0; i < 700; i++) {
            many.add(x, 1024);
        }
        for (double value : x) {
            once.addProduct(value, 700);
        }
        assertThat(many).isEqualTo(once);
    }

    @Test
    void growingMagnitudesMoveTheGrids() {
        double[] x = new double[4096];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.scalb(1 + i * 0x1p-20, i / 2 - 1040);
        }
        ExactSum block = new ExactSum();
        block.add(x, 4000);
        ExactSum each = new ExactSum();
        for (int i = 3999; i >= 0; i--) {
            each.add(x[i]);
        }
        assertThat(block).isEqualTo(each);
    }

    /** At some width two integers no longer hold a block, then three, then it goes value by value. */
    @ParameterizedTest
    @ValueSource(ints = {-1050, -900, -800, -300, 0, 400, 1023})
    void blocksOfEveryWidthKeepEveryBit(int top) {
        Draw draw = new Draw(top);
        for (int width = 0; width < 180; width++) {
            double[] x = new double[600];
            for (int i = 0; i < x.length; i++) {
                double significand = draw.below(4) == 0 ? 1 : draw.uniform(1, 2);
                x[i] = draw.signed(Math.scalb(significand, top - draw.below(width + 1)));
            }
            ExactSum block = new ExactSum();
            block.add(x, x.length);
            block.add(x, x.length - 1);
            ExactSum each = new ExactSum();
            for (int i = 0; i < x.length; i++) {
                each.addProduct(x[i], i < x.length - 1 ? 2 : 1);
            }
            assertThat(block).as("width %s", width).isEqualTo(each);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void productsAreExact(long seed) {
        Draw draw = new Draw(seed);
        double[] x = draw.hard(200);
        ExactSum sum = new ExactSum();
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i + 1 < x.length; i++) {
            sum.addProduct(x[i], x[i + 1]);
            exact = exact.add(new BigDecimal(x[i]).multiply(new BigDecimal(x[i + 1])));
        }
        assertThat(DyadicTest.decimal(sum.exact())).isEqualByComparingTo(exact);
    }

    @Test
    void infinitiesAndNaNFollowTheStandardInAnyOrder() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(of(1, inf, 2).value()).isEqualTo(inf);
        assertThat(of(-inf, 1).value()).isEqualTo(-inf);
        assertThat(of(inf, 1, -inf).value()).isNaN();
        assertThat(of(Double.NaN, inf).value()).isNaN();
        assertThat(of(inf, 1)).isEqualTo(of(1, inf)).isNotEqualTo(of(1, -inf)).isNotEqualTo(of(1, Double.NaN));
        assertThatThrownBy(() -> of(inf).exact())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("Infinity");
        ExactSum merged = of(1);
        merged.merge(of(inf));
        assertThat(merged.isFinite()).isFalse();
        assertThat(merged).hasToString("Infinity");
        ExactSum product = new ExactSum();
        product.addProduct(0, inf);
        assertThat(product.value()).isNaN();
        double[] block = new double[300];
        block[299] = -inf;
        ExactSum fast = new ExactSum();
        fast.add(block, 300);
        assertThat(fast.value()).isEqualTo(-inf);
    }

    @Test
    void nothingAndZerosAreZero() {
        assertThat(new ExactSum().value()).isEqualTo(0.0);
        assertThat(of(-0.0)).isEqualTo(new ExactSum()).isNotEqualTo("0");
        assertThat(of(0.1, 0.2, -0.3).value()).isEqualTo(0x1p-55);
    }

    private static ExactSum of(double... x) {
        ExactSum sum = new ExactSum();
        sum.add(x, x.length);
        return sum;
    }
}
