package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.score.Unscorable.Choice;

class ColumnRuleTest {
    private static final double[] Y = {0, 1, 1, 0};
    private static final double[] P = {0.2, 0.7, 0.6, 0.1};
    private static final double[] Q = {0.3, 0.8, 0.5, 0.4};
    private static final double[] HARD = {0, 1, 0, 0};
    private static final double[] ID = {101, 102, 103, 104};
    private static final Request AUTOMATIC = Request.automatic();

    private static ArraySource table() {
        return ArraySource.empty().with("id", ID);
    }

    private static Scorecard score(ArraySource table) {
        return RowLog.score(table, AUTOMATIC);
    }

    private static Unscorable refused(ArraySource table, Request request) {
        return catchThrowableOfType(Unscorable.class, () -> RowLog.score(table, request));
    }

    @ParameterizedTest
    @CsvSource({
        "y, p",
        "y_true, y_pred",
        "Y_TRUE, Y_Prob",
        "label, score",
        "truth, .pred",
        "target, y_score",
        "actual, predicted",
        "observed, forecast",
        "obs, fcst",
        "outcome, predicted_probability",
        "ground truth, probability",
        "trueLabel, predProb",
        "result1, elo_prob1",
        "test_target, model_probability",
        "真实值, 预测概率",
        "标签, 预测值",
        "用户标签, 模型预测概率"
    })
    void ordinaryNamesAreFound(String outcome, String prediction) {
        Scorecard card = score(table().with(prediction, P).with(outcome, Y));
        assertThat(card.task()).isEqualTo(Task.BINARY);
        assertThat(card.outcome()).containsExactly(outcome);
        assertThat(card.prediction()).containsExactly(prediction);
    }

    @Test
    void columnWithItsOutcomeComesFirst() {
        Scorecard card = score(table().with("rain", P).with("y", Y).with("p", Q).with("Rain_Outcome", Y));
        assertThat(card.outcome()).containsExactly("Rain_Outcome");
        assertThat(card.prediction()).containsExactly("rain");
    }

    @Test
    void complementaryPairsAreOneForecastAndOthersAreChoices() {
        ArraySource first = table().with("a", 0.2, 0.7, 0.6, 0.1).with("a_outcome", Y);
        ArraySource mirror = first.with("b", 0.8, 0.3, 0.4, 0.9).with("b_outcome", 1, 0, 0, 1);
        assertThat(score(mirror).prediction()).containsExactly("a");
        ArraySource separate = first.with("b", Q).with("b_outcome", Y);
        assertThat(refused(separate, AUTOMATIC).choices())
                .containsExactly(
                        new Choice(List.of("a_outcome"), List.of("a"), List.of()),
                        new Choice(List.of("b_outcome"), List.of("b"), List.of()));
        assertThat(RowLog.score(separate, AUTOMATIC.withPrediction("b")).outcome())
                .containsExactly("b_outcome");
        assertThat(RowLog.score(separate, AUTOMATIC.withOutcome("b_outcome")).prediction())
                .containsExactly("b");
    }

    @Test
    void threePairsThatSumToOneAreClasses() {
        ArraySource table = ArraySource.empty()
                .with("prob_win", 50, 20)
                .with("prob_tie", 30, 30)
                .with("prob_loss", 20, 50)
                .with("prob_win_outcome", 1, 0)
                .with("prob_tie_outcome", 0, 0)
                .with("prob_loss_outcome", 0, 1);
        Scorecard card = RowLog.score(table, AUTOMATIC.withScale(Scale.PERCENT));
        assertThat(card.task()).isEqualTo(Task.CLASSES);
        assertThat(card.classes()).containsExactly("win", "tie", "loss");
        assertThat(RowLog.rows(card)).containsExactly("loss | 0.2 0.3 0.5", "win | 0.5 0.3 0.2");
    }

    @Test
    void columnsNamedAfterTheOutcomesValuesAreClasses() {
        String[] species = {"cat", "dog", "owl", "cat"};
        for (String pattern : List.of(".pred_%s", "prob_%s", "p_%s", "proba %s", "probability.%s", "%s_prob", "%s")) {
            ArraySource table = table().with("truth", species)
                    .with(pattern.formatted("dog"), 0.2, 0.7, 0.1, 0.3)
                    .with(pattern.formatted("cat"), 0.7, 0.2, 0.1, 0.4)
                    .with(pattern.formatted("owl"), 0.1, 0.1, 0.8, 0.3)
                    .with("predicted", new String[] {"cat", "dog", "owl", "dog"});
            Scorecard card = score(table);
            assertThat(card.task()).as(pattern).isEqualTo(Task.CLASSES);
            assertThat(card.classes()).containsExactly("dog", "cat", "owl");
            assertThat(RowLog.rows(card)).contains("cat | 0.2 0.7 0.1", "owl | 0.1 0.1 0.8");
        }
    }

    @Test
    void anOutcomeWithoutAnOrdinaryNameIsKnownByItsClasses() {
        Scorecard card = score(table().with("species", new String[] {"cat", "dog", "dog", "cat"})
                .with("prob_cat", P)
                .with("prob_dog", 0.8, 0.3, 0.4, 0.9));
        assertThat(card.outcome()).containsExactly("species");
        assertThat(card.classes()).containsExactly("cat", "dog");
    }

    @Test
    void twoClassesBesideOneProbabilityAreItsSides() {
        ArraySource mail = table().with("label", new String[] {"ham", "spam", "spam", "ham"})
                .with("p", P);
        Scorecard card = RowLog.score(mail, AUTOMATIC.withClasses("ham", "spam"));
        assertThat(card.task()).isEqualTo(Task.BINARY);
        assertThat(card.classes()).containsExactly("ham", "spam");
    }

    @Test
    void hardLabelsBesideTheClassesAreNoOutcome() {
        Scorecard card = score(table().with(".pred_class", new String[] {"no", "yes", "yes", "no"})
                .with(".pred_no", 0.8, 0.3, 0.4, 0.9)
                .with(".pred_yes", P)
                .with("churn", new String[] {"no", "yes", "no", "no"}));
        assertThat(card.outcome()).containsExactly("churn");
        assertThat(card.prediction()).containsExactly(".pred_no", ".pred_yes");
    }

    @Test
    void numberedColumnsAreClassesOnlyWhereTheySumToOne() {
        ArraySource table = table().with("predict", HARD).with("p0", 0.8, 0.3, 0.4, 0.9);
        Scorecard card = score(table.with("p1", P).with("actual", Y));
        assertThat(card.task()).isEqualTo(Task.CLASSES);
        assertThat(card.prediction()).containsExactly("p0", "p1");
        assertThat(refused(table.with("p1", Q).with("actual", Y), AUTOMATIC).choices())
                .extracting(Choice::prediction)
                .containsExactly(List.of("p0"), List.of("p1"));
    }

    @Test
    void onlyOtherNumbersAreTheOutcomeOfAPredictedNumber() {
        ArraySource table =
                ArraySource.empty().with("solubility", 1.5, -2, 3.25).with("prediction", 1, -2.5, 3);
        Scorecard card = score(table);
        assertThat(card.task()).isEqualTo(Task.REGRESSION);
        assertThat(card.outcome()).containsExactly("solubility");
        assertThat(refused(table.with("weight", 7, 8, 9), AUTOMATIC).choices())
                .extracting(Choice::outcome)
                .containsExactly(List.of("solubility"), List.of("weight"));
    }

    @Test
    void classThatNeverHappenedIsKeptWhereTheSumNeedsIt() {
        String[] truth = {"a", "b", "b", "a"};
        ArraySource table =
                table().with("truth", truth).with("prob_a", 0.5, 0.2, 0.2, 0.5).with("prob_b", 0.3, 0.3, 0.3, 0.3);
        ArraySource third = table.with("prob_c", 0.2, 0.5, 0.5, 0.2);
        assertThat(score(third).classes()).containsExactly("a", "b", "c");
        ArraySource whole = ArraySource.empty()
                .with("truth", truth)
                .with("prob_a", 0.5, 0.2, 0.2, 0.5)
                .with("prob_b", 0.5, 0.8, 0.8, 0.5)
                .with("prob_max", 0.5, 0.8, 0.8, 0.5);
        assertThat(score(whole).classes()).containsExactly("a", "b");
    }

    @Test
    void indexOfTheClassColumnsCountsFromZeroOrOne() {
        ArraySource columns = ArraySource.empty()
                .with("prob_cat", 0.5, 0.2, 0.2)
                .with("prob_dog", 0.3, 0.3, 0.3)
                .with("prob_owl", 0.2, 0.5, 0.5);
        assertThat(RowLog.rows(score(columns.with("y", 0, 2, 1))))
                .containsExactly("cat | 0.5 0.3 0.2", "dog | 0.2 0.3 0.5", "owl | 0.2 0.3 0.5");
        assertThat(RowLog.rows(score(columns.with("y", 1, 3, 2))))
                .containsExactly("cat | 0.5 0.3 0.2", "dog | 0.2 0.3 0.5", "owl | 0.2 0.3 0.5");
        Request named = AUTOMATIC.withOutcome("y").withPrediction("prob_cat", "prob_dog", "prob_owl");
        assertThat(refused(columns.with("y", 1, 2, 1), named).choices())
                .extracting(Choice::extra)
                .containsExactly(List.of("--classes", "0,1,2"), List.of("--classes", "1,2,3"));
        assertThat(RowLog.rows(RowLog.score(columns.with("y", 1, 2, 1), named.withClasses("1", "2", "3"))))
                .contains("1 | 0.5 0.3 0.2");
    }

    @Test
    void probabilitiesBeatHardLabels() {
        Scorecard card = score(table().with("y", Y).with("prediction", HARD).with("predicted_probability", P));
        assertThat(card.prediction()).containsExactly("predicted_probability");
        card = score(table().with("y", Y).with("prediction", HARD).with("rain_prob", P));
        assertThat(card.prediction()).containsExactly("rain_prob");
        card = score(table().with("y", Y)
                .with("predicted", new String[] {"n", "y", "n", "n"})
                .with("prob", P));
        assertThat(card.prediction()).containsExactly("prob");
    }

    @Test
    void severalProbabilitiesAreChoices() {
        Unscorable refused = refused(table().with("y", Y).with("prediction", P).with("score", Q), AUTOMATIC);
        assertThat(refused).hasMessageContaining("2 ways to choose the prediction");
        assertThat(refused.choices())
                .containsExactly(
                        new Choice(List.of("y"), List.of("prediction"), List.of()),
                        new Choice(List.of("y"), List.of("score"), List.of()));
        refused = refused(table().with("y", Y).with("label", HARD).with("p", P), AUTOMATIC);
        assertThat(refused).hasMessageContaining("choose the outcome").hasMessageContaining("--outcome");
        assertThat(refused.choices()).hasSize(2);
    }

    @Test
    void theOnlyColumnThatCanBeItIsTaken() {
        Scorecard card = score(table().with("employed", Y).with("predicted_probability", P));
        assertThat(card.outcome()).containsExactly("employed");
        card = score(table().with("obs", Y).with("logistic", P));
        assertThat(card.prediction()).containsExactly("logistic");
        Unscorable refused =
                refused(table().with("employed", Y).with("married", HARD).with("prob", P), AUTOMATIC);
        assertThat(refused.choices()).hasSize(2);
        refused = refused(
                table().with("won", new String[] {"n", "y", "y", "n"})
                        .with("home", HARD)
                        .with("prob", P),
                AUTOMATIC);
        assertThat(refused.choices())
                .as("text of two values may be the outcome as well")
                .hasSize(2);
    }

    @Test
    void aPredictionMayNameItsOutcome() {
        for (String prediction : List.of("predicted_price", "price_pred", "Price_hat", "pred.price", "priceForecast")) {
            Scorecard card = score(table().with("price", 1.5, 2.5, 7.25, 3).with(prediction, 1, 3, 7, 2.5));
            assertThat(card.task()).as(prediction).isEqualTo(Task.REGRESSION);
            assertThat(card.outcome()).containsExactly("price");
        }
        assertThat(score(table().with("流失", Y).with("loyal", HARD).with("流失预测概率", P))
                        .outcome())
                .containsExactly("流失");
    }

    @Test
    void whatCannotBeFoundIsAskedFor() {
        assertThat(refused(table(), AUTOMATIC)).hasMessageContaining("--outcome");
        assertThat(refused(table().with("p", P), AUTOMATIC))
                .hasMessageContaining("name it with --outcome")
                .hasMessageContaining("The columns are id, p");
        assertThat(refused(ArraySource.empty(), AUTOMATIC)).hasMessageContaining("no columns");
        assertThat(refused(ArraySource.empty().with("y", Y), AUTOMATIC)).hasMessageContaining("--prediction");
    }

    @Test
    void namesAreLookedUpWithHelp() {
        ArraySource table = table().with("Outcome", Y).with("Probability", P);
        assertThat(RowLog.score(table, AUTOMATIC.withOutcome("outcome").withPrediction("PROBABILITY"))
                        .prediction())
                .containsExactly("Probability");
        assertThat(refused(table, AUTOMATIC.withOutcome("outcom")))
                .hasMessage("There is no column \"outcom\" for --outcome. Did you mean \"Outcome\"?"
                        + " The columns are id, Outcome, Probability.");
        assertThat(refused(table, AUTOMATIC.withPrediction("xyz"))).message().doesNotContain("Did you mean");
        assertThat(refused(table, AUTOMATIC.withWeight("w"))).hasMessageContaining("for --weight");
        assertThat(refused(table, AUTOMATIC.withOutcome("Outcome > 0")))
                .as("an expression goes to the source")
                .hasMessageContaining("no expressions");
    }

    @Test
    void contradictoryRequestsAreRefused() {
        ArraySource table = table().with("y", Y).with("p", P).with("q", Q);
        assertThat(refused(table, AUTOMATIC.withOutcome("p").withPrediction("p")))
                .hasMessageContaining("cannot be both");
        assertThat(refused(table, AUTOMATIC.withPrediction("p", "P"))).hasMessageContaining("twice");
        assertThat(refused(table, AUTOMATIC.withOutcome("y", "p").withPrediction("q")))
                .hasMessageContaining("one per class");
        assertThat(refused(table, AUTOMATIC.withOutcome("y", "q"))).hasMessageContaining("as many columns");
        assertThat(refused(
                        table,
                        AUTOMATIC.withOutcome("y").withPrediction("p", "q").withClasses("a")))
                .hasMessageContaining("--classes names 1");
        assertThat(refused(
                        table.with("z", Y),
                        AUTOMATIC.withOutcome("y", "z", "id").withPrediction("p", "q")))
                .hasMessageContaining("--outcome names 3 columns and --prediction 2");
        assertThat(refused(table, AUTOMATIC.withWeight("id").withCount("id"))).hasMessageContaining("asked for twice");
        assertThat(refused(table, AUTOMATIC.withLevel(1))).hasMessageContaining("--level");
        assertThat(refused(table, AUTOMATIC.withThreads(0))).hasMessageContaining("--threads");
    }

    @Test
    void columnsWithAnotherUseAreNoCandidates() {
        ArraySource table = table().with("y", Y).with("p", P).with("prob", Q).with("label", 1, 2, 1, 1);
        Scorecard card = RowLog.score(table, AUTOMATIC.withReference("prob").withCount("label"));
        assertThat(card.prediction()).containsExactly("p");
        assertThat(card.rows()).isEqualTo(5);
        assertThat(RowLog.rows(card)).contains("1.0 | 0.7 r0.8");
    }
}
