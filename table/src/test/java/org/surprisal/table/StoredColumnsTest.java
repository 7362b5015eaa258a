package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns in memory and in a file are the same columns; rows arrive in their order, texts and decimals as written. */
final class StoredColumnsTest {
    private static final int ROWS = 150_000;

    private static final List<Cell> CELLS =
            List.of(new Cell.Numeric("a"), new Cell.Exact("b"), new Cell.Category("c", List.of("x", "y")));

    @TempDir
    Path folder;

    private static double number(int row) {
        return row % 1000 == 7 ? Double.NaN : row * 1.5;
    }

    private static void fill(StoredColumns columns) {
        int done = 0;
        Random sizes = new Random(5);
        while (done < ROWS) {
            int n = Math.min(ROWS - done, 1 + sizes.nextInt(20_000));
            double[][] numbers = {new double[n], new double[n], {}};
            double[][] lows = {{}, new double[n], {}};
            int[][] codes = {{}, {}, new int[n]};
            for (int i = 0; i < n; i++) {
                numbers[0][i] = number(done + i);
                numbers[1][i] = done + i;
                lows[1][i] = 1e-20 * (done + i);
                codes[2][i] = (done + i) % 3 - 1;
            }
            columns.add(new Batch(n, numbers, lows, codes, new String[3][0], new byte[3][0], 0, new long[0]));
            done += n;
        }
        columns.seal();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5_000_000, Long.MAX_VALUE})
    void readsWhatWasWritten(long budget) {
        try (StoredColumns columns = new StoredColumns(CELLS, budget)) {
            fill(columns);
            assertThat(columns.rows()).isEqualTo(ROWS);
            assertThat(columns.isInFile()).isEqualTo(budget < Long.MAX_VALUE);
            Random random = new Random(1);
            for (int k = 0; k < 50; k++) {
                int from = random.nextInt(ROWS - 1000);
                int n = random.nextInt(1000);
                double[] high = new double[n];
                double[] low = new double[n];
                int[] codes = new int[n];
                columns.load(0, from, n, high, low);
                for (int i = 0; i < n; i++) {
                    assertThat(Double.compare(high[i], number(from + i))).isZero();
                    assertThat(low[i]).isZero();
                }
                columns.load(1, from, n, high, low);
                columns.load(2, from, n, codes);
                int[] rows = new int[n];
                for (int i = 0; i < n; i++) {
                    assertThat(high[i]).isEqualTo(from + i);
                    assertThat(low[i]).isEqualTo(1e-20 * (from + i));
                    assertThat(codes[i]).isEqualTo((from + i) % 3 - 1);
                    rows[i] = random.nextInt(ROWS);
                }
                columns.load(1, rows, 0, n, high, low);
                columns.load(2, rows, 0, n, codes);
                for (int i = 0; i < n; i++) {
                    assertThat(high[i]).isEqualTo(rows[i]);
                    assertThat(low[i]).isEqualTo(1e-20 * rows[i]);
                    assertThat(codes[i]).isEqualTo(rows[i] % 3 - 1);
                }
                double[] none = new double[n];
                columns.load(0, rows, 0, n, high, none);
                for (int i = 0; i < n; i++) {
                    assertThat(Double.compare(high[i], number(rows[i]))).isZero();
                }
                assertThat(none).containsOnly(new double[n]);
            }
        }
    }

    @Test
    void textsAreNotStored() {
        assertThatThrownBy(() -> new StoredColumns(List.of(new Cell.Text("a")), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowsArriveInTheirOrder() {
        StringBuilder csv = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 60_000; i++) {
            csv.append(i)
                    .append(",0.")
                    .append(i + 1)
                    .append(", t")
                    .append(i % 5)
                    .append('\n');
        }
        String file = new Sample(folder).file("rows.csv", csv.toString());
        try (Table table = Table.open(List.of(file), Options.defaults().withThreads(2))) {
            assertThat(table.bytes()).isEqualTo(csv.length());
            List<Cell> cells = List.of(new Cell.Numeric("a"), new Cell.Exact("b"), new Cell.Text("c"));
            int[] row = {0};
            boolean whole = table.readInOrder(cells, batch -> {
                for (int i = 0; i < batch.size(); i++, row[0]++) {
                    String decimal = "0." + (row[0] + 1);
                    assertThat(batch.numbers()[0][i]).isEqualTo(row[0]);
                    assertThat(batch.numbers()[1][i]).isEqualTo(Double.parseDouble(decimal));
                    assertThat(batch.lows()[1][i]).isEqualTo(Decimal.low(decimal, batch.numbers()[1][i]));
                    assertThat(batch.texts()[2][i]).isEqualTo("t" + row[0] % 5);
                }
                return true;
            });
            assertThat(whole).isTrue();
            assertThat(row[0]).isEqualTo(60_000);
        }
    }

    @Test
    void aTextAmongNumbersIsTold() {
        StringBuilder csv = new StringBuilder("a\n");
        for (int i = 0; i < 100_000; i++) {
            csv.append(i == 99_000 ? "what" : Integer.toString(i)).append('\n');
        }
        String file = new Sample(folder).file("rows.csv", csv.toString());
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            assertThat(table.readInOrder(List.of(new Cell.Numeric("a")), batch -> true))
                    .isFalse();
            List<String> texts = new ArrayList<>();
            table.read(List.of(new Cell.Text("a"), new Cell.Exact("a")), true, batch -> {
                for (int i = 0; i < batch.size(); i++) {
                    if (Double.isNaN(batch.numbers()[1][i])) {
                        texts.add(batch.texts()[0][i] + " " + batch.rows()[i] + " " + batch.flags()[1][i]);
                    }
                }
                return true;
            });
            assertThat(texts).containsExactly("what 99001 " + Batch.FLAG_NOT_A_NUMBER);
            assertThat(table.readInOrder(List.of(new Cell.Numeric("a")), batch -> false))
                    .isTrue();
        }
    }

    @Test
    void binaryNumbersAreExactAlready() {
        String file = new Sample(folder)
                .parquet(
                        "rows.parquet",
                        "SELECT 0.1::DOUBLE AS d, 0.1::DECIMAL(18,3) AS e, 7 AS i, true AS t, NULL::DOUBLE AS n");
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            List<Cell> cells = new ArrayList<>();
            List.of("d", "e", "i", "t", "n").forEach(name -> {
                cells.add(new Cell.Exact(name));
                cells.add(new Cell.Text(name));
            });
            table.readInOrder(cells, batch -> {
                assertThat(batch.lows()[0][0]).isZero();
                assertThat(batch.lows()[2][0]).isEqualTo(Decimal.low("0.1", 0.1));
                assertThat(batch.numbers()[4][0]).isEqualTo(7);
                assertThat(batch.numbers()[6][0]).isEqualTo(1);
                assertThat(batch.numbers()[8][0]).isNaN();
                assertThat(batch.flags()[8][0]).isEqualTo(Batch.FLAG_MISSING);
                assertThat(batch.texts()[1][0]).isEqualTo("0.1");
                assertThat(batch.texts()[7][0]).isEqualTo("true");
                assertThat(batch.texts()[9][0]).isNull();
                return true;
            });
        }
    }
}
