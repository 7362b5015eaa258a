package org.surprisal.fit;

import java.util.Arrays;
import java.util.List;
import org.surprisal.fit.design.Dataset;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;

/**
 * The shape of a negative binomial family by maximum likelihood: coefficients for a shape and the shape for these means
 * in turn, until neither moves. At the end both derivatives are 0, so it is the maximum in both.
 */
final class ShapeSearch {
    private static final Loss LOSS = Catalogue.NEGATIVE_BINOMIAL.predicting("shape");
    private static final int TURNS = 200;
    private static final double MOST = 1e8;

    private final Fit fit;
    private final Dataset data;

    /** The second derivative of the loss in the shape, at these means. */
    private double information;

    ShapeSearch(Fit fit, Dataset data) {
        this.fit = fit;
        this.data = data;
    }

    Solution solve() {
        double shape = 1;
        Solution solution = Solver.solution(shaped(shape), data);
        for (int i = 0; i < TURNS; i++) {
            RowState rows = RowState.of(solution.data(), solution.objective(), solution.coefficients(), fit.threads());
            double next = shape(rows.mean(), shape);
            if (next >= MOST) {
                return solution.note(Note.of(Note.Code.POISSON_COUNTS));
            }
            boolean still = Math.abs(Log.of(next / shape)) < 1e-13;
            shape = next;
            solution = Solver.solution(shaped(shape), data);
            if (still) {
                double se = 1 / Math.sqrt(information);
                return solution.beside(List.of(Coefficient.of("shape", shape, se, Double.POSITIVE_INFINITY, 0.95)));
            }
        }
        return solution.note(Note.of(Note.Code.SEARCH_NOT_CONVERGED, "parameter", "shape", "last", shape));
    }

    private Fit shaped(double shape) {
        Family family = Family.negativeBinomial(shape);
        return fit.with(fit.model().with(family.loss(), family));
    }

    /** The best shape for given means, by Newton's method in its logarithm. */
    private double shape(double[] mean, double start) {
        int n = data.rows();
        double[] slope = new double[n];
        double[] curve = new double[n];
        double[] shapes = new double[n];
        double shape = start;
        for (int i = 0; i < 60 && shape < MOST; i++) {
            Arrays.fill(shapes, shape);
            Batch batch = Batch.of(Input.of(data.response()), Input.of(mean)).with("shape", Input.of(shapes));
            LOSS.compute(
                    batch,
                    Results.NONE.gradients("shape", Output.to(slope)).hessians("shape", "shape", Output.to(curve)),
                    1);
            double first = weighted(slope) * shape;
            information = weighted(curve);
            double second = information * shape * shape + first;
            double step = second > 0 ? -first / second : -Math.signum(first);
            step = Math.clamp(step, -1.0, 1.0);
            shape *= Exp.of(step);
            if (Math.abs(step) < 1e-14) {
                break;
            }
        }
        return shape;
    }

    private double weighted(double[] x) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < x.length; i++) {
            sum.add(data.weight(i) * x[i]);
        }
        return sum.value();
    }
}
