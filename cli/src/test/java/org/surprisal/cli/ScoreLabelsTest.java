package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Labels of which several may be true as a user scores them. */
final class ScoreLabelsTest {
    private static final String LABELS = "../examples/labels-by-hand.csv";

    @Test
    void namesFindColumns() throws IOException {
        Run run = Run.of("score", LABELS, "--labels", "sport,politics,local", "--json", "-");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        JsonNode card = JsonMapper.shared().readTree(run.out());
        assertThat(card.at("/scores/brier/value").doubleValue()).isCloseTo(0.133, within(1e-15));
        assertThat(card.at("/labels")).hasSize(3);
        assertThat(card.at("/labels/2/left_out/outcome_missing").intValue()).isEqualTo(1);
        assertThat(card.at("/provenance/command").stringValue())
                .contains("--labels sport=prob_sport,politics=prob_politics,local=prob_local")
                .doesNotContain("--outcome");
    }

    @Test
    void conditionsAreOutcomes() {
        Run run = Run.of("score", LABELS, "--labels", "sport = 1=prob_sport,local=prob_local", "--lang", "zh");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("各标签", "sport = 1");
    }

    @Test
    void aLabelWithoutColumnsIsRefused() {
        Run run = Run.of("score", LABELS, "--labels", "sport,weather");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("weather", "OUTCOME=PREDICTION");
    }
}
