package org.surprisal.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is wrong with a problem, or must be known beside the estimates: what was found, and how strong the evidence is.
 * The words, in any language, are made where results are shown, from the code and the evidence.
 *
 * @param code what was found
 * @param count the number of rows, columns or levels concerned, 0 where it concerns the whole
 * @param evidence named figures and texts (String, Double, Long or List of String) that the words quote, in a fixed
 *     order
 */
public record Note(Code code, long count, Map<String, Object> evidence) {
    /** How much a note matters. */
    public enum Severity {
        /** Good to know. */
        INFO,
        /** The numbers may not mean what they seem to mean, or there are none. */
        WARNING
    }

    /** What can be found. The names in lower case are the codes of the JSON contract. */
    public enum Code {
        /** Rows left out because the {@code column} has no value there. */
        ROWS_LEFT_OUT(Severity.INFO),
        /** Rows left out because their weight, in the {@code column}, is 0. */
        WEIGHT_ZERO(Severity.INFO),
        /** A {@code column} that is a {@code combination} of others, so that its coefficient cannot be told. */
        DEPENDENT_COLUMN(Severity.WARNING),
        /** A {@code column} that is constant, as the intercept is. */
        CONSTANT_COLUMN(Severity.WARNING),
        /** A {@code column} that is 0 in every row. */
        ZERO_COLUMN(Severity.WARNING),
        /** A constant {@code column} under a lasso penalty, whose coefficient is left at 0. */
        COEFFICIENT_LEFT_AT_ZERO(Severity.WARNING),
        /** Columns of sparse rows that are 0 in every row: their coefficients are left at 0. */
        EMPTY_COLUMNS(Severity.WARNING),
        /** Levels of the largest category that are 0 in every row. */
        EMPTY_LEVELS(Severity.WARNING),
        /** A {@code column} that the levels of the largest category and the columns before it tell. */
        COLUMN_WITHIN_LEVELS(Severity.WARNING),
        /** So many {@code coefficients} that dependences are not looked for and errors not given. */
        TOO_MANY_FOR_ERRORS(Severity.WARNING),
        /** L-BFGS leaves no second derivatives, so dependences are not looked for and there are no errors. */
        NO_ERRORS_BY_LBFGS(Severity.INFO),
        /** A {@code column} whose squares are no doubles, so that its error cannot be told. */
        COLUMN_BEYOND_DOUBLES(Severity.WARNING),
        /** Responses or predictions whose squares are no doubles. */
        RESPONSE_BEYOND_DOUBLES(Severity.WARNING),
        /** The fit stopped after {@code steps} steps, {@code gap} above the least objective by a quadratic model. */
        NOT_CONVERGED(Severity.WARNING),
        /** The {@code parameter} estimated beside the coefficients did not converge; its {@code last} value. */
        SEARCH_NOT_CONVERGED(Severity.WARNING),
        /** The likelihood rises up to an edge of Tweedie's powers, where it is that of a {@code family}. */
        POWER_AT_EDGE(Severity.WARNING),
        /** No corner was found that is surely the least, after {@code edges} edges. */
        NO_SURE_CORNER(Severity.WARNING),
        /** Without a penalty separated outcomes have no least objective, and they may be. */
        MAY_BE_SEPARATED(Severity.WARNING),
        /** Outcomes are separated, {@code extent} complete or part: {@code columns} go to {@code limits}. */
        SEPARATED_OUTCOMES(Severity.WARNING),
        /** Classes are separated, {@code extent} complete or part: {@code columns} go to {@code limits}. */
        SEPARATED_CLASSES(Severity.WARNING),
        /** Levels whose outcomes are all the same: some {@code columns}, their {@code limits}, other {@code rows}. */
        SEPARATED_LEVELS(Severity.WARNING),
        /** The gradient is 0, but the objective falls along {@code column}. */
        NO_MINIMUM(Severity.WARNING),
        /** Second derivatives that are not positive definite, near {@code column} where one is known. */
        NO_STRICT_MINIMUM(Severity.WARNING),
        /** A loss that curves down at a {@code response} and a {@code prediction}. */
        NOT_CONVEX(Severity.WARNING),
        /** Other coefficients have the same least loss. */
        NOT_UNIQUE(Severity.WARNING),
        /** All responses are the same {@code value}. */
        CONSTANT_RESPONSE(Severity.WARNING),
        /** A penalty draws the estimates towards 0, so there are no standard errors. */
        PENALIZED(Severity.INFO),
        /** As many coefficients as rows, so nothing is left for the dispersion. */
        NO_ROWS_FOR_DISPERSION(Severity.WARNING),
        /** The likelihood is multiplied by Jeffreys's prior. */
        JEFFREYS_PRIOR(Severity.INFO),
        /** The density of residuals at a quantile cannot be told, so there are no standard errors. */
        NO_DENSITY(Severity.WARNING),
        /** Residuals no wilder than normal ones: the best degrees of freedom are infinite. */
        NORMAL_RESIDUALS(Severity.WARNING),
        /** Counts that vary no more than a Poisson distribution's: the best shape is infinite. */
        POISSON_COUNTS(Severity.WARNING),
        /** Errors of clusters are not given for the levels of the largest category. */
        CLUSTERS_WITHOUT_LEVELS(Severity.INFO),
        /** A fit that did not converge has neither profile intervals nor likelihood ratios. */
        NO_GREATEST_LIKELIHOOD(Severity.WARNING);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }
    }

    /** Copies the evidence, in its order. */
    public Note {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /**
     * A note of the whole.
     *
     * @param code what was found
     * @param evidence names and values, in turn
     * @return the note
     */
    public static Note of(Code code, Object... evidence) {
        return counted(code, 0, evidence);
    }

    static Note counted(Code code, long count, Object... evidence) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < evidence.length; i += 2) {
            named.put((String) evidence[i], evidence[i + 1]);
        }
        return new Note(code, count, named);
    }

    /** Says where a fit stopped; a gap that is no number is left out. */
    static Note notConverged(Convergence end) {
        long steps = end.iterations();
        return Double.isFinite(end.gap())
                ? of(Code.NOT_CONVERGED, "steps", steps, "gap", end.gap())
                : of(Code.NOT_CONVERGED, "steps", steps);
    }

    /** Names columns whose coefficients are infinite, and where to. */
    static Note separated(Code code, boolean complete, List<String> names, double[] direction, double threshold) {
        Limits infinite = new Limits();
        for (int j = 0; j < direction.length; j++) {
            if (Math.abs(direction[j]) > threshold) {
                infinite.add(names.get(j), direction[j] > 0);
            }
        }
        return of(
                code,
                "extent",
                complete ? "complete" : "part",
                "columns",
                infinite.columns(),
                "limits",
                infinite.limits());
    }

    /**
     * How much it matters.
     *
     * @return what the code says
     */
    public Severity severity() {
        return code.severity;
    }

    /** The code and the evidence, for logs. */
    @Override
    public String toString() {
        return code.name().toLowerCase(Locale.ROOT) + (count == 0 ? "" : " " + count) + " " + evidence;
    }
}
