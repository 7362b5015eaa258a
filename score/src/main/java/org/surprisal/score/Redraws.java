package org.surprisal.score;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.score.Decomposition.Redrawn;

/**
 * What miscalibration and discrimination are by chance: the outcomes are drawn anew from the forecasts, Binomial(k, p)
 * for k rows of forecast p, and decomposed again. Where there are more than {@link #MOST} distinct forecasts,
 * neighbours are taken together at their mean, ties never apart, so that the work does not grow with the rows; the real
 * outcomes are then compared in the same bins, and what recalibration gains within them is added ({@link FineDraws}).
 */
final class Redraws {
    /** How often outcomes are drawn. */
    static final int TIMES = 499;

    /** In how many of the draws the smooth error is solved for, which takes longer than all else. */
    static final int SMOOTH_TIMES = 99;

    /** The most forecasts that outcomes are drawn from. */
    static final int MOST = 2048;

    /** The most forecasts whose recalibration is kept from every draw. */
    private static final int SHOWN = 128;

    private final double[] forecast;
    private final double[] count;
    private final double all;
    private final BinomialDraw[] draws;
    private final double[] ifHappened;
    private final double[] ifNot;

    private final int[] shown;
    private final double[][] frequency;

    private final int[] widthBin;
    private final int[] massBin;
    private final Map<CalibrationErrors, double[]> errors = new EnumMap<>(CalibrationErrors.class);

    private final double[] smooth = new double[SMOOTH_TIMES];
    private final double[] brier = new double[TIMES];
    private final double[] logLoss = new double[TIMES];
    private final double[] brierDiscrimination = new double[TIMES];
    private final double[] logDiscrimination = new double[TIMES];

    private final boolean single;
    private final double realBrier;
    private final double realLogLoss;
    private double withinBrier;
    private double withinLogLoss;

    /** Draws from the forecasts of a ranking whose rows all count as whole ones, once these are in bins. */
    Redraws(Bins bins, FineDraws fine, int threads) {
        bins.merge();
        single = bins.single;
        forecast = bins.forecast;
        count = bins.count;
        int n = forecast.length;
        PairSum rows = new PairSum();
        draws = new BinomialDraw[n];
        ifHappened = new double[n];
        ifNot = new double[n];
        for (int i = 0; i < n; i++) {
            rows.add(count[i]);
            draws[i] = new BinomialDraw(count[i], forecast[i]);
            ifHappened[i] = 0 - Log.of(forecast[i]);
            ifNot[i] = 0 - Log1p.of(-forecast[i]);
        }
        all = rows.value();
        widthBin = new int[n];
        massBin = new int[n];
        double seen = 0;
        for (int i = 0; i < n; i++) {
            while ((widthBin[i] + 1.0) / CurveSums.WIDTH_BINS < forecast[i]) {
                widthBin[i]++;
            }
            massBin[i] = MassBins.place(seen + count[i] / 2, all);
            seen += count[i];
        }
        for (CalibrationErrors error : CalibrationErrors.values()) {
            errors.put(error, new double[TIMES]);
        }
        shown = shown(n);
        frequency = new double[shown.length][TIMES];
        int shares = threads;
        Workers.run(shares, shares, share -> {
            BinomialDraw.Uniform random = new BinomialDraw.Uniform();
            Isotonic recalibrated = new Isotonic();
            for (int time = share; time < TIMES; time += shares) {
                draw(time, random, recalibrated);
            }
        });
        Isotonic real = new Isotonic();
        recalibrate(bins.events, real);
        realBrier = (squares(bins.events) - real.brier()) / all;
        realLogLoss = (surprisals(bins.events) - real.logLoss()) / all;
        within(bins, fine);
    }

    /** What recalibration gains within the bins on average. */
    private void within(Bins bins, FineDraws fine) {
        double[] happened = new double[forecast.length];
        Isotonic coarse = new Isotonic();
        for (int time = 0; time < fine.times(); time++) {
            for (int i = 0; i < happened.length; i++) {
                happened[i] = fine.events(time, bins.place[i]);
            }
            coarse.clear();
            recalibrate(happened, coarse);
            Isotonic full = fine.recalibration(time);
            withinBrier += (coarse.brier() - full.brier()) / all / fine.times();
            withinLogLoss += (coarse.logLoss() - full.logLoss()) / all / fine.times();
        }
    }

    private void recalibrate(double[] happened, Isotonic to) {
        for (int i = 0; i < happened.length; i++) {
            to.add(happened[i], count[i] - happened[i], i, i);
        }
    }

    private double squares(double[] happened) {
        PairSum sum = new PairSum();
        for (int i = 0; i < happened.length; i++) {
            double p = forecast[i];
            sum.add(happened[i] * (1 - p) * (1 - p) + (count[i] - happened[i]) * p * p);
        }
        return sum.value();
    }

    private double surprisals(double[] happened) {
        PairSum sum = new PairSum();
        for (int i = 0; i < happened.length; i++) {
            double others = count[i] - happened[i];
            sum.add((happened[i] == 0 ? 0 : happened[i] * ifHappened[i]) + (others == 0 ? 0 : others * ifNot[i]));
        }
        return sum.value();
    }

    /** Some places of many, evenly, the first and the last one among them. */
    private static int[] shown(int n) {
        int[] places = new int[Math.min(n, SHOWN)];
        for (int i = 0; i < places.length; i++) {
            places[i] = n <= SHOWN ? i : (int) ((long) i * (n - 1) / (SHOWN - 1));
        }
        return places;
    }

    private void draw(int time, BinomialDraw.Uniform random, Isotonic recalibrated) {
        recalibrated.clear();
        double happened = 0;
        double squares = 0;
        double surprisals = 0;
        BlockSums[] width = BlockSums.array(CurveSums.WIDTH_BINS);
        BlockSums[] mass = BlockSums.array(MassBins.BINS);
        SmoothCalibrationError smoothed = new SmoothCalibrationError();
        // From left to right over the forecasts in ascending order: the same for every order of the rows.
        for (int i = 0; i < forecast.length; i++) {
            double p = forecast[i];
            double events = draws[i].draw(time, random);
            double others = count[i] - events;
            recalibrated.add(events, others, i, i);
            width[widthBin[i]].add(events, others, p);
            mass[massBin[i]].add(events, others, p);
            if (time < SMOOTH_TIMES) {
                smoothed.add(events, others, p);
            }
            happened += events;
            squares += events * (1 - p) * (1 - p) + others * p * p;
            // What has probability 0 is never drawn.
            surprisals += (events == 0 ? 0 : events * ifHappened[i]) + (others == 0 ? 0 : others * ifNot[i]);
        }
        errors.forEach((error, drawn) -> drawn[time] = error.of(width, mass));
        if (time < SMOOTH_TIMES) {
            smooth[time] = smoothed.value();
        }
        int block = 0;
        for (int i = 0; i < shown.length; i++) {
            while (recalibrated.last(block) < shown[i]) {
                block++;
            }
            frequency[i][time] = recalibrated.frequency(block);
        }
        double brierAfter = recalibrated.brier();
        double logAfter = recalibrated.logLoss();
        brier[time] = (squares - brierAfter) / all;
        logLoss[time] = (surprisals - logAfter) / all;
        brierDiscrimination[time] = (Isotonic.brier(happened, all - happened) - brierAfter) / all;
        logDiscrimination[time] = (Isotonic.logLoss(happened, all - happened) - logAfter) / all;
    }

    /**
     * Between which ends the recalibrated frequencies lie where the forecasts are calibrated, for each forecast alone.
     *
     * @param level how often
     * @return forecast, low and high end of each point
     */
    double[][] band(double level) {
        int beyond = Math.max(1, (int) Math.floor((1 - level) / 2 * (TIMES + 1)));
        double[][] points = new double[shown.length][];
        for (int i = 0; i < points.length; i++) {
            double[] sorted = frequency[i].clone();
            Arrays.sort(sorted);
            points[i] = new double[] {forecast[shown[i]], sorted[beyond - 1], sorted[TIMES - beyond]};
        }
        return points;
    }

    /** What an error of calibration is by chance, beside the real one. */
    Chance chance(CalibrationErrors error, double real, double level) {
        return chance(Objects.requireNonNull(errors.get(error)), real, level);
    }

    /** What the smooth error of calibration is by chance, beside the real one. */
    Chance smooth(double real, double level) {
        return chance(smooth, real, level);
    }

    private static Chance chance(double[] drawn, double real, double level) {
        int times = drawn.length;
        long atLeast = Arrays.stream(drawn).filter(each -> each >= real).count();
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double each : sorted) {
            sum += each;
        }
        int place = (int) Math.ceil(level * (times + 1)) - 1;
        return new Chance(sum / times, sorted[Math.min(times - 1, place)], level, (1 + atLeast) / (times + 1.0), times);
    }

    /** What the Brier score's components are by chance, beside the real miscalibration. */
    Decomposition.Chance brier(double miscalibration, double level) {
        double real = single ? miscalibration : realBrier;
        return chance(brier, brierDiscrimination, real, withinBrier, level);
    }

    /** What the log loss's components are by chance, beside the real miscalibration. */
    Decomposition.Chance logLoss(double miscalibration, double level) {
        double real = single || Double.isInfinite(miscalibration) ? miscalibration : realLogLoss;
        return chance(logLoss, logDiscrimination, real, withinLogLoss, level);
    }

    private static Decomposition.Chance chance(
            double[] drawn, double[] discrimination, double real, double within, double level) {
        long atLeast = Arrays.stream(drawn).filter(each -> each >= real).count();
        double p = (1 + atLeast) / (TIMES + 1.0);
        return new Decomposition.Chance(
                redrawn(drawn, within, level), redrawn(discrimination, within, level), p, TIMES);
    }

    private static Redrawn redrawn(double[] drawn, double within, double level) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double each : sorted) {
            sum += each;
        }
        int place = (int) Math.ceil(level * (TIMES + 1)) - 1;
        return new Redrawn(
                Math.max(0, sum / TIMES + within), Math.max(0, sorted[Math.min(TIMES - 1, place)] + within), level);
    }

    /** Forecasts, as probabilities, and how many rows have each; neighbours together where there are too many. */
    static final class Bins implements Ranking.Statistic {
        private final Ranking ranking;
        private final boolean single;
        private final double[] before;
        private final double[][] counts;
        private final double[][] sums;
        private final double[][] happened;
        private double[] forecast = new double[MOST];
        private double[] count = new double[MOST];
        private double[] events = new double[MOST];
        private int[] place = new int[MOST];
        private boolean merged;

        Bins(Ranking ranking) {
            this.ranking = ranking;
            single = ranking.distinct() <= MOST;
            before = new double[ranking.parts() + 1];
            counts = new double[ranking.parts()][MOST];
            sums = new double[ranking.parts()][MOST];
            happened = new double[ranking.parts()][MOST];
        }

        @Override
        public int passes() {
            return 2;
        }

        @Override
        public Ranking.Reader reader(int pass, int part) {
            return pass == 0 ? rows(part) : bins(part);
        }

        @Override
        public void end(int pass) {
            for (int part = 0; part < ranking.parts() && pass == 0; part++) {
                before[part + 1] += before[part];
            }
        }

        private Ranking.Reader rows(int part) {
            return groups -> {
                double all = 0;
                for (int i = 0; i < groups.size; i++) {
                    all += groups.events[i] + groups.others[i];
                }
                before[part + 1] += all;
            };
        }

        private Ranking.Reader bins(int part) {
            double[] p = new double[Groups.SIZE];
            int[] to = new int[Groups.SIZE];
            int[] number = {part * Ranking.PART};
            double[] seen = {before[part]};
            return groups -> {
                probabilities(groups, p);
                if (single) {
                    for (int i = 0; i < groups.size; i++) {
                        to[i] = number[0]++;
                    }
                } else {
                    seen[0] = places(groups, seen[0], to);
                }
                for (int i = 0; i < groups.size; i++) {
                    double rows = groups.events[i] + groups.others[i];
                    counts[part][to[i]] += rows;
                    sums[part][to[i]] += single ? p[i] : rows * p[i];
                    happened[part][to[i]] += groups.events[i];
                }
            };
        }

        /** Whether each forecast has a bin of its own. */
        boolean single() {
            return single;
        }

        /** The rows before a part, known after the first pass. */
        double before(int part) {
            return before[part];
        }

        /** The probabilities of forecasts. */
        void probabilities(Groups groups, double[] p) {
            CalibrationBalance.probabilities(ranking, groups, p);
        }

        /** Finds the bins of forecasts that come after so many rows, and returns the rows after them. */
        double places(Groups groups, double rowsBefore, int[] to) {
            double width = before[ranking.parts()] / MOST;
            double seen = rowsBefore;
            for (int i = 0; i < groups.size; i++) {
                to[i] = Math.min(MOST - 1, (int) (seen / width));
                seen += groups.events[i] + groups.others[i];
            }
            return seen;
        }

        /** The smooth error of calibration of the forecasts. */
        double smoothError() {
            merge();
            SmoothCalibrationError error = new SmoothCalibrationError();
            for (int i = 0; i < forecast.length; i++) {
                error.add(events[i], count[i] - events[i], forecast[i]);
            }
            return error.value();
        }

        private void merge() {
            if (merged) {
                return;
            }
            merged = true;
            int size = 0;
            for (int bin = 0; bin < MOST; bin++) {
                double rows = 0;
                double sum = 0;
                double event = 0;
                for (int part = 0; part < counts.length; part++) {
                    rows += counts[part][bin];
                    sum += sums[part][bin];
                    event += happened[part][bin];
                }
                if (rows > 0) {
                    count[size] = rows;
                    forecast[size] = single ? sum : Math.min(1, sum / rows);
                    events[size] = event;
                    place[size] = bin;
                    size++;
                }
            }
            forecast = Arrays.copyOf(forecast, size);
            count = Arrays.copyOf(count, size);
            events = Arrays.copyOf(events, size);
            place = Arrays.copyOf(place, size);
        }
    }
}
