package org.surprisal.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.linear.Cholesky;

/**
 * What a solver found.
 *
 * @param fit what was to be fitted
 * @param data the rows
 * @param objective loss and link
 * @param coefficients a number per column, 0 for those that depend on others
 * @param active the columns that do not depend on others
 * @param unscaled the inverse of the information of the active columns
 * @param squares the solution of a least squares problem, or null
 * @param information the factor of the information where there is no such solution, or null
 * @param convergence how it ended
 * @param notes what is wrong with the problem, in sentences
 */
record Solution(
        Fit fit,
        Dataset data,
        Objective objective,
        double[] coefficients,
        int[] active,
        double[][] unscaled,
        LeastSquares.@Nullable Solution squares,
        @Nullable Cholesky information,
        Convergence convergence,
        List<String> notes) {}
