package org.surprisal.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.WeakSegments.Reason;

/**
 * Finds weak segments without being told where: reads the rows with all columns beside those of the forecast, chooses
 * segments in one half of the rows and judges them by the other.
 */
final class WeakSegmentFinder {
    /** More segments than this are refused. */
    static final int MOST = 100;

    /** The least number of rows of a segment, and of its rest, in each half. */
    static final int LEAST = 50;

    /** Texts with more different values than this are no segments. */
    static final int MOST_VALUES = 100;

    /** Segments of which so large a part of the rows is shared are one. */
    private static final double SAME = 0.8;

    private final Grouping grouping;
    private final Request request;
    private final Reading reading;
    private final Plan plan;
    private final Columns columns;
    private final List<String> searched = new ArrayList<>();
    private final Map<String, Reason> leftOut = new LinkedHashMap<>();

    /**
     * A search.
     *
     * @param grouping how many segments are wanted, clusters, and memory
     * @param request further losses, and the level of intervals
     * @param reading how rows are understood
     * @param plan what is computed
     * @param columns the columns of the table
     * @param others columns of other models, which are not searched
     */
    WeakSegmentFinder(
            Grouping grouping, Request request, Reading reading, Plan plan, Columns columns, List<String> others) {
        this.grouping = grouping;
        this.request = request;
        this.reading = reading;
        this.plan = plan;
        this.columns = columns;
        choose(others);
    }

    private void choose(List<String> others) {
        Layout layout = reading.layout();
        Set<String> used = new HashSet<>(layout.prediction());
        used.addAll(others);
        used.addAll(grouping.cluster());
        switch (layout.outcome()) {
            case Outcome.Numbers numbers -> used.add(numbers.column());
            case Outcome.Values values -> used.add(values.column());
            case Outcome.Indicators indicators -> used.addAll(indicators.columns());
        }
        if (layout.labels() != null) {
            used.add(layout.labels().column());
        }
        for (@Nullable String column : new @Nullable String[] {layout.weight(), layout.count(), layout.reference()}) {
            if (column != null) {
                used.add(column);
            }
        }
        for (String name : columns.names()) {
            if (!used.contains(name)) {
                boolean many = columns.kind(name)
                                .filter(kind -> kind == Column.Kind.TEXT)
                                .isPresent()
                        && isManyTexts(columns.distinct(name));
                if (many) {
                    leftOut.put(name, Reason.MANY_VALUES);
                } else {
                    searched.add(name);
                }
            }
        }
    }

    /** Many different texts that are neither dates nor numbers. */
    private static boolean isManyTexts(Source.Distinct distinct) {
        return distinct.values().size() > MOST_VALUES
                && !distinct.values().stream().allMatch(text -> TimeStamps.fits(text, false))
                && !distinct.values().stream()
                        .allMatch(text -> NumericText.parse(text).isPresent());
    }

    /** The segments; reads the table once. */
    WeakSegments find(Source source) {
        Layout own = reading.layout();
        List<String> groups = new ArrayList<>(own.groups());
        groups.addAll(searched);
        Layout layout = new Layout(
                own.outcome(), own.prediction(), own.labels(), own.weight(), own.count(), own.reference(), groups);
        Reading with = new Reading(
                layout,
                reading.task(),
                reading.scale(),
                reading.classes(),
                reading.flipped(),
                reading.soft(),
                reading.levels());
        KeptRows kept = new KeptRows(plan, groups.size(), grouping.memory());
        CleanRows clean = new CleanRows(with, request.losses());
        source.read(layout.cells(), false, batch -> {
            kept.add(clean.of(batch), batch, clean::placeOf, layout.groupsAt());
            return true;
        });
        DependenceRule rule = DependenceRule.of(grouping, new Inference(request.level()), kept, source);
        List<Partition> texts = IntStream.range(0, searched.size())
                .mapToObj(c -> kept.by(List.of(own.groups().size() + c)))
                .toList();
        List<String> names = new ArrayList<>();
        List<Partition> partitions = new ArrayList<>();
        for (int c = 0; c < texts.size(); c++) {
            Partition binned = Bins.of(texts.get(c), kept);
            Reason reason = reason(texts.get(c), binned, kept);
            if (reason == null) {
                names.add(searched.get(c));
                partitions.add(binned);
            } else {
                leftOut.put(searched.get(c), reason);
            }
        }
        List<Halves.Half> halves = new Halves(kept, texts, rule == null ? null : rule.groups()).deal();
        return found(kept, names, partitions, halves, rule);
    }

    // ---- columns that are no use

    private @Nullable Reason reason(Partition texts, Partition binned, KeptRows kept) {
        if (binned.groups() < 2) {
            return Reason.ONE_VALUE;
        }
        if (binned.groups() > MOST_VALUES) {
            return Reason.MANY_VALUES;
        }
        if (tellsOutcome(binned, kept)) {
            return Reason.TELLS_OUTCOME;
        }
        return follows(texts, kept) ? Reason.FOLLOWS_PREDICTION : null;
    }

    private boolean tellsOutcome(Partition parts, KeptRows kept) {
        Rows rows = kept.rows();
        if (plan.soft() || plan.hasNumbers()) {
            return false;
        }
        int[] first = new int[parts.groups()];
        boolean[] seen = new boolean[parts.groups()];
        boolean several = false;
        for (int i = 0; i < rows.size(); i++) {
            int g = parts.group()[i];
            int happened = outcome(rows, i);
            if (seen[g] && first[g] != happened) {
                return false;
            }
            first[g] = happened;
            seen[g] = true;
            several |= happened != outcome(rows, 0);
        }
        return several;
    }

    private int outcome(Rows rows, int i) {
        return plan.task() == Task.BINARY ? (int) rows.outcome()[i] : rows.label()[i];
    }

    /** Whether more values than segments may have rise or fall with the prediction. */
    private boolean follows(Partition texts, KeptRows kept) {
        int n = texts.groups();
        if (n <= Bins.MOST_VALUES || (plan.task() != Task.BINARY && plan.task() != Task.REGRESSION)) {
            return false;
        }
        double[] number = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int g = 0; g < n; g++) {
            String text = texts.keys().get(g)[0];
            OptionalDouble parsed = text == null ? OptionalDouble.empty() : NumericText.parse(text);
            if (parsed.isEmpty()) {
                return false;
            }
            number[g] = parsed.getAsDouble();
            low[g] = Double.POSITIVE_INFINITY;
            high[g] = Double.NEGATIVE_INFINITY;
        }
        double[] p = kept.rows().prediction()[0];
        for (int i = 0; i < kept.size(); i++) {
            int g = texts.group()[i];
            low[g] = Math.min(low[g], p[i]);
            high[g] = Math.max(high[g], p[i]);
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(number[a], number[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean rises = true;
        boolean falls = true;
        for (int k = 1; k < n; k++) {
            rises &= high[order[k - 1]] <= low[order[k]];
            falls &= low[order[k - 1]] >= high[order[k]];
        }
        return rises || falls;
    }

    // ---- the two halves

    private WeakSegments found(
            KeptRows kept,
            List<String> names,
            List<Partition> partitions,
            List<Halves.Half> halves,
            @Nullable DependenceRule rule) {
        Halves.Half one = halves.get(0);
        Halves.Half two = halves.get(1);
        RowLosses losses = new RowLosses(one.rows());
        String score = score(kept);
        double[] values = losses.values(score);
        if (losses.meaning(score).better() == Estimate.Better.HIGHER) {
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
        }
        List<Partition> there = only(partitions, two);
        List<Partition> here = only(partitions, one);
        SegmentSearch search = new SegmentSearch(one, values, here, LEAST);
        List<SegmentSearch.Candidate> chosen = new ArrayList<>();
        List<boolean[]> members = new ArrayList<>();
        for (SegmentSearch.Candidate each : search.candidates()) {
            boolean[] in = each.members(here);
            long support = rows(two.rows(), each.members(there));
            boolean enough = support >= LEAST && two.size() - support >= LEAST;
            if (enough && members.stream().noneMatch(other -> alike(in, other))) {
                chosen.add(each);
                members.add(in);
            }
            if (chosen.size() == grouping.findSegments()) {
                break;
            }
        }
        DependenceRule ofTwo = rule == null ? null : rule.only(two.places());
        List<WeakSegments.Found> found = judged(chosen, names, partitions, there, two, ofTwo, score);
        return new WeakSegments(score, names, leftOut, search.looked(), LEAST, one.size(), two.size(), found);
    }

    private static List<Partition> only(List<Partition> partitions, Halves.Half half) {
        // Groups without rows in a half keep their numbers, so that both halves speak of the same segments.
        return partitions.stream()
                .map(parts -> new Partition(
                        IntStream.of(half.places()).map(i -> parts.group()[i]).toArray(), parts.keys()))
                .toList();
    }

    private static long rows(KeptRows kept, boolean[] in) {
        long rows = 0;
        for (int i = 0; i < in.length; i++) {
            rows += in[i] ? kept.count(i) : 0;
        }
        return rows;
    }

    private static boolean alike(boolean[] one, boolean[] other) {
        long both = 0;
        long either = 0;
        for (int i = 0; i < one.length; i++) {
            both += one[i] && other[i] ? 1 : 0;
            either += one[i] || other[i] ? 1 : 0;
        }
        return both > SAME * either;
    }

    /** The first score that is finite in every row: infinite losses tell nothing about means. */
    private static String score(KeptRows kept) {
        RowLosses losses = new RowLosses(kept);
        for (String name : SegmentScores.compared(kept.plan().task(), losses)) {
            double[] values = losses.values(name);
            boolean finite = true;
            for (double value : values) {
                finite &= Double.isFinite(value);
            }
            if (finite) {
                return name;
            }
        }
        return SegmentScores.compared(kept.plan().task(), losses).getLast();
    }

    private List<WeakSegments.Found> judged(
            List<SegmentSearch.Candidate> chosen,
            List<String> names,
            List<Partition> partitions,
            List<Partition> there,
            Halves.Half two,
            @Nullable DependenceRule rule,
            String score) {
        SegmentScores scores = new SegmentScores(two.rows(), rule);
        List<Segment> segments = new ArrayList<>();
        for (SegmentSearch.Candidate each : chosen) {
            Map<String, @Nullable String> by = new LinkedHashMap<>();
            for (int c = 0; c < each.columns().length; c++) {
                int column = each.columns()[c];
                by.put(names.get(column), partitions.get(column).keys().get(each.values()[c])[0]);
            }
            segments.add(scores.against(by, each.members(there)));
        }
        double[] p = segments.stream()
                .mapToDouble(each -> difference(each, score).p())
                .toArray();
        double[] adjusted = SegmentScores.adjust(p, true);
        List<WeakSegments.Found> found = new ArrayList<>();
        boolean higher = new RowLosses(two.rows()).meaning(score).better() == Estimate.Better.HIGHER;
        for (int k = 0; k < chosen.size(); k++) {
            Segment each = segments.get(k);
            Segment.Difference of = difference(each, score);
            double worse = higher ? -of.estimate().value() : of.estimate().value();
            boolean holds = adjusted[k] <= SegmentScores.Q && worse > 0;
            Map<String, Segment.Difference> differences = Map.of(
                    score, new Segment.Difference(of.estimate(), of.p(), adjusted[k], adjusted[k] <= SegmentScores.Q));
            double before = higher ? -chosen.get(k).difference() : chosen.get(k).difference();
            found.add(new WeakSegments.Found(
                    new Segment(each.by(), each.rows(), each.small(), each.scores(), differences),
                    chosen.get(k).rows(),
                    before,
                    holds));
        }
        return found;
    }

    private static Segment.Difference difference(Segment segment, String score) {
        return Objects.requireNonNull(segment.differences().get(score));
    }
}
