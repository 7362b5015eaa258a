package org.surprisal.score;

import org.surprisal.math.Sigmoid;
import org.surprisal.math.StudentT;
import org.surprisal.score.Inference.Meaning;

/**
 * How far the forecasts as a whole are from the outcomes: the mean of y - p (calibration in the large) with its t
 * interval, and Spiegelhalter's {@code z = Σ (y - p)(1 - 2p) / sqrt(Σ (1 - 2p)² p (1 - p))}, which compares the Brier
 * score with what calibrated forecasts expect.
 *
 * <p>Source: Spiegelhalter, Probabilistic prediction in patient management and clinical trials, Statistics in Medicine
 * 5 (1986).
 */
final class CalibrationBalance {
    private final Ranking ranking;
    private final Inference inference;
    private final long rows;
    private final double mean;
    private final double weight;
    private final double surprise;
    private final double expected;

    /** Adds up a ranking of at least one row. */
    CalibrationBalance(Ranking ranking, Inference inference, long rows) {
        this.ranking = ranking;
        this.inference = inference;
        this.rows = rows;
        int parts = ranking.parts();
        PairSum[] residuals = PairSum.array(parts);
        PairSum[] weights = PairSum.array(parts);
        PairSum[] surprises = PairSum.array(parts);
        PairSum[] variances = PairSum.array(parts);
        ranking.read(part -> {
            double[] p = new double[Groups.SIZE];
            return groups -> {
                probabilities(ranking, groups, p);
                double residual = 0;
                double all = 0;
                double lean = 0;
                double spread = 0;
                for (int i = 0; i < groups.size; i++) {
                    double count = groups.events[i] + groups.others[i];
                    double miss = groups.events[i] * (1 - p[i]) - groups.others[i] * p[i];
                    double turn = 1 - 2 * p[i];
                    residual += miss;
                    all += count;
                    lean += miss * turn;
                    spread += count * turn * turn * p[i] * (1 - p[i]);
                }
                residuals[part].add(residual);
                weights[part].add(all);
                surprises[part].add(lean);
                variances[part].add(spread);
            };
        });
        weight = PairSum.total(weights);
        mean = PairSum.total(residuals) / weight;
        surprise = PairSum.total(surprises);
        expected = PairSum.total(variances);
    }

    /** The probabilities of forecasts. */
    static void probabilities(Ranking ranking, Groups groups, double[] p) {
        if (ranking.logit()) {
            Sigmoid.of(groups.forecast, p, groups.size);
        } else {
            System.arraycopy(groups.forecast, 0, p, 0, groups.size);
        }
    }

    /** The mean of y - p: above 0 where forecasts are too low. */
    Estimate inTheLarge() {
        if (rows < 2) {
            return inference.without(mean, null, Meaning.BALANCE, rows, Reasons.ONE_ROW);
        }
        PairSum[] squares = PairSum.array(ranking.parts());
        ranking.read(part -> {
            double[] p = new double[Groups.SIZE];
            return groups -> {
                probabilities(ranking, groups, p);
                double squared = 0;
                for (int i = 0; i < groups.size; i++) {
                    double up = 1 - p[i] - mean;
                    double down = p[i] + mean;
                    squared += groups.eventSquares[i] * up * up
                            + groups.otherSquares[i] * down * down
                            - 2 * groups.products[i] * up * down;
                }
                squares[part].add(squared);
            };
        });
        double se = Math.sqrt(PairSum.total(squares) * (rows / (rows - 1.0))) / weight;
        if (se <= 1e-15) {
            return inference.without(mean, 0.0, Meaning.BALANCE, rows, Reasons.CONSTANT);
        }
        double half = StudentT.quantile((1 + inference.level()) / 2, rows - 1.0) * se;
        return inference.with(mean, se, new Interval(mean - half, mean + half), "t", Meaning.BALANCE, rows);
    }

    /** Spiegelhalter's z: above 0 where the Brier score is worse than calibrated forecasts expect. */
    Estimate spiegelhalter() {
        if (!ranking.whole()) {
            return inference.undefined(Meaning.BALANCE, rows, Reasons.UNEQUAL_ROWS);
        }
        if (expected == 0) {
            return inference.undefined(Meaning.BALANCE, rows, Reasons.NOTHING_TO_CHANCE);
        }
        return inference.without(surprise / Math.sqrt(expected), null, Meaning.BALANCE, rows, Reasons.STANDARD_NORMAL);
    }
}
