package org.surprisal.score;

import java.util.Arrays;

/**
 * The forecasts at which a cumulative measure of the rows crosses evenly spaced lines, with what lies below them. So
 * between neighbours the measure grows by no more than the space of two lines, unless by one forecast alone. Whether a
 * forecast is taken depends on nothing but the rows below it and its own.
 */
final class Crossings {
    private final double perEvent;
    private final double perOther;
    private final int lines;
    private double[] forecast = new double[64];
    private double[] events = new double[64];
    private double[] others = new double[64];
    private int size;

    /**
     * No crossings.
     *
     * @param perEvent how much an event adds to the measure, which ends at 1
     * @param perOther how much another row adds
     * @param lines the number of lines; 0 takes every forecast
     */
    Crossings(double perEvent, double perOther, int lines) {
        this.perEvent = perEvent;
        this.perOther = perOther;
        this.lines = lines;
    }

    /** Takes forecasts in ascending order, with what lies below the first and their sums. */
    void add(Groups groups, BlockSums sums, double eventsBelow, double othersBelow) {
        if (lines > 0 && line(eventsBelow, othersBelow) == line(eventsBelow + sums.events, othersBelow + sums.others)) {
            return;
        }
        double happened = eventsBelow;
        double not = othersBelow;
        for (int i = 0; i < groups.size; i++) {
            double eventsAfter = happened + groups.events[i];
            double othersAfter = not + groups.others[i];
            if (lines == 0 || line(happened, not) != line(eventsAfter, othersAfter)) {
                put(groups.forecast[i], happened, not);
            }
            happened = eventsAfter;
            not = othersAfter;
        }
    }

    private double line(double happened, double not) {
        return Math.floor((happened * perEvent + not * perOther) * lines);
    }

    private void put(double at, double happened, double not) {
        if (size == forecast.length) {
            forecast = Arrays.copyOf(forecast, 2 * size);
            events = Arrays.copyOf(events, 2 * size);
            others = Arrays.copyOf(others, 2 * size);
        }
        forecast[size] = at;
        events[size] = happened;
        others[size] = not;
        size++;
    }

    /** Takes the crossings of forecasts above all so far. */
    void merge(Crossings other) {
        for (int i = 0; i < other.size; i++) {
            put(other.forecast[i], other.events[i], other.others[i]);
        }
    }

    /** The number of forecasts taken. */
    int size() {
        return size;
    }

    /** A forecast. */
    double forecast(int i) {
        return forecast[i];
    }

    /** What happened below a forecast. */
    double events(int i) {
        return events[i];
    }

    /** What did not happen below a forecast. */
    double others(int i) {
        return others[i];
    }
}
