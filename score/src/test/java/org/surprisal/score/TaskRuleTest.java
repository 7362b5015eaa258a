package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.score.Unscorable.Choice;

class TaskRuleTest {
    private static final double[] P = {0.2, 0.7, 0.6, 0.1};
    private static final Request AUTOMATIC = Request.automatic();

    private static ArraySource table(double[] outcome, double[] prediction) {
        return ArraySource.empty().with("y", outcome).with("prediction", prediction);
    }

    private static ArraySource table(String... outcome) {
        return ArraySource.empty().with("y", outcome).with("p", Arrays.copyOf(P, outcome.length));
    }

    private static Scorecard score(ArraySource table) {
        return RowLog.score(table, AUTOMATIC);
    }

    private static Unscorable refused(ArraySource table, Request request) {
        return catchThrowableOfType(Unscorable.class, () -> RowLog.score(table, request));
    }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    @Test
    void numbersForecastByNumbersAreARegression() {
        Scorecard card = score(table(numbers(3.5, -1, 10, 2), numbers(3, 0, 9, 2.5)));
        assertThat(card.task()).isEqualTo(Task.REGRESSION);
        assertThat(card.scale()).isEqualTo(Scale.MEAN);
        assertThat(card.classes()).isEmpty();
        assertThat(score(table(numbers(0.2, 0.3, 0.9, 1), P)).task())
                .as("mostly strictly between 0 and 1")
                .isEqualTo(Task.REGRESSION);
        assertThat(RowLog.score(table(numbers(0, 1, 1, 0), P), AUTOMATIC.withScale(Scale.MEAN))
                        .task())
                .isEqualTo(Task.REGRESSION);
    }

    @Test
    void hardLabelsHaveNoProbabilities() {
        Scorecard card = score(table(numbers(0, 1, 1, 0), numbers(0, 1, 0, 0)));
        assertThat(card.task()).isEqualTo(Task.LABELS);
        assertThat(card.classes()).containsExactly("0", "1");
        assertThat(RowLog.rows(card)).containsExactly("0 | 0", "0 | 0", "1 | 0", "1 | 1");
        card = score(ArraySource.empty()
                .with("truth", new String[] {"b", "a", "10"})
                .with("predicted", new String[] {"b", "c", "9"}));
        assertThat(card.classes()).containsExactly("10", "9", "a", "b", "c");
        card = score(ArraySource.empty()
                .with("truth", new String[] {"01", "1.0", "10"})
                .with("predicted", new String[] {" 1", "9", "1e1"})
                .with("z", new String[] {"", "", ""}));
        assertThat(card.task()).as("whole numbers, more than two").isEqualTo(Task.REGRESSION);
        card = RowLog.score(
                ArraySource.empty()
                        .with("truth", new String[] {"01", "1.0", "10"})
                        .with("predicted", new String[] {" 1", "9", "1e1"}),
                AUTOMATIC.withClasses("1", "9", "10"));
        assertThat(RowLog.rows(card)).containsExactly("1 | 1", "1 | 9", "10 | 10");
    }

    @Test
    void zerosAndOnesCalledProbabilityAreProbabilities() {
        Scorecard card = score(ArraySource.empty().with("y", 0, 1, 1).with("prob", 0, 1, 0));
        assertThat(card.task()).isEqualTo(Task.BINARY);
    }

    @Test
    void wholeNumbersThatMayBeClassesAreAskedAbout() {
        Unscorable refused = refused(table(numbers(0, 1, 2, 2), numbers(0, 2, 2, 1)), AUTOMATIC);
        assertThat(refused.choices())
                .extracting(Choice::extra)
                .containsExactly(List.of("--as", "mean"), List.of("--classes", "0,1,2"));
    }

    @ParameterizedTest
    @CsvSource({"true,false", "TRUE,FALSE", "yes,no", "Yes,No", "是,否", "1,-1", "1,0"})
    void knownWordsArePositive(String positive, String negative) {
        Scorecard card = score(table(positive, negative, positive));
        assertThat(card.task()).isEqualTo(Task.BINARY);
        assertThat(RowLog.rows(card)).containsExactly("0.0 | 0.7", "1.0 | 0.2", "1.0 | 0.6");
    }

    @ParameterizedTest
    @CsvSource({"won,lost", "1,2", "yes,maybe", "0,2"})
    void otherWordsAreAskedAbout(String one, String other) {
        Unscorable refused = refused(table(one, other, one), AUTOMATIC);
        assertThat(refused).hasMessageContaining("--positive");
        assertThat(refused.choices())
                .extracting(Choice::extra)
                .containsExactlyInAnyOrder(List.of("--positive", one), List.of("--positive", other));
        for (String positive : List.of(one, other)) {
            Scorecard card = RowLog.score(table(one, other, one), AUTOMATIC.withPositive(positive));
            assertThat(card.classes()).containsExactly(positive.equals(one) ? other : one, positive);
            assertThat(RowLog.rows(card)).contains(positive.equals(one) ? "1.0 | 0.6" : "0.0 | 0.6");
        }
        assertThat(refused(table(one, other, one), AUTOMATIC.withPositive("won't")))
                .hasMessageContaining("is no value");
    }

    @Test
    void oneSideAloneIsKnownByItsWord() {
        assertThat(score(table("no", "no")).classes()).containsExactly("no", "yes");
        assertThat(RowLog.rows(score(table("yes", "yes")))).containsExactly("1.0 | 0.2", "1.0 | 0.7");
        assertThat(score(table("1", "1")).classes()).containsExactly("0", "1");
        assertThat(refused(table("won", "won"), AUTOMATIC).choices()).hasSize(1);
        assertThat(RowLog.score(table("won", "won"), AUTOMATIC.withPositive("won"))
                        .classes())
                .containsExactly("not won", "won");
    }

    @Test
    void theColumnsNameSaysThePositiveClass() {
        ArraySource table =
                ArraySource.empty().with("truth", new String[] {"won", "lost"}).with(".pred_lost", 0.2, 0.7);
        Scorecard card = score(table);
        assertThat(card.classes()).containsExactly("won", "lost");
        assertThat(RowLog.rows(card)).containsExactly("0.0 | 0.2", "1.0 | 0.7");
        card = score(ArraySource.empty().with("y", 0, 1).with("prob_0", 0.2, 0.7));
        assertThat(RowLog.rows(card)).containsExactly("0.0 | 0.7", "1.0 | 0.2");
        assertThat(card.classes()).containsExactly("1", "0");
    }

    @Test
    void zeroMayBePositive() {
        Scorecard card = RowLog.score(
                table(numbers(0, 1, 0.25, 0), P), AUTOMATIC.withPositive("0").withSoftOutcomes());
        assertThat(card.classes()).containsExactly("1", "0");
        assertThat(RowLog.rows(card)).containsExactly("0.0 | 0.7", "0.75 | 0.6", "1.0 | 0.1", "1.0 | 0.2");
    }

    @Test
    void truthValuesKeepTheirNames() {
        ArraySource table =
                ArraySource.empty().with("y", new String[] {"True", "False"}).with("p", 0.2, 0.7);
        assertThat(score(table).classes()).containsExactly("false", "true");
        assertThat(RowLog.score(table, AUTOMATIC.withPositive("false")).classes())
                .containsExactly("true", "false");
        assertThat(RowLog.rows(RowLog.score(table, AUTOMATIC.withPositive("False"))))
                .contains("1.0 | 0.7");
    }

    @Test
    void moreThanTwoValuesNeedMoreColumns() {
        assertThat(refused(table("a", "b", "c"), AUTOMATIC))
                .hasMessageContaining("3 values")
                .hasMessageContaining("one prediction column per class");
        assertThat(refused(table("a", "b", "c"), AUTOMATIC.withPositive("a"))).hasMessageContaining("3 values");
        assertThat(refused(table("a", "b"), AUTOMATIC.withScale(Scale.MEAN))).hasMessageContaining("no mean");
        assertThat(refused(table("a", "b").with("x", new String[] {"u", "v"}), AUTOMATIC.withPrediction("x")))
                .hasMessageContaining("none of which occurs");
        assertThat(refused(
                        table(numbers(0, 1), numbers(0, 1)).with("x", new String[] {"u", "v"}),
                        AUTOMATIC.withPrediction("x").withScale(Scale.PROBABILITY)))
                .hasMessageContaining("holds text, not numbers");
    }

    @Test
    void otherScalesAreRecognised() {
        Unscorable refused = refused(table(numbers(0, 1, 1, 0), numbers(-2, 3, 0.5, -1)), AUTOMATIC);
        assertThat(refused).hasMessageContaining("log-odds");
        assertThat(refused.choices()).extracting(Choice::extra).startsWith(List.of("--as", "logit"));
        refused = refused(table(numbers(0, 1, 1, 0), numbers(20, 70, 60, 0)), AUTOMATIC);
        assertThat(refused).hasMessageContaining("percentages");
        assertThat(refused.choices()).extracting(Choice::extra).startsWith(List.of("--as", "percent"));
        Scorecard card = RowLog.score(
                table(numbers(0, 1, 1, 0), numbers(Double.NEGATIVE_INFINITY, 3, 0.5, -1)),
                AUTOMATIC.withScale(Scale.LOGIT));
        assertThat(card.scale()).isEqualTo(Scale.LOGIT);
        assertThat(RowLog.rows(card)).contains("0.0 | -Infinity");
    }

    @Test
    void cellsWithPerCentSignsAreShares() {
        ArraySource table = ArraySource.empty().with("y", 0, 1).with("p", new String[] {"20%", "63%"});
        for (Request request : List.of(AUTOMATIC, AUTOMATIC.withScale(Scale.PERCENT))) {
            assertThat(RowLog.rows(RowLog.score(table, request))).containsExactly("0.0 | 0.2", "1.0 | 0.63");
        }
    }

    @Test
    void strayOutcomesAreLeftOutOrAskedAbout() {
        double[] y = {0, 1, 1, 2};
        Scorecard card = score(ArraySource.empty().with("y", y).with("prob", P));
        assertThat(card.leftOut()).containsExactly(java.util.Map.entry(Note.Code.OUTSIDE_DOMAIN, 1L));
        Unscorable refused = refused(table(y, P), AUTOMATIC);
        assertThat(refused.choices())
                .extracting(Choice::extra)
                .containsExactly(List.of("--as", "probability"), List.of("--as", "mean"));
        assertThat(RowLog.score(table(y, P), AUTOMATIC.withScale(Scale.PROBABILITY))
                        .scored())
                .isEqualTo(3);
        assertThat(refused(table(numbers(3, 4, 5, 6), P), AUTOMATIC.withScale(Scale.PROBABILITY)))
                .hasMessageContaining("no outcome of a probability");
        assertThat(refused(table(numbers(1, 1, 2, 3), P), AUTOMATIC.withScale(Scale.PROBABILITY)))
                .hasMessageContaining("no outcome of a probability");
        assertThat(refused(table(numbers(5, 5, 5, 5), P), AUTOMATIC.withScale(Scale.PROBABILITY)))
                .hasMessageContaining("--positive");
    }

    /** The first rows say one thing, all rows another. */
    @Test
    void factsOfAllRowsOverruleTheFirstOnes() {
        int n = 5000;
        double[] y = new double[n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = i % 2;
            p[i] = i % 3 == 0 ? 1 : 0;
        }
        assertThat(score(table(y, p)).task()).isEqualTo(Task.LABELS);
        p[n - 1] = 0.25;
        Scorecard card = score(table(y, p));
        assertThat(card.task()).isEqualTo(Task.BINARY);
        assertThat(card.scored()).isEqualTo(n);
        assertThat(RowLog.rows(card)).contains("1.0 | 0.25");
        for (int i = 0; i < n; i++) {
            p[i] = i % 7 + 0.5;
        }
        for (int i = n / 3; i < n; i++) {
            y[i] = i;
        }
        assertThat(score(table(y, p)).task()).isEqualTo(Task.REGRESSION);
        String[] text = new String[n];
        Arrays.setAll(text, i -> i < 2100 ? "0" : i % 2 == 0 ? "late" : "later");
        List<Progress.Phase> phases = new ArrayList<>();
        ArraySource late = ArraySource.empty().with("y", text).with("p", p);
        assertThat(catchThrowableOfType(
                        Unscorable.class,
                        () -> Scorer.score(
                                late,
                                AUTOMATIC,
                                new Progress() {
                                    @Override
                                    public void phase(Phase phase) {
                                        phases.add(phase);
                                    }
                                },
                                RowLog::new)))
                .hasMessageContaining("3 values");
        assertThat(phases).contains(Progress.Phase.LOOKING);
    }

    @Test
    void emptyTablesAndColumnsAreRefused() {
        assertThat(refused(table(numbers(), numbers()), AUTOMATIC)).hasMessage("There are no rows to score.");
        double[] none = {Double.NaN, Double.NaN};
        assertThat(refused(
                        ArraySource.empty().with("y", new String[] {"", null}).with("p", 0.5, 0.5), AUTOMATIC))
                .hasMessageContaining("\"y\" is missing in every row");
        assertThat(refused(ArraySource.empty().with("y", 0, 1).with("p", new String[] {"", null}), AUTOMATIC))
                .hasMessageContaining("\"p\" is missing in every row");
        assertThat(refused(table(none, none), AUTOMATIC.withScale(Scale.MEAN))).isNotNull();
        assertThat(refused(table(numbers(0.5, 1), numbers(0.5, Double.NaN)), AUTOMATIC))
                .hasMessage("None of the 2 rows can be scored: 1 not_a_number, 1 outcome_between_classes;"
                        + " look at the outcome and prediction columns, or name others.");
    }
}
