package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {
    private static final Request ASKED = Request.automatic().withScale(Scale.PROBABILITY);

    private static ArraySource table(int rows) {
        double[] y = new double[rows];
        double[] p = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 2;
            p[i] = (i % 97 + 1) / 100.0;
        }
        return ArraySource.empty().with("y", y).with("p", p).inBatchesOf(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyRowIsCountedOnce(int threads) {
        Scorecard card = RowLog.score(table(10_000), ASKED.withThreads(threads));
        assertThat(card.scored()).isEqualTo(10_000);
        assertThat(RowLog.rows(card)).hasSize(10_000).isEqualTo(RowLog.rows(RowLog.score(table(10_000), ASKED)));
    }

    /** Statistics that break after some batches. */
    private static final class Fragile implements Statistics {
        private final RuntimeException failure;
        private int batches;

        private Fragile(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public void add(Rows rows) {
            if (++batches > 3) {
                throw failure;
            }
        }

        @Override
        public void merge(Statistics other) {}

        @Override
        public Findings finish() {
            return new Findings(Map.of(), Map.of(), null, Map.of(), Map.of(), null, null, List.of());
        }

        @Override
        public boolean[] zeroProbability(Rows rows) {
            return new boolean[rows.size()];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aFailureOfAnyThreadIsTheFailureOfAll(int threads) {
        RuntimeException failure = new IllegalStateException("broken");
        assertThatThrownBy(() -> Scorer.score(
                        table(100_000), ASKED.withThreads(threads), Progress.NONE, plan -> new Fragile(failure)))
                .isSameAs(failure);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("surprisal-score"));
    }

    @Test
    void anInterruptionIsKeptAndSpoilsNothing() {
        Thread.currentThread().interrupt();
        Scorecard card = RowLog.score(table(5000), ASKED.withThreads(3));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(card.scored()).isEqualTo(5000);
    }

    @Test
    void aFailureOfTheSourceEndsTheThreads() {
        ArraySource rows = table(100);
        Source broken = new Source() {
            @Override
            public List<Column> columns() {
                return rows.columns();
            }

            @Override
            public Distinct distinct(String column, int limit) {
                return rows.distinct(column, limit);
            }

            @Override
            public void read(List<Cell> cells, boolean numbered, Sink sink) {
                rows.read(cells, numbered, sink);
                throw new IllegalStateException("truncated");
            }
        };
        assertThatThrownBy(() -> RowLog.score(broken, ASKED.withThreads(3))).hasMessage("truncated");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("surprisal-score"));
    }
}
