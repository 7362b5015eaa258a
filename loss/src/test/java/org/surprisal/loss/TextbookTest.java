package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives as one would find them in a textbook. */
class TextbookTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log_loss | (p - y) / (p * (1 - p)) | y / p^2 + (1 - y) / (1 - p)^2",
                "log_loss_logit | sigmoid(z) - y | sigmoid(z) * (1 - sigmoid(z))",
                "cross_entropy | -y / p | y / p^2",
                "cross_entropy_logit | sum(y) * softmax(z) - y | sum(y) * softmax(z) * (1 - softmax(z))",
                "brier | 2 * (p - y) | 2",
                "brier_classes | 2 * (p - y) | 2",
                "squared | 2 * (p - y) | 2",
                "absolute | sign(p - y) | 0",
                "huber | where(abs(p - y) <= delta, p - y, delta * sign(p - y)) | where(abs(p - y) <= delta, 1, 0)",
                "pinball | where(y >= p, -tau, 1 - tau) | 0",
                "poisson | 1 - y / p | y / p^2",
                "gamma | shape * (p - y) / p^2 | shape * (2 * y - p) / p^3",
                "gaussian | (p - y) / sigma^2 | 1 / sigma^2",
                "kl_divergence | -y / p | y / p^2",
                "hinge | where(1 + z >= 0, 1 - y, 0) + where(1 - z >= 0, -y, 0) | 0",
                "(p - y)^4 | 4 * (p - y)^3 | 12 * (p - y)^2",
                "exp(p) - y * p | exp(p) - y | exp(p)",
                "softplus(z) - y * z | sigmoid(z) - y | sigmoid(z) * (1 - sigmoid(z))",
                "-(y * log(sigmoid(z)) + (1 - y) * log(1 - sigmoid(z))) | sigmoid(z) - y | sigmoid(z) * (1 -"
                        + " sigmoid(z))",
                "(y_true - y_pred)^2 / (1 + abs(y_true)) | 2 * (y_pred - y_true) / (1 + abs(y_true)) | 2 / (1 +"
                        + " abs(y_true))",
                "sqrt(1 + (p - y)^2) - 1 | (p - y) / sqrt(1 + (p - y)^2) "
                        + "| 1 / sqrt(1 + (p - y)^2) + (p - y) * (y - p) / sqrt(1 + (p - y)^2)^3",
                "lgamma(p) - y * digamma(p) | digamma(p) - y * trigamma(p) | -",
                "p * y / 4 | 0.25 * y | 0",
            })
    void derivativesReadAsInATextbook(String loss, String gradient, String hessian) {
        Loss parsed = Catalogue.parse(loss);
        assertThat(parsed.gradient()).hasToString(gradient);
        if (!hessian.equals("-")) {
            assertThat(parsed.hessian()).hasToString(hessian);
        }
    }
}
