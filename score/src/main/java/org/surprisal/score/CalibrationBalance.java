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
final class CalibrationBalance implements Ranking.Statistic {
    private final Ranking ranking;
    private final PairSum[] residuals;
    private final PairSum[] weights;
    private final PairSum[] surprises;
    private final PairSum[] variances;
    /** Per part the sums of w²(y - p)², w²(y - p) and w². */
    private final PairSum[] squares;

    /** The balance of a ranking, to be computed. */
    CalibrationBalance(Ranking ranking) {
        this.ranking = ranking;
        int parts = ranking.parts();
        residuals = PairSum.array(parts);
        weights = PairSum.array(parts);
        surprises = PairSum.array(parts);
        variances = PairSum.array(parts);
        squares = PairSum.array(3 * parts);
    }

    @Override
    public int passes() {
        return 1;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        double[] p = new double[Groups.SIZE];
        return groups -> {
            probabilities(ranking, groups, p);
            double residual = 0;
            double all = 0;
            double lean = 0;
            double spread = 0;
            double squared = 0;
            double crossed = 0;
            double unit = 0;
            for (int i = 0; i < groups.size; i++) {
                double up = 1 - p[i];
                double down = p[i];
                double count = groups.events[i] + groups.others[i];
                double miss = groups.events[i] * up - groups.others[i] * down;
                double turn = 1 - 2 * p[i];
                residual += miss;
                all += count;
                lean += miss * turn;
                spread += count * turn * turn * up * down;
                squared += groups.eventSquares[i] * up * up
                        + groups.otherSquares[i] * down * down
                        - 2 * groups.products[i] * up * down;
                crossed += groups.eventSquares[i] * up - groups.otherSquares[i] * down + groups.products[i] * turn;
                unit += groups.eventSquares[i] + groups.otherSquares[i] + 2 * groups.products[i];
            }
            residuals[part].add(residual);
            weights[part].add(all);
            surprises[part].add(lean);
            variances[part].add(spread);
            squares[3 * part].add(squared);
            squares[3 * part + 1].add(crossed);
            squares[3 * part + 2].add(unit);
        };
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
    Estimate inTheLarge(Inference inference, long rows) {
        double weight = PairSum.total(weights);
        double mean = PairSum.total(residuals) / weight;
        if (rows < 2) {
            return inference.without(mean, null, Meaning.BALANCE, rows, Reasons.ONE_ROW);
        }
        PairSum[] sums = PairSum.array(3);
        for (int i = 0; i < squares.length; i++) {
            sums[i % 3].add(squares[i]);
        }
        double around = sums[0].value() - 2 * mean * sums[1].value() + mean * mean * sums[2].value();
        double se = Math.sqrt(Math.max(0, around) * (rows / (rows - 1.0))) / weight;
        if (se <= 1e-9 * Math.abs(mean)) {
            return inference.without(mean, 0.0, Meaning.BALANCE, rows, Reasons.CONSTANT);
        }
        double half = StudentT.quantile((1 + inference.level()) / 2, rows - 1.0) * se;
        return inference.with(mean, se, new Interval(mean - half, mean + half), "t", Meaning.BALANCE, rows);
    }

    /** Spiegelhalter's z: above 0 where the Brier score is worse than calibrated forecasts expect. */
    Estimate spiegelhalter(Inference inference, long rows) {
        if (!ranking.whole()) {
            return inference.undefined(Meaning.BALANCE, rows, Reasons.UNEQUAL_ROWS);
        }
        double expected = PairSum.total(variances);
        if (expected == 0) {
            return inference.undefined(Meaning.BALANCE, rows, Reasons.NOTHING_TO_CHANCE);
        }
        double z = PairSum.total(surprises) / Math.sqrt(expected);
        return inference.without(z, null, Meaning.BALANCE, rows, Reasons.STANDARD_NORMAL);
    }
}
