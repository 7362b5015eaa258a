package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts by their log-odds x: each distinct one for itself, or, where there are very many, those in cells a 1024th
 * wide together, with mean and spread of x. What a sum over a cell of a smooth function of x lacks is then of the third
 * order in the width of the cell; the sums of the outcomes, which are linear, lack nothing.
 */
final class LogOddsCells implements Ranking.Statistic {
    /** So many distinct forecasts stand for themselves. */
    private static final long MOST_SINGLE = 1 << 16;

    private static final double CELLS = 1024;

    private final Ranking ranking;
    private final boolean single;
    private final Cells[] parts;
    private final PairSum[] events;
    private final PairSum[] others;
    private final PairSum[] tilts;
    private final Cells all;

    /** The cells of a ranking, to be filled. */
    LogOddsCells(Ranking ranking) {
        this.ranking = ranking;
        single = ranking.distinct() <= MOST_SINGLE;
        parts = new Cells[ranking.parts()];
        events = PairSum.array(parts.length);
        others = PairSum.array(parts.length);
        tilts = PairSum.array(parts.length);
        all = new Cells(single, ranking.whole());
    }

    @Override
    public int passes() {
        return 1;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        Cells cells = new Cells(single, ranking.whole());
        parts[part] = cells;
        double[] x = new double[Groups.SIZE];
        double[] scratch = new double[Groups.SIZE];
        return groups -> {
            CalibrationLine.logOdds(ranking, groups, x, scratch);
            double happened = 0;
            double not = 0;
            double tilt = 0;
            for (int i = 0; i < groups.size; i++) {
                happened += groups.events[i];
                not += groups.others[i];
                // No event at a forecast of infinite log-odds has a place on a line: such lines are refused.
                tilt += groups.events[i] * x[i];
            }
            events[part].add(happened);
            others[part].add(not);
            tilts[part].add(tilt);
            cells.add(x, groups);
        };
    }

    @Override
    public void end(int pass) {
        for (Cells part : parts) {
            all.merge(part);
        }
        all.centre();
    }

    /** How much weight forecasts of exactly 0 and 1 have. */
    double certain() {
        double weight = 0;
        for (Groups block : all.blocks) {
            for (int i = 0; i < block.size; i++) {
                weight += Double.isInfinite(block.forecast[i]) ? block.events[i] + block.others[i] : 0;
            }
        }
        return weight;
    }

    /** The weight of all forecasts. */
    double weight() {
        return PairSum.total(events) + PairSum.total(others);
    }

    /** Whether nothing happened, or nothing did not. */
    boolean oneClass() {
        return PairSum.total(events) == 0 || PairSum.total(others) == 0;
    }

    /** The sums for a line. */
    LineSums sums(double[] line) {
        LineSums sums = new LineSums();
        for (int block = 0; block < all.blocks.size(); block++) {
            sums.add(all.blocks.get(block), all.spreads.get(block), line[0], line[1]);
        }
        sums.outcomes(PairSum.total(events), PairSum.total(tilts), line[0], line[1]);
        return sums;
    }

    /** Cells in ascending order. Until {@link #centre}, the forecast of a cell is Σ w d, d from the cell's middle. */
    private static final class Cells {
        private final boolean single;
        private final boolean plain;
        private final List<Groups> blocks = new ArrayList<>();
        private final List<double[]> spreads = new ArrayList<>();
        private final List<double[]> places = new ArrayList<>();
        private double last = Double.NaN;

        Cells(boolean single, boolean plain) {
            this.single = single;
            this.plain = plain;
        }

        /** Adds forecasts of these log-odds. */
        void add(double[] x, Groups from) {
            int i = 0;
            while (i < from.size) {
                double place = Math.floor(x[i] * CELLS);
                if (single || !plain || Double.isInfinite(place)) {
                    add(x[i], place, from, i);
                    i++;
                } else {
                    i = addPlain(x, place, from, i);
                }
            }
        }

        private void add(double x, double place, Groups from, int i) {
            double weight = from.events[i] + from.others[i];
            double off = x - middle(place);
            boolean asItIs = single || Double.isInfinite(x);
            add(place, asItIs ? x : weight * off, asItIs ? 0 : weight * off * off, from, i);
        }

        /** Adds the forecasts of one cell, which count as whole rows, and returns where the next cell starts. */
        private int addPlain(double[] x, double place, Groups from, int start) {
            if (place != last) {
                open(place);
            }
            double middle = middle(place);
            double end = (place + 1) / CELLS;
            Groups block = blocks.getLast();
            int at = block.size - 1;
            double offset = block.forecast[at];
            double spread = spreads.getLast()[at];
            double events = block.events[at];
            double others = block.others[at];
            int i = start;
            do {
                double weight = from.events[i] + from.others[i];
                double off = x[i] - middle;
                offset += weight * off;
                spread += weight * off * off;
                events += from.events[i];
                others += from.others[i];
                i++;
            } while (i < from.size && x[i] < end);
            block.forecast[at] = offset;
            spreads.getLast()[at] = spread;
            block.events[at] = events;
            block.others[at] = others;
            return i;
        }

        void merge(Cells part) {
            for (int block = 0; block < part.blocks.size(); block++) {
                Groups groups = part.blocks.get(block);
                for (int i = 0; i < groups.size; i++) {
                    add(
                            part.places.get(block)[i],
                            groups.forecast[i],
                            part.spreads.get(block)[i],
                            groups,
                            i);
                }
            }
        }

        private void add(double place, double offset, double spread, Groups from, int i) {
            if (single || place != last) {
                open(place);
            }
            Groups block = blocks.getLast();
            int at = block.size - 1;
            block.forecast[at] = Double.isInfinite(offset) ? offset : block.forecast[at] + offset;
            spreads.getLast()[at] += spread;
            block.events[at] += from.events[i];
            block.others[at] += from.others[i];
            if (!plain) {
                block.eventSquares[at] += from.eventSquares[i];
                block.otherSquares[at] += from.otherSquares[i];
                block.products[at] += from.products[i];
            }
        }

        private void open(double place) {
            last = place;
            if (blocks.isEmpty() || blocks.getLast().size == Groups.SIZE) {
                blocks.add(new Groups(plain));
                spreads.add(new double[Groups.SIZE]);
                places.add(new double[Groups.SIZE]);
            }
            Groups block = blocks.getLast();
            places.getLast()[block.size] = place;
            block.size++;
        }

        /** Turns sums around the middles of the cells into means, and sums of squares around these. */
        void centre() {
            for (int block = 0; block < blocks.size() && !single; block++) {
                Groups groups = blocks.get(block);
                for (int i = 0; i < groups.size; i++) {
                    double weight = groups.events[i] + groups.others[i];
                    double mean = groups.forecast[i] / weight;
                    double squares = spreads.get(block)[i] - groups.forecast[i] * mean;
                    spreads.get(block)[i] = Double.isInfinite(mean) ? 0 : Math.max(0, squares);
                    groups.forecast[i] = Double.isInfinite(mean) ? mean : middle(places.get(block)[i]) + mean;
                }
            }
        }

        private static double middle(double place) {
            return (place + 0.5) / CELLS;
        }
    }
}
