package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;

class NotesTest {
    private static double[][] forecasts(int n, long seed) {
        Random random = new Random(seed);
        double[] y = new double[n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = 0.02 + 0.96 * random.nextDouble();
            y[i] = random.nextDouble() < p[i] ? 1 : 0;
        }
        return new double[][] {y, p};
    }

    @Test
    void goodForecastsRaiseNothing() {
        double[][] rows = forecasts(2000, 1);
        assertThat(Samples.codes(Samples.score(Samples.binary(), Samples.pairs(rows[0], rows[1]))))
                .isEmpty();
    }

    @Test
    void exchangedProbabilitiesAreFound() {
        double[][] rows = forecasts(300, 2);
        Findings right = Samples.score(Samples.binary(), Samples.pairs(rows[0], rows[1]));
        double[] inverted = new double[300];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 300; i++) {
            inverted[i] = 1 - rows[1][i];
            double d = Math.pow(inverted[i] - rows[0][i], 2) - Math.pow(rows[1][i] - rows[0][i], 2);
            sum += d;
            squares += d * d;
        }
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(rows[0], inverted));
        Note note = Samples.note(findings, Note.Code.INVERTED_POSITIVE_CLASS);
        assertThat(note.severity()).isEqualTo(Note.Severity.WARNING);
        assertThat((Double) note.evidence().get("brier_inverted"))
                .isCloseTo(Samples.score(right, "brier").value(), within(1e-12));
        double mean = sum / 300;
        double se = Math.sqrt((squares / 300 - mean * mean) / 299);
        assertThat((Double) note.evidence().get("difference")).isCloseTo(mean, within(1e-12));
        assertThat((Double) note.evidence().get("z")).isCloseTo(mean / se, within(1e-9));
        double[] logits = new double[300];
        for (int i = 0; i < 300; i++) {
            logits[i] = Math.log(inverted[i] / (1 - inverted[i]));
        }
        assertThat(Samples.codes(
                        Samples.score(Samples.binary(Scale.LOGIT, ZeroRule.INFINITE), Samples.pairs(rows[0], logits))))
                .contains(Note.Code.INVERTED_POSITIVE_CLASS);
    }

    @Test
    void aBadModelIsNotCalledInverted() {
        // Overconfident but on the right side more often than not.
        Random random = new Random(3);
        double[] y = new double[500];
        double[] p = new double[500];
        for (int i = 0; i < 500; i++) {
            y[i] = i % 2;
            p[i] = random.nextDouble() < 0.55 ? 0.02 + 0.96 * y[i] : 0.98 - 0.96 * y[i];
        }
        assertThat(Samples.codes(Samples.score(Samples.binary(), Samples.pairs(y, p))))
                .doesNotContain(Note.Code.INVERTED_POSITIVE_CLASS);
        // Worse than guessing, but its opposite is no better than the base rate.
        for (int i = 0; i < 500; i++) {
            p[i] = i % 10 == 0 ? y[i] : 0.6 + 0.39 * random.nextDouble();
            y[i] = i % 20 == 1 ? 1 : 0;
        }
        assertThat(Samples.codes(Samples.score(Samples.binary(), Samples.pairs(y, p))))
                .doesNotContain(Note.Code.INVERTED_POSITIVE_CLASS);
    }

    private static Rows classes(int n, long seed, int... columnOf) {
        Random random = new Random(seed);
        int k = columnOf.length;
        int[] label = new int[n];
        double[][] p = new double[k][n];
        for (int i = 0; i < n; i++) {
            label[i] = random.nextInt(k);
            double total = 0;
            double[] q = new double[k];
            for (int c = 0; c < k; c++) {
                q[c] = random.nextDouble() + (c == label[i] ? 1.5 : 0);
                total += q[c];
            }
            for (int c = 0; c < k; c++) {
                p[columnOf[c]][i] = q[c] / total;
            }
        }
        return Samples.columns(label, p);
    }

    @Test
    void classColumnsInAnotherOrderAreFound() {
        Findings right = Samples.score(Samples.classes(4), classes(200, 4, 0, 1, 2, 3));
        assertThat(Samples.codes(right)).doesNotContain(Note.Code.CLASS_ORDER);
        Rows rows = classes(200, 4, 2, 0, 3, 1);
        Findings findings = Samples.score(Samples.classes(4), rows);
        Note note = Samples.note(findings, Note.Code.CLASS_ORDER);
        // Column 0 holds class b, column 1 class d, column 2 class a, column 3 class c.
        assertThat(note.evidence()).containsEntry("order", List.of("b", "d", "a", "c"));
        assertThat((Double) note.evidence().get("brier_reordered"))
                .isCloseTo(Samples.score(right, "brier").value(), within(1e-9));
        double sum = 0;
        double squares = 0;
        int[] columnOf = {2, 0, 3, 1};
        for (int i = 0; i < 200; i++) {
            int truth = rows.label()[i];
            double d = 2 * (rows.prediction()[columnOf[truth]][i] - rows.prediction()[truth][i]);
            sum += d;
            squares += d * d;
        }
        double mean = sum / 200;
        double se = Math.sqrt((squares / 200 - mean * mean) / 199);
        assertThat((Double) note.evidence().get("z")).isCloseTo(mean / se, within(1e-6));
    }

    @Test
    void chanceDoesNotReorderClasses() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int n = 60;
            int[] label = new int[n];
            double[][] p = new double[3][n];
            for (int i = 0; i < n; i++) {
                label[i] = random.nextInt(3);
                double a = random.nextDouble();
                double b = random.nextDouble();
                p[0][i] = Math.min(a, b);
                p[1][i] = Math.abs(a - b);
                p[2][i] = 1 - p[0][i] - p[1][i];
            }
            assertThat(Samples.codes(Samples.score(Samples.classes(3), Samples.columns(label, p))))
                    .doesNotContain(Note.Code.CLASS_ORDER);
        }
    }

    @Test
    void weightedClassOrderIsFoundToo() {
        Rows rows = classes(100, 6, 1, 0, 2);
        double[] w = new double[100];
        Arrays.setAll(w, i -> 1 + i % 3);
        Findings findings =
                Samples.score(Samples.with(Samples.classes(3), true, false, false), Samples.weighted(rows, w));
        assertThat(Samples.note(findings, Note.Code.CLASS_ORDER).evidence())
                .containsEntry("order", List.of("b", "a", "c"));
    }

    @Test
    void aClassThatNeverHappensStaysWhereItIs() {
        Rows rows = classes(120, 8, 1, 0, 2);
        int[] keep = IntStream.range(0, 120).filter(i -> rows.label()[i] != 2).toArray();
        Findings findings = Samples.score(Samples.classes(3), Samples.pick(rows, keep));
        assertThat(Samples.note(findings, Note.Code.CLASS_ORDER).evidence())
                .containsEntry("order", List.of("b", "a", "c"));
    }

    @Test
    void constantPredictionsAreNamed() {
        double[][] rows = forecasts(100, 9);
        Arrays.fill(rows[1], 0.3);
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(rows[0], rows[1]));
        assertThat(Samples.note(findings, Note.Code.CONSTANT_PREDICTION).evidence())
                .containsEntry("value", 0.3)
                .containsEntry("n", 100L);
        assertThat(Samples.codes(
                        Samples.score(Samples.regression(), Samples.pairs(new double[] {1, 2}, new double[] {5, 5}))))
                .contains(Note.Code.CONSTANT_PREDICTION);
    }

    @Test
    void oneClassOnlyIsNamed() {
        Findings findings =
                Samples.score(Samples.binary(), Samples.pairs(new double[] {1, 1, 1}, new double[] {0.9, 0.8, 0.7}));
        assertThat(Samples.note(findings, Note.Code.ONE_CLASS_ONLY).evidence())
                .containsEntry("class", "yes")
                .containsEntry("n", 3L);
        assertThat(Samples.codes(findings)).contains(Note.Code.TOO_FEW_ROWS);
        assertThat(Samples.estimate(findings.skill(), "log_loss").kind()).isEqualTo(Estimate.Kind.UNDEFINED);
        assertThat(Samples.estimate(findings.reference(), "log_loss").value()).isZero();
    }

    @Test
    void fewEventsAreNamedWithTheirClass() {
        double[][] rows = forecasts(400, 10);
        int events = 0;
        for (int i = 0; i < 400; i++) {
            rows[0][i] = i < 12 ? 1 : 0;
            events += (int) rows[0][i];
        }
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(rows[0], rows[1]));
        assertThat(Samples.note(findings, Note.Code.FEW_EVENTS).evidence())
                .containsEntry("classes", List.of("yes"))
                .containsEntry("events", (long) events)
                .containsEntry("n", 400L);
    }

    @Test
    void skewedLossesAreNamed() {
        double[][] rows = forecasts(2000, 11);
        rows[0][0] = 1;
        rows[1][0] = 1e-300;
        Findings findings = Samples.score(Samples.binary(), Samples.pairs(rows[0], rows[1]));
        Note note = Samples.note(findings, Note.Code.SKEWED_LOSS);
        assertThat(note.evidence()).containsEntry("losses", List.of("log_loss")).containsEntry("n", 2000L);
        assertThat((Double) note.evidence().get("skewness_of_mean")).isGreaterThan(0.1);
        Findings further =
                Samples.score(Samples.with(Samples.binary(), Catalogue.ABSOLUTE), Samples.pairs(rows[0], rows[1]));
        assertThat(further.notes()).isEqualTo(findings.notes());
    }

    @Test
    void warningsComeFirst() {
        double[] y = {1, 0, 1};
        double[] p = {0, 0.5, 0.5};
        List<Note.Code> codes = Samples.codes(Samples.score(Samples.binary(), Samples.pairs(y, p)));
        assertThat(codes)
                .containsSubsequence(Note.Code.ZERO_PROBABILITY, Note.Code.TOO_FEW_ROWS, Note.Code.TIED_CLASSES);
    }
}
