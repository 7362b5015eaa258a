package org.surprisal.report.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.loss.Loss;
import org.surprisal.report.Language;
import org.surprisal.report.Page;
import org.surprisal.report.Provenance;
import org.surprisal.score.Estimate;
import org.surprisal.score.Interval;

final class FitReportTest {
    private static final Provenance PROVENANCE =
            new Provenance("0.1.0", List.of("a.csv"), Instant.EPOCH, "surprisal fit a.csv 'y ~ x'");

    private static final Frame FRAME = Frame.EMPTY
            .with("x", 0, 1, 2, 3, 4, 5, Double.NaN)
            .with("w", 1, 2, 1, 2, 1, 2, 1)
            .with("c", 1, 1, 2, 2, 3, 3, 3)
            .with("g", "a", "b", "a", "b", "b", "a", "a")
            .with("y", 0.9, 1.8, 3, 4.3, 4.9, 6.1, 2)
            .with("e", 0, 0, 0, 1, 1, 1, 1);

    private static final Validation VALIDATION = new Validation(
            5,
            "squared",
            new Estimate(
                    0.25,
                    0.01,
                    new Interval(0.23, 0.27),
                    0.95,
                    "hall",
                    Estimate.Kind.INTERVAL,
                    Estimate.Unit.NUMBER,
                    Estimate.Better.LOWER,
                    6,
                    null),
            0.2,
            0,
            null);

    private static List<FitReport> reports() {
        return List.of(
                report(Fit.leastSquares("y ~ x"), VALIDATION),
                report(Fit.leastSquares("y ~ poly(x, 2) + g").l2(0.5).weight("w"), null),
                report(Fit.glm("y ~ x", Family.GAMMA).cluster("c"), null),
                report(Fit.glm("e ~ x", Family.BINOMIAL), null),
                report(Fit.of("y ~ x + I(2 * x)", Loss.of("abs(y - p)^3")), null),
                report(Fit.glm("y ~ x", Family.POISSON).iterations(1), null));
    }

    private static FitReport report(Fit fit, @Nullable Validation validation) {
        Fitted fitted = fit.to(FRAME);
        return FitReport.of(
                fitted, new FitReport.Asked(fitted.usualErrors(), 0.95, false, validation, null, null, List.of()));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theTextSaysWhatAStatisticianLooksFor(Language language) {
        boolean english = language == Language.EN;
        for (FitReport report : reports()) {
            String text = FitText.of(report, Page.plain(language));
            assertThat(text).contains(report.formula().substring(0, 5)).contains(english ? "estimate" : "估计值");
            assertThat(text.lines()).allMatch(line -> line.length() <= 80);
            assertThat(FitText.headline(report)).contains("(intercept) ").endsWith("\n");
        }
        String line = FitText.of(reports().getFirst(), Page.plain(language));
        assertThat(line)
                .contains(english ? "6 of 7 fitted" : "共 7 行，拟合 6 行")
                .contains("[0.230, 0.270]", "AIC = 2k - 2 ln L");
        assertThat(FitText.of(reports().get(1), Page.plain(language)))
                .contains(english ? "plus 0.5/2 times" : "加上 0.5/2 乘")
                .doesNotContain("HC1");
        assertThat(FitText.of(reports().get(2), Page.plain(language)))
                .contains(english ? "Errors of the clusters of c; t with 2 degrees" : "标准误按 c 聚类；t 分布，自由度 2");
        assertThat(FitText.of(reports().get(3), Page.plain(language)))
                .contains(english ? "NOT CONVERGED" : "未收敛")
                .contains(english ? "separated completely" : "结果完全可分离");
        assertThat(FitText.of(reports().get(4), Page.plain(language)))
                .contains("HC1", english ? "cannot be told" : "无法确定", "abs(y - p)^3");
        assertThat(FitText.of(reports().get(5), Page.plain(language)))
                .contains(english ? "the limit of steps" : "步数用尽");
    }

    @Test
    void theJsonFitsItsSchema() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit.schema.json")));
        for (FitReport report : reports()) {
            var out = new ByteArrayOutputStream();
            FitJson.write(report, PROVENANCE, Language.EN, out);
            assertThat(schema.validate(out.toString(StandardCharsets.UTF_8), InputFormat.JSON))
                    .as(report.formula())
                    .isEmpty();
        }
    }

    @Test
    void aModelIsReadBackBitByBit() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/fit-model.schema.json")));
        for (String formula : List.of(
                "y ~ poly(x, 2) + g", "y ~ C(c, sum):x", "y ~ x + I(2 * x) + offset(w)", "y ~ C(g, base='b')")) {
            Fitted fitted = Fit.leastSquares(formula).to(FRAME);
            var out = new ByteArrayOutputStream();
            ModelJson.write(FittedModel.of(fitted, Errors.HC1, List.of("no", "yes")), PROVENANCE, out);
            assertThat(schema.validate(out.toString(StandardCharsets.UTF_8), InputFormat.JSON))
                    .as(formula)
                    .isEmpty();
            FittedModel read = (FittedModel) ModelReader.read(new ByteArrayInputStream(out.toByteArray()));
            assertThat(read.predict(FRAME, UnknownLevel.REFUSE)).isEqualTo(fitted.predict(FRAME, UnknownLevel.REFUSE));
            assertThat(read.errors()).isEqualTo(Errors.HC1);
            assertThat(read.outcomes()).containsExactly("no", "yes");
            assertThat(read.leftOut()).isEqualTo(fitted.data().leftOut());
            assertThat(read.converged()).isTrue();
            String text = out.toString(StandardCharsets.UTF_8);
            for (String key : List.of("\"terms\"", "\"columns\"", "\"levels\"", "\"told\"", "\"rows\"")) {
                var damaged =
                        new ByteArrayInputStream(text.replace(key, "\"gone\"").getBytes(StandardCharsets.UTF_8));
                assertThatThrownBy(() -> ModelReader.read(damaged)).hasMessageContaining("The model is damaged");
            }
        }
    }

    @Test
    void whatIsNoModelIsSaid() {
        for (String text :
                List.of("{", "[1]", "{\"a\": 1}", "{\"surprisal_model\": 2}", "{\"surprisal_model\": 1}", "")) {
            var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> ModelReader.read(in)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
