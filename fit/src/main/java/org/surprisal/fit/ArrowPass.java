package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Split;
import org.surprisal.math.ExactSum;

/**
 * One reading of all rows of a design taken apart: objective, gradient and second derivatives. Sums go by fixed chunks
 * of rows in their order and across chunks in two doubles, so they do not depend on the threads.
 */
final class ArrowPass implements Place.Reading {
    private final Dataset data;
    private final Split split;
    private final Objective objective;
    private final double ridge;
    private final int threads;
    private final Watcher watcher;

    /** Which coefficients can be told. */
    private boolean[] told;

    ArrowPass(Dataset data, Split split, Objective objective, Fit fit) {
        this.data = data;
        this.split = split;
        this.objective = objective;
        this.ridge = fit.l2();
        this.threads = fit.threads();
        this.watcher = fit.watcher();
        this.told = new boolean[data.matrix().design().names().size()];
        Arrays.fill(told, true);
    }

    /** From now on, only some coefficients can be told. */
    void tell(boolean[] which) {
        this.told = which.clone();
    }

    @Override
    public Place at(double[] coefficients) {
        Read read = read(coefficients, objective.observed());
        Arrow arrow = arrow(read.sums, ridge);
        if (!arrow.isDefinite() && read.bad < 0 && objective.exponential()) {
            arrow = arrow(read(coefficients, objective.expected()).sums, ridge);
        }
        ExactSum value = read.value;
        double[] gradient = gradient(read.sums);
        Ridge.add(ridge, data.matrix().design().intercept(), coefficients, value, gradient);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = told[j] ? gradient[j] : 0;
        }
        return new Place(coefficients, value.value(), gradient, arrow, read.bad);
    }

    /** The second derivatives without a penalty: of a family those that are expected. */
    Arrow information(double[] coefficients) {
        boolean expected = objective.exponential();
        return arrow(read(coefficients, expected ? objective.expected() : objective.observed()).sums, 0);
    }

    /** Each row counts as one. */
    Arrow plain() {
        return arrow(sums(Objective.plain()), 0);
    }

    /** The sums of products with other second derivatives. */
    ArrowSums sums(Supplier<RowLoss> loss) {
        return read(new double[data.matrix().design().names().size()], loss).sums;
    }

    private Arrow arrow(ArrowSums sums, double penalty) {
        return new Arrow(split, sums, penalty, data.matrix().design().intercept(), told);
    }

    private double[] gradient(ArrowSums sums) {
        double[] to = new double[data.matrix().design().names().size()];
        double[] ofRest = split.rest().fromCells(sums.rest.slopes);
        int[] places = split.ofRest();
        for (int j = 0; j < places.length; j++) {
            to[places[j]] = ofRest[j];
        }
        for (int u = 0; u < split.levels(); u++) {
            if (split.ofLevel(u) >= 0) {
                to[split.ofLevel(u)] = sums.slopes[u];
            }
        }
        return to;
    }

    private record Read(ArrowSums sums, ExactSum value, int bad) {}

    private Read read(double[] coefficients, Supplier<RowLoss> loss) {
        int[] places = split.ofRest();
        double[] rest = new double[places.length];
        for (int j = 0; j < rest.length; j++) {
            rest[j] = coefficients[places[j]];
        }
        double[] levels = new double[split.levels()];
        for (int u = 0; u < levels.length; u++) {
            levels[u] = split.ofLevel(u) < 0 ? 0 : coefficients[split.ofLevel(u)];
        }
        Whole whole = new Whole(split);
        double[] ofCells = split.rest().toCells(rest);
        Chunks.run(data.rows(), threads, () -> new Worker(ofCells, levels, loss, whole));
        whole.sums.add(whole.lost);
        return new Read(whole.sums, whole.value, whole.bad == Integer.MAX_VALUE ? -1 : whole.bad);
    }

    /** What all threads add to. */
    private static final class Whole {
        private final ArrowSums sums;
        private final ArrowSums lost;
        private final ExactSum value = new ExactSum();
        private int bad = Integer.MAX_VALUE;

        Whole(Split split) {
            sums = new ArrowSums(split);
            lost = new ArrowSums(split);
        }
    }

    private final class Worker implements Chunks.Worker {
        private final double[] ofCells;
        private final double[] ofLevels;
        private final Whole whole;
        private final ArrowSums sums = new ArrowSums(split);
        private final Split.Reader reader = split.reader(data.matrix());
        private final DenseColumns columns = new DenseColumns();
        private final RowBlock block;

        Worker(double[] ofCells, double[] ofLevels, Supplier<RowLoss> loss, Whole whole) {
            this.ofCells = ofCells;
            this.ofLevels = ofLevels;
            this.whole = whole;
            this.block = new RowBlock(RowBlock.Rows.of(data), loss);
        }

        @Override
        public void work(int from, int to) {
            watcher.check();
            for (int at = from; at < to; at += Panel.ROWS) {
                int n = Math.min(Panel.ROWS, to - at);
                Panel panel = reader.read(at, n);
                block.begin(at, n);
                panel.timesRounded(ofCells, block.z);
                int[] level = reader.level();
                double[] factor = reader.factor();
                for (int i = 0; i < n; i++) {
                    block.z[i] += factor[i] * ofLevels[level[i]];
                }
                block.end(at, n);
                columns.load(panel);
                sums.add(panel, reader, columns, block.slope, block.curvature);
            }
        }

        @Override
        public void add() {
            whole.sums.take(sums, whole.lost);
        }

        @Override
        public void end() {
            whole.value.merge(block.value);
            whole.bad = Math.min(whole.bad, block.bad());
        }
    }
}
