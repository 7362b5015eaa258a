package org.surprisal.score;

/**
 * The threshold that costs least on the rows themselves, of all there are: each forecast, and never to act. Of several
 * equally good ones that nearest to the one of calibrated forecasts, of two as near the higher.
 */
final class ThresholdSweep implements Ranking.Statistic {
    private final Ranking ranking;
    private final Auc totals;
    private final Policy.Costs costs;
    private final Best[] parts;

    /**
     * The cheapest so far.
     *
     * @param forecast the lowest forecast acted on, infinite for none
     * @param cost the total cost
     */
    private record Best(double forecast, double cost) {}

    /**
     * A sweep, to be computed.
     *
     * @param totals computed before, tells what lies before each part
     */
    ThresholdSweep(Ranking ranking, Auc totals, Policy.Costs costs) {
        this.ranking = ranking;
        this.totals = totals;
        this.costs = costs;
        parts = new Best[ranking.parts()];
    }

    @Override
    public int passes() {
        return 1;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        double[] below = {totals.eventsBefore(part), totals.othersBefore(part)};
        return groups -> {
            for (int i = 0; i < groups.size; i++) {
                Best here = new Best(groups.forecast[i], cost(below[0], below[1]));
                parts[part] = parts[part] == null ? here : better(parts[part], here);
                below[0] += groups.events[i];
                below[1] += groups.others[i];
            }
        };
    }

    private double cost(double eventsBelow, double othersBelow) {
        return costs.falseNegative() * eventsBelow
                + costs.falsePositive() * Math.max(0, totals.allOthers() - othersBelow);
    }

    private Best better(Best one, Best other) {
        if (one.cost != other.cost) {
            return one.cost < other.cost ? one : other;
        }
        double first = Math.abs(ranking.probability(one.forecast) - costs.threshold());
        double second = Math.abs(ranking.probability(other.forecast) - costs.threshold());
        return first < second || (first == second && one.forecast > other.forecast) ? one : other;
    }

    /** The lowest forecast that is acted on, as it is ranked; infinite where it is cheapest never to act. */
    double best() {
        Best best = parts[0];
        for (Best each : parts) {
            best = better(best, each);
        }
        double never = costs.falseNegative() * totals.allEvents();
        return never < best.cost ? Double.POSITIVE_INFINITY : best.forecast;
    }
}
