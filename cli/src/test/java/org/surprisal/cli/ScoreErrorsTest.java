package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How errors of numbers are spread, from the command line. */
class ScoreErrorsTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    /** Errors that grow with the prediction, rounded so that many tie. */
    @BeforeEach
    void numbers() throws IOException {
        Random random = new Random(14);
        StringBuilder text = new StringBuilder("y,p\n");
        for (int i = 0; i < 3000; i++) {
            double p = random.nextInt(10, 400) / 4.0;
            text.append(Math.rint(p * (1 + random.nextGaussian() / 10) * 8) / 8)
                    .append(',')
                    .append(p)
                    .append('\n');
        }
        file = Files.writeString(folder.resolve("numbers.csv"), text);
    }

    private static JsonNode json(String... words) throws IOException {
        List<String> call = new ArrayList<>(List.of("score", "--json", "-"));
        call.addAll(List.of(words));
        Run run = Run.of(call.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void theSameWhateverTheFormOfTheRows() throws IOException, SQLException {
        JsonNode expected = json(file.toString()).get("errors");
        assertThat(expected.at("/by_prediction").size()).isEqualTo(10);
        assertThat(expected.at("/by_prediction/9/sd").doubleValue())
                .isGreaterThan(3 * expected.at("/by_prediction/0/sd").doubleValue());
        assertThat(expected.at("/quantiles/0.5/interval/0").doubleValue())
                .isLessThanOrEqualTo(expected.at("/quantiles/0.5/value").doubleValue());
        for (Path other : List.of(Tables.shuffled(file, folder), Tables.converted(file, "PARQUET", folder))) {
            assertThat(json(other.toString()).get("errors")).isEqualTo(expected);
        }
        List<String> parts = new ArrayList<>(List.of("--threads", "3"));
        Tables.split(file, 3, folder).forEach(part -> parts.add(part.toString()));
        assertThat(json(parts.toArray(String[]::new)).get("errors")).isEqualTo(expected);
    }

    @Test
    void withoutARankingThereAreNone() throws IOException {
        assertThat(json(file.toString(), "--no-ranking").has("errors")).isFalse();
        JsonNode little = json(file.toString(), "--memory", "100K");
        assertThat(little.has("errors")).isFalse();
        assertThat(little.get("notes").toString()).contains("ranking_left_out");
    }
}
