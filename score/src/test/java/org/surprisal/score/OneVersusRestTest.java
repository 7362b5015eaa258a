package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several classes seen as events: each against the rest, all together, and the predicted one. */
class OneVersusRestTest {
    private static final int CLASSES = 3;

    private static Plan plan(long memory) {
        return new Plan(
                Task.CLASSES,
                Scale.PROBABILITY,
                Samples.names(CLASSES),
                ZeroRule.INFINITE,
                List.of(),
                0.95,
                false,
                false,
                false,
                null,
                false,
                memory,
                1);
    }

    /** Rows whose outcomes follow the forecasts, which are rounded so that many are equal. */
    private static Rows rows(int n, long seed) {
        Random random = new Random(seed);
        double[][] p = new double[CLASSES][n];
        int[] label = new int[n];
        for (int i = 0; i < n; i++) {
            int a = random.nextInt(21);
            int b = random.nextInt(21 - a);
            p[0][i] = a / 20.0;
            p[1][i] = b / 20.0;
            p[2][i] = (20 - a - b) / 20.0;
            int draw = random.nextInt(20);
            label[i] = draw < a ? 0 : draw < a + b ? 1 : 2;
        }
        return rows(label, p);
    }

    private static Rows rows(int[] label, double[][] p) {
        return new Rows(
                label.length,
                new double[0],
                label,
                new double[0][],
                p,
                new int[0],
                new double[0],
                new long[0],
                new double[0]);
    }

    private static Findings findings(Plan plan, Rows... all) {
        Statistics statistics = Statistics.of(plan);
        for (Rows rows : all) {
            Statistics part = Statistics.of(plan);
            part.add(rows);
            statistics.merge(part);
        }
        return statistics.finish();
    }

    private static ClassFindings classes(Findings findings) {
        return Objects.requireNonNull(Section.of(findings.sections(), ClassFindings.class));
    }

    private static double value(Map<String, Estimate> scores, String name) {
        return Objects.requireNonNull(scores.get(name), name).value();
    }

    /** The area by all pairs. */
    private static double area(boolean[] happened, double[] p) {
        double agree = 0;
        double pairs = 0;
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                if (happened[i] && !happened[j]) {
                    agree += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return agree / pairs;
    }

    private static double precision(boolean[] happened, double[] p) {
        double sum = 0;
        double events = 0;
        for (int i = 0; i < p.length; i++) {
            double above = 0;
            double found = 0;
            for (int j = 0; j < p.length; j++) {
                above += p[j] >= p[i] ? 1 : 0;
                found += p[j] >= p[i] && happened[j] ? 1 : 0;
            }
            sum += happened[i] ? found / above : 0;
            events += happened[i] ? 1 : 0;
        }
        return sum / events;
    }

    private static boolean[] happened(int[] label, int k) {
        boolean[] is = new boolean[label.length];
        for (int i = 0; i < is.length; i++) {
            is[i] = label[i] == k;
        }
        return is;
    }

    @Test
    void averagesAreThoseOfAllPairs() {
        Rows rows = rows(150, 1);
        Map<String, Estimate> scores = findings(plan(1 << 30), rows).scores();
        boolean[] together = new boolean[CLASSES * rows.size()];
        double[] p = new double[together.length];
        double[] area = new double[2];
        double[] precision = new double[2];
        for (int k = 0; k < CLASSES; k++) {
            boolean[] happened = happened(rows.label(), k);
            double share = 0;
            for (int i = 0; i < happened.length; i++) {
                together[k * happened.length + i] = happened[i];
                p[k * happened.length + i] = rows.prediction()[k][i];
                share += happened[i] ? 1.0 / happened.length : 0;
            }
            area[0] += area(happened, rows.prediction()[k]) / CLASSES;
            area[1] += share * area(happened, rows.prediction()[k]);
            precision[0] += precision(happened, rows.prediction()[k]) / CLASSES;
            precision[1] += share * precision(happened, rows.prediction()[k]);
        }
        assertThat(value(scores, "auc_macro")).isCloseTo(area[0], within(1e-13));
        assertThat(value(scores, "auc_weighted")).isCloseTo(area[1], within(1e-13));
        assertThat(value(scores, "auc_micro")).isCloseTo(area(together, p), within(1e-13));
        assertThat(value(scores, "average_precision_macro")).isCloseTo(precision[0], within(1e-13));
        assertThat(value(scores, "average_precision_weighted")).isCloseTo(precision[1], within(1e-13));
        assertThat(value(scores, "average_precision_micro")).isCloseTo(precision(together, p), within(1e-13));
    }

    /** Leaving out one row at a time says how much a smooth number varies, without any formula of its own. */
    @Test
    void errorsAreThoseOfTheJackknife() {
        int n = 120;
        Rows rows = rows(n, 2);
        Map<String, Estimate> whole = findings(plan(1 << 30), rows).scores();
        List<String> names = List.of(
                "auc_macro",
                "auc_weighted",
                "auc_micro",
                "average_precision_macro",
                "average_precision_weighted",
                "average_precision_micro");
        List<Map<String, Estimate>> without = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int[] label = new int[n - 1];
            double[][] p = new double[CLASSES][n - 1];
            for (int j = 0; j < n - 1; j++) {
                int from = j < i ? j : j + 1;
                label[j] = rows.label()[from];
                for (int k = 0; k < CLASSES; k++) {
                    p[k][j] = rows.prediction()[k][from];
                }
            }
            without.add(findings(plan(1 << 30).forPart(), rows(label, p)).scores());
        }
        for (String name : names) {
            double mean =
                    without.stream().mapToDouble(each -> value(each, name)).sum() / n;
            double squares = without.stream()
                    .mapToDouble(each -> (value(each, name) - mean) * (value(each, name) - mean))
                    .sum();
            Estimate estimate = Objects.requireNonNull(whole.get(name));
            assertThat(Objects.requireNonNull(estimate.se()))
                    .as(name)
                    .isCloseTo(Math.sqrt((n - 1.0) / n * squares), within(0.06 * estimate.se()));
            Interval interval = Objects.requireNonNull(estimate.interval());
            assertThat(interval.low()).isLessThan(estimate.value());
            assertThat(interval.high()).isGreaterThan(estimate.value());
        }
    }

    @Test
    void aClassIsAnEvent() {
        Rows rows = rows(400, 3);
        ClassFindings.OneClass last =
                classes(findings(plan(1 << 30), rows)).classes().get(2);
        double[] y = new double[rows.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = rows.label()[i] == 2 ? 1 : 0;
        }
        Statistics binary = Statistics.of(plan(1 << 30).ofEvents("2", true, 1 << 30, true));
        binary.add(new Rows(
                y.length,
                y,
                new int[0],
                new double[0][],
                new double[][] {rows.prediction()[2]},
                new int[0],
                new double[0],
                new long[0],
                new double[0]));
        Findings alone = binary.finish();
        assertThat(last.scores()).hasSize(10);
        last.scores()
                .forEach((name, score) ->
                        assertThat(score).isEqualTo(alone.scores().get(name)));
        assertThat(last.decomposition()).isEqualTo(alone.decomposition()).hasSize(2);
        EventFindings event = Objects.requireNonNull(Section.of(alone.sections(), EventFindings.class));
        assertThat(Objects.requireNonNull(last.event().curves().get("reliability"))
                        .points())
                .isDeepEqualTo(Objects.requireNonNull(event.curves().get("reliability"))
                        .points());
        assertThat(last.event().chance().get("ece_positive"))
                .isEqualTo(event.chance().get("ece_positive"));
    }

    @Test
    void thePredictedClassHappensAsOftenAsItSays() {
        // Says 0.7 and is right in 3 of 4 rows; where two tie at one half, each is right in half of a row.
        double[][] p = {{0.7, 0.7, 0.7, 0.7, 0.5, 0.5}, {0.2, 0.2, 0.2, 0.2, 0.5, 0.5}, {0.1, 0.1, 0.1, 0.1, 0, 0}};
        Map<String, Estimate> scores =
                findings(plan(1 << 30), rows(new int[] {0, 0, 0, 1, 1, 2}, p)).scores();
        // Bins of width 1/15: four rows miss by 0.05 each, two by one half together where half a row was right.
        assertThat(value(scores, "ece_top_label")).isCloseTo((4 * 0.05 + 2 * 0.25) / 6, within(1e-14));
        double wise = 0;
        for (ClassFindings.OneClass each : classes(findings(plan(1 << 30), rows(new int[] {0, 0, 0, 1, 1, 2}, p)))
                .classes()) {
            wise += value(each.scores(), "ece_positive") / CLASSES;
        }
        assertThat(value(scores, "ece_class_wise")).isCloseTo(wise, within(1e-15));
    }

    @Test
    void whatTheErrorsAreByChance() {
        ClassFindings found = classes(findings(plan(1 << 30), rows(500, 4)));
        assertThat(found.topLabel().curves()).containsKeys("reliability", "reliability_binned");
        // 1000 rows without ties at the top: the outcomes follow the forecasts, so they can be redrawn.
        double[][] p = new double[CLASSES][1000];
        int[] label = new int[1000];
        Random random = new Random(5);
        for (int i = 0; i < label.length; i++) {
            p[0][i] = 0.5 + 0.4 * random.nextDouble();
            p[1][i] = (1 - p[0][i]) * 0.6;
            p[2][i] = 1 - p[0][i] - p[1][i];
            double draw = random.nextDouble();
            label[i] = draw < p[0][i] ? 0 : draw < p[0][i] + p[1][i] ? 1 : 2;
        }
        Findings all = findings(plan(1 << 30), rows(label, p));
        Chance chance = Objects.requireNonNull(classes(all).topLabel().chance().get("ece_top_label"));
        assertThat(chance.p()).isGreaterThan(0.001);
        assertThat(chance.upper()).isGreaterThan(chance.mean());
        assertThat(classes(all).classes().get(1).event().chance()).containsKeys("ece_positive", "smooth_ece");
    }

    @Test
    void beyondMemoryEachClassIsCountedByItself() {
        long little = 2 * CLASSES * GridRows.bytes(false);
        Plan small = plan(little);
        OneVersusRest rest = new OneVersusRest(small);
        Rows big = rows(1, 9);
        int needed = (int) (little / (6 * (12 * CLASSES + 6))) + 1;
        Rows many = rows(needed, 10);
        rest.add(big);
        rest.add(many);
        List<Note> notes = new ArrayList<>();
        Map<String, Estimate> scores = new LinkedHashMap<>();
        Inference inference = new Inference(0.95);
        ClassFindings counted = Objects.requireNonNull(rest.finish(inference, needed + 1L, scores, notes));
        double fromGrid = value(counted.classes().get(0).scores(), "auc");
        // The forecasts are few and far apart, so that no cell holds two of them.
        OneVersusRest kept = new OneVersusRest(plan(1L << 40));
        kept.add(big);
        kept.add(many);
        Map<String, Estimate> known = new LinkedHashMap<>();
        ClassFindings all = Objects.requireNonNull(kept.finish(inference, needed + 1L, known, new ArrayList<>()));
        assertThat(fromGrid).isCloseTo(value(all.classes().get(0).scores(), "auc"), within(1e-12));
        assertThat(value(scores, "auc_macro")).isCloseTo(value(known, "auc_macro"), within(1e-12));
        assertThat(Objects.requireNonNull(scores.get("auc_macro")).reason()).isEqualTo(Reasons.TOO_MANY_TO_KEEP);
        assertThat(Objects.requireNonNull(scores.get("auc_micro")).kind()).isEqualTo(Estimate.Kind.UNDEFINED);
    }

    @Test
    void withoutMemoryItSaysSo() {
        Findings none = findings(plan(10_000), rows(500, 6), rows(500, 7));
        assertThat(none.notes()).extracting(Note::code).contains(Note.Code.RANKING_LEFT_OUT);
        assertThat(none.scores()).doesNotContainKey("auc_macro");
        assertThat(findings(plan(0), rows(50, 6)).notes())
                .extracting(Note::code)
                .doesNotContain(Note.Code.RANKING_LEFT_OUT);
    }

    @Test
    void aClassThatNeverHappened() {
        double[][] p = {{0.6, 0.3, 0.4, 0.8}, {0.3, 0.6, 0.5, 0.1}, {0.1, 0.1, 0.1, 0.1}};
        Findings found = findings(plan(1 << 30), rows(new int[] {0, 1, 0, 1}, p));
        assertThat(Objects.requireNonNull(
                                classes(found).classes().get(2).scores().get("auc"))
                        .kind())
                .isEqualTo(Estimate.Kind.UNDEFINED);
        // The mean is that of the two others.
        assertThat(value(found.scores(), "auc_macro")).isCloseTo(0.5, within(1e-15));
        Findings one = findings(plan(1 << 30), rows(new int[] {0, 0, 0, 0}, p));
        assertThat(Objects.requireNonNull(one.scores().get("auc_macro")).kind()).isEqualTo(Estimate.Kind.UNDEFINED);
    }
}
