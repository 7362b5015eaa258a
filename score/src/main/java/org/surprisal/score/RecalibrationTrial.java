package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;
import org.surprisal.score.RecalibrationGains.Gain;

/** Tries what recalibration gains: on each fold a map that was fitted on the others. */
final class RecalibrationTrial {
    /** Copies of the numbers of a row at a time, and bytes of a row beside them; measured, and rounded up. */
    private static final int COPIES = 5;

    private static final int BESIDE = 96;

    private static final List<String> SCORES = List.of("log_loss", "brier");

    private final Inference inference;
    private final FoldedRows folded;
    private final @Nullable DependenceRule dependence;
    private final PairedDifferences.Scored before;
    private final boolean logit;

    private RecalibrationTrial(Inference inference, FoldedRows folded, @Nullable DependenceRule dependence) {
        this.inference = inference;
        this.folded = folded;
        this.dependence = dependence;
        before = new PairedDifferences.Scored(folded.kept());
        logit = folded.kept().plan().scale() == Scale.LOGIT;
    }

    /**
     * Reads the rows once more and tries all methods that suit.
     *
     * @param source the table
     * @param reading how it is understood
     * @param plan what is computed of it
     * @param losses further losses that rows must suit
     * @param grouping which rows depend on each other, and how much memory rows may take
     * @throws Unscorable if there are no probabilities, or the rows do not fit into the memory
     */
    static RecalibrationGains of(Source source, Reading reading, Plan plan, List<Loss> losses, Grouping grouping) {
        if (reading.task() != Task.BINARY && reading.task() != Task.CLASSES) {
            throw new Unscorable("--recalibrate mends probabilities, but these predictions are "
                    + (reading.task() == Task.LABELS ? "hard labels" : "numbers")
                    + "; name probabilities with --prediction, or leave --recalibrate out.");
        }
        CleanRows clean = new CleanRows(reading, losses);
        KeptRows kept = new KeptRows(plan, grouping.columns().size(), grouping.memory());
        source.read(reading.layout().cells(), false, batch -> {
            Rows rows = clean.of(batch);
            kept.add(rows, batch, clean::placeOf, reading.layout().groupsAt());
            return true;
        });
        requireRoom(kept.size(), plan, grouping.memory());
        Inference inference = new Inference(plan.level());
        DependenceRule rule = DependenceRule.of(grouping, inference, kept, source);
        FoldedRows folded = rule == null ? FoldedRows.of(kept) : FoldedRows.of(kept, rule.groups());
        return new RecalibrationTrial(inference, folded, rule).gains();
    }

    /** What a row takes at most while maps are fitted and compared: copies in folds, cells, losses, and the order. */
    private static long rowBytes(Plan plan) {
        int columns =
                plan.columns() + (plan.soft() ? Math.max(1, plan.classes().size()) : 1) + (plan.weighted() ? 1 : 0);
        return BESIDE + 8L * COPIES * columns;
    }

    private static void requireRoom(int rows, Plan plan, long memory) {
        long bytes = rowBytes(plan);
        if (rows > memory / bytes) {
            throw new Unscorable("--recalibrate takes " + bytes + " bytes a row, more than the " + (memory >> 20)
                    + " MB granted have for " + rows + " rows: raise --memory to "
                    + (((rows * bytes) >> 20) + 1) + "M, or choose fewer rows with --where.");
        }
    }

    private RecalibrationGains gains() {
        boolean event = folded.kept().plan().task() == Task.BINARY;
        List<Gain> maps = event ? ofEvent() : List.of(ofClasses());
        RecalibrationMethod best = best(maps, SCORES.getFirst());
        if (best == null && maps.stream().allMatch(gain -> value(gain, SCORES.getFirst()) == 0)) {
            best = best(maps, SCORES.getLast());
        }
        return new RecalibrationGains(FoldedRows.FOLDS, maps, best);
    }

    private static @Nullable RecalibrationMethod best(List<Gain> maps, String score) {
        RecalibrationMethod best = null;
        double most = 0;
        for (Gain gain : maps) {
            if (gain.map() != null && value(gain, score) > most) {
                most = value(gain, score);
                best = gain.method();
            }
        }
        return best;
    }

    /** A gain, 0 where there is none. */
    private static double value(Gain gain, String score) {
        Difference difference = gain.gains().get(score);
        double value = difference == null ? 0 : difference.estimate().value();
        return Double.isNaN(value) ? 0 : value;
    }

    // ---- an event

    private List<Gain> ofEvent() {
        RecalibrationMethod[] methods = RecalibrationMethod.values();
        RecalibrationFit.Fitted[][] maps = new RecalibrationFit.Fitted[methods.length][FoldedRows.FOLDS + 1];
        // One fold after the other, so that the cells of one only take memory; at last all rows.
        for (int f = 0; f <= FoldedRows.FOLDS; f++) {
            RecalibrationFit fit = new RecalibrationFit(folded, f < FoldedRows.FOLDS ? f : -1);
            for (int m = 0; m < methods.length; m++) {
                maps[m][f] = fit.fit(methods[m]);
            }
        }
        List<Gain> gains = new ArrayList<>();
        for (int m = 0; m < methods.length; m++) {
            gains.add(gain(methods[m], maps[m], maps[m][FoldedRows.FOLDS]));
        }
        return gains;
    }

    private Gain gain(RecalibrationMethod method, RecalibrationFit.Fitted[] maps, RecalibrationFit.Fitted all) {
        double[] p = folded.kept().rows().prediction()[0];
        int n = folded.kept().size();
        double[] after = new double[n];
        for (int i = 0; i < n; i++) {
            RecalibrationFit.Fitted fitted = maps[folded.fold()[i]];
            RecalibrationMap map = fitted.map();
            if (map == null) {
                String reason = fitted.reason();
                return none(method, reason == null ? Reasons.NO_MAP : reason, all.map());
            }
            after[i] = Recalibrator.ofEvent(map, logit, p[i]);
        }
        return new Gain(method, differences(new double[][] {after}), all.map());
    }

    // ---- classes

    private Gain ofClasses() {
        double[][] z = TemperatureFit.logarithms(folded);
        int n = folded.kept().size();
        RecalibrationMap.ClassTemperature[] maps = new RecalibrationMap.ClassTemperature[FoldedRows.FOLDS];
        RecalibrationMap.ClassTemperature all = new TemperatureFit(folded, z, -1).fit();
        for (int f = 0; f < maps.length; f++) {
            RecalibrationMap.ClassTemperature map = new TemperatureFit(folded, z, f).fit();
            if (map == null) {
                return none(RecalibrationMethod.TEMPERATURE, Reasons.NO_MAP, all);
            }
            maps[f] = map;
        }
        double[][] after = new double[z.length][n];
        double[] row = new double[z.length];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < row.length; k++) {
                row[k] = z[k][i];
            }
            RecalibrationMap.ClassTemperature map = maps[folded.fold()[i]];
            double[] recalibrated = logit ? Recalibrator.scaled(map.slope(), row) : map.ofLogarithms(row);
            for (int k = 0; k < row.length; k++) {
                after[k][i] = recalibrated[k];
            }
        }
        return new Gain(RecalibrationMethod.TEMPERATURE, differences(after), all);
    }

    // ---- differences

    private Map<String, Difference> differences(double[][] after) {
        PairedDifferences.Scored recalibrated = new PairedDifferences.Scored(folded.with(after));
        PairedDifferences pairs = new PairedDifferences(inference, before, recalibrated, dependence, null);
        Map<String, Difference> gains = new LinkedHashMap<>();
        pairs.means(SCORES).forEach((name, difference) -> gains.put(name, upward(difference)));
        return gains;
    }

    /** A gain is better the higher it is. */
    private static Difference upward(Difference difference) {
        Estimate of = difference.estimate();
        Estimate gain = new Estimate(
                of.value(),
                of.se(),
                of.interval(),
                of.level(),
                of.method(),
                of.kind(),
                of.unit(),
                Better.HIGHER,
                of.n(),
                of.reason());
        return new Difference(
                gain, difference.p(), difference.detectable(), difference.rowsNeeded(), difference.topShare());
    }

    private Gain none(RecalibrationMethod method, String reason, @Nullable RecalibrationMap map) {
        Map<String, Difference> gains = new LinkedHashMap<>();
        for (String score : SCORES) {
            Meaning of = before.losses.meaning(score);
            Meaning meaning = new Meaning(of.unit(), Better.HIGHER, Range.REAL);
            long n = 0;
            for (int i = 0; i < folded.kept().size(); i++) {
                n = Math.addExact(n, folded.kept().count(i));
            }
            gains.put(score, new Difference(inference.undefined(meaning, n, reason), null, null, null, null));
        }
        return new Gain(method, gains, map);
    }
}
