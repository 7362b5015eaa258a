package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.surprisal.table.Sample.code;
import static org.surprisal.table.Sample.distinct;
import static org.surprisal.table.Sample.number;
import static org.surprisal.table.Sample.rows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells have one form as text, whatever the format of the file. */
class TextFormTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    @Test
    void integersPrintTheSameFromEveryFormat() {
        String expected = "0*2 1*3 2*1 missing*1";
        assertThat(distinct(sample.file("a.csv", "y\n0\n1\n2\n1\n0\n\n1\n"), "y"))
                .isEqualTo(expected);
        assertThat(distinct(sample.file("b.csv", "y\n0.0\n1.0\n2.0\n1.0\n0.0\nNA\n1.0\n"), "y"))
                .isEqualTo(expected);
        String values = "FROM (VALUES (0),(1),(2),(1),(0),(NULL),(1)) t(v)";
        for (String type :
                List.of("DOUBLE", "FLOAT", "INTEGER", "BIGINT", "UTINYINT", "DECIMAL(9,3)", "HUGEINT", "VARCHAR")) {
            String file = sample.parquet("a.parquet", "SELECT v::" + type + " AS y " + values);
            assertThat(distinct(file, "y")).as(type).isEqualTo(expected);
            assertThat(rows(file, code("y", "1", "0")))
                    .as(type)
                    .containsExactly("1:1 #1", "1:2 #0", "1:3 #-2", "1:4 #0", "1:5 #1", "1:6 #-1", "1:7 #0");
        }
        String lines = "{\"y\":0}\n{\"y\":1.0}\n{\"y\":2}\n{\"y\":\"1\"}\n{\"y\":0e0}\n{\"y\":null}\n{\"y\":1}\n";
        assertThat(distinct(sample.file("a.ndjson", lines), "y")).isEqualTo(expected);
    }

    @Test
    void otherNumbersPrintTheSameFromEveryFormat() {
        String expected = "-0.5*1 0.25*2 1e-05*1 NaN*1 inf*1";
        assertThat(distinct(
                        sample.parquet(
                                "a.parquet",
                                "SELECT v::DOUBLE AS y FROM (VALUES"
                                        + " ('0.25'),('-0.5'),('1e-5'),('nan'),('inf'),('0.25')) t(v)"),
                        "y"))
                .isEqualTo(expected);
        assertThat(distinct(sample.file("a.csv", "y\n0.25\n-0.50\n0.00001\nnan\ninf\n.25\n"), "y"))
                .isEqualTo(expected);
    }

    @Test
    void wordsKeepTheirForm() {
        String file = sample.file(
                "a.csv", "c,n\nrain,1\n snow ,2\nRain,3\n007,4\n007,5\n+1,6\n-0,7\n63%,8\n1e3,9\nNone,10\n");
        assertThat(distinct(file, "c")).isEqualTo("0*1 007*2 1*1 1000*1 63%*1 Rain*1 rain*1 snow*1 missing*1");
    }

    @Test
    void truthIsWrittenInLowerCase() {
        assertThat(distinct(sample.file("a.csv", "y\nTrue\nFALSE\ntrue\n"), "y"))
                .isEqualTo("false*1 true*2");
        assertThat(distinct(sample.parquet("a.parquet", "SELECT range > 0 AS y FROM range(3)"), "y"))
                .isEqualTo("false*1 true*2");
        assertThat(distinct(sample.file("a.ndjson", "{\"y\":true}\n{\"y\":false}\n{\"y\":true}\n"), "y"))
                .isEqualTo("false*1 true*2");
        assertThat(rows(sample.file("b.csv", "y\nTrue\nFALSE\n"), code("y", "True", "False")))
                .containsExactly("1:1 #0", "1:2 #1");
    }

    @Test
    void valuesAreSortedByCodeUnits() {
        // U+1F600 begins with a surrogate, which sorts before U+FF01 although its UTF-8 bytes sort after.
        String file = sample.file("a.csv", "c\n\uff01\n\ud83d\ude00\nb\nB\n是\n");
        assertThat(distinct(file, "c")).isEqualTo("B*1 b*1 是*1 \ud83d\ude00*1 \uff01*1");
    }

    @Test
    void valuesOfACategoryAreBroughtIntoTheForm() {
        String file = sample.file("a.csv", "c\n1\n0\nNA\n 2 \n");
        assertThat(rows(file, code("c", "1.0", "0.0", "NA", "1", " 2")))
                .containsExactly("1:1 #0", "1:2 #1", "1:3 #-1", "1:4 #4");
        assertThat(rows(file, code("c"))).containsExactly("1:1 #-2", "1:2 #-2", "1:3 #-1", "1:4 #-2");
        assertThatThrownBy(() -> rows(file, code("c", "1", "1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreValuesThanAskedForAreSaid() {
        StringBuilder text = new StringBuilder("p,c\n");
        for (int i = 0; i < 30_000; i++) {
            text.append(i / 7.0)
                    .append(",")
                    .append(i < 25_000 ? "a" : String.valueOf(i))
                    .append('\n');
        }
        try (Table table = Table.open(List.of(sample.file("a.csv", text.toString())), Options.defaults())) {
            Distinct many = table.distinct("p", 50);
            assertThat(many.complete()).isFalse();
            assertThat(many.values()).hasSize(50);
            assertThat(table.distinct("c", 50).complete()).isFalse();
            assertThat(table.distinct("c", 5001).complete()).isTrue();
            assertThat(table.distinct("c", 5000).complete()).isFalse();
            assertThat(table.distinct("c", 1_000_000).values()).hasSize(5001);
        }
    }

    @Test
    void manyValuesAreCodedRight() {
        StringBuilder text = new StringBuilder("c\n");
        String[] values = new String[3000];
        for (int i = 0; i < values.length; i++) {
            values[i] = "it's " + i;
            text.append(values[i]).append('\n');
        }
        List<String> rows = rows(sample.file("a.csv", text.toString()), code("c", values), number("c"));
        assertThat(rows).hasSize(3000).element(2999).isEqualTo("1:3000 #2999 NaN");
    }
}
