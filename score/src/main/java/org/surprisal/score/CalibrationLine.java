package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Normal;
import org.surprisal.score.Inference.Meaning;

/**
 * Outcomes fitted by a line in the log-odds of the forecasts: the calibration slope is that of the line with intercept
 * and slope, below 1 where forecasts are too extreme; the calibration intercept is that of the line of slope 1, above 0
 * where forecasts are too low. Newton's method runs over {@link LogOddsCells}. Errors come from the curvature of the
 * likelihood; under weights and soft outcomes from the squared scores of the rows (sandwich).
 *
 * <p>Sources: Cox, Two further applications of a model for binary regression, Biometrika 45 (1958); Van Calster,
 * McLernon, van Smeden, Wynants and Steyerberg, Calibration: the Achilles heel of predictive analytics, BMC Medicine 17
 * (2019); White, Maximum likelihood estimation of misspecified models, Econometrica 50 (1982).
 */
final class CalibrationLine {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVES = 60;
    private static final double CONVERGED = 1e-11;

    /** Beyond, a line is a step. */
    private static final double STEEPEST = 1e8;

    private final Ranking ranking;
    private final Inference inference;
    private final long rows;
    private final LogOddsCells cells;

    /** Lines through the filled cells of a ranking of at least one row. */
    CalibrationLine(Ranking ranking, LogOddsCells cells, Inference inference, long rows) {
        this.ranking = ranking;
        this.inference = inference;
        this.rows = rows;
        this.cells = cells;
    }

    /** Adds slope and intercept to the scores. */
    void put(Map<String, Estimate> scores) {
        scores.put("calibration_slope", estimate(true));
        scores.put("calibration_intercept", estimate(false));
    }

    /** Says how many forecasts of exactly 0 or 1 there are, if there are. */
    void note(List<Note> notes) {
        if (cells.certain() > 0) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("share", cells.certain() / cells.weight());
            notes.add(new Note(Note.Code.CERTAIN_FORECASTS, Note.Severity.INFO, 0, List.of(), evidence));
        }
    }

    private Estimate estimate(boolean sloped) {
        Meaning meaning = sloped ? Meaning.SLOPE : Meaning.BALANCE;
        if (cells.certain() > 0) {
            return inference.undefined(meaning, rows, Reasons.CERTAIN_FORECASTS);
        }
        if (cells.oneClass()) {
            return inference.undefined(meaning, rows, Reasons.ONE_CLASS_TO_FIT);
        }
        if (sloped && ranking.distinct() < 2) {
            return inference.undefined(meaning, rows, Reasons.NO_FINITE_LINE);
        }
        double[] line = {0, 1};
        LineSums sums = cells.sums(line);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            double[] step = step(sums, sloped);
            double[] next = {line[0] - step[0], line[1] - step[1]};
            if (!Double.isFinite(next[0] + next[1]) || size(next) > STEEPEST) {
                break;
            }
            if (size(step) <= CONVERGED * (1 + size(next))) {
                return estimate(sums, next, sloped, meaning);
            }
            LineSums after = cells.sums(next);
            // Halved while it goes uphill: far from the best line a full step may overshoot.
            for (int half = 0; half < MOST_HALVES && !(after.loss.value() <= bound(sums)); half++) {
                step[0] /= 2;
                step[1] /= 2;
                next = new double[] {line[0] - step[0], line[1] - step[1]};
                after = cells.sums(next);
            }
            line = next;
            sums = after;
        }
        return inference.undefined(meaning, rows, Reasons.NO_FINITE_LINE);
    }

    private static double bound(LineSums sums) {
        double loss = sums.loss.value();
        return loss + 1e-12 * Math.abs(loss);
    }

    private static double size(double[] x) {
        return Math.abs(x[0]) + Math.abs(x[1]);
    }

    private static double[] step(LineSums sums, boolean sloped) {
        double g0 = sums.gradient[0].value();
        double h00 = sums.hessian[0].value();
        if (!sloped) {
            return new double[] {g0 / h00, 0};
        }
        double g1 = sums.gradient[1].value();
        double h01 = sums.hessian[1].value();
        double h11 = sums.hessian[2].value();
        double slope = (g1 - h01 / h00 * g0) / (h11 - h01 * (h01 / h00));
        return new double[] {(g0 - h01 * slope) / h00, slope};
    }

    /** The log-odds of forecasts. */
    static void logOdds(Ranking ranking, Groups groups, double[] x, double[] scratch) {
        if (ranking.logit()) {
            System.arraycopy(groups.forecast, 0, x, 0, groups.size);
            return;
        }
        for (int i = 0; i < groups.size; i++) {
            scratch[i] = -groups.forecast[i];
        }
        Log.of(groups.forecast, x, groups.size);
        Log1p.of(scratch, scratch, groups.size);
        for (int i = 0; i < groups.size; i++) {
            x[i] -= scratch[i];
        }
    }

    private Estimate estimate(LineSums sums, double[] line, boolean sloped, Meaning meaning) {
        double h00 = sums.hessian[0].value();
        double h01 = sums.hessian[1].value();
        double h11 = sums.hessian[2].value();
        double s00 = sums.scores[0].value();
        double variance;
        if (sloped) {
            double free = h11 - h01 * (h01 / h00);
            double a = -h01 / h00;
            double squares = sums.scores[2].value() + 2 * a * sums.scores[1].value() + a * a * s00;
            variance = ranking.whole() ? 1 / free : squares / free / free;
        } else {
            variance = ranking.whole() ? 1 / h00 : s00 / h00 / h00;
        }
        double value = sloped ? line[1] : line[0];
        double se = Math.sqrt(variance);
        if (!Double.isFinite(se)) {
            return inference.undefined(meaning, rows, Reasons.NO_FINITE_LINE);
        }
        double half = Normal.quantile((1 + inference.level()) / 2) * se;
        return inference.with(
                value,
                se,
                new Interval(value - half, value + half),
                ranking.whole() ? "wald" : "sandwich",
                meaning,
                rows);
    }
}
