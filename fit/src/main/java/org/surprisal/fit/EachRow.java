package org.surprisal.fit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Panel;
import org.surprisal.math.ExactSum;

/**
 * Numbers of each row at given coefficients, and their sums. Panels are read one after the other, so no row is kept,
 * and the sums are exact: they depend neither on the order of rows nor on the threads.
 */
final class EachRow {
    /** Of more rows none is kept: five numbers of each would be. */
    private static final int MOST_KEPT = 1 << 22;

    private final Dataset data;
    private final Objective objective;
    private final double[] coefficients;
    private final Fit fit;
    private final @Nullable RowState known;

    /** A number per row. */
    interface Term {
        /** Computes it for the rows of a panel. */
        void of(PanelState rows, double[] to);
    }

    EachRow(Dataset data, Objective objective, double[] coefficients, Fit fit) {
        this(data, objective, coefficients, fit, null);
    }

    private EachRow(Dataset data, Objective objective, double[] coefficients, Fit fit, @Nullable RowState known) {
        this.known = known;
        this.fit = fit;
        this.data = data;
        this.objective = objective;
        this.coefficients = coefficients;
    }

    /** Those of a solution. */
    static EachRow of(Solution solution) {
        return new EachRow(solution.data(), solution.objective(), solution.coefficients(), solution.fit());
    }

    /** The same for many sums: unless they are too many, the rows are kept. */
    EachRow often() {
        return known != null || data.rows() > MOST_KEPT
                ? this
                : new EachRow(
                        data, objective, coefficients, fit, RowState.of(data, objective, coefficients, fit.threads()));
    }

    Dataset data() {
        return data;
    }

    /** The sum of a number times the weight of its row. */
    double weighted(Supplier<Term> terms) {
        return sum(terms, data.weight() != null);
    }

    /** The sum of a number, whatever the weights. */
    double plain(Supplier<Term> terms) {
        return sum(terms, false);
    }

    /** The numbers themselves. */
    double[] values(Supplier<Term> terms) {
        double[] to = new double[data.rows()];
        Chunks.run(
                data.rows(),
                fit.threads(),
                () -> new Worker(terms.get(), (from, n, each) -> System.arraycopy(each, 0, to, from, n)));
        return to;
    }

    private double sum(Supplier<Term> terms, boolean weighted) {
        ExactSum whole = new ExactSum();
        Chunks.run(data.rows(), fit.threads(), () -> new Worker(terms.get(), new Sum(weighted, whole)));
        return whole.value();
    }

    /** What becomes of the numbers, in one thread. */
    private interface Taker {
        /** Takes those of some rows. */
        void take(int from, int n, double[] each);

        /** Ends; never by two threads at once. */
        default void end() {}
    }

    private final class Sum implements Taker {
        private final ExactSum sum = new ExactSum();
        private final boolean weighted;
        private final ExactSum whole;

        Sum(boolean weighted, ExactSum whole) {
            this.weighted = weighted;
            this.whole = whole;
        }

        @Override
        public void take(int from, int n, double[] each) {
            if (weighted) {
                for (int i = 0; i < n; i++) {
                    sum.addProduct(data.weight(from + i), each[i]);
                }
            } else {
                sum.add(each, n);
            }
        }

        @Override
        public void end() {
            whole.merge(sum);
        }
    }

    private final class Worker implements Chunks.Worker {
        private final PanelState rows = new PanelState(data, objective, coefficients, known);
        private final double[] each = new double[Panel.ROWS];
        private final Term term;
        private final Taker taker;

        Worker(Term term, Taker taker) {
            this.term = term;
            this.taker = taker;
        }

        @Override
        public void work(int first, int to) {
            fit.watcher().check();
            for (int from = first; from < to; from += Panel.ROWS) {
                int n = Math.min(Panel.ROWS, to - from);
                rows.read(from, n);
                term.of(rows, each);
                taker.take(from, n, each);
            }
        }

        @Override
        public void add() {
            // Neither an exact sum nor a place of one's own has an order.
        }

        @Override
        public void end() {
            taker.end();
        }
    }
}
