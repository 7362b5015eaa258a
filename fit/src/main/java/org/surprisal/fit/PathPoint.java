package org.surprisal.fit;

/**
 * A minimum on a path of penalties.
 *
 * @param lambda the penalty on top of the mean loss, for columns of a standard deviation of 1
 * @param coefficients the estimates, one per name of the design, in the units of the columns
 * @param nonzeros how many of them are not 0, the intercept aside
 * @param explained the part of the deviance of a model without columns that is gone; of a loss without a family, of the
 *     loss
 * @param convergence how it ended; the gradient is the largest failure of a condition of Karush, Kuhn and Tucker,
 *     against the penalty
 */
public record PathPoint(
        double lambda, double[] coefficients, int nonzeros, double explained, Convergence convergence) {}
