package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final int ROWS = 67;

    @Test
    void zerosAndOnesAreHard() {
        assertThat(isHard(outcomes(), false)).isTrue();
        assertThat(isHard(outcomes(), true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.5,
                -1,
                2,
                3,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                0x1p-540,
                0x1p-1022,
                1 - 0x1p-53,
                1 + 0x1p-52,
                1e300,
                -1e300,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void oneOtherNumberIsSeenWhereverItIs(double other) {
        for (int place = 0; place < ROWS; place++) {
            double[] target = outcomes();
            target[place] = other;
            assertThat(isHard(target, false)).isFalse();
            assertThat(isHard(target, true)).isFalse();
            assertThat(isHardWithout(target, place)).isTrue();
            assertThat(isHardWithout(target, (place + 1) % ROWS)).isFalse();
        }
    }

    @Test
    void minusZeroIsNotHard() {
        double[] target = outcomes();
        target[40] = -0.0;
        assertThat(isHard(target, false)).isFalse();
        assertThat(isHardWithout(target, 40)).isTrue();
        assertThat(isHardWithout(target, 41)).isFalse();
    }

    private static double[] outcomes() {
        double[] target = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            target[i] = i * 7 % 3 == 0 ? 1 : 0;
        }
        return target;
    }

    private static boolean isHard(double[] target, boolean whole) {
        Selection selection = new Selection();
        selection.prepare(ROWS);
        selection.all(ROWS);
        return selection.isHard(target, whole);
    }

    /** With one row masked. */
    private static boolean isHardWithout(double[] target, int row) {
        double[] mask = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            mask[i] = i == row ? 0 : 1;
        }
        Selection selection = new Selection();
        selection.prepare(ROWS);
        selection.all(ROWS);
        selection.select(mask, ROWS);
        return selection.isHard(target, false);
    }
}
