package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.surprisal.table.Sample.code;
import static org.surprisal.table.Sample.number;
import static org.surprisal.table.Sample.rows;
import static org.surprisal.table.Sample.sorted;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    @TempDir
    Path folder;

    private Sample sample;
    private String file;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
        file = sample.file("a.csv", """
                obs,p_cat1,p_cat2,name,share,won,a b,End
                0.0,0.1,0.2,rain,5%,true,1,1
                1.5,0.25,0.5,snow,10%,False,2,2
                ,0.5,,NA,,,3,3
                nan,x,0.5,rain,1%,true,4,4
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "obs > 0.2                      | 0.0 1.0 missing NaN",
                "p_cat1 + p_cat2                | 0.30000000000000004 0.75 missing NaN",
                "P_CAT1*2                       | 0.2 0.5 1.0 NaN",
                "share                          | 0.05 0.1 missing 0.01",
                "share * 2                      | 0.1 0.2 missing 0.02",
                "won                            | 1.0 0.0 missing 1.0",
                "NOT won                        | 0.0 1.0 missing 0.0",
                "\"a b\" ** 2                   | 1.0 4.0 9.0 16.0",
                "\"end\" + \"a b\"              | 2.0 4.0 6.0 8.0",
                "name = 'rain'                  | 1.0 0.0 missing 1.0",
                "length(name)                   | 4.0 4.0 missing 4.0",
                "CASE WHEN name IS NULL THEN 1 ELSE 0 END | 0.0 0.0 1.0 0.0",
                "coalesce(obs, -1)              | 0.0 1.5 -1.0 -1.0",
                "greatest(p_cat1, p_cat2)       | 0.2 0.5 0.5 0.5",
                "CAST(obs AS INTEGER) % 2       | 0.0 0.0 missing NaN",
                "p_cat1::VARCHAR                | 0.1 0.25 0.5 NaN",
                "0.1                            | 0.1 0.1 0.1 0.1",
                "name                           | NaN NaN missing NaN",
                "obs BETWEEN 1 AND 2            | 0.0 1.0 missing NaN",
                "obs>-1                         | 1.0 1.0 missing NaN",
                "'it''s' = name                 | 0.0 0.0 missing 0.0",
            })
    void computes(String expression, String expected) {
        List<String> values = rows(file, number(expression)).stream()
                .map(row -> row.substring(row.indexOf(' ') + 1))
                .toList();
        assertThat(String.join(" ", values)).isEqualTo(expected.strip());
        assertThat(sorted(file, number(expression))).containsExactlyInAnyOrderElementsOf(values);
    }

    @Test
    void givesCategories() {
        assertThat(rows(file, code("obs > 0.2", "false", "true"), code("obs + 1", "1", "2.5")))
                .containsExactly("1:1 #0 #0", "1:2 #1 #1", "1:3 #-1 #-1", "1:4 #-1 #-1");
        assertThat(Sample.distinct(file, "obs + 1")).isEqualTo("1*1 2.5*1 missing*2");
    }

    @Test
    void prefersAColumnOfThatVeryName() {
        String odd = sample.file("b.csv", "x - y,x,y,Y\n7,3,1,2\n");
        assertThat(rows(odd, number("x - y"), number("x-y"), number("Y"), number("x - \"Y\"")))
                .containsExactly("1:1 7.0 2.0 2.0 1.0");
    }

    @Test
    void readsTheSameFromParquet() {
        String parquet = sample.parquet(
                "a.parquet",
                "SELECT * FROM (VALUES (0.0::DOUBLE, 0.1::DOUBLE, 0.2::FLOAT, 1.10::DECIMAL(5,2), 1), (NULL,"
                        + " 0.5, 0.25, 2, 2),"
                        + " ('nan'::DOUBLE, 1, 1, 1, 3)) t(obs, p, f, d, i)");
        assertThat(rows(parquet, number("obs > 0.2"), number("p * 2"), number("d + 0.1"), number("f"), number("i % 2")))
                .containsExactly(
                        "1:1 0.0 0.2 " + (1.1 + 0.1) + " " + (double) 0.2f + " 1.0",
                        "1:2 missing 1.0 2.1 0.25 0.0",
                        "1:3 NaN 2.0 1.1 1.0 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(SELECT 1)",
                "1 + (SELECT count(*) FROM read_csv('/etc/passwd'))",
                "(FROM range(3))",
                "((VALUES (1)))",
                "EXISTS (FROM range(1))",
                "obs; DROP TABLE x",
                "obs -- comment",
                "obs /* comment */",
                "obs, p_cat1",
                "obs) + (1",
                "(obs",
                "obs]",
                "'open",
                "\"open",
                "",
                "   ",
                "$1",
                "?",
                "#1",
                "sum(obs)",
                "count(*)",
                "row_number() OVER ()",
                "avg(obs) OVER ()",
                "random()",
                "COLUMNS('o.*')",
                "*",
                "unnest([1, 2])",
                "e'\\''",
                "obs +",
                "obs obs",
                "obs AS x",
                "nosuch(obs)",
                "[1, 2] = obs",
                "obs > 'x'",
                "read_text('/etc/passwd')",
                "getenv('HOME')",
                "obs.x",
                "\0"
            })
    void refusesWhatIsNoValueOfARow(String expression) {
        assertThatThrownBy(() -> rows(file, number(expression)))
                .isInstanceOf(TableException.class)
                .message()
                .doesNotContain("Exception", "Error:", "LINE 1", "\n", "TRY_CAST")
                .endsWith(".");
        assertThatThrownBy(() -> Sample.rows(List.of(file), Options.defaults().withWhere(expression), number("obs")))
                .isInstanceOf(TableException.class);
    }

    @ParameterizedTest
    @CsvSource({"p_cat3, p_cat1", "OBSS, obs", "\"nane\", name", "p_cat3 + 1, p_cat1"})
    void namesAColumnThatDoesNotExist(String expression, String meant) {
        assertThatThrownBy(() -> rows(file, number(expression)))
                .isInstanceOf(TableException.class)
                .hasMessageContainingAll("There is no column", "did you mean", "The columns are obs, p_cat1,");
        assertThat(meant).isNotEmpty();
    }

    @Test
    void listsTheColumnsWhenNoneIsClose() {
        assertThatThrownBy(() -> rows(file, number("temperature")))
                .hasMessage("There is no column temperature in " + file
                        + ". The columns are obs, p_cat1, p_cat2, name, share, won, a b, End.");
    }

    @Test
    void selectsRowsAndKeepsTheirNumbers() {
        Options options = Options.defaults().withWhere("obs > 0.2 OR name IS NULL");
        assertThat(Sample.rows(List.of(file), options, number("p_cat1"))).containsExactly("1:2 0.25", "1:3 0.5");
        assertThat(Sample.sorted(List.of(file), options, number("p_cat1"))).containsExactly("0.25", "0.5");
        Options column = Options.defaults().withWhere("won");
        assertThat(Sample.sorted(List.of(file), column, number("p_cat1"))).containsExactly("0.1", "NaN");
        assertThat(Sample.rows(List.of(file), column, number("p_cat1"))).containsExactly("1:1 0.1", "1:4 NaN");
        try (Table table = Table.open(List.of(file), options)) {
            assertThat(table.distinct("p_cat1", 9).values()).containsExactly("0.25", "0.5");
        }
    }

    @Test
    void saysWhichComputationFails() {
        assertThatThrownBy(() -> rows(file, number("CAST(name AS INTEGER)")))
                .isInstanceOf(TableException.class)
                .hasMessageContainingAll("The expression CAST(name AS INTEGER) cannot be computed", "rain");
        assertThatThrownBy(() -> Sample.distinct(file, "CAST(name AS INTEGER)"))
                .hasMessageContaining("The expression CAST(name AS INTEGER) cannot be computed");
    }

    @Test
    void understandsChineseNames() {
        String chinese = sample.file("b.csv", "真实值,预测 概率\n1,0.25\n");
        assertThat(rows(chinese, number("真实值 + 1"), number("\"预测 概率\" * 2"), number("预测 概率")))
                .containsExactly("1:1 2.0 0.5 0.25");
    }
}
