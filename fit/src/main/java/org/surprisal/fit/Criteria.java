package org.surprisal.fit;

import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.loss.Catalogue;
import org.surprisal.math.Log;

/** Deviance, likelihood and the criteria made of them. NaN without a family. */
final class Criteria {
    private final Solution solution;
    private final EachRow rows;
    private final Dataset data;
    private final @Nullable Family family;

    Criteria(Solution solution) {
        this.solution = solution;
        this.rows = EachRow.of(solution);
        this.data = solution.data();
        this.family = solution.fit().family();
    }

    double deviance() {
        LeastSquares.Solution squares = solution.squares();
        return squares != null && solution.fit().penalty().isNone() ? squares.squares() : deviance(rows);
    }

    private double deviance(EachRow of) {
        Family known = family;
        return known == null ? Double.NaN : of.weighted(() -> PanelState.deviances(known));
    }

    /** The deviance of the model with an intercept, if there is one, and offsets only. */
    double nullDeviance() {
        if (family == null) {
            return Double.NaN;
        }
        int intercept = data.matrix().design().intercept();
        if (intercept >= 0 && data.matrix().design().names().size() == 1) {
            return deviance();
        }
        Dataset constant = data.constant();
        double[] none = new double[1];
        Fit fit = solution.fit();
        if (intercept >= 0 && solution.squares() != null) {
            // In pairs of doubles too, so that both deviances have the digits of the data.
            return LeastSquares.of(constant, 0, fit.watcher()).squares();
        }
        Objective objective = solution.objective();
        if (intercept >= 0) {
            int[] first = {0};
            Pass pass = new Pass(constant, 0, fit.threads(), fit.watcher());
            Start start = new Start(constant, null, objective, pass, first);
            Separation separation = new Separation(constant, objective.observed(), first);
            // Without offsets, the mean of all rows is the fit of a family, whatever its link.
            none = data.offset() == null
                    ? start.constant()
                    : new Newton(pass, objective, first, 100, Watcher.NONE, separation)
                            .from(start.find())
                            .point()
                            .coefficients();
        }
        return deviance(new EachRow(constant, objective, none, fit));
    }

    double logLikelihood(double phi) {
        if (family != null) {
            return new Likelihood(rows, family).at(phi);
        }
        if (!isStudent()) {
            return Double.NaN;
        }
        return -rows.weighted(() -> (panel, to) -> System.arraycopy(panel.value, 0, to, 0, panel.rows()));
    }

    /** Whether the loss is a likelihood though it has no family: Student's t with its best scale. */
    private boolean isStudent() {
        return solution.fit().model().beside() != Beside.NOTHING
                && solution.fit().loss().name().equals(Catalogue.STUDENT_T.name());
    }

    double likelihoodDispersion() {
        return family == null ? Double.NaN : new Likelihood(rows, family).dispersion(deviance());
    }

    /** Coefficients that can be told, an estimated dispersion, and what is estimated beside. */
    int parameters() {
        int beside = switch (solution.fit().model().beside()) {
            case NOTHING -> 0;
            case SHAPE, POWER, SCALE -> 1;
            case SCALE_AND_DF -> 2;
        };
        return solution.active().length + beside + (family != null && family.hasDispersion() ? 1 : 0);
    }

    double aic() {
        return 2.0 * parameters() - 2 * logLikelihood(likelihoodDispersion());
    }

    double bic() {
        return parameters() * Log.of(data.rows()) - 2 * logLikelihood(likelihoodDispersion());
    }

    /** The sum of squared Pearson residuals over n - p. */
    double pearson(Family family) {
        int free = Math.max(0, data.rows() - solution.active().length);
        LeastSquares.Solution squares = solution.squares();
        double sum = squares != null && solution.fit().penalty().isNone()
                ? squares.squares()
                : rows.weighted(() -> PanelState.squares(family));
        return sum / free;
    }
}
