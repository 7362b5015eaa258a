package org.surprisal.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.score.Inference.Meaning;

/**
 * Scores labels of which several may be true at once: each label as an event of its own, and the rows by the means over
 * their labels. Reads the table once for each label and once for all.
 */
final class MultiLabelScorer {
    private final Source source;
    private final Columns columns;
    private final Request request;
    private final Grouping asked;
    private final Grouping groups;
    private final Progress progress;

    MultiLabelScorer(Source source, Columns columns, Request request, Grouping asked, Progress progress) {
        this.asked = asked;
        groups = asked.resolved(columns);
        this.source = source;
        this.columns = columns;
        this.request = request;
        this.progress = progress;
    }

    /** Scores them. */
    Scorecard score() {
        refuse(!request.outcome().isEmpty() || !request.prediction().isEmpty(), "--outcome and --prediction");
        refuse(request.scale() != null && request.scale() != Scale.PROBABILITY, "--as");
        refuse(!request.classes().isEmpty() || request.positive() != null, "--classes and --positive");
        refuse(request.reference() != null, "--reference");
        refuse(!request.losses().isEmpty(), "--loss");
        refuse(request.softOutcomes(), "--soft-outcomes");
        refuse(request.count() != null, "--count");
        refuse(request.worst() > 0, "--worst");
        refuse(request.recalibrate(), "--recalibrate");
        refuse(request.policy().any(), "--threshold and --cost");
        List<LabelColumns> labels = LabelColumns.find(columns, request.labels());
        for (LabelColumns label : labels) {
            if (columns.kind(label.outcome())
                    .filter(kind -> kind == Column.Kind.TEXT)
                    .isPresent()) {
                throw new Unscorable("\"" + label.outcome() + "\" holds text; write a condition, such as --labels \""
                        + label.outcome() + " = 'yes'=" + label.prediction() + "\".");
            }
        }
        List<LabelScores.Label> each = new ArrayList<>();
        long rows = 0;
        for (LabelColumns label : labels) {
            Scorecard card = Scorer.score(source, of(label), asked, progress);
            rows = card.rows();
            each.add(new LabelScores.Label(
                    label.name(),
                    label.outcome(),
                    label.prediction(),
                    card.scored(),
                    card.leftOut(),
                    card.scores(),
                    card.skill(),
                    card.notes()));
        }
        LabelMeans means = means(labels);
        return card(labels, each, means, rows);
    }

    private static void refuse(boolean asked, String option) {
        if (asked) {
            throw new Unscorable(option + " does not go with --labels; leave it out, or score one label by itself.");
        }
    }

    private Request of(LabelColumns label) {
        return request.withLabels(List.of())
                .withOutcome(label.outcome())
                .withPrediction(label.prediction())
                .withScale(Scale.PROBABILITY);
    }

    private LabelMeans means(List<LabelColumns> labels) {
        int n = labels.size();
        List<Source.Cell> cells = new ArrayList<>();
        labels.forEach(label -> cells.add(new Source.Cell.Numeric(label.outcome())));
        labels.forEach(label -> cells.add(new Source.Cell.Numeric(label.prediction())));
        String weight = request.weight() == null ? null : columns.resolve(request.weight(), "--weight");
        if (weight != null) {
            cells.add(new Source.Cell.Numeric(weight));
        }
        groups.columns().forEach(column -> cells.add(new Source.Cell.Text(column)));
        LabelMeans means = new LabelMeans(n, weight != null, ZeroRule.parse(request.zero(), Task.BINARY), groups);
        progress.phase(Progress.Phase.READING_AGAIN);
        source.read(cells, false, batch -> {
            double[][] y = new double[n][];
            double[][] p = new double[n][];
            for (int k = 0; k < n; k++) {
                y[k] = batch.numbers()[k];
                p[k] = batch.numbers()[n + k];
            }
            means.add(y, p, weight == null ? new double[0] : batch.numbers()[2 * n], batch);
            return true;
        });
        return means;
    }

    private Scorecard card(List<LabelColumns> labels, List<LabelScores.Label> each, LabelMeans means, long rows) {
        Inference inference = new Inference(request.level());
        Map<String, Estimate> scores = means.scores(inference);
        List<Note> notes = new ArrayList<>();
        LabelRows kept = means.kept();
        DependenceRule rule = kept == null ? null : kept.rule(inference, source);
        Dependence dependence = null;
        if (kept != null && rule != null) {
            scores = kept.scores(rule, scores);
            dependence = kept.describe(rule);
            rule.note(notes, dependence);
        }
        for (String name : List.of("auc", "average_precision")) {
            macro(scores, each, name, inference, means.rows());
        }
        Map<String, Mean> skewed = new LinkedHashMap<>();
        LogLossScores.putMean(skewed, means.logLoss());
        if (rule == null) {
            SkewedLosses.note(notes, skewed);
        }
        Map<Note.Code, Long> leftOut = new EnumMap<>(Note.Code.class);
        means.leftOut().forEach((code, count) -> {
            if (count > 0) {
                leftOut.put(code, count);
            }
        });
        return new Scorecard(
                Task.MULTILABEL,
                Scale.PROBABILITY,
                labels.stream().map(LabelColumns::outcome).toList(),
                labels.stream().map(LabelColumns::prediction).toList(),
                labels.stream().map(LabelColumns::name).toList(),
                ZeroRule.parse(request.zero(), Task.BINARY).name(),
                request.weight(),
                null,
                rows,
                means.rows(),
                leftOut,
                request.weight() == null ? null : Double.valueOf(means.weight().effectiveRows()),
                scores,
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                null,
                dependence,
                List.of(),
                List.of(new LabelScores(each)),
                notes);
    }

    /** The mean over the labels that have a value; those of the same rows depend on each other. */
    private static void macro(
            Map<String, Estimate> scores, List<LabelScores.Label> labels, String name, Inference inference, long rows) {
        PairSum sum = new PairSum();
        int n = 0;
        for (LabelScores.Label label : labels) {
            Estimate one = label.scores().get(name);
            if (one != null && !Double.isNaN(one.value())) {
                sum.add(one.value());
                n++;
            }
        }
        if (n > 0) {
            scores.put(
                    name + "_macro",
                    inference.without(sum.value() / n, null, Meaning.AUC, rows, Reasons.MEAN_OVER_LABELS));
        }
    }
}
