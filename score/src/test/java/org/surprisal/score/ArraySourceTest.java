package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArraySourceTest {
    private static final ArraySource TABLE = ArraySource.empty()
            .with("y", 0, 1, Double.NaN, 1)
            .with("label", new String[] {"b", null, " ", "a"})
            .with("share", new String[] {"63%", "7 %", "", "nan"})
            .with("count", new String[] {" 01", "1.0", "inf", "-Infinity"});

    @Test
    void kindsAreFoundFromTheCells() {
        assertThat(TABLE.columns())
                .containsExactly(
                        new Column("y", Column.Kind.NUMBER),
                        new Column("label", Column.Kind.TEXT),
                        new Column("share", Column.Kind.TEXT),
                        new Column("count", Column.Kind.NUMBER));
        assertThat(ArraySource.empty().with("p", new String[] {"1%", "2.5%"}).columns())
                .containsExactly(new Column("p", Column.Kind.PERCENT));
    }

    @Test
    void distinctValuesAreSortedCountedAndLimited() {
        Source.Distinct labels = TABLE.distinct("label", 10);
        assertThat(labels.values()).containsExactly("a", "b");
        assertThat(labels.counts()).containsExactly(1, 1);
        assertThat(labels.missing()).isEqualTo(2);
        assertThat(labels.complete()).isTrue();
        assertThat(TABLE.distinct("label", 1).complete()).isFalse();
        assertThat(TABLE.distinct("y", 10).values()).containsExactly("0", "1", "NaN");
    }

    @Test
    void cellsArriveAsNumbersFlagsAndCodes() {
        List<Batch> batches = read(TABLE, false);
        assertThat(batches).hasSize(1);
        Batch batch = batches.getFirst();
        assertThat(batch.numbers()[0]).containsExactly(0, 1, Double.NaN, 1);
        assertThat(batch.flags()[0]).containsExactly(0, 0, 2, 0);
        assertThat(batch.numbers()[1]).containsExactly(0.63, 0.07, Double.NaN, Double.NaN);
        assertThat(batch.flags()[1]).containsExactly(0, 0, 1, 2);
        assertThat(batch.numbers()[2]).containsExactly(1, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(batch.flags()[2]).isEmpty();
        assertThat(batch.codes()[3]).containsExactly(0, Batch.MISSING, Batch.MISSING, Batch.OTHER);
        assertThat(batch.file()).isZero();
        assertThat(batch.rows()).isEmpty();
    }

    @Test
    void rowsAreNumberedOnRequestAndReadingStopsWhenTold() {
        List<Batch> batches = read(TABLE.inBatchesOf(3), true);
        assertThat(batches).extracting(Batch::size).containsExactly(3, 1);
        assertThat(batches.get(1).rows()).containsExactly(4);
        assertThat(batches.get(1).file()).isEqualTo(1);

        List<Batch> first = new ArrayList<>();
        TABLE.inBatchesOf(1).read(List.of(new Source.Cell.Numeric("y")), false, batch -> {
            first.add(batch);
            return false;
        });
        assertThat(first).hasSize(1);
    }

    @Test
    void columnsMustFitTogether() {
        assertThatThrownBy(() -> TABLE.with("y", 1, 2, 3, 4)).hasMessageContaining("\"y\" already");
        assertThatThrownBy(() -> TABLE.with("z", 1)).hasMessageContaining("1 rows, the others have 4");
        assertThatThrownBy(() -> TABLE.distinct("y > 0", 2))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("no expressions");
    }

    private static List<Batch> read(Source source, boolean numbered) {
        List<Batch> batches = new ArrayList<>();
        source.read(
                List.of(
                        new Source.Cell.Numeric("y"),
                        new Source.Cell.Numeric("share"),
                        new Source.Cell.Numeric("count"),
                        new Source.Cell.Category("label", List.of("b"))),
                numbered,
                batches::add);
        return batches;
    }
}
