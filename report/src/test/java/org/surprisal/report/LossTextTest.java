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
        assertThat(LossText.show(Catalogue.LOG_LOSS, PAGE).lines()).allMatch(line -> CellWidth.of(line) <= 80);
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
