package org.surprisal.fit;

import java.util.List;
import org.surprisal.fit.design.Dataset;
import org.surprisal.math.ChiSquared;

/**
 * The power of a Tweedie family by maximum likelihood: at each power the coefficients and the dispersion that are best
 * for it, so that the likelihood is a function of the power alone; its interval are the powers whose likelihood is not
 * significantly lower (P. K. Dunn and G. K. Smyth, "Series evaluation of Tweedie exponential dispersion model
 * densities", Statistics and Computing 15, 2005).
 */
final class PowerSearch {
    private static final double LOW = 1.01;
    private static final double HIGH = 1.99;
    private static final int GRID = 9;
    private static final double TOLERANCE = 1e-7;

    private final Fit fit;
    private final Dataset data;

    PowerSearch(Fit fit, Dataset data) {
        this.fit = fit;
        this.data = data;
    }

    Solution solve() {
        double best = LOW;
        double most = Double.NEGATIVE_INFINITY;
        double width = (HIGH - LOW) / (GRID - 1);
        for (int i = 0; i < GRID; i++) {
            double power = LOW + i * width;
            double at = likelihood(power);
            best = at > most ? power : best;
            most = Math.max(at, most);
        }
        Peak peak = Peak.of(this::likelihood, Math.max(LOW, best - width), Math.min(HIGH, best + width), TOLERANCE);
        double level = peak.value() - 0.5 * ChiSquared.quantile(0.95, 1);
        Coefficient power = new Coefficient(
                "power",
                peak.x(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                end(peak.x(), LOW, level),
                end(peak.x(), HIGH, level));
        Solution solution = solution(peak.x()).beside(List.of(power));
        boolean edge = peak.x() < LOW + 1e-4 || peak.x() > HIGH - 1e-4;
        return edge
                ? solution.note(Note.of(Note.Code.POWER_AT_EDGE, "family", peak.x() > 1.5 ? "gamma" : "poisson"))
                : solution;
    }

    private Solution solution(double power) {
        Family family = Family.tweedie(power);
        return Solver.solution(fit.with(fit.model().with(family.objective(), family)), data);
    }

    private double likelihood(double power) {
        Solution solution = solution(power);
        Criteria criteria = new Criteria(solution);
        return criteria.logLikelihood(criteria.likelihoodDispersion());
    }

    /** Where the likelihood crosses a level between its peak and an edge; the edge if it does not. */
    private double end(double peak, double edge, double level) {
        if (likelihood(edge) >= level) {
            return edge;
        }
        double inside = peak;
        double outside = edge;
        for (int i = 0; i < 24; i++) {
            double middle = 0.5 * (inside + outside);
            if (likelihood(middle) >= level) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }
}
