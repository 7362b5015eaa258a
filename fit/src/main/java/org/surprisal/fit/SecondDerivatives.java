package org.surprisal.fit;

/** The second derivatives of an objective at some coefficients, too many for a matrix: what a solver needs of them. */
interface SecondDerivatives {
    /** Those of each coefficient alone. */
    double[] diagonal();

    /** Their matrix times a vector. */
    double[] times(double[] vector);

    /**
     * Solves for a step, as well as is worth while: the part of the right side that is left, measured by the inverse of
     * the diagonal, is at most so many times that of all of it.
     *
     * @param right the gradient with the other sign
     * @param left from 0 to 1
     * @return a step, of which the objective falls to begin with; 0 for coefficients that cannot be told
     */
    double[] solve(double[] right, double left);
}
