package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.loss.expr.Latex;

/** Formulas as LaTeX. */
class LatexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log1p(-p) + y            | \\log\\left(1 - p\\right) + y",
                "xlogdiv(y, p)            | y \\, \\log\\frac{y}{p}",
                "ndtr(p) / normpdf(p)     | \\frac{\\Phi\\left(p\\right)}{\\varphi\\left(p\\right)}",
                "(p / y)^2 + tanh(p)      | \\left(\\frac{p}{y}\\right)^2 + \\tanh\\left(p\\right)",
                "p^(y + 1)                | p^{y + 1}",
                "p - (y - p * 2)          | p - \\left(y - 2 \\, p\\right)",
                "(y_true != y_pred) * 3   | 3 \\, \\left(y_{\\mathrm{true}} \\ne y_{\\mathrm{pred}}\\right)",
                "max(z) - sum(y * z)      | \\max_k\\left(z_k\\right) - \\sum_k y_k \\, z_k",
            })
    void readsAsInTheTextbook(String formula, String latex) {
        assertThat(Latex.of(Loss.of(formula).value())).isEqualTo(latex);
    }

    @Test
    void whatIsTooLongIsDots() {
        String sum = "p";
        for (int i = 0; i < 20; i++) {
            sum = "(" + sum + ")^2 + " + i;
        }
        Loss loss = Loss.of("exp(" + sum + ")");
        assertThat(Latex.of(loss.value())).hasSizeLessThan(21_000);
    }

    @Test
    void formulasReadAsInTheTextbook() {
        assertThat(Latex.of(Catalogue.SQUARED.value())).isEqualTo("\\left(p - y\\right)^2");
        assertThat(Latex.of(Loss.of("abs(p - y)^3 / (2 - (y - 1e-9 * p))").value()))
                .isEqualTo("\\frac{\\left|p - y\\right|^3}{2 - \\left(y - 1 \\cdot 10^{-9} \\, p\\right)}");
        assertThat(Latex.of(Loss.of("where(p <= y, -(p + y) * sqrt(p), inf)").value()))
                .isEqualTo("\\begin{cases} -\\left(p + y\\right) \\, \\sqrt{p} & \\text{if } p \\le y \\\\ \\infty"
                        + " & \\text{otherwise} \\end{cases}");
        assertThat(Latex.of(Catalogue.LOG_LOSS.value()))
                .isEqualTo("-\\left(y \\, \\log\\left(p\\right) + \\left(1 - y\\right) \\, \\log\\left(1 -"
                        + " p\\right)\\right)");
        assertThat(Latex.of(Catalogue.GAUSSIAN.value())).endsWith("+ \\tfrac{1}{2} \\log\\left(2 \\pi\\right)");
        assertThat(Latex.of(Catalogue.CROSS_ENTROPY_LOGIT.value()))
                .isEqualTo("\\sum_k y_k \\, \\operatorname{nlsoftmax}\\left(z_k\\right)");
        assertThat(List.of(Latex.of(Catalogue.STUDENT_T.value())))
                .first()
                .asString()
                .contains("\\nu", "\\mathit{scale}");
    }
}
