package org.surprisal.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;
import org.surprisal.math.ExactSum;
import org.surprisal.math.Normal;

/**
 * Huber's loss with the scale of the residuals: coefficients for a scale and the scale of their residuals in turn,
 * until neither moves. The scale is the median of absolute residuals over that of the normal distribution; beyond 1.345
 * of it the loss is straight, which has 95 % of the efficiency of least squares for normal residuals (P. J. Huber,
 * "Robust Statistics", 1981, section 7.7). It begins with the least absolute residuals.
 */
final class ScaleSearch {
    private static final double STRAIGHT = 1.345;
    private static final double UPPER_QUARTILE = 0.75;
    private static final int TURNS = 100;

    private final Fit fit;
    private final Dataset data;

    ScaleSearch(Fit fit, Dataset data) {
        this.fit = fit;
        this.data = data;
    }

    Solution solve() {
        Solution solution = Solver.solution(fit.with(fit.model().with(Catalogue.ABSOLUTE, null)), data);
        double scale = scale(solution);
        for (int i = 0; i < TURNS; i++) {
            if (!(scale > 0)) {
                throw new Unfittable("More than half of the rows are met exactly, so the residuals have no scale: give"
                        + " huber a delta.");
            }
            solution = Solver.solution(
                    fit.with(fit.model().with(Catalogue.HUBER.with("delta", STRAIGHT * scale), null)), data);
            double next = scale(solution);
            if (Math.abs(next - scale) <= 1e-13 * scale) {
                return solution.beside(named(next));
            }
            scale = next;
        }
        return solution.beside(named(scale))
                .note(Note.of(Note.Code.SEARCH_NOT_CONVERGED, "parameter", "scale", "last", scale));
    }

    private static List<Coefficient> named(double scale) {
        return List.of(new Coefficient("scale", scale, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }

    private double scale(Solution solution) {
        double[] mean = RowState.of(solution.data(), solution.objective(), solution.coefficients(), fit.threads())
                .mean();
        double[] off = new double[mean.length];
        Arrays.setAll(off, i -> Math.abs(data.response()[i] - mean[i]));
        return median(off) / Normal.quantile(UPPER_QUARTILE);
    }

    /** The median, each number counting by the weight of its row. */
    private double median(double[] of) {
        Integer[] order = IntStream.range(0, of.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> of[i]));
        if (data.weight() == null) {
            int middle = of.length / 2;
            return of.length % 2 == 1 ? of[order[middle]] : 0.5 * (of[order[middle - 1]] + of[order[middle]]);
        }
        ExactSum whole = new ExactSum();
        for (int i : order) {
            whole.add(data.weight(i));
        }
        double half = 0.5 * whole.value();
        ExactSum below = new ExactSum();
        for (int i = 0; i < order.length; i++) {
            below.add(data.weight(order[i]));
            if (below.value() > half) {
                return of[order[i]];
            }
            if (below.value() == half && i + 1 < order.length) {
                return 0.5 * (of[order[i]] + of[order[i + 1]]);
            }
        }
        return of[order[order.length - 1]];
    }
}
