package org.surprisal.score;

/**
 * What isotonic recalibration gains by chance within the bins that {@link Redraws} takes neighbouring forecasts
 * together in: it is much the same in every draw, so a few draws for each forecast by itself tell it. Without it the
 * miscalibration of many rows would be compared with that of bins, which is smaller: the steps of a recalibration are
 * those of a random walk, and the extremes of one that is looked at in fewer places are less extreme by the root of
 * their distance.
 */
final class FineDraws implements Ranking.Statistic {
    /** So many forecasts are drawn at most, unless there are more in one draw. */
    private static final long MOST = 1 << 21;

    private final Redraws.Bins bins;
    private final int times;
    private final Isotonic[][] parts;
    private final double[][][] events;
    private final Isotonic[] all;

    /** Draws for a ranking of whole rows, whose bins are filled in the same passes. */
    FineDraws(Ranking ranking, Redraws.Bins bins) {
        this.bins = bins;
        times = bins.single() ? 0 : Math.clamp(MOST / ranking.distinct(), 1, Redraws.TIMES);
        parts = new Isotonic[ranking.parts()][times];
        events = new double[ranking.parts()][times][Redraws.MOST];
        all = new Isotonic[times];
    }

    /** How many draws there are: none where each forecast has a bin of its own. */
    int times() {
        return times;
    }

    /** The recalibration of a draw, once computed. */
    Isotonic recalibration(int time) {
        return all[time];
    }

    /** How many events of a draw fell into a bin, once computed. */
    double events(int time, int place) {
        double sum = 0;
        for (double[][] part : events) {
            sum += part[time][place];
        }
        return sum;
    }

    @Override
    public int passes() {
        return times == 0 ? 0 : 2;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        return pass == 0 ? groups -> {} : draws(part);
    }

    @Override
    public void end(int pass) {
        for (int time = 0; time < times && pass == 1; time++) {
            all[time] = new Isotonic();
            for (Isotonic[] part : parts) {
                all[time].add(part[time]);
            }
        }
    }

    private Ranking.Reader draws(int part) {
        for (int time = 0; time < times; time++) {
            parts[part][time] = new Isotonic();
        }
        double[] p = new double[Groups.SIZE];
        int[] place = new int[Groups.SIZE];
        double[] seen = {bins.before(part)};
        BinomialDraw.Uniform random = new BinomialDraw.Uniform();
        return groups -> {
            bins.probabilities(groups, p);
            seen[0] = bins.places(groups, seen[0], place);
            for (int time = 0; time < times; time++) {
                draw(groups, p, place, time, random, parts[part][time], events[part][time]);
            }
        };
    }

    private static void draw(
            Groups groups,
            double[] p,
            int[] place,
            int time,
            BinomialDraw.Uniform random,
            Isotonic recalibrated,
            double[] events) {
        for (int i = 0; i < groups.size; i++) {
            double rows = groups.events[i] + groups.others[i];
            double happened =
                    rows == 1 ? BinomialDraw.one(p[i], time, random) : new BinomialDraw(rows, p[i]).draw(time, random);
            recalibrated.add(happened, rows - happened);
            events[place[i]] += happened;
        }
    }
}
