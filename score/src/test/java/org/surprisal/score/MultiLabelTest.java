package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;

class MultiLabelTest {
    private static final double NA = Double.NaN;

    private static ArraySource source() {
        return ArraySource.empty()
                .with("sport", 1, 0, 1, 0, 1)
                .with("prob_sport", 0.8, 0.4, 0.6, 0.1, 0.3)
                .with("politics", 0, 1, 1, 0, 0)
                .with("prob_politics", 0.1, 0.9, 0.5, 0.2, 0.4)
                .with("local", 1, 0, NA, 1, 0)
                .with("prob_local", 0.5, 0.2, 0.3, 0.6, 0.1);
    }

    private static Request labels(String... names) {
        return Request.automatic().withLabels(List.of(names));
    }

    @Test
    void eachRowCountsOnceWithTheMeanOverItsLabels() {
        Scorecard card = Scorer.score(source(), labels("sport", "politics", "local"));
        assertThat(card.task()).isEqualTo(Task.MULTILABEL);
        assertThat(card.scored()).isEqualTo(5);
        assertThat(card.get("brier").value()).isCloseTo((0.1 + 0.07 + 0.205 + 0.07 + 0.22) / 5, within(1e-15));
        double[] means = {
            (log(0.8) + log(0.9) + log(0.5)) / 3,
            (log(0.6) + log(0.9) + log(0.8)) / 3,
            (log(0.6) + log(0.5)) / 2,
            (log(0.9) + log(0.8) + log(0.6)) / 3,
            (log(0.3) + log(0.6) + log(0.9)) / 3
        };
        double sum = 0;
        for (double mean : means) {
            sum += mean;
        }
        assertThat(card.get("log_loss").value()).isCloseTo(sum / 5, within(1e-15));
        assertThat(card.get("hamming_loss").value()).isCloseTo(1.0 / 15, within(1e-15));
        assertThat(card.get("subset_accuracy").value()).isEqualTo(0.8);
        assertThat(card.get("labels_per_row").value()).isEqualTo(7.0 / 5);
        assertThat(card.get("expected_labels_per_row").value()).isCloseTo(5.7 / 5, within(1e-15));
    }

    private static double log(double p) {
        return -Math.log(p);
    }

    @Test
    void eachLabelIsAnEvent() {
        Scorecard card = Scorer.score(source(), labels("sport", "politics", "local"));
        List<LabelScores.Label> labels =
                Objects.requireNonNull(card.section(LabelScores.class)).labels();
        Scorecard sport =
                Scorer.score(source(), Request.automatic().withOutcome("sport").withPrediction("prob_sport"));
        assertThat(labels.getFirst().scores()).isEqualTo(sport.scores());
        assertThat(labels.getLast().rows()).isEqualTo(4);
        assertThat(labels.getLast().leftOut()).containsEntry(Note.Code.NOT_A_NUMBER, 1L);
        assertThat(card.get("auc_macro").value())
                .isCloseTo(
                        labels.stream()
                                .mapToDouble(label -> Objects.requireNonNull(
                                                label.scores().get("auc"))
                                        .value())
                                .average()
                                .orElseThrow(),
                        within(1e-15));
        assertThat(card.get("auc_macro").interval()).isNull();
    }

    @Test
    void columnsAreFoundByNameOrNamedAsPairs() {
        ArraySource pairs = ArraySource.empty()
                .with("a", 0.2, 0.7, 0.5)
                .with("a_outcome", 0, 1, 1)
                .with("b", 0, 1, 0)
                .with("b_prob", 0.4, 0.6, 0.1);
        Scorecard card = Scorer.score(pairs, labels("a", "b"));
        assertThat(card.outcome()).containsExactly("a_outcome", "b");
        assertThat(card.prediction()).containsExactly("a", "b_prob");
        Scorecard named = Scorer.score(pairs, labels("b=b_prob", "a_outcome=a"));
        assertThat(named.get("log_loss").value()).isCloseTo(card.get("log_loss").value(), within(1e-15));
        refused(pairs, labels("a"), "at least two");
        refused(pairs, labels("a", "c"), "OUTCOME=PREDICTION");
        refused(pairs, labels("a", "a_outcome=a"), "twice");
        refused(pairs.with("c", new String[] {"x", "y", "x"}), labels("a", "c=b_prob"), "condition");
    }

    @Test
    void rowsWithoutALabelAreLeftOutByReason() {
        ArraySource holes = ArraySource.empty()
                .with("a", 1, NA, 0, 0.5, 1)
                .with("p_a", 0.5, 0.5, NA, 0.5, 0.9)
                .with("b", 1, NA, 0, NA, 0)
                .with("p_b", 0.5, 0.5, 1.5, 0.5, 0.2);
        Scorecard card = Scorer.score(holes, labels("a", "b"));
        assertThat(card.rows()).isEqualTo(5);
        assertThat(card.scored()).isEqualTo(2);
        assertThat(card.leftOut())
                .containsEntry(Note.Code.OUTCOME_MISSING, 2L)
                .containsEntry(Note.Code.PREDICTION_MISSING, 1L);
    }

    @Test
    void weightsCountRowsAndNothingDependsOnTheirOrder() {
        Random random = new Random(4);
        int n = 1_500;
        double[] a = random.ints(n, 0, 2).asDoubleStream().toArray();
        double[] b = random.ints(n, 0, 2).asDoubleStream().toArray();
        double[] p = random.doubles(n).toArray();
        double[] q = random.doubles(n).toArray();
        double[] w = random.doubles(n, 0.1, 9).toArray();
        Request asked = labels("a", "b").withWeight("w");
        Scorecard card = Scorer.score(table(a, b, p, q, w), asked);
        for (double[] column : new double[][] {a, b, p, q, w}) {
            for (int i = 0; i < n / 2; i++) {
                double other = column[n - 1 - i];
                column[n - 1 - i] = column[i];
                column[i] = other;
            }
        }
        Scorecard turned = Scorer.score(table(a, b, p, q, w).inBatchesOf(7), asked);
        assertThat(turned.scores()).isEqualTo(card.scores());
        assertThat(turned.effectiveRows()).isEqualTo(card.effectiveRows()).isLessThan(n);
    }

    private static ArraySource table(double[] a, double[] b, double[] p, double[] q, double[] w) {
        return ArraySource.empty()
                .with("a", a)
                .with("b", b)
                .with("p_a", p)
                .with("p_b", q)
                .with("w", w);
    }

    @Test
    void certaintyThatFailedIsInfinite() {
        ArraySource source = ArraySource.empty()
                .with("a", 1, 0, 1)
                .with("p_a", 0, 0.5, 0.7)
                .with("b", 1, 0, 1)
                .with("p_b", 0.6, 0.5, 0.7);
        assertThat(Scorer.score(source, labels("a", "b")).get("log_loss").kind())
                .isEqualTo(Estimate.Kind.INFINITE);
        assertThat(Scorer.score(source, labels("a", "b").withZero("keras"))
                        .get("log_loss")
                        .value())
                .isFinite();
    }

    /**
     * The Brier scores of the rows are known; with clusters of rows 1 and 2, 3, 4 and 5 their errors follow by hand.
     */
    @Test
    void rowsMayDependOnEachOther() {
        Request asked = labels("sport", "politics", "local");
        ArraySource source = source().with("c", new String[] {"a", "a", "b", "c", "c"});
        Scorecard card = Scorer.score(source, asked, Grouping.none().withCluster("c"));
        double[] brier = {0.1, 0.07, 0.205, 0.07, 0.22};
        double mean = 0.133;
        double a = brier[0] + brier[1] - 2 * mean;
        double b = brier[2] - mean;
        double c = brier[3] + brier[4] - 2 * mean;
        Estimate score = card.get("brier");
        assertThat(score.value()).isCloseTo(mean, within(1e-15));
        assertThat(Objects.requireNonNull(score.se()))
                .isCloseTo(Math.sqrt(1.5 * (a * a + b * b + c * c)) / 5, within(1e-15));
        assertThat(score.method()).isEqualTo("cluster_t");
        assertThat(card.get("subset_accuracy").method()).isEqualTo("cluster_t");
        assertThat(Objects.requireNonNull(card.get("subset_accuracy").interval())
                        .high())
                .isEqualTo(1);
        assertThat(card.get("perplexity").method()).isEqualTo("cluster_t");
        assertThat(Objects.requireNonNull(card.dependence()).groups()).isEqualTo(3);
        assertThat(card.notes()).extracting(Note::code).contains(Note.Code.FEW_CLUSTERS);
        LabelScores.Label sport =
                Objects.requireNonNull(card.section(LabelScores.class)).labels().getFirst();
        assertThat(Objects.requireNonNull(sport.scores().get("brier")).method()).isEqualTo("cluster_t");
        Scorecard days = Scorer.score(
                source().with("t", new String[] {"1", "2", "3", "4", "5"}),
                asked,
                Grouping.none().withTime("t"));
        assertThat(days.get("brier").method()).isNotEqualTo("cluster_t");
        // A cluster for each row is no cluster at all, but for n - 1 degrees of freedom.
        Scorecard alone = Scorer.score(
                source().with("t", new String[] {"1", "2", "3", "4", "5"}),
                asked,
                Grouping.none().withCluster("t"));
        assertThat(Objects.requireNonNull(alone.get("brier").se()))
                .isCloseTo(
                        Objects.requireNonNull(
                                Scorer.score(source(), asked).get("brier").se()),
                        within(1e-15));
    }

    @Test
    void whatGoesWithOneLabelOnlyIsRefused() {
        Request asked = labels("sport", "politics");
        refused(source(), asked.withOutcome("sport"), "--outcome");
        refused(source(), asked.withScale(Scale.LOGIT), "--as");
        refused(source(), asked.withPositive("1"), "--positive");
        refused(source(), asked.withReference("0.5"), "--reference");
        refused(source(), asked.withLosses(Catalogue.SQUARED), "--loss");
        refused(source(), asked.withSoftOutcomes(), "--soft-outcomes");
        refused(source(), asked.withCount("local"), "--count");
        refused(source(), asked.withWorst(1), "--worst");
        refused(source(), asked.withRecalibration(true), "--recalibrate");
        assertThatThrownBy(() -> Scorer.score(source(), asked, Grouping.none().withBy("local")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--by");
    }

    private static void refused(Source source, Request request, String because) {
        assertThatThrownBy(() -> Scorer.score(source, request))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining(because);
    }
}
