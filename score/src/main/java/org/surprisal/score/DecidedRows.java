package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.surprisal.math.Dyadic;

/** Rows by what happened and whether they were acted on, and means of whatever depends on these alone. */
final class DecidedRows {
    /** By what happened (no, yes) and whether acted on (no, yes). */
    private final Amount[][] amounts;

    DecidedRows(Amount[][] amounts) {
        this.amounts = amounts;
    }

    /**
     * The rows of a ranking.
     *
     * @param threshold the lowest forecast that is acted on, as it is ranked: a probability or log-odds
     */
    static DecidedRows of(Ranking ranking, double threshold) {
        int first = ranking.firstAtLeast(threshold);
        Amount[] below = ranking.amounts(0, first);
        Amount[] above = ranking.amounts(first, ranking.size());
        return new DecidedRows(new Amount[][] {{below[0], above[0]}, {below[1], above[1]}});
    }

    /** The rows, or their weight. */
    double[][] weights() {
        double[][] weights = new double[2][2];
        for (int truth = 0; truth < 2; truth++) {
            for (int act = 0; act < 2; act++) {
                weights[truth][act] = amounts[truth][act].sum().value();
            }
        }
        return weights;
    }

    /** The share that is acted on. */
    Shares actedOn() {
        return new Shares(column(0), new TreeMap<>(Map.of(1, column(1))));
    }

    private Weight column(int act) {
        return amounts[0][act].weight().plus(amounts[1][act].weight());
    }

    /** How far decisions and outcomes agree. */
    Agreement agreement() {
        List<ConfusionSums.Cell> cells = new ArrayList<>();
        for (int truth = 0; truth < 2; truth++) {
            for (int act = 0; act < 2; act++) {
                if (amounts[truth][act].rows() > 0) {
                    cells.add(new ConfusionSums.Cell(truth, 1L << act, amounts[truth][act].weight()));
                }
            }
        }
        return new Agreement(2, cells);
    }

    /**
     * The mean of a number of each row, as {@link LossSums#mean} has it.
     *
     * @param values the number by what happened and whether acted on
     */
    Mean mean(double[][] values) {
        long n = 0;
        Dyadic weight = Dyadic.ZERO;
        Dyadic total = Dyadic.ZERO;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < 4; cell++) {
            Amount amount = amounts[cell / 2][cell % 2];
            double value = values[cell / 2][cell % 2];
            if (amount.rows() > 0) {
                n = Math.addExact(n, amount.rows());
                weight = weight.plus(amount.sum());
                total = total.plus(amount.sum().times(Dyadic.of(value)));
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
        if (n == 0) {
            return Mean.OF_NOTHING;
        }
        if (n == 1 || lowest == highest) {
            return new Mean(lowest, n == 1 ? Double.NaN : 0, 0, n, true);
        }
        Dyadic squares = Dyadic.ZERO;
        Dyadic cubes = Dyadic.ZERO;
        for (int cell = 0; cell < 4; cell++) {
            Amount amount = amounts[cell / 2][cell % 2];
            // The distance from the mean, times the weight of all rows.
            Dyadic away = Dyadic.of(values[cell / 2][cell % 2]).times(weight).minus(total);
            Dyadic square = away.times(away);
            squares = squares.plus(amount.squares().times(square));
            cubes = cubes.plus(amount.cubes().times(square).times(away));
        }
        double mean = total.dividedBy(weight);
        if (squares.signum() == 0) {
            return new Mean(mean, 0, 0, n, true);
        }
        Dyadic ww = weight.times(weight);
        double se = ExactRoot.of(squares.times(Dyadic.of(n)), ww.times(ww).times(Dyadic.of(n - 1)));
        double skewness = Math.sqrt((double) n) * (cubes.dividedBy(squares.times(weight)) / ExactRoot.of(squares, ww));
        double most = (n - 2) / Math.sqrt(n - 1.0);
        return new Mean(mean, se, Math.max(-most, Math.min(most, skewness)), n, false);
    }
}
