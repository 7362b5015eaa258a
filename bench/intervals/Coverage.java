package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.surprisal.math.Normal;
import org.surprisal.math.Sigmoid;
import org.surprisal.score.Inference.Meaning;

/// How often 95 % intervals hold what they estimate, in simulated tables whose truth is known: forecasts stand on so
/// many points of a distribution, each as likely as the other, so that means, areas and slopes of the population are
/// finite sums. Lives in the package of what it measures, since it calls the parts of a scorecard one by one.
final class Coverage {
    private static final int POINTS = 1000;
    private static final String[] SCORES = {"log loss", "Brier score", "difference", "AUC", "calibration slope"};
    private static final Inference INFERENCE = new Inference(0.95);
    private static final Plan PLAN = new Plan(
            Task.BINARY,
            Scale.PROBABILITY,
            List.of("0", "1"),
            ZeroRule.parse("infinite", Task.BINARY),
            List.of(),
            0.95,
            false,
            false,
            false,
            null,
            false,
            1L << 30,
            1);

    /// A population: log-odds of the truth are normal, those of the forecast so many times as large.
    private record Design(String name, double mean, double spread, double steep) {}

    private static final List<Design> DESIGNS = List.of(
            new Design("balanced", 0, 1, 1),
            new Design("10 %", -2.6, 1, 1),
            new Design("2 %", -4.4, 1, 1),
            new Design("confident", 0, 3, 1),
            new Design("overconfident", 0, 1, 2));

    private final Design design;
    private final double[] truth = new double[POINTS];
    private final double[] forecast = new double[POINTS];
    /// By outcome and point: log loss, Brier score, and by how much the log loss exceeds that of a forecast half as
    /// steep.
    private final double[][][] losses = new double[3][2][POINTS];

    private final double[] values = new double[SCORES.length];
    private double baseRate;

    private Coverage(Design design) {
        this.design = design;
        double[] half = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            double odds = design.mean() + design.spread() * Normal.quantile((k + 0.5) / POINTS);
            truth[k] = Sigmoid.of(odds);
            forecast[k] = Sigmoid.of(design.steep() * odds);
            half[k] = Sigmoid.of(design.steep() * odds / 2);
            baseRate += truth[k] / POINTS;
        }
        BinaryLosses of = new BinaryLosses(false, LogLossBounds.of(PLAN.zero()));
        double[] y = new double[Block.SIZE];
        double[] out = new double[Block.SIZE];
        for (int outcome = 0; outcome < 2; outcome++) {
            Arrays.fill(y, outcome);
            for (int from = 0; from < POINTS; from += Block.SIZE) {
                int n = Math.min(Block.SIZE, POINTS - from);
                double[] p = Arrays.copyOfRange(forecast, from, from + Block.SIZE);
                double[] q = Arrays.copyOfRange(half, from, from + Block.SIZE);
                of.logLoss(y, p, n, out);
                System.arraycopy(out, 0, losses[0][outcome], from, n);
                of.logLoss(y, q, n, out);
                for (int i = 0; i < n; i++) {
                    losses[2][outcome][from + i] = losses[0][outcome][from + i] - out[i];
                }
                of.brier(y, p, p, n, out);
                System.arraycopy(out, 0, losses[1][outcome], from, n);
            }
        }
        for (int s = 0; s < 3; s++) {
            for (int k = 0; k < POINTS; k++) {
                values[s] += ((1 - truth[k]) * losses[s][0][k] + truth[k] * losses[s][1][k]) / POINTS;
            }
        }
        double below = 0;
        for (int k = 0; k < POINTS; k++) {
            double other = (1 - truth[k]) / POINTS;
            values[3] += truth[k] / POINTS * (below + other / 2);
            below += other;
        }
        values[3] /= baseRate * (1 - baseRate);
        // The truth is a line in the log-odds of the forecast.
        values[4] = 1 / design.steep();
    }

    /// What a cell of the table counts.
    private enum Count {
        RUNS,
        WITH,
        INSIDE,
        NOTED
    }

    private static final class Tally {
        private final AtomicLongArray counts = new AtomicLongArray(SCORES.length * Count.values().length);

        void add(int score, Count what) {
            counts.incrementAndGet(score * Count.values().length + what.ordinal());
        }

        long get(int score, Count what) {
            return counts.get(score * Count.values().length + what.ordinal());
        }
    }

    /// One simulated table: its estimates, and whether a note speaks of each.
    private void replicate(int n, long seed, Tally tally) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] point = new int[n];
        int[] outcome = new int[n];
        long events = 0;
        for (int i = 0; i < n; i++) {
            point[i] = random.nextInt(POINTS);
            outcome[i] = random.nextDouble() < truth[point[i]] ? 1 : 0;
            events += outcome[i];
        }
        boolean few = Math.min(events, n - events) < 30;
        for (int s = 0; s < 3; s++) {
            double[] loss = new double[n];
            for (int i = 0; i < n; i++) {
                loss[i] = losses[s][outcome[i]][point[i]];
            }
            LossSums sums = new LossSums(false, 0);
            sums.add(loss, loss, null, n);
            Mean mean = sums.mean();
            Meaning meaning = s == 0 ? Meaning.NATS : s == 1 ? Meaning.BRIER : Meaning.BIAS;
            boolean skewed = Math.abs(mean.skewness()) > 0.1 * Math.sqrt(n);
            count(tally, s, INFERENCE.mean(mean, meaning), skewed || few);
        }
        RankedRows ranked = new RankedRows(PLAN);
        Block block = new Block(PLAN);
        for (int side = 0; side < 2; side++) {
            int size = 0;
            for (int i = 0; i < n; i++) {
                if (outcome[i] == side) {
                    block.prediction[0][size++] = forecast[point[i]];
                    if (size == Block.SIZE) {
                        block.resize(size);
                        ranked.add(block, side == 1);
                        size = 0;
                    }
                }
            }
            block.resize(size);
            ranked.add(block, side == 1);
        }
        Ranking ranking = ranked.ranking();
        Auc auc = new Auc(ranking);
        LogOddsCells cells = new LogOddsCells(ranking);
        ranking.compute(List.of(auc, cells));
        count(tally, 3, auc.estimate(INFERENCE, events, n - events, n), few);
        Map<String, Estimate> lines = new LinkedHashMap<>();
        new CalibrationLine(ranking, cells, INFERENCE, n).put(lines);
        count(tally, 4, lines.get("calibration_slope"), few);
    }

    private void count(Tally tally, int score, Estimate estimate, boolean noted) {
        tally.add(score, Count.RUNS);
        Interval interval = estimate.interval();
        if (interval == null) {
            return;
        }
        tally.add(score, Count.WITH);
        if (noted) {
            tally.add(score, Count.NOTED);
        }
        if (interval.low() <= values[score] && values[score] <= interval.high()) {
            tally.add(score, Count.INSIDE);
        }
    }

    /// How many rows clusters have: five each, or rounded lognormal numbers with the median 5 and of their logarithms
    /// a standard deviation, at least one row each.
    private record Sizes(String name, double spread) {
        int[] draw(int clusters, SplittableRandom random) {
            int[] sizes = new int[clusters];
            for (int g = 0; g < clusters; g++) {
                double normal = spread == 0 ? 0 : Normal.quantile(random.nextDouble(0x1p-53, 1));
                sizes[g] = (int) Math.max(1, Math.rint(5 * StrictMath.exp(spread * normal)));
            }
            return sizes;
        }
    }

    private static final Sizes EQUAL = new Sizes("equal", 0);

    private static final List<Sizes> UNEQUAL = List.of(new Sizes("unequal", 0.5), new Sizes("very unequal", 1));

    /// One simulated table of clusters: each row is, one time in two, its cluster's common row.
    private void clusters(int clusters, Sizes sizes, boolean allow, long seed, Tally tally) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] size = sizes.draw(clusters, random);
        int n = Arrays.stream(size).sum();
        int[] group = new int[n];
        double[] y = new double[n];
        double[] p = new double[n];
        int[] point = new int[n];
        int next = 0;
        for (int g = 0; g < clusters; g++) {
            int common = random.nextInt(POINTS);
            int happened = random.nextDouble() < truth[common] ? 1 : 0;
            int end = next + size[g];
            for (int i = next; i < end; i++) {
                boolean own = random.nextBoolean();
                point[i] = own ? random.nextInt(POINTS) : common;
                y[i] = own ? random.nextDouble() < truth[point[i]] ? 1 : 0 : happened;
                p[i] = forecast[point[i]];
                group[i] = allow ? g : i;
            }
            next = end;
        }
        Rows rows = new Rows(
                n,
                y,
                new int[0],
                new double[0][],
                new double[][] {p},
                new int[0],
                new double[0],
                new long[0],
                new double[0]);
        int[] all = IntStream.range(0, n).toArray();
        KeptRows kept = KeptRows.of(PLAN, rows, all, 0, n);
        RankedRows ranked = new RankedRows(PLAN);
        Block block = new Block(PLAN);
        for (int from = 0; from < n; ) {
            from = block.fill(rows, from);
            ranked.add(block);
        }
        Ranking ranking = ranked.ranking();
        Auc auc = new Auc(ranking);
        LogOddsCells cells = new LogOddsCells(ranking);
        ranking.compute(List.of(auc, cells));
        long events = (long) Arrays.stream(y).sum();
        Map<String, Estimate> scores = new LinkedHashMap<>();
        for (int s = 0; s < 2; s++) {
            double[] loss = new double[n];
            for (int i = 0; i < n; i++) {
                loss[i] = losses[s][(int) y[i]][point[i]];
            }
            LossSums sums = new LossSums(false, 0);
            sums.add(loss, loss, null, n);
            scores.put(s == 0 ? "log_loss" : "brier", INFERENCE.mean(sums.mean(), Meaning.NATS));
        }
        scores.put("auc", auc.estimate(INFERENCE, events, n - events, n));
        new CalibrationLine(ranking, cells, INFERENCE, n).put(scores);
        Findings plain = new Findings(scores, Map.of(), null, Map.of(), Map.of(), null, null, List.of());
        List<String[]> keys = new ArrayList<>();
        for (int g = 0; g < (allow ? clusters : n); g++) {
            keys.add(new String[] {Integer.toString(g)});
        }
        GroupSums grouped = new GroupSums(kept, new Partition(group, keys));
        Map<String, Estimate> found = new DependentErrors(INFERENCE, grouped, new GroupRule.Clusters())
                .of(plain, kept)
                .scores();
        double squares =
                Arrays.stream(size).mapToDouble(each -> (double) each * each).sum();
        boolean uneven = allow && DependenceRule.isUneven(clusters, n / squares * n);
        boolean few = clusters < DependenceRule.FEW || uneven;
        count(tally, 0, found.get("log_loss"), few);
        count(tally, 1, found.get("brier"), few);
        count(tally, 3, found.get("auc"), few);
        count(tally, 4, found.get("calibration_slope"), few);
    }

    /// Takes the number of a replication and counts it.
    private interface Replication {
        void run(long seed, Tally tally);
    }

    private static Tally simulate(int replications, int threads, Replication replication) {
        Tally tally = new Tally();
        Workers.run(threads, replications, i -> replication.run(new SplittableRandom(i + 1L).nextLong(), tally));
        return tally;
    }

    private static String row(List<String> heads, Tally tally, int... scores) {
        StringBuilder line = new StringBuilder("| ").append(String.join(" | ", heads));
        for (int score : scores) {
            long with = tally.get(score, Count.WITH);
            long runs = tally.get(score, Count.RUNS);
            if (with == 0) {
                line.append(" | none");
                continue;
            }
            double inside = 100.0 * tally.get(score, Count.INSIDE) / with;
            double noted = 1.0 * tally.get(score, Count.NOTED) / with;
            line.append(String.format(Locale.ROOT, " | %.1f%s%s", inside, mark(noted), with < runs ? " †" : ""));
        }
        return line.append(" |\n").toString();
    }

    /// A note in most of the tables, or in some.
    private static String mark(double noted) {
        return noted >= 0.5 ? " *" : noted >= 0.005 ? " (*)" : "";
    }

    /// Prints the tables: replications, threads, and which of them (all, rows, clusters or unequal; all by default).
    public static void main(String[] arguments) {
        int replications = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        String part = arguments.length > 2 ? arguments[2] : "all";
        if (part.equals("all") || part.equals("rows")) {
            rows(replications, threads);
        }
        if (part.equals("all")) {
            System.out.println();
        }
        if (!part.equals("rows")) {
            System.out.println(
                    "| design | base rate | AUC | clusters | rows of each | errors | log loss | Brier score | AUC |"
                            + " slope |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        }
        if (part.equals("all") || part.equals("clusters")) {
            clusters(EQUAL, replications, threads);
        }
        if (part.equals("all") || part.equals("clusters") || part.equals("unequal")) {
            UNEQUAL.forEach(sizes -> clusters(sizes, replications, threads));
        }
    }

    private static void rows(int replications, int threads) {
        System.out.println("| design | base rate | AUC | rows | log loss | Brier score | difference | AUC | slope |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Design design : DESIGNS) {
            Coverage of = new Coverage(design);
            for (int n : new int[] {100, 500, 5000}) {
                Tally tally = simulate(replications, threads, (seed, t) -> of.replicate(n, seed, t));
                System.out.print(row(of.heads(Integer.toString(n)), tally, 0, 1, 2, 3, 4));
            }
        }
    }

    private static void clusters(Sizes sizes, int replications, int threads) {
        Coverage of = new Coverage(DESIGNS.getFirst());
        for (int g : new int[] {20, 50, 200}) {
            for (boolean allow : g == 200 ? new boolean[] {true, false} : new boolean[] {true}) {
                Tally tally = simulate(replications, threads, (seed, t) -> of.clusters(g, sizes, allow, seed, t));
                List<String> heads = new ArrayList<>(of.heads(Integer.toString(g)));
                heads.add(sizes.name());
                heads.add(allow ? "of clusters" : "of rows");
                System.out.print(row(heads, tally, 0, 1, 3, 4));
            }
        }
    }

    private List<String> heads(String n) {
        return List.of(
                design.name(),
                String.format(Locale.ROOT, "%.1f %%", 100 * baseRate),
                String.format(Locale.ROOT, "%.3f", values[3]),
                n);
    }
}
