package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.surprisal.table.Sample.number;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every decimal becomes the nearest double, ties to even, as {@link Double#parseDouble} has it. */
class RoundingTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void begin() {
        sample = new Sample(folder);
    }

    private static List<String> hardDecimals() {
        List<String> texts = new ArrayList<>(List.of(
                "0.1",
                "1e23",
                "8.41e21",
                "9007199254740993",
                "9007199254740992.9999999999999999999",
                "2.2250738585072011e-308",
                "2.2250738585072014e-308",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "1.7976931348623157e308",
                "1.7976931348623158e308",
                "1.7976931348623159e308",
                "1e309",
                "-1e-400",
                "0.500000000000000166533453693773481063544750213623046875",
                "3.518437208883201171875e13",
                "62.5364939768271845828",
                "8.10109172351e-10",
                "1.50000000000000011102230246251565",
                "6.9294956446009195e15",
                "7.4109846876186981626485318930233205854758970392148714663837852375101326090531e-308",
                "0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001e90",
                "1" + "0".repeat(200) + "e-200",
                "0." + "3".repeat(400),
                "+0.30",
                "-.5",
                "5.",
                "00012.50"));
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            double x = Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL);
            // The exact middle between two doubles, and its neighbours in the last digit.
            BigDecimal middle =
                    new BigDecimal(x).add(new BigDecimal(Math.nextUp(x))).divide(BigDecimal.TWO);
            texts.add(middle.toString());
            texts.add(middle.add(middle.ulp()).toString());
            texts.add(middle.subtract(middle.ulp()).toString());
            texts.add(Double.toString(x));
            texts.add(Double.toString(random.nextDouble()));
            texts.add(
                    random.nextInt(1000) + "." + random.nextInt(Integer.MAX_VALUE) + random.nextInt(Integer.MAX_VALUE));
        }
        return texts;
    }

    private static void check(String file, List<String> texts, boolean numbered) {
        double[] read = new double[texts.size()];
        int[] n = new int[1];
        try (Table table = Table.open(List.of(file), Options.defaults().withThreads(1))) {
            table.read(List.of(number("i"), number("x")), numbered, batch -> {
                for (int i = 0; i < batch.size(); i++) {
                    read[(int) batch.numbers()[0][i]] = batch.numbers()[1][i];
                    n[0]++;
                }
                return true;
            });
        }
        assertThat(n[0]).isEqualTo(texts.size());
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).as(texts.get(i)).isEqualTo(Double.parseDouble(texts.get(i)));
        }
    }

    private String csv(List<String> texts, String delimiter) {
        StringBuilder csv = new StringBuilder("i" + delimiter + "x\n");
        for (int i = 0; i < texts.size(); i++) {
            csv.append(i).append(delimiter).append(texts.get(i)).append('\n');
        }
        return csv.toString();
    }

    @Test
    void ofCells() {
        List<String> texts = hardDecimals();
        String file = sample.file("a.csv", csv(texts, ","));
        check(file, texts, false);
        check(file, texts, true);
    }

    @Test
    void ofCellsWithDecimalCommas() {
        List<String> texts = hardDecimals();
        String file = sample.file("a.csv", csv(texts, ";").replace('.', ','));
        check(file, texts, false);
        check(file, texts, true);
    }

    @Test
    void ofJsonNumbersAndTexts() {
        List<String> texts = hardDecimals().stream()
                .filter(text -> text.matches("-?(0|[1-9]\\d*)([.]\\d+)?([eE][+-]?\\d+)?")
                        && !Double.isInfinite(Double.parseDouble(text)))
                .toList();
        assertThat(texts).hasSizeGreaterThan(10_000);
        StringBuilder numbers = new StringBuilder();
        StringBuilder quoted = new StringBuilder("[");
        for (int i = 0; i < texts.size(); i++) {
            numbers.append("{\"i\":" + i + ",\"x\":" + texts.get(i) + "}\n");
            quoted.append(i == 0 ? "" : ",").append("{\"i\":" + i + ",\"x\":\"" + texts.get(i) + "\"}");
        }
        check(sample.file("a.ndjson", numbers.toString()), texts, false);
        check(sample.file("a.json", quoted + "]"), texts, false);
    }

    @Test
    void ofParquetDecimals() {
        Random random = new Random(12);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            texts.add(random.nextInt(100) + "." + String.format("%018d", random.nextLong(1_000_000_000_000_000_000L)));
        }
        String csv = sample.file("a.csv", csv(texts, ","));
        for (String type :
                List.of("DECIMAL(38, 18)", "DECIMAL(20, 18)", "DECIMAL(18, 16)", "DECIMAL(9, 7)", "DECIMAL(4, 2)")) {
            String query = "SELECT i, x::" + type + " AS x FROM read_csv(" + Sql.text(csv)
                    + ", auto_detect = false, header = true, columns = {i: 'BIGINT', x: 'DECIMAL(38, 18)'})";
            String parquet = sample.parquet("a.parquet", query);
            int scale = Integer.parseInt(type.substring(type.indexOf(' ') + 1, type.length() - 1));
            List<String> expected = texts.stream()
                    .map(text -> new BigDecimal(text)
                            .setScale(scale, java.math.RoundingMode.HALF_UP)
                            .toString())
                    .toList();
            check(parquet, expected, false);
        }
    }

    @Test
    void ofPerCents() {
        Random random = new Random(13);
        List<String> texts = new ArrayList<>();
        StringBuilder csv = new StringBuilder("i,x\n");
        for (int i = 0; i < 2000; i++) {
            String digits = i < 101 ? String.valueOf(i) : random.nextInt(100) + "." + random.nextInt(Integer.MAX_VALUE);
            texts.add(new BigDecimal(digits).movePointLeft(2).toString());
            csv.append(i).append(',').append(digits).append("%\n");
        }
        String file = sample.file("a.csv", csv.toString());
        check(file, texts, false);
        check(file, texts, true);
    }
}
