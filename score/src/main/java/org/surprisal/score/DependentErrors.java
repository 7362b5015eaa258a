package org.surprisal.score;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.StudentT;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Inference.Meaning;

/**
 * Findings whose errors allow for rows that depend on each other: every interval that assumes independent rows is
 * replaced by one from influences summed by groups, or left out with the reason.
 */
final class DependentErrors {
    /** Notes on rows that do not depend on each other. */
    private static final Set<Note.Code> INDEPENDENT =
            EnumSet.of(Note.Code.SKEWED_LOSS, Note.Code.CLUSTERS_SUGGESTED, Note.Code.TOKENS_DEPEND);

    /** Scores of whose uncertainty the influences are known. */
    private static final Set<String> DECOMPOSED = Set.of("log_loss", "brier", "mse");

    private static final double LN_2 = Log.of(2);

    private final Inference inference;
    private final GroupSums sums;
    private final GroupRule rule;
    private boolean notPositive;

    DependentErrors(Inference inference, GroupSums sums, GroupRule rule) {
        this.inference = inference;
        this.sums = sums;
        this.rule = rule;
    }

    /** Whether some variance came out negative. */
    boolean notPositive() {
        return notPositive;
    }

    /** The findings with other errors. */
    Findings of(Findings findings, KeptRows kept) {
        Influences influences = new Influences(kept, findings);
        Map<String, Estimate> scores = scores(findings.scores(), influences.scores());
        Map<String, Decomposition> decomposition = new LinkedHashMap<>();
        findings.decomposition().forEach((name, parts) -> decomposition.put(name, parts(name, parts, influences)));
        List<Note> notes = new ArrayList<>(findings.notes());
        // They speak of rows that do not depend on each other.
        notes.removeIf(note -> INDEPENDENT.contains(note.code()));
        return new Findings(
                scores,
                estimates(findings.reference(), influences.reference()),
                findings.referenceName(),
                estimates(findings.skill(), influences.skill()),
                decomposition,
                confusion(findings.confusion()),
                findings.effectiveRows(),
                notes,
                findings.sections().stream()
                        .map(section -> withoutIndependence(section, kept))
                        .toList());
    }

    /** Scores with other errors, those among them too that follow from others. */
    Map<String, Estimate> scores(Map<String, Estimate> of, Map<String, Influence> influences) {
        Map<String, Estimate> scores = estimates(of, influences);
        derive(scores, "log_loss", "surprisal_bits", loss -> loss / LN_2, l -> 1 / LN_2, Meaning.BITS);
        derive(scores, "log_loss", "perplexity", Exp::of, Exp::of, Meaning.PERPLEXITY);
        derive(scores, "mse", "rmse", Math::sqrt, m -> 0.5 / Math.sqrt(m), Meaning.ABSOLUTE);
        return scores;
    }

    /** What a section says whether rows depend on each other or not. */
    private Section withoutIndependence(Section section, KeptRows kept) {
        return switch (section) {
            case ClassFindings classes -> classes.ofDependentRows(this, ClassEvents.of(kept));
            case Decisions decisions -> decisions(decisions, new DecisionInfluences(kept));
            case ErrorFindings errors -> errors.ofDependentRows();
            case EventFindings event -> event.ofDependentRows();
            case LabelScores labels -> labels;
            case ModelComparison comparison -> comparison;
            case NumberCalibration calibration ->
                new MeanLine(PairedNumbers.of(kept)).calibration(inference, calibration, sums, rule);
            case RecalibrationGains gains -> gains;
            case WorstRows worst -> worst;
            case PitHistogram histogram -> histogram;
            case WeakSegments weak -> weak;
        };
    }

    private Decisions decisions(Decisions of, DecisionInfluences influences) {
        Policy.@Nullable Costs costs = of.costs();
        return new Decisions(
                costs,
                of.points().stream()
                        .map(point -> new Decisions.Point(
                                point.choice(),
                                point.threshold(),
                                point.rows(),
                                decided(point.measures(), influences.of(point, costs))))
                        .toList(),
                costs == null ? of.standing() : decided(of.standing(), influences.standing(of.standing(), costs)),
                of.tenths());
    }

    /** The same, but for intervals, which are those of rows that depend on each other; where there is none, none. */
    private Map<String, Estimate> decided(Map<String, Estimate> of, Map<String, Influence> influences) {
        Map<String, Estimate> all = new LinkedHashMap<>(of);
        all.replaceAll((name, estimate) -> {
            Influence influence = influences.get(name);
            return estimate.interval() == null
                    ? estimate
                    : influence == null ? without(estimate) : estimate(estimate, influence);
        });
        return all;
    }

    private static Scorecard.@Nullable Confusion confusion(Scorecard.@Nullable Confusion of) {
        return of == null
                ? null
                : new Scorecard.Confusion(
                        of.rows(),
                        of.classes().stream()
                                .map(each -> new ClassScores(
                                        each.name(),
                                        each.rows(),
                                        without(each.share()),
                                        without(each.precision()),
                                        without(each.recall()),
                                        without(each.f1())))
                                .toList());
    }

    private Decomposition parts(String name, Decomposition parts, Influences influences) {
        Estimate uncertainty = parts.uncertainty();
        return new Decomposition(
                without(parts.miscalibration()),
                without(parts.discrimination()),
                DECOMPOSED.contains(name)
                        ? estimate(uncertainty, influences.uncertainty(name, uncertainty.value()))
                        : without(uncertainty),
                null);
    }

    private Map<String, Estimate> estimates(Map<String, Estimate> of, Map<String, Influence> influences) {
        Map<String, Estimate> all = new LinkedHashMap<>();
        of.forEach((name, estimate) -> {
            Influence influence = influences.get(name);
            all.put(name, influence == null ? without(estimate) : estimate(estimate, influence));
        });
        return all;
    }

    private void derive(
            Map<String, Estimate> scores,
            String from,
            String to,
            DoubleUnaryOperator function,
            DoubleUnaryOperator slope,
            Meaning meaning) {
        Estimate of = scores.get(from);
        if (of != null && scores.containsKey(to)) {
            scores.put(to, inference.increasing(of, function, slope.applyAsDouble(of.value()), meaning));
        }
    }

    /** An estimate whose interval assumes that rows are independent, without it. */
    static Estimate without(Estimate of) {
        if (of.kind() == Kind.UNDEFINED || of.kind() == Kind.INFINITE) {
            return of;
        }
        return new Estimate(
                of.value(),
                null,
                null,
                of.level(),
                null,
                Kind.NONE,
                of.unit(),
                of.better(),
                of.n(),
                Reasons.INDEPENDENT_ROWS);
    }

    private Estimate estimate(Estimate of, Influence influence) {
        if (of.kind() == Kind.UNDEFINED || of.kind() == Kind.INFINITE) {
            return of;
        }
        Meaning meaning =
                new Meaning(of.unit(), of.better(), influence.meaning().range());
        if (sums.groups().groups() < 2) {
            return none(of, null, Reasons.ONE_GROUP);
        }
        double[] byGroup = sums.of(influence.rows().get());
        for (double sum : byGroup) {
            if (!Double.isFinite(sum)) {
                return none(of, null, Reasons.TOO_LARGE);
            }
        }
        GroupError error = rule.error(byGroup);
        if (Double.isNaN(error.value())) {
            notPositive = true;
            return none(of, null, Reasons.NOT_POSITIVE);
        }
        if (error.value() <= 1e-14 * Math.max(Math.abs(of.value()), Double.MIN_NORMAL)) {
            return none(of, 0.0, Reasons.ALIKE_GROUPS);
        }
        double t = StudentT.quantile((1 + inference.level()) / 2, error.degrees()) * error.value();
        Interval interval = meaning.range().cut(interval(of.value(), t, influence.form()));
        Estimate with = inference.with(of.value(), error.value(), interval, error.method(), meaning, of.n());
        return of.kind() == Kind.INTERVAL && of.reason() != null ? Inference.remarked(with, of.reason()) : with;
    }

    private static Interval interval(double value, double half, Influence.Form form) {
        if (form == Influence.Form.PLAIN) {
            return new Interval(value - half, value + half);
        }
        double centre = Log.of(value) - Log1p.of(-value);
        double wide = half / (value * (1 - value));
        return new Interval(Sigmoid.of(centre - wide), Sigmoid.of(centre + wide));
    }

    private static Estimate none(Estimate of, @Nullable Double se, String reason) {
        return new Estimate(of.value(), se, null, of.level(), null, Kind.NONE, of.unit(), of.better(), of.n(), reason);
    }
}
