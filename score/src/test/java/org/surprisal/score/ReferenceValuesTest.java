package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reference values computed elsewhere, from real files that may lie beside the repository in {@code ../shared/data};
 * skipped where they do not.
 */
class ReferenceValuesTest {
    private static final Offset<Double> SIX_DIGITS = within(5e-7);

    private static List<double[]> read(String file, String... names) throws IOException {
        Path path = Stream.of("../../shared/data", "../shared/data")
                .map(folder -> Path.of(folder, file))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(path != null, () -> "no ../shared/data/" + file + " beside the repository");
        List<String> lines = Files.readAllLines(path);
        List<String> header = Arrays.asList(lines.getFirst().split(",", -1));
        List<double[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double[] row = new double[names.length];
            for (int c = 0; c < row.length; c++) {
                String cell = cells[header.indexOf(names[c])];
                row[c] = cell.isEmpty() || cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
            }
            rows.add(row);
        }
        return rows;
    }

    private static double[] column(List<double[]> rows, int c) {
        return rows.stream().mapToDouble(row -> row[c]).toArray();
    }

    private static Findings binary(List<double[]> rows) {
        return Samples.score(Samples.binary(), Samples.pairs(column(rows, 0), column(rows, 1)));
    }

    private static void check(
            Findings findings, long n, double base, double logLoss, double logSe, double brier, double brierSe) {
        assertThat(Samples.score(findings, "brier").n()).isEqualTo(n);
        assertThat(Samples.score(findings, "base_rate").value()).isCloseTo(base, SIX_DIGITS);
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(logLoss, SIX_DIGITS);
        assertThat(Samples.score(findings, "log_loss").se()).isCloseTo(logSe, SIX_DIGITS);
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(brier, SIX_DIGITS);
        assertThat(Samples.score(findings, "brier").se()).isCloseTo(brierSe, SIX_DIGITS);
    }

    @Test
    void nflGames() throws IOException {
        List<double[]> rows = read("fivethirtyeight-games/nfl_games.csv", "prob1_outcome", "prob1");
        rows.removeIf(row -> row[0] == 0.5);
        Findings findings = binary(rows);
        check(findings, 1882, 0.547290, 0.631516, 0.008762, 0.220826, 0.003881);
        // The uncertainty terms of the decomposition are the reference of the base rate.
        assertThat(Samples.estimate(findings.reference(), "log_loss").value()).isCloseTo(0.688668, SIX_DIGITS);
        assertThat(Samples.estimate(findings.reference(), "brier").value()).isCloseTo(0.247764, SIX_DIGITS);
        assertThat(Samples.codes(findings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1920, 2021, 16494, 0.579968, 0.610883, 0.002877, 0.211705, 0.001278",
        "1920, 1949, 1991, 0.619287, 0.540239, 0.008111, 0.180397, 0.003588",
        "1950, 1979, 4271, 0.563802, 0.600290, 0.005827, 0.207034, 0.002572",
        "1980, 1999, 4650, 0.590538, 0.628575, 0.005285, 0.219496, 0.002363",
        "2000, 2021, 5582, 0.569509, 0.629447, 0.004918, 0.219956, 0.002191"
    })
    void nflElo(int from, int to, long n, double base, double logLoss, double logSe, double brier, double brierSe)
            throws IOException {
        List<double[]> rows = read("fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv", "result1", "elo_prob1", "season");
        rows.removeIf(row -> row[0] == 0.5 || row[2] < from || row[2] > to);
        check(binary(rows), n, base, logLoss, logSe, brier, brierSe);
    }

    @ParameterizedTest
    @CsvSource({
        "Logistic, 0.598297, 0.033800, 0.205746, 0.015581",
        "EMOS, 0.653682, 0.022572, 0.232025, 0.010384",
        "EPC, 0.661282, 0.018820, 0.234282, 0.009177"
    })
    void niamey(String column, double logLoss, double logSe, double brier, double brierSe) throws IOException {
        List<double[]> rows = read("gpl-weather/precip_niamey_2016.csv", "obs", column);
        check(binary(rows), 92, 0.576087, logLoss, logSe, brier, brierSe);
    }

    @Test
    void niameyEnsembleIsInfiniteOnSixDays() throws IOException {
        Findings findings = binary(read("gpl-weather/precip_niamey_2016.csv", "obs", "ENS"));
        assertThat(Samples.score(findings, "log_loss").value()).isInfinite();
        assertThat(Samples.note(findings, Note.Code.ZERO_PROBABILITY).count()).isEqualTo(6);
        assertThat(Samples.score(findings, "infinite_share").value()).isCloseTo(6.0 / 92, within(1e-15));
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(0.266168, SIX_DIGITS);
        assertThat(Samples.score(findings, "brier").se()).isCloseTo(0.036460, SIX_DIGITS);
    }

    @Test
    void forecastsInPerCent() throws IOException {
        List<double[]> rows = read("gpl-weather/prob_frcs.csv", "obs", "frcst");
        rows.forEach(row -> row[1] /= 100);
        check(binary(rows), 1242, 0.342190, 0.490529, 0.014464, 0.161535, 0.005395);
    }

    @ParameterizedTest
    @CsvSource({"p24, 0.144480, 0.010942, 3", "p48, 0.177977, 0.011875, 2"})
    void tampereRain(String lead, double brier, double se, long impossible) throws IOException {
        List<double[]> rows = read("gpl-weather/fmi_tampere_pop_2003.csv", "obs", lead + "_cat1", lead + "_cat2");
        rows.removeIf(row -> Double.isNaN(row[0] + row[1] + row[2]));
        double[] y = rows.stream().mapToDouble(row -> row[0] > 0.2 ? 1 : 0).toArray();
        double[] p = rows.stream().mapToDouble(row -> row[1] + row[2]).toArray();
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(y, p));
        assertThat(Samples.score(findings, "brier").n()).isEqualTo(346);
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(brier, SIX_DIGITS);
        assertThat(Samples.score(findings, "brier").se()).isCloseTo(se, SIX_DIGITS);
        assertThat(Samples.note(findings, Note.Code.ZERO_PROBABILITY).evidence())
                .containsEntry("impossible", impossible);
    }

    @ParameterizedTest
    @CsvSource({"men, 0.899169, 0.039854, 0.537532", "women, 0.678398, 0.056872, 0.401998"})
    void worldCup(String who, double logLoss, double se, double brier) throws IOException {
        List<double[]> rows = read(
                "fivethirtyeight-games/world_cup_matches_" + who + ".csv",
                "prob1",
                "probtie",
                "prob2",
                "prob1_outcome",
                "probtie_outcome",
                "prob2_outcome");
        int[] label = rows.stream()
                .mapToInt(row -> row[3] == 1 ? 0 : row[4] == 1 ? 1 : 2)
                .toArray();
        Rows columns = Samples.columns(label, column(rows, 0), column(rows, 1), column(rows, 2));
        Findings findings = Samples.score(Samples.classes(3), columns);
        assertThat(Samples.score(findings, "log_loss").value()).isCloseTo(logLoss, SIX_DIGITS);
        assertThat(Samples.score(findings, "log_loss").se()).isCloseTo(se, SIX_DIGITS);
        assertThat(Samples.score(findings, "brier").value()).isCloseTo(brier, SIX_DIGITS);
    }
}
