package org.surprisal.score;

import java.util.Arrays;
import org.surprisal.math.Log;

/**
 * Isotonic recalibration: the frequencies that ascend with the forecast and lose least, found by pooling neighbours
 * that violate the order. They are the best recalibration for every proper score at once, and they do not depend on the
 * order in which neighbours are pooled.
 *
 * <p>Source: Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26 (1955); Dimitriadis, Gneiting
 * and Jordan, PNAS 118 (2021).
 */
final class Isotonic {
    private double[] events = new double[64];
    private double[] others = new double[64];
    private double[] first = new double[64];
    private double[] last = new double[64];
    private int size;

    /** Computes the recalibration of a ranking: parts for themselves, then their blocks together. */
    static final class Of implements Ranking.Statistic {
        private final Isotonic[] parts;
        private final Isotonic all = new Isotonic();

        Of(Ranking ranking) {
            parts = new Isotonic[ranking.parts()];
        }

        @Override
        public int passes() {
            return 1;
        }

        @Override
        public Ranking.Reader reader(int pass, int part) {
            Isotonic blocks = new Isotonic();
            parts[part] = blocks;
            return groups -> {
                for (int i = 0; i < groups.size; i++) {
                    blocks.add(groups.events[i], groups.others[i], groups.forecast[i], groups.forecast[i]);
                }
            };
        }

        @Override
        public void end(int pass) {
            for (Isotonic part : parts) {
                all.add(part);
            }
        }

        /** The recalibration, once computed. */
        Isotonic blocks() {
            return all;
        }
    }

    /** Forgets everything. */
    void clear() {
        size = 0;
    }

    /** Adds what happened and what did not at a forecast above all so far, whose place is not asked for. */
    void add(double happened, double not) {
        add(happened, not, 0, 0);
    }

    /**
     * Adds what happened and what did not at forecasts above all so far.
     *
     * @param lowest the lowest of these forecasts
     * @param highest the highest of them
     */
    void add(double happened, double not, double lowest, double highest) {
        int before = size;
        double event = happened;
        double other = not;
        while (size > 0 && isNotBelow(events[size - 1], others[size - 1], event, other)) {
            size--;
            event += events[size];
            other += others[size];
        }
        if (size == events.length) {
            events = Arrays.copyOf(events, 2 * size);
            others = Arrays.copyOf(others, 2 * size);
            first = Arrays.copyOf(first, 2 * size);
            last = Arrays.copyOf(last, 2 * size);
        }
        events[size] = event;
        others[size] = other;
        // A block that took its neighbours stands where the lowest of them began.
        first[size] = size == before ? lowest : first[size];
        last[size] = highest;
        size++;
    }

    /** Adds the blocks of forecasts above all so far. */
    void add(Isotonic above) {
        for (int block = 0; block < above.size; block++) {
            add(above.events[block], above.others[block], above.first[block], above.last[block]);
        }
    }

    /** Whether e/(e + o) is at least f/(f + q): whether e q is at least f e's o, which is decided exactly. */
    private static boolean isNotBelow(double e, double o, double f, double q) {
        double left = e * q;
        double right = f * o;
        // Rounding keeps the order of products, so only equal ones need a second look.
        return left > right || (left == right && Math.fma(e, q, -left) >= Math.fma(f, o, -right));
    }

    /** The number of blocks of one frequency. */
    int size() {
        return size;
    }

    /** What happened in a block. */
    double events(int block) {
        return events[block];
    }

    /** What did not happen in a block. */
    double others(int block) {
        return others[block];
    }

    /** The lowest forecast of a block. */
    double first(int block) {
        return first[block];
    }

    /** The highest forecast of a block. */
    double last(int block) {
        return last[block];
    }

    /** The frequency of a block. */
    double frequency(int block) {
        return events[block] / (events[block] + others[block]);
    }

    /** The sum of the Brier scores after recalibration; for soft outcomes less what no forecast can gain. */
    double brier() {
        PairSum sum = new PairSum();
        for (int block = 0; block < size; block++) {
            sum.add(brier(events[block], others[block]));
        }
        return sum.value();
    }

    /** The sum of the log losses after recalibration. */
    double logLoss() {
        PairSum sum = new PairSum();
        for (int block = 0; block < size; block++) {
            sum.add(logLoss(events[block], others[block]));
        }
        return sum.value();
    }

    /** The sum of the Brier scores of the frequency of so many events and others. */
    static double brier(double events, double others) {
        double all = events + others;
        return all == 0 ? 0 : events * (others / all);
    }

    /** The sum of the log losses of the frequency of so many events and others. */
    static double logLoss(double events, double others) {
        double all = events + others;
        double ofEvents = events == 0 ? 0 : events * Log.of(all / events);
        return others == 0 ? ofEvents : ofEvents + others * Log.of(all / others);
    }
}
