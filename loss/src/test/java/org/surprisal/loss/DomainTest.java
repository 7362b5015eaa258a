package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DomainTest {
    @Test
    void endsBelongIfTheyAreIncluded() {
        assertThat(Domain.UNIT_INTERVAL.contains(0)).isTrue();
        assertThat(Domain.UNIT_INTERVAL.contains(1)).isTrue();
        assertThat(Domain.UNIT_INTERVAL.contains(-Double.MIN_VALUE)).isFalse();
        assertThat(Domain.UNIT_INTERVAL.contains(Math.nextUp(1.0))).isFalse();
        assertThat(Domain.UNIT_INTERVAL.contains(Double.NaN)).isFalse();
        assertThat(Domain.OPEN_UNIT_INTERVAL.contains(0)).isFalse();
        assertThat(Domain.OPEN_UNIT_INTERVAL.contains(Double.MIN_VALUE)).isTrue();
        assertThat(Domain.REAL.contains(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(Domain.REAL.contains(Double.MAX_VALUE)).isTrue();
        assertThat(Domain.POSITIVE_OR_INFINITE.contains(Double.POSITIVE_INFINITY))
                .isTrue();
        assertThat(Domain.NON_NEGATIVE.contains(-0.0)).isTrue();
        assertThatThrownBy(() -> new Domain(1, true, 0, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Domain(Double.NaN, true, 0, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFirstValueOutsideIsFound() {
        double[] values = new double[2000];
        Arrays.fill(values, 0.5);
        for (Domain domain : new Domain[] {Domain.UNIT_INTERVAL, Domain.OPEN_UNIT_INTERVAL, Domain.REAL}) {
            assertThat(domain.firstOutside(values, values.length)).isEqualTo(-1);
        }
        values[1777] = Double.NaN;
        assertThat(Domain.REAL.firstOutside(values, values.length)).isEqualTo(1777);
        assertThat(Domain.REAL.firstOutside(values, 1777)).isEqualTo(-1);
        values[600] = 0;
        assertThat(Domain.UNIT_INTERVAL.firstOutside(values, values.length)).isEqualTo(1777);
        assertThat(Domain.POSITIVE.firstOutside(values, values.length)).isEqualTo(600);
        values[3] = Double.NEGATIVE_INFINITY;
        assertThat(Domain.REAL.firstOutside(values, values.length)).isEqualTo(3);
    }

    @Test
    void isWrittenAsIntervalsAre() {
        assertThat(Domain.UNIT_INTERVAL).hasToString("[0, 1]");
        assertThat(Domain.POSITIVE).hasToString("(0, ∞)");
        assertThat(Domain.REAL).hasToString("(-∞, ∞)");
        assertThat(new Domain(-0.5, true, 2, false)).hasToString("[-0.5, 2)");
    }
}
