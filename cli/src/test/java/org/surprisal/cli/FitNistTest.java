package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The 11 sets of NIST for linear regression, from CSV files through the command line: coefficients and standard errors
 * to 13 digits at least, Filip among them.
 */
final class FitNistTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Norris",
                "Pontius",
                "NoInt1",
                "NoInt2",
                "Longley",
                "Wampler1",
                "Wampler2",
                "Wampler3",
                "Wampler4",
                "Wampler5",
                "Filip"
            })
    void agreesTo13Digits(String name) throws IOException {
        List<String> lines = Files.readAllLines(
                Path.of("../fit/src/test/resources/nist-strd", name + ".dat"), StandardCharsets.US_ASCII);
        List<double[]> certified = new ArrayList<>();
        for (String line : lines.subList(30, 55)) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 3 && words[0].matches("B\\d+")) {
                certified.add(new double[] {Double.parseDouble(words[1]), Double.parseDouble(words[2])});
            }
        }
        List<List<String>> rows = lines.subList(60, lines.size()).stream()
                .map(line -> List.of(line.strip().split("\\s+", -1)))
                .filter(words -> words.size() > 1)
                .toList();
        List<String> csv = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("y"));
        for (int c = 1; c < rows.getFirst().size(); c++) {
            head.add(rows.getFirst().size() == 2 ? "x" : "x" + c);
        }
        csv.add(String.join(",", head));
        rows.forEach(words -> csv.add(String.join(",", words)));
        Path file = folder.resolve(name + ".csv");
        Files.write(file, csv);
        String formula = switch (name) {
            case "NoInt1", "NoInt2" -> "y ~ x - 1";
            case "Longley" -> "y ~ .";
            case "Norris" -> "y ~ x";
            default -> "y ~ poly(x, " + (certified.size() - 1) + ", raw)";
        };
        JsonNode fit = FitTest.json("fit", file.toString(), formula, "--json", "-");
        assertThat(fit.get("coefficients").size()).isEqualTo(certified.size());
        for (int j = 0; j < certified.size(); j++) {
            JsonNode coefficient = fit.get("coefficients").get(j);
            assertThat(digits(coefficient.get("estimate").asDouble(), certified.get(j)[0]))
                    .as("digits of %s", coefficient)
                    .isGreaterThanOrEqualTo(13.9);
            assertThat(digits(coefficient.get("se").asDouble(), certified.get(j)[1]))
                    .as("digits of the error of %s", coefficient)
                    .isGreaterThanOrEqualTo(13.9);
        }
        assertThat(fit.get("notes").size()).isZero();
        assertThat(fit.get("converged").asBoolean()).isTrue();
    }

    private static double digits(double value, double certified) {
        if (certified == 0) {
            return Math.abs(value) < 1e-14 ? 15 : 0;
        }
        double error = Math.abs((value - certified) / certified);
        return error == 0 ? 15 : Math.min(15, -Math.log10(error));
    }
}
