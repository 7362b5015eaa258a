package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Softplus;

/**
 * Fits maps of the probability of an event to all rows outside one fold.
 *
 * <p>Sources: Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks, ICML 2017 (temperature);
 * Platt, Probabilistic outputs for support vector machines, 1999; Kull, Silva Filho and Flach, Beta calibration,
 * AISTATS 2017; Zadrozny and Elkan, Transforming classifier scores into accurate multiclass probability estimates, KDD
 * 2002 (isotonic); Krichevsky and Trofimov, The performance of universal encoding, IEEE Transactions on Information
 * Theory 27 (1981) (first and last step).
 */
final class RecalibrationFit {
    private final boolean logit;
    private final double[] at;
    private final double[] events;
    private final double[] others;
    private final double rows;
    private final int cells;

    /**
     * The rows of all folds but one.
     *
     * @param without the fold that is left out, or -1
     */
    RecalibrationFit(FoldedRows folded, int without) {
        KeptRows kept = folded.kept();
        Rows all = kept.rows();
        logit = kept.plan().scale() == Scale.LOGIT;
        boolean whole = !kept.plan().weighted() && !kept.plan().soft();
        double[] p = all.prediction()[0];
        int[] order = folded.order();
        double[] place = new double[order.length];
        double[] up = new double[order.length];
        double[] down = new double[order.length];
        double counted = 0;
        int n = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            double happened = 0;
            double not = 0;
            boolean any = false;
            ExactSum ofEvents = whole ? null : new ExactSum();
            ExactSum ofOthers = whole ? null : new ExactSum();
            for (; end < order.length && p[order[end]] == p[order[start]]; end++) {
                int i = order[end];
                if (folded.fold()[i] == without) {
                    continue;
                }
                any = true;
                double count = kept.count(i);
                double y = all.outcome()[i];
                counted += count;
                if (ofEvents == null || ofOthers == null) {
                    happened += y * count;
                    not += (1 - y) * count;
                } else {
                    ofEvents.addProduct(kept.weight(i) * y, count);
                    ofOthers.addProduct(kept.weight(i) * (1 - y), count);
                }
            }
            if (any) {
                place[n] = p[order[start]];
                up[n] = ofEvents == null ? happened : ofEvents.value();
                down[n++] = ofOthers == null ? not : ofOthers.value();
            }
            start = end;
        }
        at = place;
        events = up;
        others = down;
        rows = counted;
        cells = n;
    }

    /** A map, or why there is none. */
    record Fitted(@Nullable RecalibrationMap map, @Nullable String reason) {}

    /** The map of a method that loses least. */
    Fitted fit(RecalibrationMethod method) {
        if (one(events) || one(others)) {
            return new Fitted(null, Reasons.ONE_CLASS_TO_FIT);
        }
        if (method == RecalibrationMethod.ISOTONIC) {
            return new Fitted(knots(), null);
        }
        RecalibrationMap line = line(method);
        return new Fitted(line, line == null ? Reasons.NO_MAP : null);
    }

    /** Whether there is nothing of these. */
    private boolean one(double[] of) {
        for (int i = 0; i < cells; i++) {
            if (of[i] > 0) {
                return false;
            }
        }
        return true;
    }

    // ---- lines in the log-odds

    private @Nullable RecalibrationMap line(RecalibrationMethod method) {
        int finite = 0;
        double[] x = new double[cells];
        double[] y = new double[cells];
        double[] both = new double[cells];
        double[] ones = new double[cells];
        double[] up = new double[cells];
        double[] down = new double[cells];
        for (int i = 0; i < cells; i++) {
            boolean certain = logit ? Double.isInfinite(at[i]) : at[i] == 0 || at[i] == 1;
            if (!certain) {
                x[finite] = logit ? -Softplus.of(-at[i]) : Log.of(at[i]);
                y[finite] = logit ? Softplus.of(at[i]) : -Log1p.of(-at[i]);
                both[finite] = logit ? at[i] : x[finite] + y[finite];
                ones[finite] = 1;
                up[finite] = events[i];
                down[finite++] = others[i];
            }
        }
        up = Arrays.copyOf(up, finite);
        down = Arrays.copyOf(down, finite);
        return switch (method) {
            case TEMPERATURE -> {
                double[] a = new LogOddsFit(new double[][] {both}, up, down).coefficients(1);
                double slope = a == null ? 0 : Math.max(0, a[0]);
                yield a == null ? null : new RecalibrationMap.LogOdds(slope, slope, 0);
            }
            case PLATT -> {
                double[] line = new LogOddsFit(new double[][] {both, ones}, up, down).coefficients(1, 0);
                if (line != null && line[0] < 0) {
                    yield constant(ones, up, down);
                }
                yield line == null ? null : new RecalibrationMap.LogOdds(line[0], line[0], line[1]);
            }
            default -> beta(x, y, ones, up, down);
        };
    }

    /** One forecast for all: what is left of a line that would descend. */
    private static @Nullable RecalibrationMap constant(double[] ones, double[] up, double[] down) {
        double[] c = new LogOddsFit(new double[][] {ones}, up, down).coefficients(0);
        return c == null ? null : new RecalibrationMap.LogOdds(0, 0, c[0]);
    }

    /** Of a plane that would descend in one direction, the best on the edge where it does not. */
    private static @Nullable RecalibrationMap beta(double[] x, double[] y, double[] ones, double[] up, double[] down) {
        double[] plane = new LogOddsFit(new double[][] {x, y, ones}, up, down).coefficients(1, 1, 0);
        if (plane == null) {
            return null;
        }
        if (plane[0] >= 0 && plane[1] >= 0) {
            return new RecalibrationMap.LogOdds(plane[0], plane[1], plane[2]);
        }
        LogOddsFit alongX = new LogOddsFit(new double[][] {x, ones}, up, down);
        LogOddsFit alongY = new LogOddsFit(new double[][] {y, ones}, up, down);
        double[] a = alongX.coefficients(1, 0);
        double[] b = alongY.coefficients(1, 0);
        double ofA = a == null || a[0] < 0 ? Double.POSITIVE_INFINITY : alongX.loss(a);
        double ofB = b == null || b[0] < 0 ? Double.POSITIVE_INFINITY : alongY.loss(b);
        if (a != null && ofA <= ofB && Double.isFinite(ofA)) {
            return new RecalibrationMap.LogOdds(a[0], 0, a[1]);
        }
        return b != null && Double.isFinite(ofB)
                ? new RecalibrationMap.LogOdds(0, b[0], b[1])
                : constant(ones, up, down);
    }

    // ---- steps

    private RecalibrationMap knots() {
        Isotonic blocks = new Isotonic();
        PairSum weight = new PairSum();
        for (int i = 0; i < cells; i++) {
            blocks.add(events[i], others[i], at[i], at[i]);
            weight.add(events[i]);
            weight.add(others[i]);
        }
        int n = blocks.size();
        double[] value = new double[n];
        for (int block = 0; block < n; block++) {
            value[block] = blocks.frequency(block);
        }
        // Where nothing or everything happened, one row that turns out otherwise would cost infinity.
        double each = rows / weight.value();
        if (value[0] == 0) {
            value[0] = Math.min(0.5 / (blocks.others(0) * each + 1), n > 1 ? value[1] : 1);
        }
        if (value[n - 1] == 1) {
            value[n - 1] = Math.max(1 - 0.5 / (blocks.events(n - 1) * each + 1), n > 1 ? value[n - 2] : 0);
        }
        List<Double> places = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int block = 0; block < n; block++) {
            places.add(blocks.first(block));
            values.add(value[block]);
            if (blocks.last(block) > blocks.first(block)) {
                places.add(blocks.last(block));
                values.add(value[block]);
            }
        }
        return new RecalibrationMap.Knots(places, values);
    }
}
