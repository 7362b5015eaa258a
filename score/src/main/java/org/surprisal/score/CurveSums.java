package org.surprisal.score;

import java.util.TreeSet;
import org.surprisal.math.Exp;
import org.surprisal.math.Expm1;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;

/** All that curves and bins of forecasts need, from one walk over the ranking that touches few forecasts singly. */
final class CurveSums implements Ranking.Statistic {
    /** The most points of a curve that shows every distinct forecast, and about the most of any. */
    static final int POINTS = 500;

    /** Bins of equal width, in the errors of calibration. */
    static final int WIDTH_BINS = 15;

    /** Cells of the surprisal: so many a nat. */
    static final int CELLS_PER_NAT = 8;

    /** Cells of the surprisal from 0 on; one more takes what is larger. */
    static final int SURPRISAL_CELLS = 64;

    /** Below this and above no forecast is certain. */
    static final double BELOW_ONE = 1 - 0x1p-53;

    /** No probability, so that all forecasts are above it. */
    static final double NONE = Double.NaN;

    private final Ranking ranking;
    private final Auc totals;
    private final double[] edges;
    private final Part[] parts;
    private final Part all;

    private static final class Part {
        private final ForecastCells cells;
        private final MassBins bins;
        private final Crossings both;
        private final Crossings events;
        private final Crossings rows;

        private Part(double[] edges, double happened, double not, boolean every) {
            double of = happened == 0 ? 0 : 1 / happened;
            double ofOthers = not == 0 ? 0 : 1 / not;
            double ofAll = 1 / (happened + not);
            int lines = every ? 0 : POINTS;
            cells = new ForecastCells(edges);
            bins = new MassBins(happened + not);
            both = new Crossings(of / 2, ofOthers / 2, lines);
            events = new Crossings(of, 0, lines);
            rows = new Crossings(ofAll, ofAll, lines);
        }

        private void merge(Part other) {
            cells.merge(other.cells);
            bins.merge(other.bins);
            both.merge(other.both);
            events.merge(other.events);
            rows.merge(other.rows);
        }
    }

    /**
     * The sums of a ranking, to be computed.
     *
     * @param totals computed beside it, tells what lies before each part
     */
    CurveSums(Ranking ranking, Auc totals) {
        this.ranking = ranking;
        this.totals = totals;
        edges = edges();
        parts = new Part[ranking.parts()];
        all = new Part(edges, 1, 1, ranking.distinct() <= POINTS);
    }

    /** Where the cells of the forecasts end, whatever they are wanted for: ascending, each once. */
    private double[] edges() {
        TreeSet<Double> probabilities = new TreeSet<>();
        for (int i = 0; i <= POINTS; i++) {
            probabilities.add((double) i / POINTS);
        }
        for (int i = 1; i <= WIDTH_BINS; i++) {
            probabilities.add((double) i / WIDTH_BINS);
        }
        for (int i = 0; i <= SURPRISAL_CELLS; i++) {
            probabilities.add(ifHappened(i));
            probabilities.add(ifNot(i));
        }
        probabilities.add(BELOW_ONE);
        TreeSet<Double> all = new TreeSet<>();
        probabilities.forEach(p -> all.add(edge(p)));
        all.add(Double.POSITIVE_INFINITY);
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The forecast of a probability. */
    private double edge(double probability) {
        if (!ranking.logit() || Double.isNaN(probability)) {
            return probability;
        }
        if (probability == BELOW_ONE) {
            return Double.MAX_VALUE;
        }
        // Minus zero would stand apart from zero.
        return Log.of(probability) - Log1p.of(-probability) + 0.0;
    }

    /** The probability whose surprisal is so many cells where the event happens. */
    static double ifHappened(int cells) {
        return Exp.of(-(double) cells / CELLS_PER_NAT);
    }

    /** The probability whose surprisal is so many cells where the event does not happen. */
    static double ifNot(int cells) {
        return 0 - Expm1.of(-(double) cells / CELLS_PER_NAT);
    }

    /** Whether every distinct forecast is a point of the curves. */
    boolean exact() {
        return ranking.distinct() <= POINTS;
    }

    @Override
    public int passes() {
        return 2;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        if (pass == 0) {
            return groups -> {};
        }
        Part sums = new Part(edges, totals.allEvents(), totals.allOthers(), exact());
        parts[part] = sums;
        double[] p = new double[Groups.SIZE];
        BlockSums seen = new BlockSums();
        return groups -> {
            CalibrationBalance.probabilities(ranking, groups, p);
            BlockSums block = BlockSums.of(groups, p);
            double events = totals.eventsBefore(part) + seen.events;
            double others = totals.othersBefore(part) + seen.others;
            sums.cells.add(groups, p, block);
            sums.bins.add(groups, p, block, events + others);
            sums.both.add(groups, block, events, others);
            sums.events.add(groups, block, events, others);
            sums.rows.add(groups, block, events, others);
            seen.add(block);
        };
    }

    @Override
    public void end(int pass) {
        if (pass == 1) {
            for (Part part : parts) {
                all.merge(part);
            }
        }
    }

    /** The weight of the events. */
    double events() {
        return totals.allEvents();
    }

    /** The weight of the other rows. */
    double others() {
        return totals.allOthers();
    }

    /** The events of forecasts above one probability and up to another, both edges; {@link #NONE} has all above it. */
    double events(double above, double upTo) {
        return all.cells.events(edge(above), edge(upTo));
    }

    /** The others of forecasts above one probability and up to another. */
    double others(double above, double upTo) {
        return all.cells.others(edge(above), edge(upTo));
    }

    /** The events to be expected of forecasts above one probability and up to another. */
    double expected(double above, double upTo) {
        return all.cells.expected(edge(above), edge(upTo));
    }

    /** The bins of equal width, right-closed; 0 belongs to the first. */
    BlockSums[] widthBins() {
        BlockSums[] bins = BlockSums.array(WIDTH_BINS);
        for (int i = 0; i < WIDTH_BINS; i++) {
            double above = i == 0 ? NONE : (double) i / WIDTH_BINS;
            double upTo = (i + 1.0) / WIDTH_BINS;
            bins[i].events = events(above, upTo);
            bins[i].others = others(above, upTo);
            bins[i].expected = expected(above, upTo);
        }
        return bins;
    }

    /** The bins of equal mass. */
    BlockSums[] massBins() {
        BlockSums[] bins = new BlockSums[MassBins.BINS];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = bin(i);
        }
        return bins;
    }

    /** A bin of equal mass. */
    BlockSums bin(int number) {
        return all.bins.bin(number);
    }

    /** Forecasts at even distances along the ROC curve. */
    Crossings alongBoth() {
        return all.both;
    }

    /** Forecasts at even numbers of events. */
    Crossings alongEvents() {
        return all.events;
    }

    /** Forecasts at even numbers of rows. */
    Crossings alongRows() {
        return all.rows;
    }

    /** A forecast as a probability. */
    double probability(double forecast) {
        return ranking.probability(forecast);
    }
}
