package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Total;
import org.surprisal.loss.traits.Examination;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What authors are told of their losses, and what is told of losses as JSON. */
class LossCheckTextTest {
    private static JsonNode json(ByteArrayOutputStream bytes) {
        return new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log(1 + exp(z)) - y * z",
                "where(abs(p - y) < 1, (p - y)^2, 3)",
                "abs(p - y)",
                "exp(p) / exp(p) * (p - y)^2",
                "sum((p - y)^2)"
            })
    void textAndJsonSayTheSameInBothLanguages(String formula) {
        Examination found = Examination.of(Loss.of(formula), share -> {});
        String english = LossCheckText.of(found, Page.plain(Language.EN));
        String chinese = LossCheckText.of(found, Page.plain(Language.ZH));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LossCheckJson.write(found, bytes);
        JsonNode json = json(bytes);
        boolean fine = json.get("fine").asBoolean();
        assertThat(english).contains(fine ? "Nothing is wrong" : "Something is wrong");
        assertThat(chinese).contains(fine ? "这个损失没有问题" : "有问题").isNotEqualTo(english);
        assertThat(json.get("loss").asString()).isEqualTo(formula);
        assertThat(english.lines()).allMatch(line -> !line.endsWith(" "));
    }

    @Test
    void aLossIsListedAndShownAsJson() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        assertThat(LossJson.list(Catalogue.all(), "median", list)).isTrue();
        assertThat(list.toString(StandardCharsets.UTF_8))
                .contains("\"absolute\"")
                .doesNotContain("\"brier\"");
        assertThat(LossJson.list(Catalogue.all(), "no such word", new ByteArrayOutputStream()))
                .isFalse();
        ByteArrayOutputStream show = new ByteArrayOutputStream();
        LossPoint point = new LossPoint(
                "brier",
                "y=1,p=0.1",
                0.81,
                List.of(
                        new LossPoint.Derivative(List.of("p"), false, new double[] {-1.8}),
                        new LossPoint.Derivative(List.of("p", "p"), false, new double[] {2})));
        LossJson.show(Catalogue.BRIER, Optional.of(point), show);
        assertThat(show.toString(StandardCharsets.UTF_8)).contains("\"brier\"", "0.81", "-1.8");
    }

    @Test
    void theRowsOfAFileHaveTheirTotals() {
        Total total = Catalogue.SQUARED.total(new double[] {1, 2, 4}, new double[] {1, 3, 2});
        LossColumns columns = new LossColumns(
                "squared", List.of("a.csv"), List.of("y"), List.of("p"), total, 2, 1, 2.5, 1.75, "rows.csv");
        assertThat(columns.text(Page.plain(Language.EN))).contains("rows.csv", "1.6666666666666667", "2.5", "1.75");
        assertThat(columns.text(Page.plain(Language.ZH))).contains("rows.csv", "1.6666666666666667");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        columns.json(bytes);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\"a.csv\"", "1.6666666666666667", "1.75");
    }
}
