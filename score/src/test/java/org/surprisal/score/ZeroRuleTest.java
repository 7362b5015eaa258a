package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroRuleTest {
    private static double loss(String rule, double y, double p) {
        Plan plan = Samples.binary(Scale.PROBABILITY, ZeroRule.parse(rule, Task.BINARY));
        Findings findings = Samples.score(plan, Samples.pairs(new double[] {y}, new double[] {p}));
        return Samples.score(findings, "log_loss").value();
    }

    /** For one row with outcome 1 and probability 0 the libraries disagree; in double precision: */
    @ParameterizedTest
    @CsvSource({
        "infinite, Infinity, Infinity",
        "clip=1e-15, 34.538776394910684, 34.538776394910684",
        "clip=0.25, 1.3862943611198906, 1.3862943611198906",
        "sklearn, 36.04365338911715, 36.04365338911715",
        "keras, 16.11809565095832, 16.118095651484676",
        "torch, 100, 100",
        "xgboost, 36.841361487904734, 36.841361487904734",
        "tensorflow-java, 15.424948470398375, 15.424948470661553",
        "nd4j, 11.512925464970229, 11.51292546497478"
    })
    void everyRuleHasItsConstantOnEachSide(String rule, double ifPositive, double ifNegative) {
        if (Double.isInfinite(ifPositive)) {
            assertThat(loss(rule, 1, 0)).isInfinite();
            assertThat(loss(rule, 0, 1)).isInfinite();
        } else {
            assertThat(loss(rule, 1, 0)).isCloseTo(ifPositive, within(1e-11));
            assertThat(loss(rule, 0, 1)).isCloseTo(ifNegative, within(1e-11));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sklearn, 36.04365338911715",
        "keras, 16.11809565095832",
        "xgboost, 36.841361487904734",
        "tensorflow-java, 16.11809565095832",
        "nd4j, 23.025850929940457",
        "clip=1e-15, 34.538776394910684",
        "torch, Infinity",
        "infinite, Infinity"
    })
    void classesHaveRulesOfTheirOwn(String rule, double expected) {
        Plan plan = Samples.plan(
                Task.CLASSES, Scale.PROBABILITY, List.of("a", "b", "c"), ZeroRule.parse(rule, Task.CLASSES));
        Rows rows = Samples.columns(new int[] {1}, new double[] {0.25}, new double[] {0}, new double[] {0.75});
        double value = Samples.score(Samples.score(plan, rows), "log_loss").value();
        if (Double.isInfinite(expected)) {
            assertThat(value).isEqualTo(expected);
        } else {
            assertThat(value).isCloseTo(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinite", "clip=1e-15", "sklearn", "keras", "torch", "xgboost", "nd4j"})
    void ordinaryRowsAreLeftAlone(String rule) {
        for (double p : new double[] {0.001, 0.3, 0.5, 0.9}) {
            assertThat(loss(rule, 1, p)).isEqualTo(loss("infinite", 1, p));
            assertThat(loss(rule, 0, p)).isEqualTo(loss("infinite", 0, p));
        }
    }

    @Test
    void tensorflowJavaAddsItsConstantToEveryRow() {
        assertThat(loss("tensorflow-java", 1, 0.25)).isCloseTo(-Math.log(0.25 + 1e-7), within(1e-15));
        assertThat(loss("tensorflow-java", 0, 0.25)).isCloseTo(-Math.log(0.75 + 1e-7), within(1e-15));
    }

    @Test
    void clippingAlsoRaisesTheLossOfCertainRows() {
        assertThat(loss("clip=0.1", 1, 1)).isCloseTo(-Math.log(0.9), within(1e-15));
        assertThat(loss("xgboost", 1, 1)).isZero();
    }

    @Test
    void logOddsAreBoundedLikeTheirProbabilities() {
        Plan plan = Samples.binary(Scale.LOGIT, ZeroRule.parse("clip=0.1", Task.BINARY));
        Rows rows = Samples.pairs(new double[] {1, 0, 1}, new double[] {Double.NEGATIVE_INFINITY, 100, 0});
        Findings findings = Samples.score(plan, rows);
        assertThat(Samples.score(findings, "log_loss").value())
                .isCloseTo((2 * Math.log(10) + Math.log(2)) / 3, within(1e-15));
        assertThat(Samples.note(findings, Note.Code.ZERO_PROBABILITY).count()).isEqualTo(2);
    }

    @Test
    void softOutcomesAreBoundedOnBothSides() {
        Plan plan = Samples.with(
                Samples.binary(Scale.PROBABILITY, ZeroRule.parse("clip=0.1", Task.BINARY)), false, false, true);
        Findings findings = Samples.score(plan, Samples.pairs(new double[] {0.25}, new double[] {0}));
        assertThat(Samples.score(findings, "log_loss").value())
                .isCloseTo(-0.25 * Math.log(0.1) - 0.75 * Math.log(0.9), within(1e-15));
    }

    @Test
    void countsTheRowsItTouched() {
        Plan plan = Samples.binary(Scale.PROBABILITY, ZeroRule.parse("clip=0.01", Task.BINARY));
        double[] y = {1, 1, 0, 1, 0};
        double[] p = {0, 0.005, 0.5, 1, 0.02};
        Rows rows = Samples.pairs(y, p);
        Note note = Samples.note(Samples.score(plan, rows), Note.Code.ZERO_PROBABILITY);
        assertThat(note.count()).isEqualTo(3);
        assertThat(note.severity()).isEqualTo(Note.Severity.WARNING);
        assertThat(note.evidence())
                .containsEntry("rule", "clip=0.01")
                .containsEntry("rows", 3L)
                .containsEntry("impossible", 1L);
        assertThat(Statistics.of(plan).zeroProbability(rows)).containsExactly(true, true, false, true, false);
    }

    @Test
    void touchingOnlyWhatWasRightIsNoWarning() {
        Plan plan = Samples.binary(Scale.PROBABILITY, ZeroRule.parse("sklearn", Task.BINARY));
        Findings findings = Samples.score(plan, Samples.pairs(new double[] {1, 0}, new double[] {1, 0}));
        assertThat(Samples.note(findings, Note.Code.ZERO_PROBABILITY).severity())
                .isEqualTo(Note.Severity.INFO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "clip", "clip=", "clip=x", "clip=0", "clip=0.5", "clip=-1", "Keras", "pytorch", "clip=NaN"})
    void otherRulesAreRefusedWithTheList(String text) {
        assertThatThrownBy(() -> ZeroRule.parse(text, Task.BINARY))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("tensorflow-java");
    }
}
