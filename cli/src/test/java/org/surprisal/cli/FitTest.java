package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code surprisal fit} as a user calls it. */
final class FitTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theExampleIsALine() {
        Run run = Run.of("fit", "../examples/least-squares.csv", "y ~ x");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("y ~ 1 + x, gaussian family, identity link\n")
                .containsPattern("\\(intercept\\) +0\\.85 ")
                .containsPattern("x +1\\.050 ");
    }

    @Test
    void theLossAloneGivesTheSame() {
        JsonNode family = json("fit", "../examples/least-squares.csv", "y ~ x", "--family", "gaussian", "--json", "-");
        JsonNode loss = json("fit", "../examples/least-squares.csv", "y ~ x", "--loss", "gaussian", "--json", "-");
        JsonNode plain = json("fit", "../examples/least-squares.csv", "y ~ x", "--json", "-");
        assertThat(plain.get("coefficients").get(0).get("estimate").asDouble()).isEqualTo(0.85);
        assertThat(plain.get("coefficients").get(1).get("estimate").asDouble()).isEqualTo(1.05);
        assertThat(loss.get("coefficients")).isEqualTo(plain.get("coefficients"));
        assertThat(family.get("coefficients")).isEqualTo(plain.get("coefficients"));
    }

    static JsonNode json(String... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        return JSON.readTree(run.out());
    }
}
