package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code surprisal fit} with a category of more levels than a matrix has room for. */
final class FitManyTest {
    private static final int USERS = 4_200;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    /** Each user wins, loses and then does what x says; user 7 never wins, user 9 always does. */
    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("many.csv");
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("won,x,goals,user\n");
        for (int i = 0; i < 5 * USERS; i++) {
            int user = i % USERS;
            double x = random.nextGaussian();
            int free = random.nextDouble() < 1 / (1 + Math.exp(-x)) ? 1 : 0;
            int won = user == 7 ? 0 : user == 9 ? 1 : i / USERS < 2 ? i / USERS : free;
            text.append(won + "," + x + "," + (1 + i % 4 + won) + ",u" + user + "\n");
        }
        Files.writeString(file, text);
    }

    @Test
    void namesSeparatedLevelsAndFitsTheRest() throws IOException {
        Path model = folder.resolve("model.json");
        Run run = Run.of(
                "fit",
                file.toString(),
                "won ~ x + C(user)",
                "--family",
                "binomial",
                "--json",
                "-",
                "--out",
                model.toString());
        assertThat(run.exit()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit.schema.json")));
        assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
        assertThat(json.get("converged").asBoolean()).isTrue();
        assertThat(json.get("rows").asInt()).isEqualTo(5 * USERS - 10);
        assertThat(json.get("notes").get(0).get("message").asString())
                .startsWith("2 levels have outcomes that are all the same")
                .contains("C(user)[u7] (-∞), C(user)[u9] (+∞)");
        assertThat(json.get("coefficients").get(1).get("se").asDouble()).isBetween(0.01, 0.1);
        for (JsonNode coefficient : json.get("coefficients")) {
            String term = coefficient.get("term").asString();
            boolean infinite = List.of("C(user)[u7]", "C(user)[u9]").contains(term);
            assertThat(coefficient.get("estimate").isNumber()).isNotEqualTo(infinite);
            if (infinite) {
                assertThat(coefficient.get("estimate").asString())
                        .isEqualTo(term.contains("u7") ? "-Infinity" : "Infinity");
            }
        }
        Path predictions = folder.resolve("p.csv");
        Run predicted = Run.of("predict", model.toString(), file.toString(), "--out", predictions.toString());
        assertThat(predicted.exit()).isZero();
        List<String> lines = Files.readAllLines(predictions);
        int column = List.of(lines.get(0).split(",", -1)).indexOf("prediction");
        assertThat(Double.parseDouble(lines.get(8).split(",", -1)[column])).isCloseTo(0, within(1e-200));
        assertThat(Double.parseDouble(lines.get(10).split(",", -1)[column])).isEqualTo(1);
    }

    @Test
    void showsTheFirstCoefficientsOnly() {
        for (String family : List.of("gaussian", "poisson")) {
            Run run = Run.of("fit", file.toString(), "goals ~ x + C(user)", "--family", family, "--l2", "1");
            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains("C(user)[u1]", "... and 4,101 more, which --json has");
            assertThat(run.out().lines().count()).isLessThan(150);
        }
    }

    @Test
    void methodsThatNeedAMatrixAreRefused() {
        Run run = Run.of("fit", file.toString(), "goals ~ x + C(user)", "--l1", "1");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("There are 4,201 coefficients, more than 4,000, the limit of this penalty");
    }
}
