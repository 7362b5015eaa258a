package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;

/** Rows by tenths in the order of their forecasts; those of one forecast at a border go to both in proportion. */
final class Tenths implements Ranking.Statistic {
    private static final int PARTS = 10;

    private final Ranking ranking;
    private final Auc totals;
    private final double all;
    private final Sums[][] sums;

    private static final class Sums {
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private double rows;
        private double expected;
        private double events;

        private void add(double p, double weight, double share, double happened) {
            lowest = Math.min(lowest, p);
            highest = Math.max(highest, p);
            rows += weight * share;
            expected += weight * share * p;
            events += happened * share;
        }

        private void add(Sums other) {
            lowest = Math.min(lowest, other.lowest);
            highest = Math.max(highest, other.highest);
            rows += other.rows;
            expected += other.expected;
            events += other.events;
        }
    }

    /**
     * Tenths, to be computed.
     *
     * @param totals computed before, tells what lies before each part
     */
    Tenths(Ranking ranking, Auc totals) {
        this.ranking = ranking;
        this.totals = totals;
        all = totals.allEvents() + totals.allOthers();
        sums = new Sums[ranking.parts()][PARTS];
        for (Sums[] part : sums) {
            for (int i = 0; i < PARTS; i++) {
                part[i] = new Sums();
            }
        }
    }

    @Override
    public int passes() {
        return 1;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        double[] seen = {totals.eventsBefore(part) + totals.othersBefore(part)};
        double[] p = new double[Groups.SIZE];
        return groups -> {
            CalibrationBalance.probabilities(ranking, groups, p);
            for (int i = 0; i < groups.size; i++) {
                double rows = groups.events[i] + groups.others[i];
                if (rows > 0) {
                    deal(sums[part], p[i], seen[0], rows, groups.events[i]);
                    seen[0] += rows;
                }
            }
        };
    }

    private void deal(Sums[] tenths, double p, double before, double rows, double events) {
        double after = before + rows;
        for (int i = at(before); i < PARTS; i++) {
            double from = Math.max(before, border(i));
            double to = i + 1 == PARTS ? after : Math.min(after, border(i + 1));
            if (to > from) {
                tenths[i].add(p, rows, (to - from) / rows, events);
            }
            if (to >= after) {
                return;
            }
        }
    }

    private int at(double before) {
        return (int) Math.max(0, Math.min(PARTS - 1, Math.floor(PARTS * (before / all)) - 1));
    }

    private double border(int tenth) {
        return all * tenth / PARTS;
    }

    /** The tenths that have rows, the highest forecasts first. */
    List<Decisions.Tenth> tenths() {
        List<Decisions.Tenth> tenths = new ArrayList<>();
        double happened = totals.allEvents();
        double rate = happened / all;
        double found = 0;
        for (int i = PARTS - 1; i >= 0; i--) {
            Sums sum = new Sums();
            for (Sums[] part : sums) {
                sum.add(part[i]);
            }
            if (sum.rows > 0) {
                found += sum.events;
                tenths.add(new Decisions.Tenth(
                        sum.lowest,
                        sum.highest,
                        sum.rows,
                        sum.expected,
                        sum.events,
                        happened == 0 ? Double.NaN : sum.events / sum.rows / rate,
                        happened == 0 ? Double.NaN : Math.min(1, found / happened)));
            }
        }
        return tenths;
    }
}
