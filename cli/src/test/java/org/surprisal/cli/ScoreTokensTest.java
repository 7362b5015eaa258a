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

/** Log-probabilities of tokens as a user scores them. */
final class ScoreTokensTest {
    private static final String TOKENS = "../examples/tokens-by-hand.csv";

    @Test
    void bytesAreCountedByAnExpression() throws IOException {
        Run run = Run.of(
                "score",
                TOKENS,
                "--as",
                "logprob",
                "--bytes",
                "strlen(token)",
                "--worst",
                "2",
                "--by",
                "text",
                "--json",
                "-");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/scorecard.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        JsonNode card = JsonMapper.shared().readTree(run.out());
        assertThat(card.at("/task").stringValue()).isEqualTo("likelihood");
        assertThat(card.at("/scores/bits_per_byte/value").doubleValue())
                .isCloseTo(21 / Math.log(2) / 24, within(1e-14));
        assertThat(card.at("/worst/0/row").intValue()).isEqualTo(5);
        assertThat(card.at("/worst/0/columns/token").stringValue()).isEqualTo("Über");
        assertThat(card.at("/segments")).hasSize(2);
        assertThat(card.at("/provenance/command").stringValue())
                .contains("--prediction logprob --bytes 'strlen(token)' --as logprob")
                .doesNotContain("--outcome");
    }

    @Test
    void anotherBaseIsAnExpression() {
        Run run = Run.of("score", TOKENS, "--as", "logprob", "--prediction", "logprob / ln(2) * ln(2)", "--quiet");
        assertThat(run.out()).startsWith("log loss 3.0 ");
    }

    @Test
    void inChinese() {
        Run run = Run.of("score", TOKENS, "--as", "logprob", "--bytes", "strlen(token)", "--lang", "zh");
        assertThat(run.out()).contains("每字节比特数", "所发生事件的对数概率", "--cluster");
    }

    @Test
    void anOutcomeIsRefused() {
        Run run = Run.of("score", TOKENS, "--as", "logprob", "--outcome", "token");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("leave out --outcome");
    }
}
