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

/** Miscalibration, discrimination and uncertainty computed elsewhere; skipped where the files are missing. */
class DecompositionValuesTest {
    private static final Path SHARED =
            Path.of(System.getProperty("surprisal.shared", "../../shared")).resolve("data");
    private static final String ELO = "fivethirtyeight-nfl-elo/nfl_games_1920_2021.csv";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fivethirtyeight-games/nfl_games.csv | | 0.003846 | 0.030783 | 0.247764 | 0.010020 | 0.067171 | 0.688668",
                ELO + " | | 0.000999 | 0.032899 | 0.243605 | 0.002659 | 0.072078 | 0.680302",
                ELO + " | --where season<=1949 | 0.006048 | 0.061422 | 0.235771 | 0.018759 | 0.142933 | 0.664412",
                ELO + " | --where (season>=1950)and(season<=1979) | 0.002385 | 0.041281 | 0.245929 | 0.006570 |"
                        + " 0.091264 | 0.684983",
                ELO + " | --where (season>=1980)and(season<=1999) | 0.002147 | 0.024454 | 0.241803 | 0.005301 |"
                        + " 0.053389 | 0.676662",
                ELO + " | --where season>=2000 | 0.001863 | 0.027076 | 0.245168 | 0.004968 | 0.058974 | 0.683453",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction Logistic | 0.017076 | 0.055541 |"
                        + " 0.244211 | 0.050874 | 0.134100 | 0.681524",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction EMOS | 0.018283 | 0.030469 |"
                        + " 0.244211 | 0.048736 | 0.076578 | 0.681524",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction ENS | 0.066072 | 0.044115 |"
                        + " 0.244211 | Infinity | 0.099827 | 0.681524",
                "gpl-weather/precip_niamey_2016.csv | --outcome obs --prediction EPC | 0.022350 | 0.032279 |"
                        + " 0.244211 | 0.057558 | 0.077800 | 0.681524",
                "gpl-weather/prob_frcs.csv | --outcome obs --prediction frcst --as percent | 0.001937 | 0.065499 |"
                        + " 0.225096 | 0.005321 | 0.157270 | 0.642477",
                "gpl-weather/fmi_tampere_pop_2003.csv | --outcome obs>0.2 --prediction 1-p24_cat0 | 0.025092 |"
                        + " 0.059911 | 0.179299 | Infinity | |",
                "gpl-weather/fmi_tampere_pop_2003.csv | --outcome obs>0.2 --prediction 1-p48_cat0 | 0.026932 |"
                        + " 0.035730 | 0.186775 | Infinity | |",
                "us-census-employment-ma/employment_MA_reference.parquet | | 0.000433 | 0.127523 | 0.249983 |"
                        + " 0.001652 | 0.314437 | 0.693112",
            })
    void areReproduced(
            String file,
            String options,
            double brierMiss,
            double brierGain,
            double brierUncertainty,
            double logMiss,
            Double logGain,
            Double logUncertainty) {
        assumeTrue(Files.exists(SHARED.resolve(file)), () -> "skipped: there is no " + SHARED.resolve(file));
        List<String> call =
                new ArrayList<>(List.of("score", SHARED.resolve(file).toString(), "--json", "-"));
        if (options != null) {
            call.addAll(List.of(options.split(" ")));
        }
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode parts = JsonMapper.shared().readTree(run.out()).at("/decomposition");
        near(parts, "/brier/miscalibration/value", brierMiss);
        near(parts, "/brier/discrimination/value", brierGain);
        near(parts, "/brier/uncertainty/value", brierUncertainty);
        if (Double.isInfinite(logMiss)) {
            assertThat(parts.at("/log_loss/miscalibration/value").asString()).isEqualTo("Infinity");
        } else {
            near(parts, "/log_loss/miscalibration/value", logMiss);
        }
        near(parts, "/log_loss/discrimination/value", logGain);
        near(parts, "/log_loss/uncertainty/value", logUncertainty);
    }

    private static void near(JsonNode parts, String path, Double expected) {
        if (expected != null) {
            assertThat(parts.at(path).asDouble()).as(path).isCloseTo(expected, within(5.0001e-7));
        }
    }
}
