package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.loss.Domain;
import org.surprisal.math.ExactSum;

/**
 * Where Newton's method begins: the least squares fit to link(mean) of each row, its response drawn half way to the
 * mean of all; where that is of no use, the link of that mean as the intercept; and where that is not, 0.
 */
final class Start {
    private static final int STEPS = 8;

    /** What is left at most of a squared step after one with the Hessian of a sample, if that is to serve again. */
    private static final double SERVES = 0.05;

    private final Dataset data;
    private final @Nullable Dataset sample;
    private final Objective objective;
    private final Pass pass;
    private final int[] active;

    /** Prepares to find a start; a sample of the rows, if there is one, is fitted first. */
    Start(Dataset data, @Nullable Dataset sample, Objective objective, Pass pass, int[] active) {
        this.data = data;
        this.sample = sample;
        this.objective = objective;
        this.pass = pass;
        this.active = active;
    }

    Point find() {
        int width = data.matrix().design().names().size();
        List<Supplier<Point>> candidates = new ArrayList<>();
        if (sample != null && objective.exponential() && !objective.isQuadratic()) {
            candidates.add(() -> ofSample(sample));
        }
        if (!objective.isQuadratic()) {
            candidates.add(() -> at(squares(mean())));
        }
        if (data.matrix().design().intercept() >= 0) {
            candidates.add(() -> at(constant()));
        }
        candidates.add(() -> at(new double[width]));
        Point last = null;
        for (Supplier<Point> candidate : candidates) {
            last = candidate.get();
            if (last.isFinite()) {
                return last;
            }
        }
        throw hopeless(last == null ? 0 : last.firstBad());
    }

    /** Why there is no start. */
    Unfittable hopeless(int firstBad) {
        int row = Math.max(0, firstBad);
        return new Unfittable(
                "The loss " + objective.loss() + " or a derivative of it is not finite where the fit would"
                        + " begin, first in row " + (data.matrix().rowInData(row) + 1) + ", where the response is "
                        + data.response()[row] + ": choose another link or loss, or leave such rows out.");
    }

    private Point at(double[] coefficients) {
        return pass.quick(coefficients, objective.observed());
    }

    /** Near the estimates of a sample; 0 if it has none. */
    private Point ofSample(Dataset sample) {
        Pass few = pass.of(sample);
        try {
            Point first = new Start(sample, null, objective, few, active).find();
            Separation none = new Separation(sample, objective.observed(), active);
            return near(new Newton(few, objective, active, STEPS, Watcher.NONE, none).towards(first), sample);
        } catch (Unfittable hopeless) {
            return at(new double[data.matrix().design().names().size()]);
        }
    }

    /**
     * Nearer to the estimates of all rows than those of a sample, by a step with the Hessian of the sample. If that is
     * a good step it comes with it: the next one needs no other, and a reading without a Hessian costs much less.
     */
    private Point near(Point of, Dataset sample) {
        double[][] hessian = pass.scaled(of.hessian(), (double) data.rows() / sample.rows());
        Cholesky factor = Cholesky.of(Newton.part(hessian, active), 0);
        if (!factor.isDefinite()) {
            return at(of.coefficients());
        }
        Point begin = pass.quick(of.coefficients(), objective.observed(), hessian);
        double[] step = factor.solve(down(begin));
        double[] to = begin.coefficients().clone();
        for (int k = 0; k < active.length; k++) {
            to[active[k]] += step[k];
        }
        Point next = pass.quick(to, objective.observed(), hessian);
        boolean good = next.isFinite() && square(factor, next) <= SERVES * square(factor, begin);
        return good ? next : at(begin.coefficients());
    }

    /** The square of the step from a point, measured by the Hessian. */
    private double square(Cholesky factor, Point at) {
        double sum = 0;
        for (double x : factor.solveLower(down(at))) {
            sum = Math.fma(x, x, sum);
        }
        return sum;
    }

    private double[] down(Point at) {
        return Arrays.stream(active).mapToDouble(j -> -at.gradient()[j]).toArray();
    }

    /** The intercept that the mean of all rows is, and 0. */
    double[] constant() {
        double[] to = new double[data.matrix().design().names().size()];
        double z = objective.link().of(mean());
        to[0] = Double.isFinite(z) ? z - offsetMean() : 0;
        return to;
    }

    /** Refuses responses outside of the domain of the loss. */
    static void requireDomain(Dataset data, Objective objective) {
        Domain domain = objective.loss().target().domain();
        int outside = domain.firstOutside(data.response(), data.rows());
        if (outside >= 0) {
            throw new Unfittable("The response is " + data.response()[outside] + " in row "
                    + (data.matrix().rowInData(outside) + 1) + ", but " + objective.loss() + " needs numbers in "
                    + domain + ": leave such rows out, or choose another loss.");
        }
    }

    private double mean() {
        ExactSum sum = new ExactSum();
        ExactSum weights = new ExactSum();
        double[] y = new double[Panel.ROWS];
        double[] w = new double[Panel.ROWS];
        for (int from = 0; from < data.rows(); from += Panel.ROWS) {
            int n = Math.min(Panel.ROWS, data.rows() - from);
            data.responses(from, n, y);
            Arrays.fill(w, 1);
            data.weigh(from, n, y, w);
            sum.add(y, n);
            weights.add(w, n);
        }
        return sum.value() / weights.value();
    }

    private double offsetMean() {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < data.rows(); i++) {
            sum.add(data.offset(i));
        }
        return sum.value() / data.rows();
    }

    private double[] squares(double mean) {
        int n = data.rows();
        double[] target = new double[n];
        double[] weight = new double[n];
        boolean plain = objective.link() == Link.IDENTITY && !objective.exponential();
        RowLoss expected = objective.expected().get();
        double[][] w = new double[5][Panel.ROWS];
        for (int from = 0; from < n; from += Panel.ROWS) {
            int length = Math.min(Panel.ROWS, n - from);
            for (int i = 0; i < length; i++) {
                double y = data.response()[from + i];
                w[0][i] = plain ? y : 0.5 * (y + mean);
                w[1][i] = objective.link().of(w[0][i]);
            }
            Arrays.fill(w[4], 1);
            if (!plain) {
                expected.at(from, w[0], w[1], length, w[2], w[3], w[4]);
            }
            for (int i = 0; i < length; i++) {
                boolean finite = Double.isFinite(w[1][i]);
                boolean curved = w[4][i] > 0 && w[4][i] <= Double.MAX_VALUE;
                target[from + i] = finite ? w[1][i] : 0;
                weight[from + i] = !finite ? 0 : curved ? w[4][i] : 1;
            }
        }
        int width = data.matrix().design().names().size();
        double[] to = new double[width];
        Point distance = pass.quick(to, Objective.distance(target, weight));
        Cholesky factor = Cholesky.of(Newton.part(distance.hessian(), active), 0x1p-40);
        if (factor.isDefinite()) {
            double[] step = factor.solve(down(distance));
            for (int k = 0; k < active.length; k++) {
                to[active[k]] = step[k];
            }
        }
        return to;
    }
}
