package org.surprisal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.surprisal.table.Sample.number;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real forecasts, where the data folder lies beside the repository. */
class RealDataTest {
    private static String file(String name) {
        for (String above : List.of("../../shared/data", "../../../shared/data", "../../../../shared/data")) {
            Path path = Path.of(above, name);
            if (Files.exists(path)) {
                return path.toString();
            }
        }
        assumeTrue(false, "The folder shared/data is not beside the repository, so " + name + " is not read.");
        throw new IllegalStateException();
    }

    private static double[] count(String name, @Nullable String where, String... columns) {
        double[] sums = new double[columns.length + 1];
        List<Cell> cells = java.util.Arrays.stream(columns).map(Sample::number).toList();
        try (Table table = Table.open(List.of(file(name)), Options.defaults().withWhere(where))) {
            table.read(cells, false, batch -> {
                sums[columns.length] += batch.size();
                for (int c = 0; c < columns.length; c++) {
                    for (int i = 0; i < batch.size(); i++) {
                        double x = batch.numbers()[c][i];
                        sums[c] += Double.isNaN(x) ? 0 : x;
                    }
                }
                return true;
            });
        }
        return sums;
    }

    @Test
    void games() {
        double[] sums = count("fivethirtyeight-games/nfl_games.csv", "prob1_outcome != 0.5", "prob1_outcome");
        assertThat(sums[1]).isEqualTo(1882);
        assertThat(sums[0] / sums[1]).isCloseTo(0.547290, org.assertj.core.api.Assertions.within(5e-7));
    }

    @Test
    void weather() {
        double[] sums =
                count("gpl-weather/fmi_tampere_pop_2003.csv", "obs IS NOT NULL AND p24_cat1 IS NOT NULL", "obs > 0.2");
        assertThat(sums[1]).isEqualTo(346);
    }

    @Test
    void employment() {
        double[] sums = count(
                "us-census-employment-ma/employment_MA_reference.parquet", null, "employed", "predicted_probability");
        assertThat(sums[2]).isEqualTo(68_785);
        assertThat(sums[0] / sums[2]).isCloseTo(0.495835, org.assertj.core.api.Assertions.within(5e-7));
    }

    @Test
    void elo() {
        assertThat(Sample.distinct(file("fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv"), "result1"))
                .isEqualTo("0*6928 0.5*316 1*9566");
        assertThat(Sample.rows(file("fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv"), number("elo_prob1")))
                .hasSize(16_810)
                .startsWith("1:1 0.8246512009492516");
    }
}
