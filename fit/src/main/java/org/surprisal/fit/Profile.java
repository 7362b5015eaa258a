package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.fit.design.Dataset;
import org.surprisal.math.Normal;
import org.surprisal.math.StudentT;

/**
 * The values of one coefficient that the data do not speak against: those at which the deviance, all other coefficients
 * at their best, is not significantly higher (D. J. Venzon and S. H. Moolgavkar, "A method for computing
 * profile-likelihood-based confidence intervals", Applied Statistics 37, 1988; W. N. Venables and B. D. Ripley, "Modern
 * Applied Statistics with S", 2002, section 8.4, where a dispersion is estimated).
 */
final class Profile {
    private static final int MOST = 60;

    private final Solution solution;
    private final int column;
    private final Dataset data;
    private final Pass pass;
    private final int[] others;
    private final double[] at;
    private final double least;
    private final double dispersion;

    Profile(Solution solution, int column, double dispersion) {
        this.solution = solution;
        this.column = column;
        this.dispersion = dispersion;
        // The intercept is that of the columns as they are.
        boolean plain = column == solution.data().matrix().design().intercept();
        this.data = plain ? solution.original() : solution.data();
        this.at = plain ? solution.uncentred() : solution.coefficients();
        Fit fit = solution.fit();
        this.pass = new Pass(data, 0, fit.threads(), fit.watcher());
        this.others = Arrays.stream(solution.active()).filter(j -> j != column).toArray();
        this.least = pass.at(at, solution.objective().observed()).value();
    }

    /** Where the interval ends below (sign -1) or above (sign 1); infinite where it does not end. */
    double end(double se, double level, double df, int sign) {
        double share = 0.5 + 0.5 * level;
        double reach = df == Double.POSITIVE_INFINITY ? Normal.quantile(share) : StudentT.quantile(share, df);
        double inside = 0;
        double far = reach * se;
        double root = root(sign * far) - reach;
        for (int i = 0; root < 0; i++) {
            if (i == 10) {
                return sign * Double.POSITIVE_INFINITY;
            }
            inside = far;
            far *= 2;
            root = root(sign * far) - reach;
        }
        // The root is nearly a line: its chord, and halves where the chord does not help.
        double low = root(sign * inside) - reach;
        for (int i = 0; i < MOST && far - inside > 1e-12 * far; i++) {
            double chord = inside - low * (far - inside) / (root - low);
            double middle = i % 3 == 2 || !(chord > inside && chord < far) ? 0.5 * (inside + far) : chord;
            double value = root(sign * middle) - reach;
            if (Math.abs(value) < 1e-11) {
                return at[column] + sign * middle;
            }
            if (value < 0) {
                inside = middle;
                low = value;
            } else {
                far = middle;
                root = value;
            }
        }
        return at[column] + sign * 0.5 * (inside + far);
    }

    /** The root of what the deviance rises by, over the dispersion, at a distance from the estimate. */
    private double root(double distance) {
        double[] from = at.clone();
        from[column] += distance;
        Objective objective = solution.objective();
        Point start = pass.at(from, objective.observed());
        if (!start.isFinite()) {
            return Double.POSITIVE_INFINITY;
        }
        Point best = others.length == 0
                ? start
                : new Newton(
                                pass,
                                objective,
                                others,
                                solution.fit().settings().iterations(),
                                Watcher.NONE,
                                new Separation(data, objective.observed(), others))
                        .from(start)
                        .point();
        return Math.sqrt(Math.max(0, 2 * (best.value() - least) / dispersion));
    }
}
