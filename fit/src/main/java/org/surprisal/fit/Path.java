package org.surprisal.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Design;

/** An elastic net at many penalties, from the least at which all coefficients are 0 downwards. Immutable. */
public final class Path {
    private final List<PathPoint> points;
    private final List<Solution> solutions;
    private final @Nullable Validation validation;

    Path(List<PathPoint> points, List<Solution> solutions, @Nullable Validation validation) {
        this.points = List.copyOf(points);
        this.solutions = List.copyOf(solutions);
        this.validation = validation;
    }

    /**
     * The columns of the model.
     *
     * @return the design
     */
    public Design design() {
        return solutions.get(0).data().matrix().design();
    }

    /**
     * The estimates at each penalty.
     *
     * @return as many as were asked for, the penalties falling
     */
    public List<PathPoint> points() {
        return points;
    }

    /**
     * What cross-validation said.
     *
     * @return null if it was not asked for
     */
    public @Nullable Validation validation() {
        return validation;
    }

    /**
     * The fitted model at a penalty, such as {@link Validation#simplest}.
     *
     * @param place the place of the penalty
     * @return the same as of a fit with this penalty alone
     */
    public Fitted fitted(int place) {
        return new Fitted(solutions.get(place));
    }
}
