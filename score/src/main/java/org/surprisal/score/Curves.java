package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The curves of the forecasts of an event.
 *
 * <p>Sources: reliability by isotonic recalibration with its consistency band, Dimitriadis, Gneiting and Jordan, PNAS
 * 118 (2021); Murphy diagram, Ehm, Gneiting, Jordan and Krüger, Journal of the Royal Statistical Society B 78 (2016).
 */
final class Curves {
    private final CurveSums sums;
    private final Isotonic blocks;
    private final @Nullable Redraws redraws;
    private final double level;
    private final double events;
    private final double others;

    /**
     * The curves of at least one row.
     *
     * @param redraws what happens by chance, or null where outcomes cannot be redrawn
     * @param level the confidence level of bands and intervals
     */
    Curves(CurveSums sums, Isotonic blocks, @Nullable Redraws redraws, double level) {
        this.sums = sums;
        this.blocks = blocks;
        this.redraws = redraws;
        this.level = level;
        events = sums.events();
        others = sums.others();
    }

    /** All curves by name. */
    Map<String, Curve> all() {
        Map<String, Curve> curves = new LinkedHashMap<>();
        curves.put("reliability", reliability());
        if (redraws != null) {
            curves.put(
                    "reliability_band", new Curve(List.of("forecast", "low", "high"), redraws.band(level), 0, level));
        }
        curves.put("reliability_binned", binned());
        if (events > 0 && others > 0) {
            curves.put("roc", roc());
            curves.put("precision_recall", precisionRecall());
            curves.put("gain", gain());
        }
        curves.put("murphy", murphy());
        curves.put("surprisal_histogram", histogram());
        return curves;
    }

    /** The blocks of one frequency; where they are too many, neighbours together. */
    private Curve reliability() {
        double all = events + others;
        boolean every = blocks.size() <= CurveSums.POINTS;
        List<double[]> points = new ArrayList<>();
        double error = 0;
        double line = -1;
        double below = 0;
        double lowest = 0;
        for (int block = 0; block < blocks.size(); block++) {
            double rows = blocks.events(block) + blocks.others(block);
            double now = Math.floor(CurveSums.POINTS * (below / all));
            double frequency = blocks.frequency(block);
            if (every || now != line) {
                points.add(new double[] {
                    sums.probability(blocks.first(block)), sums.probability(blocks.last(block)), frequency, rows
                });
                lowest = frequency;
            } else {
                double[] point = points.getLast();
                point[1] = sums.probability(blocks.last(block));
                point[2] = (point[2] * point[3] + blocks.events(block)) / (point[3] + rows);
                point[3] += rows;
                error = Math.max(error, frequency - lowest);
            }
            line = now;
            below += rows;
        }
        return new Curve(
                List.of("forecast_low", "forecast_high", "frequency", "rows"),
                points.toArray(double[][]::new),
                error,
                null);
    }

    /** Bins of equal mass, each with Wilson's interval of its frequency on the effective number of rows. */
    private Curve binned() {
        List<double[]> points = new ArrayList<>();
        for (int number = 0; number < MassBins.BINS; number++) {
            BlockSums bin = sums.bin(number);
            double rows = bin.rows();
            if (rows > 0) {
                double frequency = Math.min(1, bin.events / rows);
                Interval interval = WilsonInterval.of(frequency, rows / bin.squares * rows, level);
                points.add(
                        new double[] {Math.min(1, bin.expected / rows), frequency, interval.low(), interval.high(), rows
                        });
            }
        }
        return new Curve(
                List.of("forecast", "frequency", "low", "high", "rows"), points.toArray(double[][]::new), 0, level);
    }

    private Curve roc() {
        Crossings at = sums.alongBoth();
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {Double.POSITIVE_INFINITY, 0, 0});
        for (int i = at.size() - 1; i >= 0; i--) {
            double ofEvents = share(events - at.events(i), events);
            double ofOthers = share(others - at.others(i), others);
            points.add(new double[] {sums.probability(at.forecast(i)), ofOthers, ofEvents});
        }
        if (at.size() == 0 || at.events(0) + at.others(0) > 0) {
            points.add(new double[] {0, 1, 1});
        }
        return curve(List.of("threshold", "false_positive_rate", "true_positive_rate"), points, 2.0);
    }

    private Curve precisionRecall() {
        Crossings at = sums.alongEvents();
        List<double[]> points = new ArrayList<>();
        for (int i = at.size() - 1; i >= 0; i--) {
            double found = Math.max(0, events - at.events(i));
            double called = found + Math.max(0, others - at.others(i));
            if (called > 0) {
                points.add(new double[] {sums.probability(at.forecast(i)), share(found, events), share(found, called)});
            }
        }
        return curve(List.of("threshold", "recall", "precision"), points, 1.0);
    }

    private Curve gain() {
        Crossings at = sums.alongRows();
        double all = events + others;
        List<double[]> points = new ArrayList<>();
        for (int i = at.size() - 1; i >= 0; i--) {
            double found = Math.max(0, events - at.events(i));
            double called = found + Math.max(0, others - at.others(i));
            if (called > 0) {
                double ofRows = share(called, all);
                double ofEvents = share(found, events);
                points.add(new double[] {sums.probability(at.forecast(i)), ofRows, ofEvents, ofEvents / ofRows});
            }
        }
        return curve(List.of("threshold", "share_of_rows", "share_of_events", "lift"), points, 1.0);
    }

    private static double share(double part, double all) {
        return Math.max(0, Math.min(1, part / all));
    }

    private Curve curve(List<String> columns, List<double[]> points, double length) {
        double error = sums.exact() ? 0 : length / CurveSums.POINTS;
        return new Curve(columns, points.toArray(double[][]::new), error, null);
    }

    /**
     * The mean elementary score of each threshold t: (1 - t) for an event whose forecast is not above t, t for another
     * row whose forecast is. Where forecasts are few, both sides of each of its jumps.
     */
    private Curve murphy() {
        List<double[]> points = new ArrayList<>();
        double error = 0;
        Crossings at = sums.alongBoth();
        if (sums.exact() && 2 * at.size() <= CurveSums.POINTS) {
            points.add(elementary(0, sums.events(CurveSums.NONE, 0), sums.others(CurveSums.NONE, 0)));
            for (int i = 0; i < at.size(); i++) {
                double p = sums.probability(at.forecast(i));
                boolean top = i + 1 == at.size();
                if (p > 0) {
                    points.add(elementary(p, at.events(i), at.others(i)));
                    points.add(elementary(p, top ? events : at.events(i + 1), top ? others : at.others(i + 1)));
                }
            }
            points.add(elementary(1, events, others));
        } else {
            double before = 0;
            for (int i = 0; i <= CurveSums.POINTS; i++) {
                double threshold = (double) i / CurveSums.POINTS;
                double eventsBelow = sums.events(CurveSums.NONE, threshold);
                double othersBelow = sums.others(CurveSums.NONE, threshold);
                points.add(elementary(threshold, eventsBelow, othersBelow));
                double below = eventsBelow + othersBelow;
                error = i == 0 ? 0 : Math.max(error, (below - before) / (events + others));
                before = below;
            }
        }
        return new Curve(List.of("threshold", "score", "base_rate"), points.toArray(double[][]::new), error, null);
    }

    /** A point of the Murphy diagram: so much happened, and did not, at forecasts up to the threshold. */
    private double[] elementary(double threshold, double eventsBelow, double othersBelow) {
        double all = events + others;
        double rate = events / all;
        double score = ((1 - threshold) * eventsBelow + threshold * Math.max(0, others - othersBelow)) / all;
        double ofRate = rate <= threshold ? (1 - threshold) * rate : threshold * (1 - rate);
        return new double[] {threshold, score, ofRate};
    }

    /** How surprising the outcomes were, in cells an eighth of a nat wide; those of probability 0 for themselves. */
    private Curve histogram() {
        List<double[]> points = new ArrayList<>();
        int cells = CurveSums.SURPRISAL_CELLS;
        for (int cell = 0; cell <= cells; cell++) {
            boolean last = cell == cells;
            double happened = sums.events(last ? 0 : CurveSums.ifHappened(cell + 1), CurveSums.ifHappened(cell));
            double not = sums.others(
                    cell == 0 ? CurveSums.NONE : CurveSums.ifNot(cell),
                    last ? CurveSums.BELOW_ONE : CurveSums.ifNot(cell + 1));
            double to = last ? Double.POSITIVE_INFINITY : (cell + 1.0) / CurveSums.CELLS_PER_NAT;
            put(points, (double) cell / CurveSums.CELLS_PER_NAT, to, happened, not);
        }
        put(
                points,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                sums.events(CurveSums.NONE, 0),
                sums.others(CurveSums.BELOW_ONE, 1));
        return new Curve(List.of("from", "to", "events", "others"), points.toArray(double[][]::new), 0, null);
    }

    private static void put(List<double[]> points, double from, double to, double happened, double not) {
        if (happened > 0 || not > 0) {
            points.add(new double[] {from, to, happened, not});
        }
    }
}
