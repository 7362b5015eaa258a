package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossCheckTest {
    @Test
    void anAuthorsLogLossIsRecognisedAndRewritten() {
        Run run = Run.of("loss", "check", "-(y_true*log(y_pred) + (1-y_true)*log(1-y_pred))");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("Nothing is wrong", "It is log_loss", "y_pred ∈ (0, 1)", "proved by composition")
                .contains("-(xlogy(y_true, y_pred) + xlog1py(1 - y_true, -y_pred))");
    }

    @Test
    void whatOverflowsAsWrittenIsShown() {
        Run run = Run.of("loss", "check", "log(1 + exp(z)) - y * z");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("log(1 + exp(z))  →  softplus(z)", "Infinity at 0, 1000; the value is 1000.0")
                .contains("softplus(z) - y * z", "It is log_loss_logit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where(abs(p - y) < 1, (p - y)^2, 3)",
                "exp(p) / exp(p) * (p - y)^2",
                "log(sum(exp(z))) - sum(y * z)",
                "-log(y / p) * (p - y)",
            })
    void aGateFails(String formula) {
        Run run = Run.of("loss", "check", formula);
        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("Something is wrong");
    }

    @Test
    void jsonHasAllOfIt() {
        Run run = Run.of("loss", "check", "abs(p - y)", "--json", "-");
        assertThat(run.exit()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .startsWith("{ \"loss\": \"abs(p - y)\"")
                .contains("\"fine\": true", "\"same_as\": \"absolute\"", "\"property\": \"convex\"")
                .contains("\"answer\": \"proved\", \"method\": \"composition\"")
                .contains("\"prediction\": 0.0, \"value\": 0.0, \"gradient\": 2.0");
    }

    @Test
    void domainsCanBeStated() {
        Run run = Run.of("loss", "check", "(p - y)^2", "--target", "0..1", "--prediction", "(0..1]", "--lang", "zh");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("y ∈ [0, 1]、p ∈ (0, 1]", "不超过 2", "这个损失没有问题");
        assertThat(Run.of("loss", "check", "(p - y)^2", "--target", "1").exit()).isEqualTo(3);
        assertThat(Run.of("loss", "check", "(p - y)^2", "--target", "2..1").exit())
                .isEqualTo(3);
        assertThat(Run.of("loss", "check", "huber", "--target", "0..1").err()).contains("has domains of its own");
    }
}
