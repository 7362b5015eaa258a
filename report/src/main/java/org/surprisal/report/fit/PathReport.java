package org.surprisal.report.fit;

import java.util.List;
import org.surprisal.fit.Path;
import org.surprisal.fit.PathPoint;
import org.surprisal.fit.Validation;

/**
 * The penalties that were tried before one of them was chosen.
 *
 * @param alpha how much of the penalty is the lasso's, from 0 to 1
 * @param folds into how many parts the rows were cut
 * @param points what each penalty gives, the penalties falling
 * @param validation how well each predicts rows that were left out
 * @param chosen the place of the penalty whose fit is reported
 */
public record PathReport(double alpha, int folds, List<PathPoint> points, Validation validation, int chosen) {
    /** Copies the list. */
    public PathReport {
        points = List.copyOf(points);
    }

    /**
     * Says all of a path that was validated.
     *
     * @param path the path
     * @param alpha how much of the penalty is the lasso's
     * @param folds into how many parts the rows were cut
     * @param best whether the penalty of the least error is chosen, not the largest within a standard error of it
     * @return what is to be said
     * @throws IllegalArgumentException if the path was not validated
     */
    public static PathReport of(Path path, double alpha, int folds, boolean best) {
        Validation validation = path.validation();
        if (validation == null) {
            throw new IllegalArgumentException("A penalty is chosen by cross-validation: give the path folds.");
        }
        return new PathReport(
                alpha, folds, path.points(), validation, best ? validation.best() : validation.simplest());
    }
}
