package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Normal;
import org.surprisal.math.Sigmoid;
import org.surprisal.score.Inference.Meaning;

/**
 * Probabilities of several classes seen as events. Rows are kept, 8 bytes for each class and 4 beside them, half as
 * much again to grow; finishing takes some 60 bytes more for each class. Beyond the memory that was granted each class
 * is counted by itself in the cells of a grid, as events are, and what needs a row's classes together has no value.
 */
final class OneVersusRest {
    /** Beyond this number of classes one against the rest is not computed. */
    static final int MOST_CLASSES = 1000;

    /** Up to this number of classes each one has curves, and outcomes are redrawn. */
    private static final int MOST_IN_DETAIL = 20;

    /** How much finishing takes in all, as a multiple of what is kept. */
    private static final int TIMES_KEPT = 6;

    private static final List<String> DETAILED = List.of(
            "log_loss",
            "brier",
            "auc",
            "average_precision",
            "base_rate",
            "calibration_in_the_large",
            "calibration_intercept",
            "calibration_slope",
            "ece_positive",
            SmoothCalibrationError.KEY);

    /** Errors of calibration of the class with the largest probability, and those of an event that they are. */
    private static final SortedMap<String, String> TOP_LABEL =
            new TreeMap<>(Map.of("ece_top_label", "ece_positive", "smooth_ece_top_label", SmoothCalibrationError.KEY));

    private static final List<String> BRIEF =
            List.of("log_loss", "brier", "auc", "average_precision", "base_rate", "ece_positive");

    private final Plan plan;
    private final boolean detailed;
    private final long memory;
    private @Nullable KeptRows kept;
    private BinaryStatistics @Nullable [] byClass;
    private long rows;

    /** No rows. */
    OneVersusRest(Plan plan) {
        this.plan = plan;
        memory = plan.rankingMemory();
        detailed = plan.redrawn() && plan.classes().size() <= MOST_IN_DETAIL;
        kept = room();
    }

    private KeptRows room() {
        return new KeptRows(plan, 0, memory / TIMES_KEPT);
    }

    /** Whether classes are few enough. */
    static boolean suits(Plan plan) {
        return plan.rankingMemory() > 0 && plan.classes().size() <= MOST_CLASSES;
    }

    /** Takes rows of the plan. */
    void add(Rows more) {
        rows += more.size();
        if (kept != null && hasRoomFor(kept, more.size())) {
            kept.add(more);
            return;
        }
        giveUp();
        pour(more);
    }

    /** Takes the rows of another of the same plan. */
    void merge(OneVersusRest other) {
        rows += other.rows;
        if (kept != null && other.kept != null && hasRoomFor(kept, other.kept.size())) {
            kept.merge(other.kept);
            return;
        }
        giveUp();
        if (other.kept != null) {
            pour(other.kept.rows());
        } else if (byClass != null && other.byClass != null) {
            for (int k = 0; k < byClass.length; k++) {
                byClass[k].merge(other.byClass[k]);
            }
        }
    }

    /** Whether rows fit, and all their probabilities into one array. */
    private boolean hasRoomFor(KeptRows here, long more) {
        return here.hasRoomFor(more) && (here.size() + more) * plan.classes().size() <= Integer.MAX_VALUE - 16;
    }

    /** Keeps rows no longer, but counts of them where these fit. */
    private void giveUp() {
        KeptRows before = kept;
        if (before == null) {
            return;
        }
        kept = null;
        int classes = plan.classes().size();
        long each = memory / 2 / classes;
        if (plan.weighted() || plan.soft() || each < GridRows.bytes(false)) {
            return;
        }
        byClass = new BinaryStatistics[classes];
        for (int k = 0; k < classes; k++) {
            byClass[k] = new BinaryStatistics(plan.ofEvents(plan.classes().get(k), true, each, detailed));
        }
        pour(before.rows());
    }

    private void pour(Rows more) {
        if (byClass != null) {
            ClassEvents events = ClassEvents.of(plan, more);
            for (int k = 0; k < byClass.length; k++) {
                byClass[k].add(events.of(k).rows());
            }
        }
    }

    // ---- the result

    /**
     * Adds what is known.
     *
     * @param scored the number of rows
     * @param scores takes what is said of all classes together
     * @param notes takes what is to be said about memory
     * @return null where rows were too many to be ranked, or none
     */
    @Nullable
    ClassFindings finish(Inference inference, long scored, Map<String, Estimate> scores, List<Note> notes) {
        if (kept == null && byClass == null) {
            notes.add(leftOut());
            return null;
        }
        if (scored == 0) {
            return null;
        }
        ClassEvents events = kept == null ? null : ClassEvents.of(kept);
        List<ClassFindings.OneClass> classes = new ArrayList<>();
        for (int k = 0; k < plan.classes().size(); k++) {
            Findings of = findings(events, k);
            classes.add(oneClass(plan.classes().get(k), of));
            if (k == 0) {
                of.notes().stream()
                        .filter(note -> note.code() == Note.Code.RANKED_ON_GRID)
                        .forEach(notes::add);
            }
        }
        Findings top = events == null ? null : finish(events.topLabel(detailed));
        for (String name : List.of("auc", "average_precision")) {
            averages(inference, scored, scores, name, classes, events);
        }
        TOP_LABEL.forEach((name, of) -> {
            double value = top == null ? Double.NaN : Influences.value(top.scores(), of);
            scores.put(name, error(inference, scored, value, events != null));
        });
        double classWise = ClassAverage.MACRO.mean(classes, "ece_positive");
        scores.put("ece_class_wise", error(inference, scored, classWise, true));
        return new ClassFindings(classes, top == null ? new EventFindings(Map.of(), Map.of()) : topLabel(top));
    }

    private Note leftOut() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        long bytes = TIMES_KEPT * (12L * plan.classes().size() + 6);
        evidence.put("n", rows);
        evidence.put("most", memory / bytes);
        evidence.put("bytes", bytes * rows);
        return new Note(Note.Code.RANKING_LEFT_OUT, Note.Severity.WARNING, 0, List.of(), evidence);
    }

    private Findings findings(@Nullable ClassEvents events, int k) {
        if (byClass != null) {
            return byClass[k].finish();
        }
        if (events == null) {
            throw new IllegalStateException("Rows are kept or counted.");
        }
        return finish(events.of(k, Long.MAX_VALUE / 4, detailed));
    }

    private static Findings finish(KeptRows rows) {
        BinaryStatistics statistics = new BinaryStatistics(rows.plan());
        statistics.add(rows.rows());
        return statistics.finish();
    }

    private ClassFindings.OneClass oneClass(String name, Findings of) {
        Map<String, Estimate> scores = new LinkedHashMap<>(of.scores());
        scores.keySet().retainAll(detailed ? DETAILED : BRIEF);
        EventFindings event = Section.of(of.sections(), EventFindings.class);
        return new ClassFindings.OneClass(
                name,
                scores,
                of.reference(),
                of.skill(),
                of.decomposition(),
                detailed && event != null
                        ? event.only(List.of("reliability", "reliability_band"), DETAILED)
                        : new EventFindings(Map.of(), Map.of()));
    }

    private static EventFindings topLabel(Findings top) {
        EventFindings event = Section.of(top.sections(), EventFindings.class);
        if (event == null) {
            return new EventFindings(Map.of(), Map.of());
        }
        Map<String, Chance> chance = new LinkedHashMap<>();
        TOP_LABEL.forEach((name, of) -> {
            Chance drawn = event.chance().get(of);
            if (drawn != null) {
                chance.put(name, drawn);
            }
        });
        EventFindings some = event.only(List.of("reliability", "reliability_band", "reliability_binned"), List.of());
        return new EventFindings(some.curves(), chance);
    }

    private static Estimate error(Inference inference, long scored, double value, boolean together) {
        return Double.isNaN(value)
                ? inference.undefined(
                        Meaning.MISCALIBRATION, scored, together ? Reasons.ONE_ROW : Reasons.TOO_MANY_TO_KEEP)
                : inference.without(value, null, Meaning.MISCALIBRATION, scored, Reasons.NOT_SYMMETRIC);
    }

    private void averages(
            Inference inference,
            long scored,
            Map<String, Estimate> scores,
            String name,
            List<ClassFindings.OneClass> classes,
            @Nullable ClassEvents events) {
        Map<String, Estimate> bare = new LinkedHashMap<>();
        for (ClassAverage average : ClassAverage.values()) {
            double value =
                    average == ClassAverage.MICRO ? together(name, events, inference) : average.mean(classes, name);
            String none = events == null ? Reasons.TOO_MANY_TO_KEEP : Reasons.NOTHING_TO_RANK;
            bare.put(
                    average.of(name),
                    Double.isNaN(value)
                            ? inference.undefined(Meaning.AUC, scored, none)
                            : inference.without(value, null, Meaning.AUC, scored, none));
        }
        Map<String, Influence> influences = new LinkedHashMap<>();
        if (events != null) {
            new ClassInfluences(events, bare, classes).put(influences);
        }
        bare.forEach((key, estimate) -> {
            Influence influence = influences.get(key);
            boolean alike = influence == null && events != null && !Double.isNaN(estimate.value());
            if (influence != null && events != null) {
                scores.put(key, withError(inference, scored, estimate.value(), influence, events));
            } else {
                scores.put(
                        key,
                        alike
                                ? inference.without(estimate.value(), null, Meaning.AUC, scored, Reasons.ALIKE_RANKS)
                                : estimate);
            }
        });
    }

    private static Estimate withError(
            Inference inference, long scored, double value, Influence influence, ClassEvents events) {
        if (scored < 2) {
            return inference.without(value, null, Meaning.AUC, scored, Reasons.ONE_ROW);
        }
        double[] of = influence.rows().get();
        ExactSum squares = new ExactSum();
        for (int i = 0; i < of.length; i++) {
            squares.addProduct(of[i] * of[i], (double) events.count(i));
        }
        double se = Math.sqrt(squares.value() * ((double) scored / (scored - 1)));
        if (se <= 1e-14) {
            return inference.without(value, 0.0, Meaning.AUC, scored, Reasons.ALIKE_RANKS);
        }
        double z = Normal.quantile((1 + inference.level()) / 2) * se;
        Interval interval;
        if (influence.form() == Influence.Form.LOGIT) {
            double centre = Log.of(value) - Log1p.of(-value);
            double half = z / (value * (1 - value));
            interval = new Interval(Sigmoid.of(centre - half), Sigmoid.of(centre + half));
        } else {
            interval = Meaning.AUC.range().cut(new Interval(value - z, value + z));
        }
        return inference.with(value, se, interval, "delta", Meaning.AUC, scored);
    }

    /** The score of all probabilities of all rows at once. */
    private static double together(String name, @Nullable ClassEvents events, Inference inference) {
        if (events == null) {
            return Double.NaN;
        }
        KeptRows all = events.together();
        RankedRows ranked = new RankedRows(all.plan());
        Block block = new Block(all.plan());
        for (int from = 0; from < all.size(); ) {
            from = block.fill(all.rows(), from);
            ranked.add(block);
        }
        Ranking ranking = ranked.ranking();
        if (ranking == null) {
            return Double.NaN;
        }
        if (name.equals("auc")) {
            Auc auc = new Auc(ranking);
            ranking.compute(List.of(auc));
            return auc.estimate(inference, 2, 2, all.size()).value();
        }
        AveragePrecision precision = new AveragePrecision(ranking);
        ranking.compute(List.of(precision));
        return precision.estimate(inference, all.size()).value();
    }
}
