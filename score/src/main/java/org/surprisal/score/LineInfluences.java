package org.surprisal.score;

import java.util.Map;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Sigmoid;
import org.surprisal.score.Inference.Meaning;

/**
 * The influence of each row on calibration slope and intercept: with the log-odds x of the forecast and the fitted
 * probability q it is the inverse Hessian times the score {@code w (y - q) (1, x)} of the row (White 1982).
 */
final class LineInfluences {
    private static final int MOST_STEPS = 60;

    private final KeptRows kept;
    private final Findings findings;
    private double[] x = {};
    private double[] q = {};

    LineInfluences(KeptRows kept, Findings findings) {
        this.kept = kept;
        this.findings = findings;
    }

    /** Adds the influences on slope and intercept, where these have values. */
    void put(Map<String, Influence> all) {
        double slope = Influences.value(findings.scores(), "calibration_slope");
        double intercept = Influences.value(findings.scores(), "calibration_intercept");
        if (Double.isFinite(slope)) {
            all.put("calibration_slope", Influence.plain(Meaning.SLOPE, () -> ofSlope(slope)));
        }
        if (Double.isFinite(intercept)) {
            all.put("calibration_intercept", Influence.plain(Meaning.BALANCE, () -> ofIntercept(intercept)));
        }
    }

    private void logOdds() {
        int n = kept.size();
        if (x.length == n) {
            return;
        }
        x = new double[n];
        q = new double[n];
        double[] p = kept.rows().prediction()[0];
        if (kept.plan().scale() == Scale.LOGIT) {
            System.arraycopy(p, 0, x, 0, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            q[i] = -p[i];
        }
        Log.of(p, x, n);
        Log1p.of(q, q, n);
        for (int i = 0; i < n; i++) {
            x[i] -= q[i];
        }
    }

    private void fitted(double intercept, double slope) {
        for (int i = 0; i < x.length; i++) {
            q[i] = Math.fma(slope, x[i], intercept);
        }
        Sigmoid.of(q, q, x.length);
    }

    private double miss(int i) {
        return kept.weight(i) * (kept.rows().outcome()[i] - q[i]);
    }

    private double curve(int i) {
        return kept.weight(i) * q[i] * (1 - q[i]);
    }

    private double sum(Influences.RowFunction f) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < x.length; i++) {
            sum.addProduct(f.of(i), (double) kept.count(i));
        }
        return sum.value();
    }

    private double[] ofIntercept(double intercept) {
        logOdds();
        fitted(intercept, 1);
        double curvature = sum(this::curve);
        return each(i -> miss(i) / curvature);
    }

    private double[] ofSlope(double slope) {
        logOdds();
        double intercept = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            fitted(intercept, slope);
            double by = sum(this::miss) / sum(this::curve);
            if (!(Math.abs(by) > 1e-12 * (1 + Math.abs(intercept)))) {
                break;
            }
            // Never far at once: where the curve is flat a full step would overshoot.
            intercept += Math.max(-4, Math.min(4, by));
        }
        fitted(intercept, slope);
        double h00 = sum(this::curve);
        double h01 = sum(i -> curve(i) * x[i]);
        double h11 = sum(i -> curve(i) * x[i] * x[i]);
        double mean = h01 / h00;
        double free = h11 - h01 * mean;
        return each(i -> miss(i) * (x[i] - mean) / free);
    }

    private double[] each(Influences.RowFunction f) {
        double[] all = new double[x.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = f.of(i);
        }
        return all;
    }
}
