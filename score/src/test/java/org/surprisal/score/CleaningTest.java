package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;

/** Which rows are scored, and why others are not. */
class CleaningTest {
    private static final Request ASKED = Request.automatic().withOutcome("y").withPrediction("p");
    private static final Request CLASSES =
            Request.automatic().withOutcome("y").withPrediction("a", "b", "c").withClasses("a", "b", "c");

    private static Map<Note.Code, Long> leftOut(Source table, Request request) {
        return RowLog.score(table, request).leftOut();
    }

    private static Note note(Scorecard card, Note.Code code) {
        return card.notes().stream()
                .filter(note -> note.code() == code)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachRowHasTheFirstReasonThatApplies() {
        Scorecard card = RowLog.score(
                ArraySource.empty()
                        .with("y", new String[] {"", "1", "x", "1", "0.5", "1", "", "0.5", "1", "inf", "0", "1"})
                        .with("p", new String[] {
                            "", "", "0.5", "NaN", "0.5", "1.5", "x", "2", "0.5", "0.5", "0.25", "0.75"
                        })
                        .with("w", new String[] {"", "1", "1", "1", "1", "1", "1", "1", "-1", "1", "2", "0"}),
                ASKED.withScale(Scale.PROBABILITY).withWeight("w"));
        assertThat(card.leftOut())
                .isEqualTo(Map.of(
                        Note.Code.OUTCOME_MISSING, 2L,
                        Note.Code.PREDICTION_MISSING, 1L,
                        Note.Code.NOT_A_NUMBER, 2L,
                        Note.Code.OUTSIDE_DOMAIN, 3L,
                        Note.Code.OUTCOME_BETWEEN_CLASSES, 1L,
                        Note.Code.WEIGHT_INVALID, 1L));
        assertThat(card.rows()).isEqualTo(12);
        assertThat(card.scored()).isEqualTo(2);
        assertThat(RowLog.rows(card)).containsExactly("0.0 | 0.25 w2.0", "1.0 | 0.75 w0.0");
        assertThat(card.weight()).isEqualTo("w");
        assertThat(note(card, Note.Code.OUTSIDE_DOMAIN).rows())
                .containsExactly(new RowReference(1, 6), new RowReference(1, 8), new RowReference(1, 10));
        assertThat(note(card, Note.Code.OUTCOME_MISSING).severity()).isEqualTo(Note.Severity.INFO);
        assertThat(card.notes()).extracting(Note::severity).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void softOutcomesAreScoredWhenAsked() {
        ArraySource table = ArraySource.empty().with("y", 0, 1, 0.5).with("p", 0.25, 0.5, 0.75);
        assertThat(leftOut(table, ASKED)).isEqualTo(Map.of(Note.Code.OUTCOME_BETWEEN_CLASSES, 1L));
        assertThat(RowLog.rows(RowLog.score(table, ASKED.withSoftOutcomes()))).contains("0.5 | 0.75");
    }

    @Test
    void rowsOfProbabilitiesSumToOneNearlyOrNot() {
        ArraySource table = ArraySource.empty()
                .with("y", new String[] {"a", "b", "c", "a", "b", "d"})
                .with("a", 0.5, 0.33, 0.3333333, 0.5, 0.2, 0.5)
                .with("b", 0.3, 0.33, 0.3333333, 0.3, 0.2, 0.3)
                .with("c", 0.2, 0.33, 0.3333333, 0.1, 0.2, 0.2);
        Scorecard card = RowLog.score(table, CLASSES);
        assertThat(card.leftOut()).isEqualTo(Map.of(Note.Code.ROW_SUM, 2L, Note.Code.OUTSIDE_DOMAIN, 1L));
        assertThat(card.scored()).isEqualTo(3);
        assertThat(note(card, Note.Code.ROW_SUM_NEAR).count()).isEqualTo(1);
        assertThat(note(card, Note.Code.ROW_SUM_NEAR).rows()).containsExactly(new RowReference(1, 2));
        assertThat(RowLog.rows(card)).contains("b | 0.33 0.33 0.33");
    }

    @Test
    void classScoresMayBeInfiniteButNotTwice() {
        double inf = Double.POSITIVE_INFINITY;
        ArraySource table = ArraySource.empty()
                .with("y", new String[] {"a", "b", "c", "a"})
                .with("a", 5, inf, -inf, -inf)
                .with("b", -3, 2, -inf, inf)
                .with("c", 0, inf, -inf, -inf);
        Scorecard card = RowLog.score(table, CLASSES.withScale(Scale.LOGIT));
        assertThat(card.leftOut()).isEqualTo(Map.of(Note.Code.OUTSIDE_DOMAIN, 2L));
        assertThat(RowLog.rows(card)).containsExactly("a | -Infinity Infinity -Infinity", "a | 5.0 -3.0 0.0");
    }

    @Test
    void oneColumnPerClassSaysWhichHappened() {
        ArraySource table = ArraySource.empty()
                .with("ya", 1, 0, 0.5, 0, 1, 0)
                .with("yb", 0, 1, 0.5, 0, 1, 2)
                .with("a", 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)
                .with("b", 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
        Request request = Request.automatic().withOutcome("ya", "yb").withPrediction("a", "b");
        Scorecard card = RowLog.score(table, request);
        assertThat(card.classes()).containsExactly("a", "b");
        assertThat(card.leftOut())
                .isEqualTo(Map.of(Note.Code.OUTSIDE_DOMAIN, 3L, Note.Code.OUTCOME_BETWEEN_CLASSES, 1L));
        assertThat(RowLog.rows(card)).containsExactly("a | 0.5 0.5", "b | 0.5 0.5");
        card = RowLog.score(table, request.withSoftOutcomes());
        assertThat(card.leftOut()).isEqualTo(Map.of(Note.Code.OUTSIDE_DOMAIN, 1L, Note.Code.ROW_SUM, 2L));
        assertThat(RowLog.rows(card)).containsExactly(" 0.0 1.0 | 0.5 0.5", " 0.5 0.5 | 0.5 0.5", " 1.0 0.0 | 0.5 0.5");
    }

    @Test
    void numbersMustBeFiniteAndSuitTheLosses() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 2, Double.POSITIVE_INFINITY, 3, -4)
                .with("p", 1.5, Double.NEGATIVE_INFINITY, 2, -1, 2);
        Request mean = ASKED.withScale(Scale.MEAN);
        assertThat(leftOut(table, mean)).isEqualTo(Map.of(Note.Code.OUTSIDE_DOMAIN, 2L));
        Scorecard card = RowLog.score(table, mean.withLosses(Catalogue.parse("poisson")));
        assertThat(RowLog.rows(card)).containsExactly("1.0 | 1.5");
    }

    @Test
    void countsAreRepeatedRows() {
        ArraySource counted = ArraySource.empty()
                .with("y", 1, 0, 0.5, 1, 0)
                .with("p", 0.5, 0.25, 0.5, 0.75, 0.125)
                .with("n", 2, 0, 3, 1, 1.5);
        Scorecard card = RowLog.score(counted, ASKED.withCount("n"));
        assertThat(card.rows()).isEqualTo(7);
        assertThat(card.scored()).isEqualTo(3);
        assertThat(card.leftOut())
                .isEqualTo(Map.of(Note.Code.OUTCOME_BETWEEN_CLASSES, 3L, Note.Code.WEIGHT_INVALID, 1L));
        assertThat(RowLog.rows(card)).containsExactly("1.0 | 0.5", "1.0 | 0.5", "1.0 | 0.75");
        assertThat(note(card, Note.Code.WEIGHT_INVALID).rows()).containsExactly(new RowReference(1, 5));
        double[] many = {1e15, 9e15, 9e15, 9e15, 9e15};
        ArraySource huge = ArraySource.empty();
        huge = huge.with("y", new double[5000]).with("p", new double[5000]).with("n", many(many));
        ArraySource table = huge;
        assertThat(catchThrowableOfType(
                        Unscorable.class,
                        () -> Scorer.score(
                                table,
                                ASKED.withScale(Scale.PROBABILITY).withCount("n"),
                                Progress.NONE,
                                p -> new Blind())))
                .hasMessageContaining("more rows than can be counted");
    }

    private static double[] many(double[] pattern) {
        return IntStream.range(0, 5000)
                .mapToDouble(i -> pattern[i % pattern.length])
                .toArray();
    }

    /** Statistics that see nothing, for counts that no list could hold. */
    private static final class Blind implements Statistics {
        @Override
        public void add(Rows rows) {}

        @Override
        public void merge(Statistics other) {}

        @Override
        public Findings finish() {
            return new Findings(Map.of(), Map.of(), null, Map.of(), Map.of(), null, null, List.of());
        }

        @Override
        public boolean[] zeroProbability(Rows rows) {
            return new boolean[rows.size()];
        }
    }

    @Test
    void referencesAreProbabilitiesToo() {
        ArraySource table = ArraySource.empty()
                .with("y", new String[] {"1", "0", "1", "0"})
                .with("p", new String[] {"50", "25", "75", "100"})
                .with("r", new String[] {"40", "", "101", "x"});
        Scorecard card = RowLog.score(table, ASKED.withScale(Scale.PERCENT).withReference("r"));
        assertThat(RowLog.rows(card)).containsExactly("1.0 | 0.5 r0.4");
        assertThat(card.referenceName()).isEqualTo("r");
        assertThat(card.leftOut())
                .isEqualTo(Map.of(
                        Note.Code.PREDICTION_MISSING, 1L, Note.Code.NOT_A_NUMBER, 1L, Note.Code.OUTSIDE_DOMAIN, 1L));
        ArraySource plain = ArraySource.empty().with("y", 1, 0).with("p", 0.5, 0.25);
        assertThat(RowLog.score(plain, ASKED.withReference("0.5")).scored()).isEqualTo(2);
        assertThat(catchThrowableOfType(Unscorable.class, () -> RowLog.score(plain, ASKED.withReference("50"))))
                .hasMessageContaining("no probability");
        ArraySource classes = ArraySource.empty()
                .with("y", new String[] {"a", "b"})
                .with("a", 0.5, 0.5)
                .with("b", 0.25, 0.25)
                .with("c", 0.25, 0.25);
        assertThat(catchThrowableOfType(Unscorable.class, () -> RowLog.score(classes, CLASSES.withReference("0.5"))))
                .hasMessageContaining("class frequencies");
    }

    @Test
    void anotherScaleIsSuspected() {
        double[] y = new double[20];
        double[] p = new double[20];
        Arrays.setAll(y, i -> i % 2);
        Arrays.setAll(p, i -> i == 0 ? 1.5 : i == 1 ? 2 : 0.5);
        Note percent = note(
                RowLog.score(ArraySource.empty().with("y", y).with("p", p), ASKED), Note.Code.LOOKS_LIKE_PERCENTAGES);
        assertThat(percent.evidence()).isEqualTo(Map.of("min", 0.5, "max", 2.0, "share_outside", 0.1));
        assertThat(percent.count()).isEqualTo(2);
        p[0] = -1.5;
        Note logits =
                note(RowLog.score(ArraySource.empty().with("y", y).with("p", p), ASKED), Note.Code.LOOKS_LIKE_LOGITS);
        assertThat(logits.evidence()).containsEntry("min", -1.5);
        assertThat(RowLog.score(ArraySource.empty().with("y", y).with("p", y), ASKED.withScale(Scale.LOGIT))
                        .notes())
                .isEmpty();
    }

    @Test
    void classScoresAreRecognised() {
        ArraySource table = ArraySource.empty()
                .with("y", new String[] {"a", "b", "c"})
                .with("a", 5, 1, -1)
                .with("b", 0, 3, 0)
                .with("c", -1, 0, 2);
        Unscorable refused = catchThrowableOfType(Unscorable.class, () -> RowLog.score(table, CLASSES));
        assertThat(refused).hasMessageContaining("log-odds or class scores");
        assertThat(refused.choices()).extracting(Unscorable.Choice::extra).containsExactly(List.of("--as", "logit"));
        assertThat(catchThrowableOfType(Unscorable.class, () -> RowLog.score(table, CLASSES.withScale(Scale.MEAN))))
                .hasMessageContaining("--as mean");
    }

    @Test
    void nanIsNoClass() {
        ArraySource table = ArraySource.empty()
                .with("y", new String[] {"yes", "NaN", "no", "nan"})
                .with("p", 0.5, 0.5, 0.25, 0.5);
        Scorecard card = RowLog.score(table, ASKED);
        assertThat(card.leftOut()).isEqualTo(Map.of(Note.Code.NOT_A_NUMBER, 2L));
        assertThat(RowLog.rows(card)).containsExactly("0.0 | 0.25", "1.0 | 0.5");
        assertThat(catchThrowableOfType(
                        Unscorable.class,
                        () -> RowLog.score(
                                ArraySource.empty().with("y", Double.NaN).with("p", 0.5), ASKED)))
                .hasMessageContaining("neither a number nor a class");
    }

    @Test
    void aThousandClassesAreScored() {
        int k = 1000;
        ArraySource table = ArraySource.empty()
                .with(
                        "truth",
                        IntStream.range(0, 50).mapToObj(i -> "c" + i * 20).toArray(String[]::new));
        double[] p = new double[50];
        Arrays.fill(p, 1.0 / k);
        for (int c = 0; c < k; c++) {
            table = table.with("prob_c" + c, p);
        }
        Scorecard card = RowLog.score(table, Request.automatic());
        assertThat(card.classes()).hasSize(k);
        assertThat(card.scored()).isEqualTo(50);
    }

    @Test
    void aClassWithoutAColumnIsNotPassedOver() {
        ArraySource table = ArraySource.empty()
                .with("y", new String[] {"a", "b", "d"})
                .with("a", 0.5, 0.5, 0.5)
                .with("b", 0.25, 0.25, 0.25)
                .with("c", 0.25, 0.25, 0.25);
        Request request = Request.automatic().withOutcome("y").withPrediction("a", "b", "c");
        Unscorable refused = catchThrowableOfType(Unscorable.class, () -> RowLog.score(table, request));
        assertThat(refused).hasMessageContaining("holds d, for which there is no prediction column");
        assertThat(refused.choices())
                .extracting(Unscorable.Choice::extra)
                .containsExactly(List.of("--classes", "a,b,c"));
        assertThat(leftOut(table, CLASSES)).isEqualTo(Map.of(Note.Code.OUTSIDE_DOMAIN, 1L));
        ArraySource strangers = ArraySource.empty()
                .with("y", new String[] {"x", "y", "z"})
                .with("a", 0.5, 0.5, 0.5)
                .with("b", 0.25, 0.25, 0.25)
                .with("c", 0.25, 0.25, 0.25);
        refused = catchThrowableOfType(Unscorable.class, () -> RowLog.score(strangers, request));
        assertThat(refused).hasMessageContaining("say with --classes");
        assertThat(refused.choices())
                .extracting(Unscorable.Choice::extra)
                .containsExactly(List.of("--classes", "x,y,z"));
    }
}
