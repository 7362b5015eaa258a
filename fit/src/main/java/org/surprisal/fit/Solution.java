package org.surprisal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.linear.Cholesky;
import org.surprisal.math.DoubleDouble;

/**
 * What a solver found.
 *
 * @param fit what was to be fitted
 * @param original the rows as they are
 * @param data the rows that were worked on, centred or not
 * @param objective loss and link
 * @param coefficients a number per column of these rows, 0 for those that depend on others
 * @param active the columns that do not depend on others
 * @param sureness how sure the coefficients are
 * @param many where there are very many, what is known of them, or null
 * @param beside what was estimated beside the coefficients
 * @param convergence how it ended
 * @param notes what is wrong with the problem, in sentences
 */
record Solution(
        Fit fit,
        Dataset original,
        Dataset data,
        Objective objective,
        double[] coefficients,
        int[] active,
        Sureness sureness,
        @Nullable Many many,
        List<Coefficient> beside,
        Convergence convergence,
        List<Note> notes) {
    Solution(
            Fit fit,
            Dataset original,
            Dataset data,
            Objective objective,
            double[] coefficients,
            int[] active,
            Sureness sureness,
            List<Coefficient> beside,
            Convergence convergence,
            List<Note> notes) {
        this(fit, original, data, objective, coefficients, active, sureness, null, beside, convergence, notes);
    }

    /**
     * What belongs to more coefficients than a covariance has room for.
     *
     * @param infinite of each coefficient +∞ or -∞, or 0 where it is finite
     * @param errors how sure the finite ones are, or null where that is not known
     */
    record Many(double[] infinite, @Nullable ManyErrors errors) {
        /** Puts the infinite ones in their places. */
        void put(double[] coefficients) {
            for (int j = 0; j < coefficients.length; j++) {
                coefficients[j] = infinite[j] == 0 ? coefficients[j] : infinite[j];
            }
        }
    }

    /**
     * How sure coefficients are.
     *
     * @param unscaled the inverse of the information of the active columns
     * @param squares the solution of a least squares problem, or null
     * @param information the factor of the information where there is no such solution, or null
     * @param covariance the covariance by a rule of the method's own, or null
     */
    record Sureness(
            double[][] unscaled,
            LeastSquares.@Nullable Solution squares,
            @Nullable Cholesky information,
            double @Nullable [][] covariance) {
        /** That of a solved least squares problem. */
        static Sureness of(LeastSquares.Solution squares) {
            return new Sureness(squares.unscaled(), squares, null, null);
        }

        /** That of an information matrix, of NaN where it is not positive definite. */
        static Sureness of(Cholesky factor, int width) {
            return factor.isDefinite() ? new Sureness(factor.inverse(), null, factor, null) : none(width);
        }

        /** That of a penalised fit: nothing is known. */
        static Sureness none(int width) {
            double[][] to = new double[width][width];
            for (double[] row : to) {
                Arrays.fill(row, Double.NaN);
            }
            return new Sureness(to, null, null, null);
        }
    }

    double[][] unscaled() {
        return sureness.unscaled;
    }

    /** What the model says of the covariance, but for the dispersion. */
    double[][] covariance() {
        return sureness.covariance == null ? sureness.unscaled : sureness.covariance;
    }

    LeastSquares.@Nullable Solution squares() {
        return sureness.squares;
    }

    @Nullable
    Cholesky information() {
        return sureness.information;
    }

    Solution note(Note one) {
        List<Note> more = new ArrayList<>(notes);
        more.add(one);
        return new Solution(
                fit, original, data, objective, coefficients, active, sureness, many, beside, convergence, more);
    }

    Solution beside(List<Coefficient> estimated) {
        return new Solution(
                fit, original, data, objective, coefficients, active, sureness, many, estimated, convergence, notes);
    }

    /** The coefficients of the columns as they are: the intercept takes what the centres were. */
    double[] uncentred() {
        return uncentred(data, coefficients);
    }

    /** Coefficients, or a direction, of the columns as they are. */
    static double[] uncentred(Dataset data, double[] of) {
        double[] centres = data.matrix().centres();
        double[] to = of.clone();
        DoubleDouble first = DoubleDouble.of(0);
        for (int j = 0; j < to.length; j++) {
            first = first.plus(j == 0 ? DoubleDouble.of(of[0]) : DoubleDouble.product(-centres[j], of[j]));
        }
        to[0] = first.value();
        return to;
    }

    /** A covariance of the active columns, of the columns as they are. */
    double[][] uncentred(double[][] covariance) {
        double[] centres = data.matrix().centres();
        int n = active.length;
        if (data.matrix().design().intercept() < 0) {
            return covariance;
        }
        double[][] to = new double[n][];
        DoubleDouble corner = DoubleDouble.of(0);
        DoubleDouble[] first = new DoubleDouble[n];
        for (int k = 0; k < n; k++) {
            to[k] = covariance[k].clone();
            first[k] = DoubleDouble.of(covariance[0][k]);
            for (int j = 1; j < n; j++) {
                first[k] = first[k].minus(DoubleDouble.product(centres[active[j]], covariance[j][k]));
            }
        }
        for (int k = 0; k < n; k++) {
            corner = k == 0 ? first[0] : corner.minus(first[k].times(centres[active[k]]));
            to[0][k] = first[k].value();
            to[k][0] = to[0][k];
        }
        to[0][0] = corner.value();
        return to;
    }
}
