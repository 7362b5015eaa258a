package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.loss.Domain;
import org.surprisal.math.ExactSum;

/**
 * Where Newton's method begins: the least squares fit to link(mean) of each row, its response drawn half way to the
 * mean of all; where that is of no use, the link of that mean as the intercept; and where that is not, 0.
 */
final class Start {
    private final Dataset data;
    private final Objective objective;
    private final Pass pass;
    private final int[] active;

    Start(Dataset data, Objective objective, Pass pass, int[] active) {
        this.data = data;
        this.objective = objective;
        this.pass = pass;
        this.active = active;
    }

    Point find() {
        int width = data.matrix().design().names().size();
        double mean = mean();
        List<double[]> candidates = new ArrayList<>();
        candidates.add(squares(mean));
        double[] constant = new double[width];
        if (data.matrix().design().intercept() >= 0) {
            double z = objective.link().of(mean);
            constant[0] = Double.isFinite(z) ? z - offsetMean() : 0;
            candidates.add(constant);
        }
        candidates.add(new double[width]);
        Point last = null;
        for (double[] candidate : candidates) {
            last = pass.at(candidate, objective.observed());
            if (last.isFinite()) {
                return last;
            }
        }
        int row = last == null ? 0 : Math.max(0, last.firstBad());
        throw new Unfittable("The loss " + objective.loss() + " or a derivative of it is not finite where the fit would"
                + " begin, first in row " + (data.matrix().rowInData(row) + 1) + ", where the response is "
                + data.response()[row] + ": choose another link or loss, or leave such rows out.");
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
        for (int i = 0; i < data.rows(); i++) {
            sum.add(data.weight(i) * data.response()[i]);
            weights.add(data.weight(i));
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
        double[] curvature = new double[1];
        boolean plain = objective.link() == Link.IDENTITY && !objective.exponential();
        RowLoss expected = objective.expected().get();
        double[][] one = new double[4][1];
        for (int i = 0; i < n; i++) {
            double m = plain ? data.response()[i] : 0.5 * (data.response()[i] + mean);
            target[i] = objective.link().of(m);
            one[0][0] = m;
            one[1][0] = target[i];
            weight[i] = 1;
            if (!plain && Double.isFinite(target[i])) {
                expected.at(i, one[0], one[1], 1, one[2], one[3], curvature);
                weight[i] = curvature[0] > 0 && curvature[0] <= Double.MAX_VALUE ? curvature[0] : 1;
            }
            if (!Double.isFinite(target[i])) {
                target[i] = 0;
                weight[i] = 0;
            }
        }
        int width = data.matrix().design().names().size();
        double[] to = new double[width];
        Point distance = pass.at(to, Objective.distance(target, weight));
        Cholesky factor = Cholesky.of(Newton.part(distance.hessian(), active), 0x1p-40);
        if (factor.isDefinite()) {
            double[] down = Arrays.stream(active)
                    .mapToDouble(j -> -distance.gradient()[j])
                    .toArray();
            double[] step = factor.solve(down);
            for (int k = 0; k < active.length; k++) {
                to[active[k]] = step[k];
            }
        }
        return to;
    }
}
