package org.surprisal.fit;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.math.ExactSum;

/**
 * Rows with several linear predictors, called heads: one per class, or a location and the logarithm of a scale. A head
 * has a coefficient per column of the design, or is one number for all rows, such as a cut point. Objective and
 * gradient are exact sums, unless they are read quickly, and second derivatives are summed in the order of chunks, as
 * in {@link Pass}.
 *
 * <p>The parameters are those of the first head, then those of the second, and so on.
 */
final class Heads {
    private final Dataset data;
    private final int[] active;
    private final boolean[] whole;
    private final Supplier<HeadLoss> loss;
    private final Fit fit;
    private final int[] first;

    /**
     * Takes the rows.
     *
     * @param data the rows; their offsets belong to the first head
     * @param active the columns that a head has coefficients for
     * @param whole whether each head has columns; one that has not is one number
     * @param loss what a row costs
     * @param fit penalty, threads and watcher
     */
    Heads(Dataset data, int[] active, boolean[] whole, Supplier<HeadLoss> loss, Fit fit) {
        this.data = data;
        this.active = active;
        this.whole = whole;
        this.loss = loss;
        this.fit = fit;
        this.first = new int[whole.length + 1];
        for (int h = 0; h < whole.length; h++) {
            first[h + 1] = first[h] + (whole[h] ? active.length : 1);
        }
    }

    /** The place of the second derivatives of two heads, h ≤ g. */
    static int pair(int h, int g, int heads) {
        return h * heads - h * (h - 1) / 2 + g - h;
    }

    /** What is wanted of the rows. */
    private enum Wanted {
        VALUE,
        ROUNDED,
        GRADIENT,
        HESSIAN
    }

    /** The number of parameters. */
    int width() {
        return first[whole.length];
    }

    /** The place of the first parameter of a head. */
    int first(int head) {
        return first[head];
    }

    int[] active() {
        return active;
    }

    Dataset data() {
        return data;
    }

    /** The objective, infinite where a row's loss is not finite. */
    double value(double[] at) {
        Whole sums = read(at, Wanted.VALUE);
        double value = penalised(sums.value, at).value();
        return sums.bad == Integer.MAX_VALUE && !Double.isNaN(value) ? value : Double.POSITIVE_INFINITY;
    }

    /** Objective, gradient and Hessian. */
    Point at(double[] at) {
        Whole sums = read(at, Wanted.HESSIAN);
        int heads = whole.length;
        double[][] hessian = new double[width()][width()];
        for (int h = 0; h < heads; h++) {
            for (int g = h; g < heads; g++) {
                int pair = pair(h, g, heads);
                if (whole[h] && whole[g]) {
                    block(hessian, h, g, sums.squares(pair));
                } else {
                    double[] cross = columns(sums.crosses[pair]);
                    boolean columns = whole[h] || whole[g];
                    for (int k = 0; k < (columns ? active.length : 1); k++) {
                        int a = first[h] + (whole[h] ? k : 0);
                        int b = first[g] + (whole[g] ? k : 0);
                        hessian[a][b] = cross[columns ? active[k] : 0];
                        hessian[b][a] = hessian[a][b];
                    }
                }
            }
        }
        penalise(hessian, 1);
        return point(at, sums, hessian);
    }

    /**
     * Objective and gradient, with a Hessian from elsewhere; the objective is infinite where a row's loss is not
     * finite.
     */
    Point at(double[] at, double[][] hessian) {
        return finite(point(at, read(at, Wanted.GRADIENT), hessian));
    }

    /** Objective and gradient as {@link #at(double[], double[][])}, but rounded as they are summed. */
    Point quick(double[] at, double[][] hessian) {
        return finite(point(at, read(at, Wanted.ROUNDED), hessian));
    }

    private static Point finite(Point of) {
        return of.firstBad() < 0 && !Double.isNaN(of.value())
                ? of
                : new Point(of.coefficients(), Double.POSITIVE_INFINITY, of.gradient(), of.hessian(), of.firstBad());
    }

    /** The Hessian of some of the rows, as if they were all. */
    double[][] scaled(double[][] hessian, Heads few) {
        double times = (double) data.rows() / few.data.rows();
        double[][] to = Arrays.stream(hessian).map(double[]::clone).toArray(double[][]::new);
        few.penalise(to, -1);
        for (double[] row : to) {
            Arrays.setAll(row, b -> times * row[b]);
        }
        penalise(to, 1);
        return to;
    }

    private Point point(double[] at, Whole sums, double[][] hessian) {
        double[] gradient = new double[width()];
        for (int h = 0; h < whole.length; h++) {
            put(gradient, first[h], columns(sums.slopes(h)), h);
        }
        penalise(at, gradient);
        double value = penalised(sums.value, at).value();
        return new Point(at, value, gradient, hessian, sums.bad == Integer.MAX_VALUE ? -1 : sums.bad);
    }

    private void put(double[] gradient, int place, double[] of, int head) {
        for (int k = 0; k < (whole[head] ? active.length : 1); k++) {
            gradient[place + k] = of[whole[head] ? active[k] : 0];
        }
    }

    private double[] columns(ExactSum[] sums) {
        return columns(Arrays.stream(sums).mapToDouble(ExactSum::value).toArray());
    }

    private double[] columns(double[] cells) {
        return cells.length == 1 && data.matrix().design().expansion().cells() != 1
                ? cells
                : data.matrix().design().expansion().fromCells(cells);
    }

    private void block(double[][] hessian, int h, int g, double[][] squares) {
        for (int a = 0; a < active.length; a++) {
            for (int b = 0; b < active.length; b++) {
                double of = squares[active[a]][active[b]];
                hessian[first[h] + a][first[g] + b] = of;
                hessian[first[g] + b][first[h] + a] = of;
            }
        }
    }

    private boolean penalises(int head, int k) {
        return whole[head] && active[k] != data.matrix().design().intercept();
    }

    /** Heads of all classes may all be shifted alike: their intercepts are to sum to 0, which costs nothing. */
    private double tie() {
        boolean alike = true;
        for (boolean each : whole) {
            alike &= each;
        }
        return alike && fit.l2() > 0 && data.matrix().design().intercept() >= 0 ? data.rows() : 0;
    }

    private double intercepts(double[] at) {
        double sum = 0;
        for (int h = 0; h < whole.length; h++) {
            sum += at[first[h]];
        }
        return sum;
    }

    private ExactSum penalised(ExactSum value, double[] at) {
        double ridge = fit.l2();
        double sum = intercepts(at);
        value.addProduct(0.5 * tie() * sum, sum);
        for (int h = 0; h < whole.length && ridge > 0; h++) {
            for (int k = 0; k < active.length; k++) {
                if (penalises(h, k)) {
                    double b = at[first[h] + k];
                    value.addProduct(0.5 * ridge * b, b);
                }
            }
        }
        return value;
    }

    private void penalise(double[] at, double[] gradient) {
        double ridge = fit.l2();
        double tie = tie();
        for (int h = 0; h < whole.length && tie > 0; h++) {
            gradient[first[h]] += tie * intercepts(at);
        }
        for (int h = 0; h < whole.length && ridge > 0; h++) {
            for (int k = 0; k < active.length; k++) {
                gradient[first[h] + k] += penalises(h, k) ? ridge * at[first[h] + k] : 0;
            }
        }
    }

    private void penalise(double[][] hessian, int sign) {
        double ridge = sign * fit.l2();
        double tie = sign * tie();
        for (int h = 0; h < whole.length && tie != 0; h++) {
            for (int g = 0; g < whole.length; g++) {
                hessian[first[h]][first[g]] += tie;
            }
        }
        for (int h = 0; h < whole.length && ridge != 0; h++) {
            for (int k = 0; k < active.length; k++) {
                hessian[first[h] + k][first[h] + k] += penalises(h, k) ? ridge : 0;
            }
        }
    }

    /** The coefficients of a head by cell; its number where it has no columns. */
    private double[] ofCells(double[] at, int head) {
        if (!whole[head]) {
            return new double[] {at[first[head]]};
        }
        double[] all = new double[data.matrix().design().names().size()];
        for (int k = 0; k < active.length; k++) {
            all[active[k]] = at[first[head] + k];
        }
        return data.matrix().design().expansion().toCells(all);
    }

    private Whole read(double[] at, Wanted wanted) {
        Whole sums = new Whole(wanted, true);
        double[][] ofCells = new double[whole.length][];
        Arrays.setAll(ofCells, h -> ofCells(at, h));
        Chunks.run(data.rows(), fit.threads(), () -> new Worker(ofCells, sums, wanted));
        return sums;
    }

    private static ExactSum[] sums(int n) {
        ExactSum[] sums = new ExactSum[n];
        Arrays.setAll(sums, i -> new ExactSum());
        return sums;
    }

    /** What all threads add to. */
    private final class Whole {
        private final ExactSum value = new ExactSum();
        private final ExactSum[][] slopes;
        private final ExactSum[][] crosses;

        /** The slopes of heads with columns as they are rounded, and what they lost. */
        private final @Nullable GramSums[] rounded;

        private final @Nullable GramSums[] roundedLost;

        /** The sums of pairs of heads with columns, and what they lost. */
        private final @Nullable GramSums[] grams;

        private final @Nullable GramSums[] lost;

        private int bad = Integer.MAX_VALUE;

        Whole(Wanted wanted, boolean total) {
            int heads = whole.length;
            int pairs = pair(heads - 1, heads - 1, heads) + 1;
            slopes = new ExactSum[wanted == Wanted.VALUE ? 0 : heads][0];
            crosses = new ExactSum[wanted == Wanted.HESSIAN ? pairs : 0][0];
            grams = new GramSums[wanted == Wanted.HESSIAN ? pairs : 0];
            lost = new GramSums[wanted == Wanted.HESSIAN ? pairs : 0];
            rounded = new GramSums[wanted == Wanted.ROUNDED ? heads : 0];
            roundedLost = new GramSums[wanted == Wanted.ROUNDED ? heads : 0];
            int cells = data.matrix().design().expansion().cells();
            for (int h = 0; h < slopes.length; h++) {
                boolean quick = whole[h] && wanted == Wanted.ROUNDED;
                if (quick) {
                    rounded[h] = new GramSums(0, cells);
                    roundedLost[h] = new GramSums(0, total ? cells : 0);
                }
                slopes[h] = sums(quick ? 0 : whole[h] ? cells : 1);
                for (int g = h; g < heads && wanted == Wanted.HESSIAN; g++) {
                    int pair = pair(h, g, heads);
                    if (whole[h] && whole[g]) {
                        grams[pair] = new GramSums(cells, cells);
                        lost[pair] = new GramSums(total ? cells : 0, total ? cells : 0);
                    } else {
                        crosses[pair] = sums(whole[h] || whole[g] ? cells : 1);
                    }
                }
            }
        }

        /** The slopes of a head by cell; of one without columns, its one. */
        double[] slopes(int head) {
            if (rounded.length == 0 || rounded[head] == null) {
                return Arrays.stream(slopes[head]).mapToDouble(ExactSum::value).toArray();
            }
            GramSums sums = Objects.requireNonNull(rounded[head]);
            sums.add(Objects.requireNonNull(roundedLost[head]));
            return sums.slopes;
        }

        /** The second derivatives of a pair of heads with columns. */
        double[][] squares(int pair) {
            GramSums sums = Objects.requireNonNull(grams[pair]);
            sums.add(Objects.requireNonNull(lost[pair]));
            return data.matrix().design().expansion().fromCells(sums.sums);
        }

        /** Takes the sums of the chunk that is next. */
        void take(Whole part) {
            take(grams, part.grams, lost);
            take(rounded, part.rounded, roundedLost);
        }

        private static void take(@Nullable GramSums[] to, @Nullable GramSums[] from, @Nullable GramSums[] lost) {
            for (int k = 0; k < to.length; k++) {
                GramSums sums = to[k];
                if (sums != null) {
                    sums.take(Objects.requireNonNull(from[k]), Objects.requireNonNull(lost[k]));
                }
            }
        }

        synchronized void merge(Whole part) {
            value.merge(part.value);
            for (int h = 0; h < slopes.length; h++) {
                merge(slopes[h], part.slopes[h]);
            }
            for (int pair = 0; pair < crosses.length; pair++) {
                merge(crosses[pair], part.crosses[pair]);
            }
            bad = Math.min(bad, part.bad);
        }

        private static void merge(ExactSum[] to, ExactSum[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i].merge(from[i]);
            }
        }
    }

    private final class Worker implements Chunks.Worker {
        private final HeadLoss rows = loss.get();
        private final double[][] ofCells;
        private final Whole all;
        private final Whole own;
        private final ModelMatrix.Reader reader = data.matrix().reader();
        private final double[][] z;
        private final double[][] slope;
        private final double[][] curvature;
        private final double[] value = new double[Panel.ROWS];
        private final double[] lost = new double[Panel.ROWS];
        private final DenseColumns columns = new DenseColumns();
        private final boolean quick;

        Worker(double[][] ofCells, Whole all, Wanted wanted) {
            this.quick = wanted == Wanted.ROUNDED;
            this.ofCells = ofCells;
            this.all = all;
            this.own = new Whole(wanted, false);
            int heads = whole.length;
            z = new double[heads][Panel.ROWS];
            slope = new double[heads][Panel.ROWS];
            curvature = new double[pair(heads - 1, heads - 1, heads) + 1][Panel.ROWS];
        }

        @Override
        public void work(int from, int to) {
            fit.watcher().check();
            for (int at = from; at < to; at += Panel.ROWS) {
                panel(at, Math.min(Panel.ROWS, to - at));
            }
        }

        private void panel(int from, int n) {
            Panel panel = quick ? reader.readRounded(from, n) : reader.read(from, n);
            for (int h = 0; h < whole.length; h++) {
                predict(panel, from, h);
            }
            rows.at(from, z, n, value, slope, curvature);
            for (int i = 0; i < n; i++) {
                if (!Double.isFinite(value[i])) {
                    own.bad = Math.min(own.bad, from + i);
                }
                value[i] *= data.weight(from + i);
            }
            own.value.add(value, n);
            if (own.slopes.length > 0) {
                derivatives(panel, from);
            }
        }

        /** The linear predictor of a head. */
        private void predict(Panel panel, int from, int head) {
            int n = panel.rows();
            double[] to = z[head];
            if (!whole[head]) {
                Arrays.fill(to, 0, n, ofCells[head][0]);
                return;
            }
            Arrays.fill(to, 0, n, 0);
            if (head == 0) {
                data.offsets(from, n, to);
            }
            if (quick) {
                panel.timesRounded(ofCells[head], to);
            } else {
                Predictors.add(panel, ofCells[head], to, lost);
            }
        }

        private void derivatives(Panel panel, int from) {
            int heads = whole.length;
            int n = panel.rows();
            if (quick || own.grams.length > 0) {
                columns.load(panel);
            }
            for (int h = 0; h < heads; h++) {
                weigh(slope[h], from, n);
                if (quick && whole[h]) {
                    Objects.requireNonNull(own.rounded[h]).addSlopes(panel, columns, slope[h]);
                } else {
                    add(own.slopes[h], panel, slope[h], whole[h]);
                }
                for (int g = h; g < heads && own.grams.length > 0; g++) {
                    int pair = pair(h, g, heads);
                    weigh(curvature[pair], from, n);
                    GramSums gram = own.grams[pair];
                    if (gram == null) {
                        add(own.crosses[pair], panel, curvature[pair], whole[h] || whole[g]);
                    } else {
                        gram.add(panel, columns, curvature[pair]);
                    }
                }
            }
        }

        private void weigh(double[] of, int from, int n) {
            for (int i = 0; i < n; i++) {
                of[i] *= data.weight(from + i);
            }
        }

        private void add(ExactSum[] to, Panel panel, double[] of, boolean columns) {
            int n = panel.rows();
            if (!columns) {
                to[0].add(of, n);
                return;
            }
            for (int s = 0; s < panel.segments(); s++) {
                double[] x = panel.values(s);
                for (int i = 0; i < n; i++) {
                    lost[i] = of[i] * x[i];
                }
                if (panel.isCategorical(s)) {
                    int[] cell = panel.cells(s);
                    for (int i = 0; i < n; i++) {
                        to[cell[i]].add(lost[i]);
                    }
                } else {
                    to[panel.cell(s)].add(lost, n);
                }
            }
        }

        @Override
        public void add() {
            all.take(own);
        }

        @Override
        public void end() {
            all.merge(own);
        }
    }
}
