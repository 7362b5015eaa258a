package org.surprisal.fit;

import java.util.concurrent.CancellationException;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.Unfittable;

/**
 * An elastic net at many penalties. Immutable and safe for any thread.
 *
 * @param fit what to fit, without a penalty
 * @param alpha how much of the penalty is the lasso's, from 0 to 1
 * @param count how many penalties, at least 1
 * @param folds into how many parts the rows are cut for cross-validation, at least 2; 0 for none
 */
public record PathFit(Fit fit, double alpha, int count, int folds) {
    /**
     * Takes the settings.
     *
     * @throws IllegalArgumentException if a number is out of range, or the fit has a penalty of its own
     */
    public PathFit {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("The share of the lasso lies between 0 and 1, not at " + alpha + ".");
        }
        if (count < 1 || folds < 0 || folds == 1) {
            throw new IllegalArgumentException("There must be at least one penalty, and no folds or at least two.");
        }
        if (!fit.penalty().isNone() || fit.penalty().jeffreys()) {
            throw new IllegalArgumentException("A path chooses the penalty: leave the one of the fit out.");
        }
        if (fit.model().beside() != Beside.NOTHING) {
            throw new IllegalArgumentException("On a path nothing is estimated beside the coefficients: give "
                    + fit.model().beside() + " a value.");
        }
    }

    /**
     * The same with another number of penalties, evenly spaced in their logarithms.
     *
     * @param penalties how many
     * @return what to fit
     */
    public PathFit count(int penalties) {
        return new PathFit(fit, alpha, penalties, folds);
    }

    /**
     * The same with cross-validation. Rows are dealt out by a fixed shuffle of their places; rows of a cluster stay
     * together.
     *
     * @param parts how many
     * @return what to fit
     */
    public PathFit folds(int parts) {
        return new PathFit(fit, alpha, count, parts);
    }

    /**
     * Fits.
     *
     * @param frame the data
     * @return the estimates at each penalty
     * @throws Unfittable if the data cannot be fitted; the message says why
     * @throws CancellationException if the watcher or an interruption stopped the fit
     */
    public Path to(Frame frame) {
        return PathSolver.solve(this, frame);
    }
}
