package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.surprisal.table.Sample.code;
import static org.surprisal.table.Sample.columns;
import static org.surprisal.table.Sample.number;
import static org.surprisal.table.Sample.rows;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    @Test
    void readsEveryTypeOfNumber() {
        String file = sample.parquet(
                "a.parquet",
                "SELECT 0.1::FLOAT AS f, 0.1::DOUBLE AS d, -3::TINYINT AS t, 9007199254740993::BIGINT AS b,"
                        + " 18446744073709551615::UBIGINT AS u, 1.10::DECIMAL(5,2) AS c, true AS y, '25%' AS p,"
                        + " 'x' AS s,"
                        + " 170141183460469231731687303715884105727::HUGEINT AS h, DATE '2020-01-02' AS day,"
                        + " NULL::DOUBLE AS n,"
                        + " 'nan'::DOUBLE AS nan, [1, 2] AS l");
        assertThat(columns(file))
                .containsExactly(
                        "f:NUMBER",
                        "d:NUMBER",
                        "t:NUMBER",
                        "b:NUMBER",
                        "u:NUMBER",
                        "c:NUMBER",
                        "y:BOOLEAN",
                        "p:TEXT",
                        "s:TEXT",
                        "h:NUMBER",
                        "day:TEXT",
                        "n:NUMBER",
                        "nan:NUMBER",
                        "l:TEXT");
        assertThat(rows(file, number("f"), number("d"), number("t"), number("b"), number("u"), number("c")))
                .containsExactly("1:1 " + (double) 0.1f + " 0.1 -3.0 9.007199254740992E15 1.8446744073709552E19 1.1");
        assertThat(rows(
                        file,
                        number("y"),
                        number("p"),
                        number("s"),
                        number("h"),
                        number("day"),
                        number("n"),
                        number("nan")))
                .containsExactly("1:1 1.0 0.25 NaN 1.7014118346046923E38 NaN missing NaN");
        assertThat(rows(file, code("day", "2020-01-02"), code("l", "[1, 2]"), code("s", "y", "x"), code("n", "0")))
                .containsExactly("1:1 #0 #0 #1 #-1");
    }

    @Test
    void numbersRowsInTheOrderOfTheFile() {
        String file = sample.parquet("a.parquet", "SELECT range AS i, range % 3 = 0 AS y FROM range(50000)");
        assertThat(rows(file, number("i")))
                .hasSize(50_000)
                .startsWith("1:1 0.0", "1:2 1.0")
                .endsWith("1:50000 49999.0");
    }

    @Test
    void readsTextsThatOldWritersMarkAsBytes() {
        String file = sample.parquet("a.parquet", "SELECT 'rain'::BLOB AS c, '0.5'::BLOB AS p");
        assertThat(rows(file, code("c", "rain"), number("p"))).containsExactly("1:1 #0 0.5");
    }

    @Test
    void takesNoColumnsFromTheNamesOfFolders() {
        Path year = folder.resolve("year=2020");
        assertThat(year.toFile().mkdir()).isTrue();
        String file = new Sample(year).parquet("a.parquet", "SELECT 1 AS y");
        assertThat(columns(file)).containsExactly("y:NUMBER");
    }

    @Test
    void quotesNames() {
        String file = sample.parquet("it's.parquet", "SELECT 1 AS \"a \"\"b\"\"\", 2 AS \".pred_x\", 3 AS \"select\"");
        assertThat(rows(file, number("a \"b\""), number(".pred_x"), number("select")))
                .containsExactly("1:1 1.0 2.0 3.0");
    }
}
