package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Estimate;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Note;
import org.surprisal.score.Note.Code;
import org.surprisal.score.Note.Severity;
import org.surprisal.score.RowReference;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;

class ScorecardTextTest {
    private static final Page ENGLISH = Page.plain(Language.EN);
    private static final Page CHINESE = Page.plain(Language.ZH);
    private static final List<String> FILES = List.of("nfl_games.csv");

    private static String text(Scorecard card) {
        return ScorecardText.of(card, FILES, null, ENGLISH);
    }

    @Test
    void theWholeReport() {
        String report = ScorecardText.of(
                Cards.games(), FILES, "surprisal score nfl_games.csv --outcome prob1_outcome", ENGLISH);
        assertThat(report).isEqualTo("""
                        Better than always forecasting the base rate of 54.7%: log loss 0.632 instead of
                        0.689, 8.3% less (95% interval 5.8% to 10.8%).
                        What happened had been given a probability of 53.2% on average (geometric mean);
                        the base rate gave it 50.2%.

                          file        nfl_games.csv
                          task        binary
                          outcome     prob1_outcome (positive: 1)
                          prediction  prob1 as probability
                          rows        1,882 of 1,889 rows scored

                          score         value  95% interval      unit  better   rows
                          log loss      0.632  [0.614, 0.649]    nats  lower   1,882
                          Brier score  0.2208  [0.2132, 0.2285]        lower   1,882
                          accuracy      64.4%  [62.3%, 66.6%]          higher  1,882
                          base rate     54.7%  [52.5%, 57.0%]                  1,882
                          perplexity    1.880  [1.848, 1.913]          lower   1,882

                          Against always forecasting the base rate of 54.7%
                          score     reference  skill  95% interval
                          log loss      0.689   8.3%  [5.8%, 10.8%]

                          The log loss is the cross-entropy: two names of one number (surprisal explain
                          log-loss-vs-cross-entropy).

                          Left out, not scored
                            7  the outcome lies between the classes (--soft-outcomes scores it as a
                               distribution): rows 12, 88, 130, 400, 512, 700, 1801

                          The same with every choice spelled out
                            surprisal score nfl_games.csv --outcome prob1_outcome
                        """);
    }

    @Test
    void chineseLinesUpAndFits() {
        String report = ScorecardText.of(Cards.games(), FILES, null, CHINESE);
        assertThat(report).startsWith("优于始终预测基准率 54.7% 的做法：对数损失为 0.632");
        assertThat(report).contains("对数损失就是交叉熵").containsIgnoringWhitespaces("：第 12、88、130、400、512、700、1801 行");
        assertThat(report.lines()).allMatch(line -> CellWidth.of(line) <= 80);
        List<String> rows = report.lines()
                .filter(line -> line.contains("[") && line.contains("1,882"))
                .toList();
        assertThat(rows.stream().map(line -> CellWidth.of(line.substring(0, line.indexOf('[')))))
                .containsOnly(22);
    }

    @Test
    void worseAndUndecidedAreSaid() {
        assertThat(text(withSkill(-0.21, -0.3, -0.12)))
                .startsWith("Worse than always forecasting the base rate of 54.7%: log loss 0.632 instead of")
                .containsIgnoringWhitespaces("21.0% more (95% interval 12.0% to 30.0%)");
        assertThat(text(withSkill(0.01, -0.03, 0.05)))
                .startsWith("Not shown to differ from always forecasting the base rate of 54.7%")
                .containsIgnoringWhitespaces("the gain of 1.0% could be anything from -3.0% to 5.0%");
    }

    private static Scorecard withSkill(double value, double low, double high) {
        Scorecard games = Cards.games();
        return Cards.binary(
                games.scores(),
                games.reference(),
                Cards.map("log_loss", Cards.estimate(value, low, high, Unit.SHARE, Better.HIGHER, "delta")),
                List.of());
    }

    @Test
    void withoutAnIntervalNothingIsClaimed() {
        Scorecard games = Cards.games();
        Scorecard card = Cards.binary(
                games.scores(),
                games.reference(),
                Cards.map("log_loss", Cards.bare(0.08, Kind.NONE, Unit.SHARE, "One row shows no spread.")),
                List.of());
        assertThat(text(card)).containsIgnoringWhitespaces("how sure that is cannot be said");
    }

    @Test
    void infiniteLossLeads() {
        Scorecard card = Cards.binary(
                Cards.map(
                        "log_loss",
                        Cards.bare(
                                Double.POSITIVE_INFINITY, Kind.INFINITE, Unit.NATS, "Some rows lost infinitely much."),
                        "log_loss_of_finite_rows",
                        Cards.estimate(0.41, 0.39, 0.43, Unit.NATS, Better.LOWER, "hall")),
                Map.of(),
                Map.of(),
                List.of(Cards.note(Code.ZERO_PROBABILITY, Severity.WARNING, 3, Map.of("rule", "infinite"), 5, 6, 7)));
        assertThat(text(card))
                .startsWith("The log loss is infinite: 3 rows gave probability 0 to what happened")
                .contains("Over the other rows the log loss is 0.410.")
                .contains("log loss: Some rows lost infinitely much.")
                .contains("! 3 rows gave probability 0 to what happened. ")
                .contains("(rows 5, 6, 7)");
        assertThat(ScorecardText.of(card, FILES, null, CHINESE))
                .startsWith("对数损失为无穷大：有 3 行")
                .contains("对数损失：有些行的损失为无穷大。");
    }

    @Test
    void warningsComeLast() {
        Scorecard games = Cards.games();
        Scorecard card = Cards.binary(
                games.scores(),
                games.reference(),
                games.skill(),
                List.of(
                        Cards.note(Code.LOOKS_LIKE_LOGITS, Severity.WARNING, 0, Map.of()),
                        Cards.note(Code.ROW_SUM_NEAR, Severity.WARNING, 1, Map.of(), 3),
                        Cards.note(Code.TIED_CLASSES, Severity.INFO, 12, Map.of(), 1, 2)));
        String report = text(card);
        assertThat(report).contains("Read the warning below first: it may change what these numbers mean.");
        assertThat(report.substring(report.indexOf("  Notes"))).isEqualTo("""
                  Notes
                  - In 12 rows several classes share the largest probability. Each of k tied
                    classes counts 1/k in the accuracy. (rows 1, 2, …)

                  Warnings
                  ! The predictions look like log-odds, not probabilities. If they are: --as
                    logit.
                  ! 1 row was scored as given although its probabilities sum to one only nearly.
                    Write the probabilities with more digits. (row 3)
                """);
    }

    @Test
    void classesShowTheirConfusion() {
        Scorecard card = new Scorecard(
                Task.CLASSES,
                Scale.PROBABILITY,
                List.of("result"),
                List.of("p_win", "p_tie", "p_loss"),
                List.of("win", "tie", "loss"),
                "sklearn",
                "w",
                "k",
                176,
                176,
                Map.of(),
                81.25,
                Cards.map(
                        "log_loss",
                        Cards.estimate(0.899, 0.82, 0.98, Unit.NATS, Better.LOWER, "hall"),
                        "brier",
                        Cards.estimate(0.537, 0.49, 0.58, Unit.NUMBER, Better.LOWER, "hall")),
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                new Scorecard.Confusion(new double[][] {{60, 0, 10.5}, {20, 3, 20}, {12, 1, 49.5}}, List.of()),
                List.of());
        assertThat(text(card))
                .startsWith("log loss 0.899 (95% interval 0.820 to 0.980).")
                .contains("classes     win, tie, loss", "zero rule   sklearn", "weight      w", "count       k")
                .contains("176 scored, counted in 176 rows, effective 81.25")
                .contains("The Brier score of several classes runs from 0 to 2.")
                .contains("""
                          Rows by true class (down) and predicted class (across)
                                win  tie  loss
                          win    60    0  10.5
                          tie    20    3    20
                          loss   12    1  49.5
                        """);
    }

    @Test
    void labelsCountAgreement() {
        Map<String, Estimate> scores =
                Cards.map("accuracy", Cards.estimate(0.81, 0.79, 0.83, Unit.SHARE, Better.HIGHER, "wilson"));
        assertThat(text(plain(Task.LABELS, scores, Map.of(), Map.of(), null)))
                .startsWith("81.0% of the rows are predicted right (95% interval 79.0% to 83.0%).");
        assertThat(text(plain(Task.LABELS, Map.of(), Map.of(), Map.of(), null)))
                .startsWith("No score is defined for these rows.");
    }

    @Test
    void numbersAreComparedWithTheirMean() {
        Map<String, Estimate> scores = Cards.map(
                "mse",
                Cards.estimate(4.1, 3.9, 4.3, Unit.OUTCOME_SQUARED, Better.LOWER, "hall"),
                "rmse",
                Cards.estimate(2.02, 1.97, 2.07, Unit.OUTCOME, Better.LOWER, "transformed"));
        Map<String, Estimate> reference = Cards.map("mse", Cards.bare(9.2, Kind.NONE, Unit.OUTCOME_SQUARED, null));
        for (double[] gain : new double[][] {{0.55, 0.52, 0.58}, {-0.2, -0.3, -0.1}, {0.01, -0.05, 0.07}}) {
            Map<String, Estimate> skill =
                    Cards.map("mse", Cards.estimate(gain[0], gain[1], gain[2], Unit.SHARE, Better.HIGHER, "delta"));
            String start = gain[1] > 0 ? "Better than" : gain[2] < 0 ? "Worse than" : "Not shown to differ from";
            assertThat(text(plain(Task.REGRESSION, scores, reference, skill, "mean")))
                    .startsWith(start + " always forecasting the mean of these rows: ");
        }
        assertThat(text(plain(Task.REGRESSION, scores, reference, Map.of(), "3.5")))
                .contains("Against the reference 3.5");
    }

    private static Scorecard plain(
            Task task,
            Map<String, Estimate> scores,
            Map<String, Estimate> reference,
            Map<String, Estimate> skill,
            @Nullable String referenceName) {
        return new Scorecard(
                task,
                Scale.MEAN,
                List.of("y"),
                List.of("yhat"),
                List.of(),
                "infinite",
                null,
                null,
                100,
                100,
                Map.of(),
                null,
                scores,
                reference,
                referenceName,
                skill,
                Map.of(),
                null,
                List.of());
    }

    @Test
    void severalFilesNameTheFileOfARow() {
        Scorecard games = Cards.games();
        Note note = new Note(
                Code.OUTCOME_BETWEEN_CLASSES,
                Severity.INFO,
                2,
                List.of(new RowReference(1, 7), new RowReference(2, 1)),
                Map.of());
        Scorecard card = Cards.binary(games.scores(), games.reference(), games.skill(), List.of(note));
        assertThat(ScorecardText.of(card, List.of("a.csv", "b.csv", "c.csv"), null, ENGLISH))
                .contains("files       a.csv … c.csv (3)")
                .containsIgnoringWhitespaces("rows 7 of file 1, 1 of file 2");
    }

    @Test
    void manyClassesAreListedInPart() {
        List<String> names = java.util.stream.IntStream.range(0, 100)
                .mapToObj(k -> "class_" + k)
                .toList();
        Scorecard card = new Scorecard(
                Task.CLASSES,
                Scale.PROBABILITY,
                List.of("y"),
                names,
                names,
                "infinite",
                null,
                null,
                5,
                5,
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                new Scorecard.Confusion(new double[100][100], List.of()),
                List.of());
        assertThat(text(card))
                .contains("100 classes", "class_0, class_1, class_2, class_3, … (100) as probability")
                .doesNotContain("Rows by true class");
        assertThat(text(card).lines()).allMatch(line -> CellWidth.of(line) <= 80);
    }

    @Test
    void colourStaysOnTheTerminal() {
        assertThat(ScorecardText.of(Cards.games(), FILES, null, new Page(Language.EN, 80, true)))
                .startsWith("\u001b[32mBetter");
        assertThat(text(Cards.games())).doesNotContain("\u001b");
    }

    @Test
    void theHeadlineIsOneLine() {
        assertThat(ScorecardText.headline(Cards.games(), ENGLISH))
                .isEqualTo("Better than always forecasting the base rate of 54.7%: log loss 0.632 instead of 0.689,"
                        + " 8.3% less (95% interval 5.8% to 10.8%).\n");
    }

    @Test
    void theWordsOfANoteQuoteItsEvidence() {
        Scorecard card = Cards.games();
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("order", List.of("b", "a", "c"));
        order.put("brier", 0.71);
        order.put("brier_reordered", 0.4);
        order.put("brier_reference", 0.65);
        assertThat(NoteText.of(Cards.note(Code.CLASS_ORDER, Severity.WARNING, 0, order), card, Language.EN))
                .isEqualTo(
                        "Another order of the class columns fits far better. Brier score 0.71 as they are, 0.4 in the"
                                + " order b,a,c, 0.65 for the class frequencies. If that is their order:"
                                + " --classes b,a,c.");
        Note inverted = Cards.note(Code.INVERTED_POSITIVE_CLASS, Severity.WARNING, 0, Map.of());
        assertThat(NoteText.of(inverted, card, Language.ZH)).isEqualTo("预测值与相反的结果吻合得多。若预测针对的是另一种结果：--positive 0。");
        Map<String, Object> logits = Map.of("min", -3.25, "max", 4.5, "share_outside", 0.42);
        assertThat(NoteText.of(Cards.note(Code.LOOKS_LIKE_LOGITS, Severity.WARNING, 80, logits), card, Language.EN))
                .contains("They run from -3.25 to 4.5; 42% of the rows lie outside [0, 1].");
    }

    @Test
    void lossesInANoteHaveTheirNames() {
        Map<String, Object> skewed = Map.of(
                "losses",
                List.of("log_loss", "brier"),
                "skewness",
                31.2,
                "n",
                100L,
                "skewness_of_mean",
                3.12,
                "limit",
                0.1);
        Note note = Cards.note(Code.SKEWED_LOSS, Severity.WARNING, 0, skewed);
        assertThat(NoteText.of(note, Cards.games(), Language.EN))
                .contains("The skewness of log loss, Brier score is 31.2");
        assertThat(NoteText.of(note, Cards.games(), Language.ZH)).contains("对数损失、Brier 分数的偏度为 31.2");
    }

    @Test
    void aRuleForZeroHasWordsOfItsOwn() {
        Map<String, Object> evidence = Map.of("rule", "sklearn", "rows", 3L, "impossible", 2L);
        Note note = Cards.note(Code.ZERO_PROBABILITY, Severity.WARNING, 3, evidence);
        assertThat(NoteText.of(note, Cards.games(), Language.EN))
                .startsWith("In 3 rows the rule sklearn decided the loss. 2 of them gave probability 0");
        Map<String, Object> none = Map.of("rule", "infinite", "rows", 1L, "impossible", 1L);
        assertThat(NoteText.of(
                        Cards.note(Code.ZERO_PROBABILITY, Severity.WARNING, 1, none), Cards.games(), Language.EN))
                .startsWith("1 row gave probability 0 to what happened. Such a row costs infinity");
    }

    @Test
    void aLossOutsideItsDomainIsNotARowLeftOut() {
        Map<String, Object> evidence =
                Map.of("loss", "poisson", "target", "[0, ∞)", "prediction", "(0, ∞)", "rows", 4L);
        Scorecard games = Cards.games();
        Scorecard card = Cards.binary(
                games.scores(),
                games.reference(),
                games.skill(),
                List.of(Cards.note(Code.OUTSIDE_DOMAIN, Severity.WARNING, 4, evidence)));
        assertThat(text(card)).contains("! 4 rows have no poisson: it wants an outcome in [0, ∞)");
        assertThat(new Names(Words.in(Language.EN)).score("poisson_of_finite_rows"))
                .isEqualTo("poisson of finite rows");
        assertThat(new Names(Words.in(Language.ZH)).score("log_loss_infinite_share"))
                .isEqualTo("对数损失无穷大的行");
    }
}
