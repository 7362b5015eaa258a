package org.surprisal.report.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Expr;
import org.surprisal.report.Language;
import org.surprisal.report.Page;
import org.surprisal.score.ArraySource;
import org.surprisal.score.Source;
import org.surprisal.score.Unscorable;

class TopicsTest {
    private static final Page PAGE = Page.plain(Language.EN);

    private static Example example(Source source) {
        return new Example("table", () -> source, List.of(), List.of(), true);
    }

    private static Source forecasts(double... p) {
        double[] y = new double[p.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = i % 2;
        }
        return ArraySource.empty().with("y", y).with("p", p);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyTopicIsToldInEveryLanguage(Language language) {
        Page page = Page.plain(language);
        for (String name : Topics.names()) {
            assertThat(Topics.title(name, page)).isNotBlank().doesNotContain("#");
            assertThat(Topics.explain(name, example(forecasts(0.25, 0.5, 0.75, 0.875)), page))
                    .startsWith(Topics.title(name, page))
                    .doesNotContain("{", "}", "#", "NaN", "null", "\n\n\n");
        }
    }

    @Test
    void columnsThatAreExactAreSaidToBe() {
        assertThat(Topics.explain("log-loss-vs-cross-entropy", example(forecasts(0.25, 0.5, 0.75)), PAGE))
                .contains("The same number, to the last bit.", "it is exact in every row");
    }

    @Test
    void roundingOfStoredColumnsIsCounted() {
        assertThat(Topics.explain("log-loss-vs-cross-entropy", example(forecasts(0.1, 1e-9, 0.3)), PAGE))
                .containsIgnoringWhitespaces("of 3 rows are changed")
                .contains("The same number, to the last bit.");
    }

    @Test
    void impossibleOutcomesAreInfiniteInBoth() {
        assertThat(Topics.explain("log-loss-vs-cross-entropy", example(forecasts(0.5, 0, 0.25)), PAGE))
                .contains("        Infinity\n", "The same number, to the last bit.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "是"})
    void outcomesMayBeWordsAndForecastsPerCent(String positive) {
        String negative = positive.equals("yes") ? "no" : "否";
        Source source = ArraySource.empty()
                .with("outcome", new String[] {positive, negative, positive, negative})
                .with("probability", new String[] {"80%", "30%", "60%", "50%"});
        assertThat(Topics.explain("log-likelihood", example(source), PAGE)).contains("0.8 · 0.7 · 0.6 · 0.5\n");
    }

    @Test
    void leastSquaresTakesTheOutcomesOfATable() {
        Source numbers = ArraySource.empty().with("y", 1.5, 3.25, 7, 0.25).with("y_pred", 2.5, 3, 8, 1);
        assertThat(Topics.explain("least-squares", example(numbers), PAGE))
                .contains("Computed for the 4 outcomes of table in y,")
                .containsPattern("squared error +3\\.000000000000\n")
                .containsPattern("mean of the outcomes +3\\.000000000000\n");
        Example own = new Example("none", () -> numbers, List.of(), List.of(), false);
        assertThat(Topics.explain("least-squares", own, PAGE)).contains("Computed for the outcomes 2, 3, 5, 7, 11,");
        Source words =
                ArraySource.empty().with("y", new String[] {"yes", "no", "yes"}).with("p", 0.5, 0.25, 0.75);
        assertThatThrownBy(() -> Topics.explain("least-squares", example(words), PAGE))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("numbers");
    }

    @Test
    void otherTablesAreRefusedWithARemedy() {
        Source numbers = ArraySource.empty().with("y", 1.5, 3.25, 7).with("y_pred", 2.5, 3, 8);
        assertThatThrownBy(() -> Topics.explain("log-likelihood", example(numbers), PAGE))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--outcome");
        assertThatThrownBy(() -> Topics.explain("weather", example(numbers), PAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void summandsMayChangePlacesAndNothingElse() {
        assertThat(SameTerms.in(value("-(log(y) + p^2)"), value("-(p^2 + log(y))")))
                .isTrue();
        assertThat(SameTerms.in(value("log(y) - p^2"), value("p^2 - log(y)"))).isFalse();
        assertThat(SameTerms.in(value("log(y) + p^2"), value("log(y) + p^3"))).isFalse();
        assertThat(SameTerms.in(value("log(p)"), value("exp(y) + p"))).isFalse();
    }

    private static Expr value(String formula) {
        return Loss.of(formula).value();
    }
}
