package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.surprisal.table.Sample.code;
import static org.surprisal.table.Sample.columns;
import static org.surprisal.table.Sample.number;
import static org.surprisal.table.Sample.rows;
import static org.surprisal.table.Sample.sorted;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedFileTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    @Test
    void readsNumbersWithRowNumbers() {
        String file = sample.file("a.csv", "y,p\n1,0.25\n0,0.5\n");
        assertThat(rows(file, number("y"), number("p"))).containsExactly("1:1 1.0 0.25", "1:2 0.0 0.5");
        assertThat(columns(file)).containsExactly("y:NUMBER", "p:NUMBER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"','", "';'", "'\t'", "'|'"})
    void findsTheDelimiter(String delimiter) {
        String text = "y,p,note\n1,0.25,\"a,b;c|d\te\"\n0,0.5,\"say \"\"x\"\"\"\n".replace(",", delimiter);
        String file = sample.file("a.csv", text);
        assertThat(rows(file, number("y"), number("p"), code("note", "say \"x\"")))
                .containsExactly("1:1 1.0 0.25 #-2", "1:2 0.0 0.5 #0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryKindOfLineEnd(String end) {
        String file = sample.file("a.csv", "y,p\n1,0.25\n\n0,\"0.5\"\n".replace("\n", end));
        assertThat(rows(file, number("y"), number("p"))).containsExactly("1:1 1.0 0.25", "1:2 0.0 0.5");
    }

    @Test
    void readsMixedLineEnds() {
        String file = sample.file("a.csv", "y,c\r\n1,a\n0,b\r\n1,\"a\"\r\n");
        assertThat(rows(file, number("y"), code("c", "a", "b")))
                .containsExactly("1:1 1.0 #0", "1:2 0.0 #1", "1:3 1.0 #0");
    }

    @Test
    void takesLineFeedsInsideQuotesAsText() {
        String file = sample.file("a.csv", "\"the\nname\",y\r\n\"x\ny\",1\r\nz,0\r\n");
        assertThat(columns(file)).containsExactly("the\nname:TEXT", "y:NUMBER");
        assertThat(rows(file, code("the\nname", "x\ny"), number("y"))).containsExactly("1:1 #0 1.0", "1:2 #-2 0.0");
    }

    @Test
    void skipsAByteOrderMark() {
        String file = sample.file("a.csv", "\ufeffy,p\n1,0.25\n");
        assertThat(columns(file)).containsExactly("y:NUMBER", "p:NUMBER");
        assertThat(rows(file, number("y"))).containsExactly("1:1 1.0");
    }

    @Test
    void skipsBlankLinesBeforeTheHeader() {
        String file = sample.file("a.csv", "\n\ny,p\n1,0.25\n");
        assertThat(columns(file)).containsExactly("y:NUMBER", "p:NUMBER");
        assertThat(rows(file, number("p"))).containsExactly("1:1 0.25");
    }

    @Test
    void readsDecimalCommas() {
        String file = sample.file("a.csv", "y;p;q\n1;0,25;5,5%\n0;,5;1%\n1;1e-1;x\n0;0.5;\n");
        assertThat(rows(file, number("y"), number("p"), number("q")))
                .containsExactly("1:1 1.0 0.25 0.055", "1:2 0.0 0.5 0.01", "1:3 1.0 0.1 NaN", "1:4 0.0 NaN missing");
        assertThat(sorted(file, number("y"), number("p"))).containsExactly("0.0 0.5", "0.0 NaN", "1.0 0.1", "1.0 0.25");
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            assertThat(table.remarks()).extracting(Remark::code).containsExactly("decimal_comma");
        }
    }

    @Test
    void readsAColumnOfDecimalCommasAlone() {
        String file = sample.file("a.csv", "p\n0,25\n0,5\n");
        assertThat(rows(file, number("p"))).containsExactly("1:1 0.25", "1:2 0.5");
    }

    @Test
    void readsPerCentsRoundedOnce() {
        String file = sample.file("a.csv", "y,p\n1,63%\n0, 7.5 % \n1,100%\n0,%\n");
        assertThat(columns(file)).containsExactly("y:NUMBER", "p:TEXT");
        assertThat(rows(file, number("p"))).containsExactly("1:1 0.63", "1:2 0.075", "1:3 1.0", "1:4 NaN");
        assertThat(columns(sample.file("b.csv", "p\n63%\n7.5%\nNA\n"))).containsExactly("p:PERCENT");
    }

    @Test
    void namesAnUnnamedIndexColumn() {
        String file = sample.file("a.csv", ",y,p,\n0,1,0.25,x\n1,0,0.5,x\n");
        assertThat(columns(file)).containsExactly("unnamed_1:NUMBER", "y:NUMBER", "p:NUMBER", "unnamed_4:TEXT");
        assertThat(rows(file, number("unnamed_1"), number("y"))).containsExactly("1:1 0.0 1.0", "1:2 1.0 0.0");
        assertThat(columns(sample.file("b.csv", ",unnamed_1\n1,2\n")))
                .containsExactly("unnamed_1_:NUMBER", "unnamed_1:NUMBER");
    }

    @Test
    void stripsBlanksAroundNamesAndValues() {
        String file = sample.file("a.csv", "y , p, c\n1, 0.25, yes\n 0,0.5 ,no \n");
        assertThat(columns(file)).containsExactly("y:NUMBER", "p:NUMBER", "c:TEXT");
        assertThat(rows(file, number("y"), number("p"), code("c", "yes", "no")))
                .containsExactly("1:1 1.0 0.25 #0", "1:2 0.0 0.5 #1");
    }

    @Test
    void namesTheColumnsThatHaveTheSameName() {
        String file = sample.file("a.csv", "y,p,y,p,q\n1,2,3,4,5\n");
        assertThatThrownBy(() -> columns(file))
                .isInstanceOf(TableException.class)
                .hasMessageContainingAll(file, "y, p", "rename");
    }

    @Test
    void tellsMissingFromNotANumber() {
        String file = sample.file(
                "a.csv",
                "i,p\n1,\n2,NA\n3,N/A\n4,null\n5,NULL\n6,None\n7,NaN\n8,nan\n9,inf\n10,-Infinity\n11,abc\n12, NA \n");
        assertThat(rows(file, number("i"), number("p")))
                .containsExactly(
                        "1:1 1.0 missing",
                        "1:2 2.0 missing",
                        "1:3 3.0 missing",
                        "1:4 4.0 missing",
                        "1:5 5.0 missing",
                        "1:6 6.0 missing",
                        "1:7 7.0 NaN",
                        "1:8 8.0 NaN",
                        "1:9 9.0 Infinity",
                        "1:10 10.0 -Infinity",
                        "1:11 11.0 NaN",
                        "1:12 12.0 missing");
        assertThat(sorted(file, number("p")))
                .containsExactly(
                        "-Infinity",
                        "Infinity",
                        "NaN",
                        "NaN",
                        "NaN",
                        "missing",
                        "missing",
                        "missing",
                        "missing",
                        "missing",
                        "missing",
                        "missing");
    }

    @Test
    void readsBooleansAsOneAndZero() {
        String file = sample.file("a.csv", "y\nTrue\nFALSE\ntrue\n\nNA\nmaybe\n");
        assertThat(columns(sample.file("b.csv", "y\nTrue\nFALSE\nNA\n"))).containsExactly("y:BOOLEAN");
        assertThat(sorted(file, number("y"))).contains("0.0", "1.0", "NaN", "missing");
    }

    /** A guess from the first rows never decides what a number is. */
    @Test
    void readsLateFractionsAfterManyIntegers() {
        StringBuilder text = new StringBuilder("y,p\n");
        for (int i = 0; i < 200_000; i++) {
            text.append(i % 2).append(",0.5\n");
        }
        text.append("0.25,0.5\nabc,0.5\n75%,0.5\n");
        String file = sample.file("a.csv", text.toString());
        double[] sum = new double[1];
        int[] odd = new int[2];
        try (Table table = Table.open(List.of(file), Options.defaults())) {
            table.read(List.of(number("y"), number("p")), false, batch -> {
                for (int i = 0; i < batch.size(); i++) {
                    double y = batch.numbers()[0][i];
                    boolean number = !Double.isNaN(y);
                    sum[0] += number ? y : 0;
                    odd[0] += number ? 0 : 1;
                    odd[1] += batch.numbers()[1][i] == 0.5 ? 1 : 0;
                }
                return true;
            });
        }
        assertThat(sum[0]).isEqualTo(100_001.0);
        assertThat(odd).containsExactly(1, 200_003);
    }

    @Test
    void readsTheSameColumnAsNumberAndAsCategory() {
        String file = sample.file("a.csv", "y\n1\n0\n1.0\nx\n\nNA\n");
        assertThat(rows(file, number("y"), code("y", "0", "1")))
                .containsExactly(
                        "1:1 1.0 #1", "1:2 0.0 #0", "1:3 1.0 #1", "1:4 NaN #-2", "1:5 missing #-1", "1:6 missing #-1");
    }

    @Test
    void readsGzip() {
        byte[] text = "y,p\n1,0.25\n".getBytes(StandardCharsets.UTF_8);
        assertThat(rows(sample.bytes("a.csv.gz", Sample.gzip(text)), number("p")))
                .containsExactly("1:1 0.25");
        assertThat(rows(sample.bytes("packed.csv", Sample.gzip(text)), number("p")))
                .containsExactly("1:1 0.25");
    }

    @Test
    void prefersTabsForTsv() {
        String file = sample.file("a.tsv", "y,z\tp\n1,2\t0.25\n");
        assertThat(columns(file)).containsExactly("y,z:TEXT", "p:NUMBER");
    }

    @Test
    void keepsBlankLinesOfASingleColumnAsMissing() {
        String file = sample.file("a.csv", "p\n0.5\n\n0.25\n");
        assertThat(rows(file, number("p"))).containsExactly("1:1 0.5", "1:2 missing", "1:3 0.25");
    }

    @Test
    void hasNoRowsWhenThereIsOnlyAHeader() {
        assertThat(rows(sample.file("a.csv", "y,p\n"), number("y"))).isEmpty();
        assertThat(rows(sample.file("b.csv", "y,p"), number("y"))).isEmpty();
        assertThat(sorted(sample.file("c.csv", "y,p\n"), number("y"))).isEmpty();
    }

    @Test
    void stopsWhenTheSinkHasEnough() {
        StringBuilder text = new StringBuilder("p\n");
        text.repeat("0.5\n", 100_000);
        String file = sample.file("a.csv", text.toString());
        int[] batches = new int[1];
        try (Table table = Table.open(List.of(file, file), Options.defaults())) {
            table.read(List.of(number("p")), true, batch -> {
                batches[0]++;
                return false;
            });
            table.read(List.of(number("p")), false, batch -> {
                batches[0]++;
                return false;
            });
            assertThat(batches[0]).isEqualTo(2);
            assertThat(Sample.rows(table, true, number("p"))).hasSize(200_000);
        }
    }

    @Test
    void countsRowsWhenNothingIsAskedOfThem() {
        String file = sample.file("a.csv", "y,p\n1,0.25\n0,0.5\n");
        assertThat(rows(file)).containsExactly("1:1", "1:2");
    }
}
