package org.surprisal.score;

import org.surprisal.math.StudentT;
import org.surprisal.score.Inference.Meaning;

/**
 * Average precision: {@code Σ (R_k - R_{k-1}) P_k} over the distinct forecasts in descending order, P the precision and
 * R the recall of the rows at or above a forecast; no trapezoids. Its error is that of its influence function: with A
 * the events, a row that adds a to the events and b to the others at forecast s has the influence {@code (a (P(s) - AP
 * + Σ a_i (1 - P_i) / N_i) - b Σ a_i P_i / N_i) / A}, the sums over rows i at or below s and N_i the rows at or above
 * row i.
 *
 * <p>Source: the definition is that of Zhu (2004), Recall, precision and average precision; the influence follows from
 * it by differentiation (Hampel 1974).
 */
final class AveragePrecision implements Ranking.Statistic {
    private final Ranking ranking;
    private final double[] eventsAbove;
    private final double[] othersAbove;
    private final PairSum[] precision;
    private final PairSum[] gains;
    private final PairSum[] costs;
    private final PairSum[] squares;
    private final PairSum[] events;
    private final PairSum[] others;
    private final double[] gainBefore;
    private final double[] costBefore;
    private double value = Double.NaN;

    /** The average precision of a ranking, to be computed. */
    AveragePrecision(Ranking ranking) {
        int parts = ranking.parts();
        this.ranking = ranking;
        eventsAbove = new double[parts + 1];
        othersAbove = new double[parts + 1];
        precision = PairSum.array(parts);
        gains = PairSum.array(parts);
        costs = PairSum.array(parts);
        squares = PairSum.array(parts);
        events = PairSum.array(parts);
        others = PairSum.array(parts);
        gainBefore = new double[parts];
        costBefore = new double[parts];
    }

    @Override
    public int passes() {
        return 3;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        return switch (pass) {
            case 0 -> totals(part);
            case 1 -> precision(part);
            default -> spread(part);
        };
    }

    @Override
    public void end(int pass) {
        if (pass == 0) {
            PairSum eventSum = new PairSum();
            PairSum otherSum = new PairSum();
            for (int part = ranking.parts() - 1; part >= 0; part--) {
                eventSum.add(events[part]);
                otherSum.add(others[part]);
                eventsAbove[part] = eventSum.value();
                othersAbove[part] = otherSum.value();
            }
        } else if (pass == 1) {
            value = Math.min(1, PairSum.total(precision) / eventsAbove[0]);
            PairSum gainSum = new PairSum();
            PairSum costSum = new PairSum();
            for (int part = 0; part < ranking.parts(); part++) {
                gainBefore[part] = gainSum.value();
                costBefore[part] = costSum.value();
                gainSum.add(gains[part]);
                costSum.add(costs[part]);
            }
        }
    }

    /**
     * Average precision with its interval, once computed.
     *
     * @param rows the number of rows
     */
    Estimate estimate(Inference inference, long rows) {
        if (rows == 0) {
            return inference.undefined(Meaning.AUC, 0, Reasons.NO_ROWS);
        }
        double all = eventsAbove[0];
        if (all == 0 || othersAbove[0] == 0) {
            return inference.undefined(Meaning.AUC, rows, Reasons.NOTHING_TO_RANK);
        }
        double se = Math.sqrt(PairSum.total(squares) / all / all * (rows / Math.max(1, rows - 1.0)));
        if (rows < 3 || se <= 1e-14) {
            String reason = value == 1 ? Reasons.PERFECT_ORDER : Reasons.ALIKE_RANKS;
            return inference.without(value, null, Meaning.AUC, rows, reason);
        }
        double half = StudentT.quantile((1 + inference.level()) / 2, rows - 1.0) * se;
        Interval interval = Meaning.AUC.range().cut(new Interval(value - half, value + half));
        return inference.with(value, se, interval, "delta", Meaning.AUC, rows);
    }

    private Ranking.Reader totals(int part) {
        return groups -> {
            double eventsSeen = 0;
            double othersSeen = 0;
            for (int i = 0; i < groups.size; i++) {
                eventsSeen += groups.events[i];
                othersSeen += groups.others[i];
            }
            events[part].add(eventsSeen);
            others[part].add(othersSeen);
        };
    }

    private Ranking.Reader precision(int part) {
        PairSum eventsHere = new PairSum();
        PairSum othersHere = new PairSum();
        return groups -> {
            double eventsLeft = eventsAbove[part] - eventsHere.value();
            double othersLeft = othersAbove[part] - othersHere.value();
            double eventsSeen = 0;
            double othersSeen = 0;
            double weighted = 0;
            double gain = 0;
            double cost = 0;
            for (int i = 0; i < groups.size; i++) {
                double event = groups.events[i];
                double up = Math.max(event, eventsLeft - eventsSeen);
                double rows = up + Math.max(groups.others[i], othersLeft - othersSeen);
                double share = up / rows;
                weighted += event * share;
                gain += event * (1 - share) / rows;
                cost += event * share / rows;
                eventsSeen += event;
                othersSeen += groups.others[i];
            }
            eventsHere.add(eventsSeen);
            othersHere.add(othersSeen);
            precision[part].add(weighted);
            gains[part].add(gain);
            costs[part].add(cost);
        };
    }

    private Ranking.Reader spread(int part) {
        PairSum eventsHere = new PairSum();
        PairSum othersHere = new PairSum();
        double[] sums = {gainBefore[part], costBefore[part]};
        return groups -> {
            double eventsLeft = eventsAbove[part] - eventsHere.value();
            double othersLeft = othersAbove[part] - othersHere.value();
            double eventsSeen = 0;
            double othersSeen = 0;
            double squared = 0;
            double gain = sums[0];
            double cost = sums[1];
            for (int i = 0; i < groups.size; i++) {
                double event = groups.events[i];
                double up = Math.max(event, eventsLeft - eventsSeen);
                double rows = up + Math.max(groups.others[i], othersLeft - othersSeen);
                double share = up / rows;
                gain += event * (1 - share) / rows;
                cost += event * share / rows;
                double ofEvent = share - value + gain;
                squared += groups.eventSquares[i] * ofEvent * ofEvent
                        + groups.otherSquares[i] * cost * cost
                        - 2 * groups.products[i] * ofEvent * cost;
                eventsSeen += event;
                othersSeen += groups.others[i];
            }
            sums[0] = gain;
            sums[1] = cost;
            eventsHere.add(eventsSeen);
            othersHere.add(othersSeen);
            squares[part].add(squared);
        };
    }
}
