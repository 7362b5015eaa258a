package org.surprisal.report.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Family;
import org.surprisal.fit.Fit;
import org.surprisal.fit.Fitted;
import org.surprisal.fit.Link;
import org.surprisal.fit.Note;
import org.surprisal.fit.Note.Code;
import org.surprisal.fit.design.Frame;
import org.surprisal.report.Language;
import org.surprisal.report.Page;

final class FitNoteTextTest {
    /** What any code may quote. */
    private static final Map<String, Object> EVIDENCE = Map.ofEntries(
            Map.entry("column", "q1"),
            Map.entry("combination", "2·q2"),
            Map.entry("coefficients", 12_345L),
            Map.entry("steps", 7L),
            Map.entry("gap", 0.25),
            Map.entry("edges", 9L),
            Map.entry("columns", List.of("q3", "q4")),
            Map.entry("limits", List.of("Infinity", "-Infinity")),
            Map.entry("rows", 8_000L),
            Map.entry("response", 1.5),
            Map.entry("prediction", 2.5),
            Map.entry("value", 3.0),
            Map.entry("parameter", "q5"),
            Map.entry("last", 4.5),
            Map.entry("family", "q6"));

    /** Names that are the same in any language. */
    private static final Pattern NAMES = Pattern.compile("q\\d|Firth|logit|huber|poisson|--iterations");

    private static Note note(Code code, long count, String extent) {
        Map<String, Object> evidence = new LinkedHashMap<>(EVIDENCE);
        if (code == Code.SEPARATED_OUTCOMES || code == Code.SEPARATED_CLASSES) {
            evidence.put("extent", extent);
        }
        return new Note(code, count, evidence);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCodeHasWordsInBothLanguages(Code code) {
        for (String extent : List.of("complete", "part")) {
            for (long count : new long[] {0, 1, 2_000}) {
                String english = FitNoteText.of(note(code, count, extent), Language.EN);
                assertThat(english).endsWith(".").matches("[^{}\\p{IsHan}]+");
                String chinese = FitNoteText.of(note(code, count, extent), Language.ZH);
                assertThat(NAMES.matcher(chinese).replaceAll("")).endsWith("。").matches("[^{}a-zA-Z]+");
            }
        }
    }

    @Test
    void figuresAreQuoted() {
        assertThat(FitNoteText.of(note(Code.SEPARATED_LEVELS, 2_000, ""), Language.EN))
                .isEqualTo("2,000 levels have outcomes that are all the same, so that no finite coefficient is best:"
                        + " q3 (+∞), q4 (-∞), .... Their rows tell nothing of the other coefficients, which are fitted"
                        + " to the 8,000 other rows. A ridge penalty would make all finite.");
        assertThat(FitNoteText.of(note(Code.NOT_CONVERGED, 0, ""), Language.ZH))
                .isEqualTo("拟合没有收敛：走了 7 步后停止。按二次模型，离目标的最小值还差 0.25。" + "请增加步数（--iterations）、去掉一些项，或加岭惩罚。");
        assertThat(FitNoteText.of(Note.of(Code.NOT_CONVERGED, "steps", 3L), Language.EN))
                .startsWith("The fit did not converge: it stopped after 3 steps. Allow more steps");
        assertThat(FitNoteText.of(Note.of(Code.NO_STRICT_MINIMUM), Language.EN))
                .endsWith("The loss has no strict minimum there.");
        assertThat(FitNoteText.of(new Note(Code.ROWS_LEFT_OUT, 1, Map.of("column", "x\u001b[2J")), Language.EN))
                .isEqualTo("1 row is left out because x\uFFFD[2J has no value.");
        assertThatThrownBy(() -> FitNoteText.of(Note.of(Code.ROWS_LEFT_OUT), Language.EN))
                .hasMessageContaining("no words for the note rows_left_out");
    }

    /** In Chinese nothing is left in English but names, formulas and codes. */
    @Test
    void aChineseReportIsChinese() {
        Frame frame = Frame.EMPTY
                .with("x", 1, 2, 3, 4, 5, Double.NaN, 7)
                .with("y", 0, 0, 0, 1, 1, 1, 1)
                .with("k", 0, 1, 2, 2, 1, 0, 2);
        Fitted separated = Fit.glm("y ~ x + I(2 * x)", Family.BINOMIAL).to(frame);
        var classes = Fit.multinomial("k ~ x").l2(1).to(frame);
        var ordered = Fit.ordered("k ~ x", Link.PROBIT).to(frame);
        for (FitReport report : List.of(
                FitReport.of(separated, new FitReport.Asked(separated.usualErrors(), 0.95)),
                FitReport.of(classes, new FitReport.Asked(Errors.MODEL, 0.95)),
                FitReport.of(ordered, new FitReport.Asked(Errors.MODEL, 0.95)))) {
            String text = FitText.of(report, Page.plain(Language.ZH));
            assertThat(text)
                    .contains("略去 1 行：x 没有值。")
                    .doesNotContainPattern("\\b(the|is|are|of|not|over|less|all|rows?|because)\\b");
        }
    }
}
