package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.surprisal.score.ColumnFacts.Extent;

class ColumnFactsTest {
    private static final byte[] NO_FLAGS = {};
    private static final long[] ONCE = {};

    private final ColumnFacts facts = new ColumnFacts();

    private Extent add(double... values) {
        return facts.add(values, NO_FLAGS, ONCE, values.length);
    }

    @Test
    void extentIsTheNarrowestThatHoldsAll() {
        assertThat(add(0, 1, -0.0)).isEqualTo(Extent.ENDS);
        assertThat(add(0, 1, 0.5)).isEqualTo(Extent.UNIT);
        assertThat(add(0, 1, -2)).isEqualTo(Extent.FINITE);
        assertThat(add(0, Double.NEGATIVE_INFINITY)).isEqualTo(Extent.NUMBERS);
        assertThat(add(0, Double.NaN)).isEqualTo(Extent.GAPS);
        assertThat(add()).isEqualTo(Extent.ENDS);
    }

    @Test
    void placesAreExactAtTheEdges() {
        add(Double.MIN_VALUE, Math.nextDown(1.0), Math.nextUp(1.0), -Double.MIN_VALUE, 1e308, -1e308, 0, 1);
        assertThat(facts.inside()).isEqualTo(2);
        assertThat(facts.outside()).isEqualTo(4);
        assertThat(facts.ends()).isEqualTo(2);
        assertThat(facts.numbers()).isEqualTo(8);
        assertThat(facts.min()).isEqualTo(-1e308);
        assertThat(facts.max()).isEqualTo(1e308);
    }

    @Test
    void flagsAndCountsAreHeeded() {
        byte[] flags = {0, 1, 2, 0};
        long[] counts = {2, 3, 4, 0};
        Extent extent = facts.add(new double[] {1, Double.NaN, Double.NaN, 7}, flags, counts, 4);
        assertThat(extent).isEqualTo(Extent.GAPS);
        assertThat(facts.ends()).isEqualTo(2);
        assertThat(facts.missing()).isEqualTo(3);
        assertThat(facts.notNumbers()).isEqualTo(4);
        assertThat(facts.outside())
                .as("a row repeated zero times does not exist")
                .isZero();
        assertThat(facts.max()).isEqualTo(1);
    }

    @Test
    void fewWholeNumbersAreKept() {
        add(3, 1, 2, 1);
        add(0, 1);
        assertThat(facts.fewValues()).containsExactly(0, 1, 2, 3);
        ColumnFacts other = new ColumnFacts();
        other.add(new double[] {-1, 2}, NO_FLAGS, ONCE, 2);
        facts.merge(other);
        assertThat(facts.fewValues()).containsExactly(-1, 0, 1, 2, 3);
        assertThat(facts.numbers()).isEqualTo(8);
        for (int i = 0; i < 30; i++) {
            add(i);
        }
        assertThat(facts.fewValues()).isEmpty();
        other.add(new double[] {0.5}, NO_FLAGS, ONCE, 1);
        assertThat(other.fewValues()).isEmpty();
    }
}
