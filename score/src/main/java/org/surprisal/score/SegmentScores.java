package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.StudentT;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * The scores of segments, and how each differs from the rest. Segments are ranked by the difference in the first score,
 * shrunk towards none by how uncertain it is (empirical Bayes); the shrunken values themselves are not shown.
 *
 * <p>Sources: Welch, Biometrika 34 (1947); Benjamini and Hochberg, JRSS B 57 (1995); Benjamini and Yekutieli, Annals of
 * Statistics 29 (2001); Efron and Morris, JASA 70 (1975).
 */
final class SegmentScores {
    /** More segments than this of one column or combination are refused. */
    static final int MOST = 10_000;

    /** Segments with fewer rows are marked as small. */
    static final int SMALL = 30;

    /** Differences with an adjusted p-value up to this are marked. */
    static final double Q = 0.1;

    private final KeptRows kept;
    private final Inference inference;
    private final @Nullable DependenceRule rule;
    private final @Nullable GroupSums sums;
    private final RowLosses losses;

    SegmentScores(KeptRows kept, @Nullable DependenceRule rule) {
        this.kept = kept;
        this.rule = rule;
        inference = new Inference(kept.plan().level());
        sums = rule == null ? null : new GroupSums(kept, rule.groups());
        losses = new RowLosses(kept);
    }

    /** The names of the mean scores that are compared, the one that ranks first. */
    private List<String> compared() {
        return compared(kept.plan().task(), losses);
    }

    /** The names of the mean scores that are compared in a task, the one that ranks first. */
    static List<String> compared(Task task, RowLosses losses) {
        return switch (task) {
            case BINARY, CLASSES -> List.of("log_loss", "brier", "accuracy");
            case REGRESSION -> List.of("mse", "mae", "bias");
            case QUANTILES, DISTRIBUTION ->
                losses.names().stream()
                        .filter(List.of("wis", "pinball", "log_score", "crps")::contains)
                        .toList();
            case MULTILABEL -> List.of();
            case LIKELIHOOD -> List.of("log_loss");
            case LABELS -> List.of("accuracy");
        };
    }

    /**
     * The segments of some columns, the worst first.
     *
     * @param columns their names
     * @param parts the rows by their values
     */
    List<Segment> of(List<String> columns, Partition parts) {
        if (parts.groups() > MOST) {
            throw new Unscorable("--by " + String.join(",", columns) + " makes " + parts.groups()
                    + " segments, more than the " + MOST + " that can be told apart; choose columns with fewer values,"
                    + " or group them with an expression such as 'substr(name, 1, 1)'.");
        }
        int[] places = parts.rowsByGroup();
        int[] starts = parts.starts();
        int n = parts.groups();
        Map<String, List<Segment.Difference>> differences = new LinkedHashMap<>();
        for (String name : compared()) {
            differences.put(name, adjusted(name, places, starts, n, columns.size() > 1));
        }
        List<Map<String, Estimate>> scores = new ArrayList<>(Collections.nCopies(n, Map.of()));
        Workers.run(kept.plan().threads(), n, g -> scores.set(g, scores(places, starts[g], starts[g + 1])));
        List<Segment> segments = new ArrayList<>();
        for (int g = 0; g < n; g++) {
            Map<String, @Nullable String> by = new LinkedHashMap<>();
            for (int c = 0; c < columns.size(); c++) {
                by.put(columns.get(c), parts.keys().get(g)[c]);
            }
            int at = g;
            Map<String, Segment.Difference> own = new LinkedHashMap<>();
            differences.forEach((name, all) -> own.put(name, all.get(at)));
            long rows = 0;
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                rows = Math.addExact(rows, kept.count(places[i]));
            }
            segments.add(new Segment(by, rows, rows < SMALL, scores.get(g), own));
        }
        return ranked(segments);
    }

    /**
     * Some rows against all others.
     *
     * @param by what they have in common
     * @param members which rows they are
     * @return their scores and differences, whose p-values are not adjusted
     */
    Segment against(Map<String, @Nullable String> by, boolean[] members) {
        int[] group = new int[members.length];
        for (int i = 0; i < group.length; i++) {
            group[i] = members[i] ? 0 : 1;
        }
        Partition two =
                new Partition(group, List.of(new @Nullable String[] {"segment"}, new @Nullable String[] {"rest"}));
        int[] places = two.rowsByGroup();
        int[] starts = two.starts();
        Map<String, Segment.Difference> differences = new LinkedHashMap<>();
        for (String name : compared()) {
            Segment.Difference all = adjusted(name, places, starts, 2, false).getFirst();
            differences.put(name, new Segment.Difference(all.estimate(), all.p(), all.p(), all.p() <= Q));
        }
        long rows = 0;
        for (int i = 0; i < starts[1]; i++) {
            rows = Math.addExact(rows, kept.count(places[i]));
        }
        return new Segment(by, rows, rows < SMALL, scores(places, 0, starts[1]), differences);
    }

    /** All scores of some rows. */
    private Map<String, Estimate> scores(int[] places, int from, int to) {
        KeptRows part = kept.only(places, from, to);
        Statistics statistics = Statistics.of(kept.plan().forPart());
        statistics.add(part.rows());
        Findings findings = statistics.finish();
        return (rule == null ? findings : rule.apply(findings, part, places, from, to)).scores();
    }

    private List<Segment.Difference> adjusted(String name, int[] places, int[] starts, int n, boolean crossed) {
        double[] values = losses.values(name);
        LossMoments all = LossMoments.of(values, kept, places, 0, places.length);
        Meaning of = losses.meaning(name);
        Meaning meaning = new Meaning(of.unit() == Unit.SHARE ? Unit.NUMBER : of.unit(), of.better(), Range.REAL);
        int[] infinite = new int[n];
        int infinities = 0;
        for (int g = 0; g < n; g++) {
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                infinite[g] += values[places[i]] == Double.POSITIVE_INFINITY ? 1 : 0;
            }
            infinities += infinite[g];
        }
        List<Estimate> estimates = new ArrayList<>();
        double[] p = new double[n];
        for (int g = 0; g < n; g++) {
            LossMoments own = LossMoments.of(values, kept, places, starts[g], starts[g + 1]);
            LossMoments rest = all.minus(own);
            boolean here = infinite[g] > 0;
            boolean there = infinities > infinite[g];
            if (here || there) {
                double beyond = here && there ? Double.NaN : here ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                estimates.add(infinite(beyond, own.rows() + infinite[g], meaning));
                p[g] = Double.NaN;
                continue;
            }
            Tested tested = test(values, own, rest, places, starts[g], starts[g + 1], meaning);
            estimates.add(tested.estimate());
            p[g] = tested.p();
        }
        double[] adjusted = adjust(p, crossed);
        return IntStream.range(0, n)
                .mapToObj(g -> new Segment.Difference(estimates.get(g), p[g], adjusted[g], adjusted[g] <= Q))
                .toList();
    }

    private Estimate infinite(double value, long n, Meaning meaning) {
        return Double.isNaN(value)
                ? inference.undefined(meaning, n, Reasons.OPPOSITE_INFINITIES)
                : new Estimate(
                        value,
                        null,
                        null,
                        inference.level(),
                        null,
                        Kind.INFINITE,
                        meaning.unit(),
                        meaning.better(),
                        n,
                        Reasons.INFINITE);
    }

    private record Tested(Estimate estimate, double p) {}

    private Tested test(
            double[] values, LossMoments own, LossMoments rest, int[] places, int from, int to, Meaning meaning) {
        long n = own.rows();
        if (n == 0 || rest.rows() == 0) {
            return new Tested(inference.undefined(meaning, n, Reasons.NO_OTHER_ROWS), Double.NaN);
        }
        double difference = own.mean() - rest.mean();
        double se;
        double degrees;
        String method;
        if (rule == null || sums == null) {
            if (n < 2 || rest.rows() < 2) {
                return new Tested(inference.without(difference, null, meaning, n, Reasons.ONE_ROW), Double.NaN);
            }
            double one = own.variance();
            double two = rest.variance();
            se = Math.sqrt(one + two);
            degrees = (one + two) * (one + two) / (one * one / (n - 1) + two * two / (rest.rows() - 1.0));
            method = "welch_t";
        } else {
            if (rule.groups().groups() < 2) {
                return new Tested(inference.without(difference, null, meaning, n, Reasons.ONE_GROUP), Double.NaN);
            }
            GroupError error = rule.rule().error(sums.of(influences(values, own, rest, places, from, to)));
            se = error.value();
            degrees = error.degrees();
            method = error.method();
        }
        if (Double.isNaN(se)) {
            return new Tested(inference.without(difference, null, meaning, n, Reasons.NOT_POSITIVE), Double.NaN);
        }
        if (se <= 1e-14 * (Math.abs(own.mean()) + Math.abs(rest.mean())) || se == 0) {
            return new Tested(inference.without(difference, 0.0, meaning, n, Reasons.CONSTANT), Double.NaN);
        }
        double half = StudentT.quantile((1 + inference.level()) / 2, degrees) * se;
        Interval interval = new Interval(difference - half, difference + half);
        double p = Math.min(1, 2 * StudentT.cdf(-Math.abs(difference / se), degrees));
        return new Tested(inference.with(difference, se, interval, method, meaning, n), p);
    }

    private double[] influences(double[] values, LossMoments own, LossMoments rest, int[] places, int from, int to) {
        double[] all = new double[kept.size()];
        double weight = rest.weight().value();
        double mean = rest.mean();
        for (int i = 0; i < all.length; i++) {
            all[i] = Double.isFinite(values[i]) ? kept.weight(i) * (mean - values[i]) / weight : 0;
        }
        double ownWeight = own.weight().value();
        double ownMean = own.mean();
        for (int k = from; k < to; k++) {
            int i = places[k];
            all[i] = Double.isFinite(values[i]) ? kept.weight(i) * (values[i] - ownMean) / ownWeight : 0;
        }
        return all;
    }

    /** P-values adjusted by Benjamini and Hochberg, or for any dependence by Benjamini and Yekutieli. */
    static double[] adjust(double[] p, boolean anyDependence) {
        Integer[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toArray(Integer[]::new);
        double factor = 1;
        for (int k = 2; k <= order.length && anyDependence; k++) {
            factor += 1.0 / k;
        }
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double least = 1;
        for (int k = order.length; k >= 1; k--) {
            least = Math.min(least, factor * p[order[k - 1]] * order.length / k);
            adjusted[order[k - 1]] = least;
        }
        return adjusted;
    }

    /** The worst first, by shrunken differences in the first score; the rest in the order of their values. */
    private List<Segment> ranked(List<Segment> segments) {
        String lead = compared().getFirst();
        double spread = 0;
        int known = 0;
        for (Segment each : segments) {
            Estimate of = difference(each, lead);
            Double se = of.se();
            if (se != null && se > 0) {
                spread += of.value() * of.value() - se * se;
                known++;
            }
        }
        double between = known == 0 ? 0 : Math.max(0, spread / known);
        boolean higher = losses.meaning(lead).better() == Estimate.Better.HIGHER;
        return segments.stream()
                .sorted(Comparator.comparingDouble(
                        each -> -(higher ? -1 : 1) * shrunken(difference(each, lead), between)))
                .toList();
    }

    private static Estimate difference(Segment segment, String name) {
        return Objects.requireNonNull(segment.differences().get(name)).estimate();
    }

    private static double shrunken(Estimate of, double between) {
        Double se = of.se();
        if (Double.isNaN(of.value())) {
            return 0;
        }
        if (Double.isInfinite(of.value())) {
            return of.value();
        }
        if (se == null || se == 0) {
            return 0;
        }
        // Where segments do not differ more than by chance, the limit of the order as the spread goes to nothing.
        return between > 0 ? of.value() * between / (between + se * se) : of.value() / (se * se);
    }
}
