package org.surprisal.score;

import java.util.List;

/**
 * Net benefit over thresholds: events acted on less the others acted on times the odds of the threshold, a row.
 *
 * <p>Source: Vickers and Elkin, Decision curve analysis, Medical Decision Making 26 (2006).
 */
final class DecisionCurve implements Ranking.Statistic {
    /** One more than the number of thresholds. */
    private static final int STEPS = 100;

    private final Auc totals;
    private final double[] edges = new double[STEPS];
    private final double[][] events;
    private final double[][] others;

    /**
     * A curve, to be computed.
     *
     * @param totals computed before
     */
    DecisionCurve(Ranking ranking, Auc totals) {
        this.totals = totals;
        for (int i = 1; i < STEPS; i++) {
            edges[i] = ranking.forecast((double) i / STEPS);
        }
        events = new double[ranking.parts()][STEPS];
        others = new double[ranking.parts()][STEPS];
    }

    @Override
    public int passes() {
        return 1;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        int[] cell = {0};
        return groups -> {
            for (int i = 0; i < groups.size; i++) {
                while (cell[0] + 1 < STEPS && groups.forecast[i] >= edges[cell[0] + 1]) {
                    cell[0]++;
                }
                events[part][cell[0]] += groups.events[i];
                others[part][cell[0]] += groups.others[i];
            }
        };
    }

    /** The curve. */
    Curve curve() {
        double all = totals.allEvents() + totals.allOthers();
        double[][] points = new double[STEPS - 1][];
        double hits = 0;
        double alarms = 0;
        for (int i = STEPS - 1; i > 0; i--) {
            for (int part = 0; part < events.length; part++) {
                hits += events[part][i];
                alarms += others[part][i];
            }
            double odds = (double) i / (STEPS - i);
            points[i - 1] = new double[] {
                (double) i / STEPS,
                (hits - alarms * odds) / all,
                (totals.allEvents() - totals.allOthers() * odds) / all,
                Math.min(1, (hits + alarms) / all)
            };
        }
        return new Curve(List.of("threshold", "net_benefit", "treat_all", "acted_on"), points, 0, null);
    }
}
