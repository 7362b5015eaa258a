package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What forecasts give away about themselves, from the command line. */
class ScoreDiagnosisTest {
    @TempDir
    Path folder;

    /** Forecasts too extreme by a factor of three, shifted and rounded. */
    private String planted() throws IOException {
        Random random = new Random(4);
        StringBuilder rows = new StringBuilder("outcome,probability\n");
        for (int i = 0; i < 1000; i++) {
            double z = 1.2 * random.nextGaussian();
            int y = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            long percent = Math.round(100 / (1 + Math.exp(1 - 3 * z)));
            rows.append(y)
                    .append(',')
                    .append(Math.clamp(percent, 1, 99) / 100.0)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("planted.csv"), rows).toString();
    }

    @Test
    void notesHaveEvidenceAndRemedyInBothLanguages() throws IOException {
        String file = planted();
        Run english = Run.of("score", file);
        assertThat(english.exit()).isZero();
        assertThat(english.out())
                .contains("! The forecasts are too extreme: calibration slope")
                .containsPattern("settle\\s+the\\s+factor\\s+on\\s+other\\s+rows")
                .contains("! The event happened in")
                .contains("- All forecasts are multiples of 0.01.");
        assertThat(Run.of("score", file, "--lang", "zh").out())
                .contains("! 预测过于极端")
                .contains("- 所有预测都是 0.01 的倍数。");
        Run json = Run.of("score", file, "--json", "-");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(json.out(), InputFormat.JSON))
                .isEmpty();
        assertThat(JsonMapper.shared().readTree(json.out()).get("notes").findValuesAsString("code"))
                .contains("overconfident", "shifted_base_rate", "rounded_forecasts");
    }
}
