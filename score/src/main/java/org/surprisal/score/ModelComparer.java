package org.surprisal.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate.Better;

/** Compares the prediction of a reading with other models on their common rows. */
final class ModelComparer {
    private final Versus versus;
    private final Request request;
    private final Grouping grouping;

    ModelComparer(Versus versus, Request request, Grouping grouping) {
        this.versus = versus;
        this.request = request;
        this.grouping = grouping;
    }

    /**
     * The comparison.
     *
     * @param source is read once more
     * @param columns knows the columns of the source
     * @param reading how the prediction was read
     * @param plan what was computed of it
     * @throws Unscorable when a model is not there, does not suit, or no row can be scored with all of them
     */
    ModelComparison compare(Source source, Columns columns, Reading reading, Plan plan) {
        OtherFile file = versus.file();
        JoinedSource joined = null;
        List<String> joinable = List.of();
        List<List<String>> others;
        List<String> against;
        if (file == null) {
            others = versus.columns(reading, columns);
            against = versus.models();
        } else {
            Columns theirs = new Columns(file.source(), Progress.NONE);
            joinable = theirs.names();
            OtherModels models = new OtherModels(versus, file, reading, theirs);
            joined = joined(source, columns, file, theirs, models.columns());
            others = models.columns().stream()
                    .map(each -> each.stream()
                            .map(column -> JoinedSource.name(file, column))
                            .toList())
                    .toList();
            against = models.names();
        }
        List<String> names = new ArrayList<>();
        names.add(String.join(",", reading.layout().prediction()));
        names.addAll(against);
        CommonRows common = new CommonRows(reading, plan, others, request.losses(), grouping.memory());
        common.read(joined == null ? source : joined);
        List<String> outcome = outcome(reading);
        Join join = joined == null ? null : joined.join(outcome, sameNames(outcome, joinable));
        Map<String, Long> leftOut = new LinkedHashMap<>();
        for (int m = 0; m < names.size(); m++) {
            leftOut.put(names.get(m), common.leftOut(m));
        }
        if (common.rows() == 0) {
            throw new Unscorable("No row can be scored with all of " + String.join(", ", names)
                    + ", so they cannot be compared; rows that only one of them leaves out: " + leftOut + "."
                    + (join == null
                            ? ""
                            : " By --on " + String.join(",", join.on()) + " " + join.matched()
                                    + " rows found a partner in " + join.file() + "."));
        }
        Inference inference = new Inference(request.level());
        DependenceRule rule =
                DependenceRule.of(grouping, inference, common.kept().getFirst(), source);
        List<PairedDifferences.Scored> scored =
                common.kept().stream().map(PairedDifferences.Scored::new).toList();
        String by = rankedBy(scored);
        List<Integer> order = IntStream.range(0, scored.size())
                .boxed()
                .sorted(Comparator.comparingDouble(m -> badness(scored.get(m), by)))
                .toList();
        int best = order.getFirst();
        List<DecisiveRows> decisive =
                decisive(joined == null ? source : joined, columns, reading, plan, others, scored, by, common.rows());
        List<ModelComparison.Model> models = new ArrayList<>();
        for (int m : order) {
            models.add(new ModelComparison.Model(
                    names.get(m),
                    m == 0,
                    scored.get(m).findings.scores(),
                    m == 0 ? Map.of() : pair(inference, scored.get(0), scored.get(m), rule),
                    m == best ? Map.of() : pair(inference, scored.get(m), scored.get(best), rule),
                    m == 0
                            ? null
                            : contrast(
                                    inference,
                                    scored.get(0),
                                    scored.get(m),
                                    rule,
                                    decisive.isEmpty() ? null : decisive.get(m - 1))));
        }
        return new ModelComparison(against, common.rows(), leftOut, by, Holm.adjusted(models), join);
    }

    private JoinedSource joined(
            Source source, Columns columns, OtherFile file, Columns theirs, List<List<String>> models) {
        List<String> here =
                file.on().stream().map(key -> columns.resolve(key, "--on")).toList();
        List<String> there =
                file.on().stream().map(key -> theirs.resolve(key, "--on")).toList();
        List<String> wanted = models.stream().flatMap(List::stream).distinct().toList();
        return new JoinedSource(source, here, file, there, wanted, grouping.memory());
    }

    private static List<String> outcome(Reading reading) {
        return switch (reading.layout().outcome()) {
            case Outcome.Numbers numbers -> List.of(numbers.column());
            case Outcome.Values values -> List.of(values.column());
            case Outcome.Indicators indicators -> indicators.columns();
        };
    }

    /** The columns of another table that are called the same, in any case; none unless all are there. */
    private static List<String> sameNames(List<String> wanted, List<String> there) {
        List<String> same = new ArrayList<>();
        for (String name : wanted) {
            there.stream()
                    .filter(each -> there.contains(name) ? each.equals(name) : each.equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresent(same::add);
        }
        return same.size() == wanted.size() ? same : List.of();
    }

    private Map<String, Difference> pair(
            Inference inference,
            PairedDifferences.Scored first,
            PairedDifferences.Scored second,
            @Nullable DependenceRule rule) {
        return new PairedDifferences(inference, first, second, rule, versus.margin()).all();
    }

    /** The rows that decide, by model; none where the score is infinite. */
    private List<DecisiveRows> decisive(
            Source source,
            Columns columns,
            Reading reading,
            Plan plan,
            List<List<String>> others,
            List<PairedDifferences.Scored> scored,
            String by,
            long rows) {
        if (scored.stream().anyMatch(model -> !Double.isFinite(Influences.value(model.findings.scores(), by)))) {
            return List.of();
        }
        int usual = rows > DecisiveRowsFinder.MOST_UNASKED ? 0 : DecisiveRowsFinder.USUAL;
        Estimate score = scored.getFirst().findings.scores().get(by);
        DecisiveRowsFinder finder = new DecisiveRowsFinder(
                reading,
                plan,
                others,
                request.losses(),
                by,
                score != null && score.better() == Better.HIGHER,
                request.worst() > 0 ? request.worst() : usual,
                columns.names());
        return finder.find(source, scored);
    }

    /** Where the prediction is better than another model. */
    private Contrast contrast(
            Inference inference,
            PairedDifferences.Scored own,
            PairedDifferences.Scored other,
            @Nullable DependenceRule rule,
            @Nullable DecisiveRows rows) {
        ThresholdContrast thresholds = own.kept.plan().task() == Task.BINARY
                ? new MurphyContrast(own.kept, other.kept, inference, rule).find()
                : null;
        List<SegmentContrast> segments = new ArrayList<>();
        SegmentContrasts contrasts = new SegmentContrasts(own, other, inference, rule);
        for (List<String> names : grouping.by()) {
            segments.addAll(contrasts.of(names, Bins.of(own.kept, grouping.columns(), names)));
        }
        return new Contrast(thresholds, segments, rows);
    }

    /** The first score that is finite for every model. */
    private static String rankedBy(List<PairedDifferences.Scored> scored) {
        for (String name : PairedDifferences.rankable()) {
            if (scored.stream().allMatch(model -> Double.isFinite(Influences.value(model.findings.scores(), name)))) {
                return name;
            }
        }
        return scored.getFirst().losses.names().getFirst();
    }

    private static double badness(PairedDifferences.Scored model, String by) {
        Estimate score = model.findings.scores().get(by);
        double value = Influences.value(model.findings.scores(), by);
        return score != null && score.better() == Better.HIGHER ? -value : value;
    }
}
