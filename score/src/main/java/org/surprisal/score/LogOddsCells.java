package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts by their log-odds: each distinct one for itself, or, where there are very many, those in cells a 1024th
 * wide together at their mean.
 */
final class LogOddsCells {
    /** So many distinct forecasts stand for themselves. */
    private static final long MOST_SINGLE = 1 << 16;

    private static final double CELLS = 1024;

    private final List<Groups> blocks = new ArrayList<>();
    private final boolean single;
    private final boolean plain;
    private double place = Double.NaN;
    private double events;
    private double others;

    private LogOddsCells(boolean single, boolean plain) {
        this.single = single;
        this.plain = plain;
    }

    /** The cells of a ranking. */
    static LogOddsCells of(Ranking ranking) {
        boolean single = ranking.distinct() <= MOST_SINGLE;
        LogOddsCells[] parts = new LogOddsCells[ranking.parts()];
        ranking.read(part -> {
            parts[part] = new LogOddsCells(single, ranking.whole());
            double[] x = new double[Groups.SIZE];
            double[] scratch = new double[Groups.SIZE];
            return groups -> {
                CalibrationLine.logOdds(ranking, groups, x, scratch);
                for (int i = 0; i < groups.size; i++) {
                    parts[part].add(x[i], groups, i);
                }
            };
        });
        LogOddsCells all = new LogOddsCells(single, ranking.whole());
        for (LogOddsCells part : parts) {
            for (Groups block : part.blocks) {
                for (int i = 0; i < block.size; i++) {
                    double weight = single ? 1 : block.events[i] + block.others[i];
                    all.add(block.forecast[i] / weight, block, i);
                }
            }
        }
        for (Groups block : all.blocks) {
            for (int i = 0; i < block.size && !single; i++) {
                block.forecast[i] /= block.events[i] + block.others[i];
            }
        }
        return all;
    }

    /** Adds a forecast, or cell, to the last cell or to a new one; a cell keeps Σ w x until all is read. */
    private void add(double x, Groups from, int i) {
        double here = Math.floor(x * CELLS);
        if (single || here != place) {
            place = here;
            if (blocks.isEmpty() || blocks.getLast().size == Groups.SIZE) {
                blocks.add(new Groups(plain));
            }
            Groups last = blocks.getLast();
            last.forecast[last.size] = single ? x : 0;
            last.events[last.size] = 0;
            last.others[last.size] = 0;
            last.eventSquares[last.size] = 0;
            last.otherSquares[last.size] = 0;
            last.products[last.size] = 0;
            last.size++;
        }
        Groups last = blocks.getLast();
        int at = last.size - 1;
        if (!single) {
            last.forecast[at] += x * (from.events[i] + from.others[i]);
        }
        last.events[at] += from.events[i];
        last.others[at] += from.others[i];
        if (!plain) {
            last.eventSquares[at] += from.eventSquares[i];
            last.otherSquares[at] += from.otherSquares[i];
            last.products[at] += from.products[i];
        }
        events += from.events[i];
        others += from.others[i];
    }

    /** Whether each distinct forecast stands for itself. */
    boolean areSingle() {
        return single;
    }

    /** How much weight forecasts of exactly 0 and 1 have. */
    double certain() {
        double weight = 0;
        for (Groups block : blocks) {
            for (int i = 0; i < block.size; i++) {
                weight += Double.isInfinite(block.forecast[i]) ? block.events[i] + block.others[i] : 0;
            }
        }
        return weight;
    }

    /** The weight of all forecasts. */
    double weight() {
        return events + others;
    }

    /** Whether nothing happened, or nothing did not. */
    boolean oneClass() {
        return events == 0 || others == 0;
    }

    /** The sums for a line. */
    LineSums sums(double[] line) {
        LineSums sums = new LineSums();
        for (Groups block : blocks) {
            sums.add(block, block.forecast, line[0], line[1]);
        }
        return sums;
    }
}
