package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;

class LikelihoodStatisticsTest {
    private static final double[] LOGS = {-2, -4, -1, -1, -6, -2, -5};
    private static final double[] BYTES = {3, 4, 4, 1, 5, 6, 1};
    private static final double LN_2 = Math.log(2);

    private static final Request TOKENS = Request.automatic().withScale(Scale.LOGPROB);

    private static ArraySource source() {
        return ArraySource.empty().with("logprob", LOGS).with("size", BYTES);
    }

    @Test
    void theMeanWithItsSignTurnedIsTheLogLoss() {
        Scorecard card = Score.logProbabilities(LOGS, Request.automatic());
        assertThat(card.task()).isEqualTo(Task.LIKELIHOOD);
        assertThat(card.outcome()).isEmpty();
        assertThat(card.get("log_loss").value()).isEqualTo(3);
        assertThat(card.get("surprisal_bits").value()).isCloseTo(3 / LN_2, within(1e-15));
        assertThat(card.get("perplexity").value()).isCloseTo(Math.exp(3), within(1e-14));
        assertThat(card.scores()).doesNotContainKey("bits_per_byte");
        assertThat(card.notes()).extracting(Note::code).contains(Note.Code.TOKENS_DEPEND);
    }

    @Test
    void bitsPerByteAreARatio() {
        Estimate ratio = Scorer.score(source(), TOKENS.withBytes("size")).get("bits_per_byte");
        assertThat(ratio.value()).isCloseTo(21 / LN_2 / 24, within(1e-15));
        double squares = 0;
        for (int i = 0; i < LOGS.length; i++) {
            double influence = (-LOGS[i] / LN_2 - ratio.value() * BYTES[i]) / 24;
            squares += influence * influence;
        }
        assertThat(ratio.se()).isCloseTo(Math.sqrt(squares * 7 / 6), within(1e-15));
        assertThat(ratio.unit()).isEqualTo(Estimate.Unit.BITS);
        assertThat(ratio.method()).isEqualTo("delta");
    }

    @Test
    void tokensOfOneTextMakeClusters() {
        ArraySource source = source().with("text", new String[] {"a", "a", "a", "a", "b", "b", "b"});
        Scorecard card =
                Scorer.score(source, TOKENS.withBytes("size"), Grouping.none().withCluster("text"));
        Estimate ratio = card.get("bits_per_byte");
        double a = (8 / LN_2 - ratio.value() * 12) / 24;
        double b = (13 / LN_2 - ratio.value() * 12) / 24;
        assertThat(ratio.se()).isCloseTo(Math.sqrt(2 * (a * a + b * b)), within(1e-14));
        assertThat(ratio.method()).isEqualTo("cluster_t");
        assertThat(card.notes()).extracting(Note::code).doesNotContain(Note.Code.TOKENS_DEPEND);
    }

    @Test
    void probabilityZeroIsInfiniteSurprise() {
        double[] logs = {-1, Double.NEGATIVE_INFINITY, -3, 0};
        Scorecard card = Scorer.score(
                ArraySource.empty().with("logprob", logs).with("size", new double[] {1, 1, 2, 3}),
                TOKENS.withBytes("size"));
        assertThat(card.get("log_loss").kind()).isEqualTo(Estimate.Kind.INFINITE);
        assertThat(card.get("bits_per_byte").value()).isInfinite();
        assertThat(card.get("log_loss_of_finite_rows").value()).isCloseTo(4.0 / 3, within(1e-15));
        Note note = card.notes().stream()
                .filter(each -> each.code() == Note.Code.ZERO_PROBABILITY)
                .findFirst()
                .orElseThrow();
        assertThat(note.count()).isEqualTo(1);
        assertThat(note.rows()).extracting(RowReference::row).containsExactly(2L);
    }

    @Test
    void whatIsNoLogarithmOfAProbabilityIsLeftOut() {
        double[] logs = {-1, 0.5, Double.NaN, -3, -2};
        Scorecard card = Scorer.score(
                ArraySource.empty().with("logprob", logs).with("size", new double[] {1, 1, 2, 3, -1}),
                TOKENS.withBytes("size"));
        assertThat(card.scored()).isEqualTo(2);
        assertThat(card.leftOut()).containsEntry(Note.Code.OUTSIDE_DOMAIN, 2L).hasSize(2);
        Scorecard none = Scorer.score(
                ArraySource.empty().with("logprob", LOGS).with("size", new double[7]), TOKENS.withBytes("size"));
        assertThat(none.get("bits_per_byte").reason()).isEqualTo(Reasons.NO_BYTES);
    }

    @Test
    void whatDoesNotGoWithThemIsRefused() {
        refused(TOKENS.withOutcome("size"), "leave out --outcome");
        refused(TOKENS.withPrediction("logprob", "size"), "there are 2");
        refused(TOKENS.withReference("0.5"), "--versus");
        refused(TOKENS.withLosses(Catalogue.SQUARED), "--loss");
        refused(TOKENS.withZero("keras"), "--zero");
        refused(TOKENS.withRecalibration(true), "--recalibrate");
        refused(Request.automatic().withBytes("size"), "--as logprob");
        assertThatThrownBy(() -> Scorer.score(ArraySource.empty().with("x", LOGS), TOKENS))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("none with such a name");
    }

    private static void refused(Request request, String because) {
        assertThatThrownBy(() -> Scorer.score(source(), request))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining(because);
    }

    @Test
    void modelsAreComparedTokenByToken() {
        ArraySource source = source().with("other", new double[] {-1, -3, -2, -1, -5, -4, -5});
        Scorecard card = Scorer.score(source, TOKENS.withPrediction("logprob"), Grouping.none(), Versus.of("other"));
        ModelComparison comparison = Objects.requireNonNull(card.section(ModelComparison.class));
        ModelComparison.Model other = comparison.models().stream()
                .filter(model -> !model.own())
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(other.scores().get("log_loss")).value())
                .isEqualTo(3);
        assertThat(other.differences()).containsKey("log_loss");
    }
}
