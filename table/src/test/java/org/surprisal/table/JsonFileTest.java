package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.surprisal.table.Sample.code;
import static org.surprisal.table.Sample.columns;
import static org.surprisal.table.Sample.number;
import static org.surprisal.table.Sample.rows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    @Test
    void readsObjectsALine() {
        String file = sample.file(
                "a.ndjson",
                "{\"y\":1,\"p\":0.25,\"c\":\"rain\"}\n{\"y\":0,\"p\":null,\"c\":\"NA\"}\n{\"p\":\"0.5\",\"y\":true}\n{\"p\":NaN,\"y\":\"x\"}\n");
        assertThat(columns(file)).containsExactly("y:TEXT", "p:NUMBER", "c:TEXT");
        assertThat(rows(file, number("y"), number("p"), code("c", "rain")))
                .containsExactly("1:1 1.0 0.25 #0", "1:2 0.0 missing #-1", "1:3 1.0 0.5 #-1", "1:4 NaN NaN #-1");
    }

    @Test
    void readsAnArrayOfObjects() {
        String file = sample.file("a.json", " [ {\"y\":1,\n\"p\":0.25},\n\n{\"y\":0,\"p\":0.5} ]\n");
        assertThat(columns(file)).containsExactly("y:NUMBER", "p:NUMBER");
        assertThat(rows(file, number("y"), number("p"))).containsExactly("1:1 1.0 0.25", "1:2 0.0 0.5");
        assertThat(Sample.sorted(file, number("p"))).containsExactly("0.25", "0.5");
    }

    @Test
    void readsObjectsOverSeveralLines() {
        String file = sample.file("a.json", "{\"y\":1,\n \"p\":0.25}\n{\"y\":0,\n \"p\":0.5}\n");
        assertThat(rows(file, number("y"), number("p"))).containsExactly("1:1 1.0 0.25", "1:2 0.0 0.5");
    }

    @Test
    void keepsNamesThatNeedQuotes() {
        String file = sample.file("a.ndjson", "{\"it's\":1,\"a \\\"b\\\"\":2,\"Y\":3,\"预测概率\":0.5}\n");
        assertThat(rows(file, number("it's"), number("a \"b\""), number("Y"), number("预测概率")))
                .containsExactly("1:1 1.0 2.0 3.0 0.5");
        assertThat(rows(file, number("y + 1"))).containsExactly("1:1 4.0");
    }

    @Test
    void findsObjectsWithoutAnEnding() {
        assertThat(columns(sample.file("records", "{\"y\":1}\n"))).containsExactly("y:NUMBER");
        assertThat(columns(sample.file("list", "[{\"y\":1}]"))).containsExactly("y:NUMBER");
    }

    @Test
    void readsGzipAndUtf16() {
        byte[] text = "{\"y\":1}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(rows(sample.bytes("a.ndjson.gz", Sample.gzip(text)), number("y")))
                .containsExactly("1:1 1.0");
        String wide = sample.file("b.json", "\ufeff[{\"y\":1,\"c\":\"雨\"}]", StandardCharsets.UTF_16LE);
        assertThat(rows(wide, number("y"), code("c", "雨"))).containsExactly("1:1 1.0 #0");
    }

    @Test
    void refusesNamesThatDifferInCaseAlone() {
        String file = sample.file("a.ndjson", "{\"y\":1,\"Y\":2}\n");
        assertThatThrownBy(() -> columns(file))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("case");
        assertThat(rows(sample.file("b.ndjson", "{\"y\":1,\"y_1\":2}\n"), number("y_1")))
                .containsExactly("1:1 2.0");
    }
}
