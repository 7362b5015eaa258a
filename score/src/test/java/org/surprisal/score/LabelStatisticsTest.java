package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;

class LabelStatisticsTest {
    private static final Plan PLAN = Samples.plan(Task.LABELS, Scale.PROBABILITY, Samples.names(3), ZeroRule.INFINITE);
    private static final Rows ROWS = Samples.labels(new int[] {0, 1, 2, 2}, new int[] {0, 2, 2, 2});

    @Test
    void agreementIsCounted() {
        Findings findings = Samples.score(PLAN, ROWS);
        Estimate accuracy = Samples.score(findings, "accuracy");
        assertThat(accuracy.value()).isEqualTo(0.75);
        assertThat(accuracy.interval()).isEqualTo(WilsonInterval.of(0.75, 4, 0.95));
        assertThat(accuracy.se()).isEqualTo(0.25);
        assertThat(findings.scores())
                .containsOnlyKeys("accuracy", "balanced_accuracy", "macro_f1", "weighted_f1", "kappa", "mcc");
        assertThat(findings.reference()).isEmpty();
        assertThat(findings.referenceName()).isNull();
        assertThat(Samples.confusion(findings)[1]).containsExactly(0, 0, 1);
        assertThat(Samples.confusion(findings)[2]).containsExactly(0, 0, 2);
        assertThat(Samples.codes(findings)).containsExactly(Note.Code.TOO_FEW_ROWS, Note.Code.LABELS_ONLY);
    }

    @Test
    void weightsAreWeightOfAgreement() {
        Findings findings = Samples.score(
                Samples.with(PLAN, true, true, false),
                Samples.counted(Samples.weighted(ROWS, 1, 2, 3, 0.5), 2, 1, 0, 4));
        assertThat(Samples.score(findings, "accuracy").value()).isEqualTo(4.0 / 6);
        assertThat(Samples.score(findings, "accuracy").n()).isEqualTo(7);
        assertThat(findings.effectiveRows()).isEqualTo(36.0 / (2 + 4 + 1));
    }

    @Test
    void lossesNeedMoreThanLabels() {
        assertThatThrownBy(() -> Statistics.of(Samples.with(PLAN, Catalogue.LOG_LOSS)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("log_loss")
                .hasMessageContaining("labels");
    }

    @Test
    void noLabelIsImpossible() {
        assertThat(Statistics.of(PLAN).zeroProbability(ROWS)).containsOnly(false);
    }
}
