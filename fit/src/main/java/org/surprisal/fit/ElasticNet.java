package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.math.ExactSum;

/**
 * Losses with a penalty on absolute coefficients. Least squares are one quadratic, whose matrix is read from the rows
 * once; any other loss is replaced by its quadratic at each step, with a search along the way to its minimum (G.-X.
 * Yuan, C.-H. Ho and C.-J. Lin, "An improved GLMNET for L1-regularized logistic regression", Journal of Machine
 * Learning Research 13, 2012).
 */
final class ElasticNet {
    private static final double SMALL = 1e-18;
    private static final double ROUNDING = 0x1p-46;
    private static final double ARMIJO = 1e-4;
    private static final int HALVINGS = 40;

    private final Fit fit;
    private final boolean[] constant;
    private final int intercept;
    private final Pass pass;
    private final Supplier<RowLoss> loss;
    private final boolean quadratic;

    /** Where the one quadratic of least squares is known from. */
    private final Point base;

    /**
     * A minimum.
     *
     * @param point where, without the penalty
     * @param objective what was made small, the penalty among it
     * @param convergence why it ended; its gradient is the largest failure of a condition of Karush, Kuhn and Tucker,
     *     against the slope of the penalty or, where there is none, the root of the curvature
     */
    record End(Point point, double objective, Convergence convergence) {}

    /** Takes the rows. */
    ElasticNet(Fit fit, Dataset data, Objective objective) {
        this.fit = fit;
        this.constant = new boolean[data.matrix().design().names().size()];
        this.pass = new Pass(data, 0, fit.threads(), fit.watcher());
        this.loss = objective.exponential() ? objective.expected() : objective.observed();
        this.quadratic = Family.GAUSSIAN.equals(fit.family()) && fit.link() == Link.IDENTITY;
        this.intercept = data.matrix().design().intercept();
        this.base = quadratic ? pass.at(mean(data), loss) : begin(data, objective);
    }

    private Point begin(Dataset data, Objective objective) {
        int[] free = intercept < 0 ? new int[0] : new int[] {intercept};
        return pass.at(new Start(data, null, objective, pass, free).find().coefficients(), loss);
    }

    /** The mean of the responses as the intercept. */
    private double[] mean(Dataset data) {
        double[] to = new double[data.matrix().design().names().size()];
        ExactSum sum = new ExactSum();
        ExactSum weights = new ExactSum();
        for (int i = 0; i < data.rows() && intercept >= 0; i++) {
            sum.addProduct(data.weight(i), data.response()[i] - data.offset(i));
            weights.add(data.weight(i));
        }
        if (intercept >= 0) {
            to[intercept] = sum.value() / weights.value();
        }
        return to;
    }

    /** The sums of products of columns, if they are known from least squares. */
    double @Nullable [][] products() {
        return quadratic ? base.hessian() : null;
    }

    /** Leaves a column's coefficient at 0, because it is constant. */
    void hold(int column) {
        constant[column] = true;
    }

    /** The minimum where all coefficients but the intercept are 0. */
    End none() {
        double[] l1 = new double[constant.length];
        Arrays.fill(l1, Double.MAX_VALUE);
        if (intercept >= 0) {
            l1[intercept] = 0;
        }
        return from(base, new PenaltyFactors(l1, new double[constant.length]), new boolean[constant.length]);
    }

    /**
     * The minimum with a penalty.
     *
     * @param start where to begin, without the penalty
     * @param factors the penalty
     * @param screened columns that are likely not 0
     */
    End from(Point start, PenaltyFactors factors, boolean[] screened) {
        Point now = start;
        double value = start.value() + factors.at(start.coefficients());
        List<Step> steps = new ArrayList<>();
        double length = 0;
        for (int i = 0; ; i++) {
            double[][] h = quadratic ? base.hessian() : definite(now.hessian());
            double[] target = target(now, h, factors, screened);
            double[] from = now.coefficients();
            double[] way = new double[target.length];
            Arrays.setAll(way, j -> target[j] - from[j]);
            double fall = -(dot(now.gradient(), way) + factors.at(target) - factors.at(now.coefficients()));
            double curve = 0.5 * square(h, way);
            // Where signs stay, the fall is that of the quadratic alone, which does not cancel.
            double gap = fall - curve > ROUNDING * Math.abs(value) ? fall - curve : curve;
            Step step = new Step(i, value, gap, failure(now, factors), length);
            steps.add(step);
            fit.watcher().step(step);
            double size = Math.max(square(h, now.coefficients()), Math.abs(value) * 1e-8);
            if (gap <= SMALL * size || i >= fit.settings().iterations()) {
                boolean small = gap <= SMALL * size;
                Point last = small ? at(target) : now;
                return end(
                        last,
                        factors,
                        new Convergence(
                                small ? StopReason.CONVERGED : StopReason.ITERATIONS,
                                i,
                                gap,
                                failure(last, factors),
                                steps));
            }
            double t = 1;
            Point next = at(target);
            double reached = next.value() + factors.at(next.coefficients());
            for (int k = 0; k < HALVINGS && !(next.isFinite() && reached <= value - ARMIJO * t * fall); k++) {
                t /= 2;
                next = at(between(now, way, t));
                reached = next.value() + factors.at(next.coefficients());
            }
            if (!(next.isFinite() && reached <= value - ARMIJO * t * fall)) {
                StopReason reason = gap <= 1e-9 * Math.abs(value) ? StopReason.ROUNDING : StopReason.STALLED;
                return end(now, factors, new Convergence(reason, i, gap, failure(now, factors), steps));
            }
            now = next;
            value = reached;
            length = t;
        }
    }

    private static End end(Point point, PenaltyFactors factors, Convergence convergence) {
        return new End(point, point.value() + factors.at(point.coefficients()), convergence);
    }

    /** The minimum of the quadratic and the penalty. */
    private double[] target(Point now, double[][] h, PenaltyFactors factors, boolean[] screened) {
        double[] c = new double[constant.length];
        Point from = quadratic ? base : now;
        for (int j = 0; j < c.length; j++) {
            c[j] = dot(h[j], from.coefficients()) - from.gradient()[j];
        }
        return new CoordinateDescent(h, c, factors, now.coefficients(), constant, fit.watcher()::check).solve(screened);
    }

    /** The losses at some coefficients: of least squares from the quadratic, else by reading the rows. */
    Point at(double[] b) {
        if (!quadratic) {
            return pass.at(b, loss);
        }
        double[] way = new double[b.length];
        Arrays.setAll(way, j -> b[j] - base.coefficients()[j]);
        double[] gradient = base.gradient().clone();
        for (int j = 0; j < way.length; j++) {
            for (int k = 0; k < way.length && way[j] != 0; k++) {
                gradient[k] = Math.fma(base.hessian()[j][k], way[j], gradient[k]);
            }
        }
        double value = base.value();
        for (int j = 0; j < way.length; j++) {
            value = Math.fma(0.5 * (base.gradient()[j] + gradient[j]), way[j], value);
        }
        return new Point(b, value, gradient, base.hessian(), -1);
    }

    private static double[] between(Point now, double[] way, double t) {
        double[] to = now.coefficients().clone();
        for (int j = 0; j < to.length; j++) {
            to[j] = Math.fma(t, way[j], to[j]);
        }
        return to;
    }

    /** A matrix whose diagonal is raised until it is positive definite. */
    private static double[][] definite(double[][] h) {
        double[] diagonal = new double[h.length];
        Arrays.setAll(diagonal, j -> h[j][j]);
        Cholesky factor = Cholesky.of(h, 0);
        for (double ridge = 0x1p-40; !factor.isDefinite() && ridge < 0x1p60; ridge *= 16) {
            for (int j = 0; j < h.length; j++) {
                h[j][j] = diagonal[j] + ridge * Math.max(Math.abs(diagonal[j]), Double.MIN_NORMAL);
            }
            factor = Cholesky.of(h, 0);
        }
        return h;
    }

    private double failure(Point at, PenaltyFactors factors) {
        double most = 0;
        for (int j = 0; j < constant.length; j++) {
            double b = at.coefficients()[j];
            double l1 = factors.l1()[j];
            double slope = at.gradient()[j] + factors.l2()[j] * b;
            double off = b == 0 ? Math.max(0, Math.abs(slope) - l1) : Math.abs(slope + Math.copySign(l1, b));
            double unit = l1 > 0 ? l1 : Math.sqrt(Math.abs(at.hessian()[j][j]));
            most = Math.max(most, constant[j] || unit == 0 ? 0 : off / unit);
        }
        return most;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum = Math.fma(a[j], b[j], sum);
        }
        return sum;
    }

    private static double square(double[][] h, double[] b) {
        double sum = 0;
        for (int j = 0; j < b.length; j++) {
            sum = b[j] == 0 ? sum : Math.fma(b[j], dot(h[j], b), sum);
        }
        return Math.abs(sum);
    }
}
