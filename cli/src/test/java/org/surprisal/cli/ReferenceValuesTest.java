package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values computed elsewhere, by a program that has nothing to do with this one. The files lie in a folder beside the
 * checkout; where it is missing, the tests are skipped and say so.
 */
class ReferenceValuesTest {
    private static final Path SHARED =
            Path.of(System.getProperty("surprisal.shared", "../../shared")).resolve("data");

    // The rain in Tampere is forecast by 1 - cat0 rather than by cat1 + cat2, whose sums of decimals are doubles such
    // as
    // 0.30000000000000004 beside 0.3: forecasts that the published values take for ties.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fivethirtyeight-games/nfl_games.csv | | 1882 | 0.631516 | 0.008762 | 0.220826 | 0.003881 |"
                        + " 0.547290 | 0.691782 | 0.012075",
                "fivethirtyeight-games/nfl_games.csv | --outcome prob2_outcome --prediction prob2 | 1882 |"
                        + " 0.631516 | 0.008762 | 0.220826 | 0.003881 | 0.452710 | 0.691782 | 0.012075",
                "fivethirtyeight-games/world_cup_matches_men.csv | | 176 | 0.899169 | 0.039854 | 0.537532 | | |" + " |",
                "fivethirtyeight-games/world_cup_matches_women.csv | | 103 | 0.678398 | 0.056872 | 0.401998 | | |"
                        + " |",
                "fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv | | 16494 | 0.610883 | 0.002877 | 0.211705 |"
                        + " 0.001278 | 0.579968 | 0.709286 | 0.004026",
                "fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv | --where season<=1949 | 1991 | 0.540239 |"
                        + " 0.008111 | 0.180397 | 0.003588 | 0.619287 | 0.791676 | 0.010293",
                "fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv | --where (season>=1950)and(season<=1979) | 4271 |"
                        + " 0.600290 | 0.005827 | 0.207034 | 0.002572 | 0.563802 | 0.731059 | 0.007646",
                "fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv | --where (season>=1980)and(season<=1999) | 4650 |"
                        + " 0.628575 | 0.005285 | 0.219496 | 0.002363 | 0.590538 | 0.676080 | 0.007919",
                "fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv | --where season>=2000 | 5582 | 0.629447 |"
                        + " 0.004918 | 0.219956 | 0.002191 | 0.569509 | 0.685968 | 0.007086",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction Logistic | 92 | 0.598297 |"
                        + " 0.033800 | 0.205746 | 0.015581 | 0.576087 | 0.739719 | 0.052427",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction EMOS | 92 | 0.653682 | 0.022572"
                        + " | 0.232025 | 0.010384 | 0.576087 | 0.642961 | 0.058243",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction ENS | 92 | Infinity | |"
                        + " 0.266168 | 0.036460 | 0.576087 | 0.689889 | 0.056523",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction EPC | 92 | 0.661282 | 0.018820"
                        + " | 0.234282 | 0.009177 | 0.576087 | 0.628689 | 0.059720",
                "gpl-weather/prob_frcs.csv | --outcome obs --prediction frcst --as percent | 1242 | 0.490529 |"
                        + " 0.014464 | 0.161535 | 0.005395 | 0.342190 | 0.817415 | 0.012294",
                "gpl-weather/fmi_tampere_pop_2003.csv | --outcome obs>0.2 --prediction 1-p24_cat0 | 346 |"
                        + " Infinity | | 0.144480 | 0.010942 | | 0.856720 |",
                "gpl-weather/fmi_tampere_pop_2003.csv | --outcome obs>0.2 --prediction 1-p48_cat0 | 346 |"
                        + " Infinity | | 0.177977 | 0.011875 | | 0.767106 |",
                "us-census-employment-ma/employment_MA_reference.parquet | | 68785 | 0.380327 | 0.001979 |"
                        + " 0.122893 | 0.000766 | 0.495835 | 0.903361 | 0.001136",
            })
    void areReproduced(
            String file,
            String options,
            int n,
            double logLoss,
            Double logLossSe,
            double brier,
            Double brierSe,
            Double base,
            Double auc,
            Double aucSe) {
        assumeTrue(Files.exists(SHARED.resolve(file)), () -> "skipped: there is no " + SHARED.resolve(file));
        List<String> call =
                new ArrayList<>(List.of("score", SHARED.resolve(file).toString(), "--json", "-"));
        if (options != null) {
            call.addAll(List.of(options.split(" ")));
        }
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode card = JsonMapper.shared().readTree(run.out());
        assertThat(card.at("/input/scored").asInt()).isEqualTo(n);
        if (Double.isInfinite(logLoss)) {
            assertThat(card.at("/scores/log_loss/value").asString()).isEqualTo("Infinity");
        } else {
            near(card, "/scores/log_loss/value", logLoss);
        }
        near(card, "/scores/log_loss/se", logLossSe);
        near(card, "/scores/brier/value", brier);
        near(card, "/scores/brier/se", brierSe);
        near(card, "/scores/base_rate/value", base);
        near(card, "/scores/auc/value", auc);
        near(card, "/scores/auc/se", aucSe);
    }

    private static void near(JsonNode card, String path, Double expected) {
        if (expected != null) {
            assertThat(card.at(path).asDouble()).as(path).isCloseTo(expected, within(5.0001e-7));
        }
    }
}
