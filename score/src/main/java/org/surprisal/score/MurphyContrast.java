package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Sigmoid;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/** Computes by how much the elementary scores of two forecasts of an event differ, threshold by threshold. */
final class MurphyContrast {
    /** A threshold where the models treat fewer rows differently has no interval. */
    static final long FEWEST = 10;

    /** Every hundredth, and finer towards both ends for events that are rare. */
    static final double[] THRESHOLDS = DoubleStream.concat(
                    DoubleStream.concat(
                            DoubleStream.of(0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005),
                            IntStream.range(1, 100).mapToDouble(k -> k / 100.0)),
                    DoubleStream.of(0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999))
            .toArray();

    private static final Meaning MEANING = new Meaning(Unit.NUMBER, Better.LOWER, Range.REAL);

    private final KeptRows kept;
    private final Inference inference;
    private final PairedErrors errors;
    private final boolean simple;
    private final double[] y;
    private final double[] first;
    private final double[] second;
    private long rows;

    /**
     * A comparison of forecasts of an event.
     *
     * @param one the rows with the prediction
     * @param two the same rows with the other model's
     * @param dependence how rows depend on each other, or null where they do not
     */
    MurphyContrast(KeptRows one, KeptRows two, Inference inference, @Nullable DependenceRule dependence) {
        this.kept = one;
        this.inference = inference;
        errors = new PairedErrors(inference, one, dependence, null);
        Plan plan = one.plan();
        simple = dependence == null && !plan.weighted() && !plan.soft();
        y = one.rows().outcome();
        first = probabilities(one);
        second = probabilities(two);
        for (int i = 0; i < one.size(); i++) {
            rows = Math.addExact(rows, one.count(i));
        }
    }

    private static double[] probabilities(KeptRows of) {
        double[] all = Arrays.copyOf(of.rows().prediction()[0], of.size());
        if (of.plan().scale() == Scale.LOGIT) {
            Sigmoid.of(all.clone(), all, all.length);
        }
        return all;
    }

    /** The whole comparison. */
    ThresholdContrast find() {
        long[][] apart = apart();
        Difference[] differences = new Difference[THRESHOLDS.length];
        Workers.run(kept.plan().threads(), THRESHOLDS.length, k -> differences[k] = at(k, apart));
        double[] p = new double[THRESHOLDS.length];
        for (int k = 0; k < p.length; k++) {
            Double of = differences[k].p();
            p[k] = of == null ? Double.NaN : of;
        }
        double[] adjusted = SegmentScores.adjust(p, false);
        List<ThresholdContrast.Point> points = new ArrayList<>();
        for (int k = 0; k < p.length; k++) {
            points.add(new ThresholdContrast.Point(
                    THRESHOLDS[k],
                    rowsApart(apart, k),
                    differences[k].estimate(),
                    differences[k].p(),
                    Double.isNaN(adjusted[k]) ? null : Double.valueOf(adjusted[k])));
        }
        return new ThresholdContrast(points, ranges(points));
    }

    private List<ThresholdContrast.Range> ranges(List<ThresholdContrast.Point> points) {
        List<ThresholdContrast.Range> ranges = new ArrayList<>();
        int before = 0;
        for (ThresholdContrast.Point point : points) {
            int side = side(point);
            if (side != 0 && side == before) {
                ThresholdContrast.Range last = ranges.removeLast();
                ranges.add(new ThresholdContrast.Range(last.from(), point.threshold(), side < 0));
            } else if (side != 0) {
                ranges.add(new ThresholdContrast.Range(point.threshold(), point.threshold(), side < 0));
            }
            before = side;
        }
        return ranges;
    }

    /** The sign of a difference beyond chance, 0 of others. */
    private int side(ThresholdContrast.Point point) {
        Double p = point.p();
        Double adjusted = point.adjusted();
        boolean beyond = p != null && adjusted != null && p < 1 - inference.level() && adjusted <= SegmentScores.Q;
        return beyond ? (int) Math.signum(point.difference().value()) : 0;
    }

    /**
     * How many rows lie between the two forecasts at each threshold: events and others below by the first forecast
     * alone, then by the second alone.
     */
    private long[][] apart() {
        long[][] changes = new long[4][THRESHOLDS.length + 1];
        for (int i = 0; i < kept.size(); i++) {
            int one = at(first[i]);
            int two = at(second[i]);
            if (one != two) {
                long[] of = changes[(one < two ? 0 : 2) + (y[i] == 1 ? 0 : 1)];
                of[Math.min(one, two)] += kept.count(i);
                of[Math.max(one, two)] -= kept.count(i);
            }
        }
        for (long[] of : changes) {
            for (int k = 1; k < of.length; k++) {
                of[k] += of[k - 1];
            }
        }
        return changes;
    }

    /** The number of thresholds below a forecast, from which on it is not above them. */
    private static int at(double p) {
        int at = Arrays.binarySearch(THRESHOLDS, p);
        return at >= 0 ? at : -1 - at;
    }

    private static long rowsApart(long[][] apart, int k) {
        return apart[0][k] + apart[1][k] + apart[2][k] + apart[3][k];
    }

    private Difference at(int k, long[][] apart) {
        double t = THRESHOLDS[k];
        Difference of = simple ? counted(t, apart, k) : summed(t);
        Estimate estimate = of.estimate();
        if (rowsApart(apart, k) < FEWEST && estimate.interval() != null) {
            return errors.bare(
                    inference.without(estimate.value(), estimate.se(), MEANING, estimate.n(), Reasons.FEW_APART));
        }
        return of;
    }

    /** The differences take five values, so that counts of them are all there is to know. */
    private Difference counted(double t, long[][] apart, int k) {
        double[] values = {1 - t, -t, t - 1, t, 0};
        long[] counts = {apart[0][k], apart[1][k], apart[2][k], apart[3][k], rows - rowsApart(apart, k)};
        double[] used = new double[values.length];
        long[] times = new long[values.length];
        int n = 0;
        for (int v = 0; v < values.length; v++) {
            if (counts[v] > 0) {
                used[n] = values[v];
                times[n++] = counts[v];
            }
        }
        LossSums sums = new LossSums(false, 0);
        sums.add(used, used, times, n);
        return errors.independent(sums.mean(), MEANING, null);
    }

    private Difference summed(double t) {
        double[] d = new double[kept.size()];
        for (int i = 0; i < d.length; i++) {
            boolean one = first[i] > t;
            boolean two = second[i] > t;
            if (one != two) {
                // Who warns pays for rows that are no events, who does not for events.
                double warning = (1 - y[i]) * t - y[i] * (1 - t);
                d[i] = one ? warning : -warning;
            }
        }
        return errors.mean(d, new PairedErrors.Of(MEANING, rows, 0));
    }
}
