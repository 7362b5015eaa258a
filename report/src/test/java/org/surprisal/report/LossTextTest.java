package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

class LossTextTest {
    private static final Page PAGE = Page.plain(Language.EN);

    @Test
    void aListHasTheFormulasWhole() {
        String list = LossText.list(Catalogue.all(), "", PAGE);
        Catalogue.all().forEach(loss -> assertThat(list).contains(loss.formula()));
        assertThat(list).contains("huber(delta=1)");
        assertThat(LossText.list(Catalogue.all(), "Median", PAGE).lines())
                .anyMatch(line -> line.startsWith("absolute"));
        assertThat(LossText.list(List.of(), "", PAGE)).isEmpty();
    }

    @Test
    void everyLossIsShownInBothLanguages() {
        for (Loss loss : Catalogue.all()) {
            assertThat(LossText.show(loss, PAGE))
                    .contains("gradient", "Hessian", loss.target().domain().toString());
            assertThat(LossText.show(loss, Page.plain(Language.ZH))).contains("梯度", "二阶导数");
        }
    }

    @Test
    void longFactsAreWrappedUnderTheirBeginning() {
        assertThat(LossText.show(Catalogue.LOG_LOSS, PAGE).lines())
                .filteredOn(line -> !line.startsWith("    \\"))
                .allMatch(line -> CellWidth.of(line) <= 80);
    }

    /** To be copied, so on one line each. */
    @Test
    void formulasAreThereInLatex() {
        assertThat(LossText.show(Catalogue.LOG_LOSS, PAGE)).endsWith("""

                          LaTeX
                            \\ell = -\\left(y \\, \\log\\left(p\\right) + \\left(1 - y\\right) \\, \\log\\left(1 - p\\right)\\right)
                            \\frac{\\partial \\ell}{\\partial p} = \\frac{p - y}{p \\, \\left(1 - p\\right)}
                            \\frac{\\partial^2 \\ell}{\\partial p^2} = \\frac{y}{p^2} + \\frac{1 - y}{\\left(1 - p\\right)^2}
                        """);
        assertThat(LossText.show(Catalogue.GAUSSIAN.predicting("sigma"), PAGE))
                .contains("\\frac{\\partial^2 \\ell}{\\partial p \\, \\partial \\sigma} = ");
        assertThat(LossText.show(Catalogue.HUBER, PAGE))
                .containsPattern("optimum +where the mean slope in p goes through 0: ");
    }

    @Test
    void aPointHasAllItsDigits() {
        LossPoint point = new LossPoint(
                "brier",
                "y=1,p=0.1",
                0.81,
                List.of(
                        new LossPoint.Derivative(List.of("p"), false, new double[] {-1.8}),
                        new LossPoint.Derivative(List.of("p", "p"), false, new double[] {2})));
        assertThat(LossText.eval(point, PAGE)).isEqualTo("""
                brier at y=1,p=0.1
                  value     0.81
                  gradient  -1.8
                  Hessian   2.0
                """);
    }
}
