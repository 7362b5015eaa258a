package org.surprisal.fit;

import java.util.List;

/**
 * How a fit ended.
 *
 * @param reason why
 * @param iterations the number of steps
 * @param gap how far above its least the objective was before the last step, by a quadratic model
 * @param gradient the largest derivative of the objective at the estimates, in units of the standard deviation of its
 *     coefficient
 * @param steps how it came there
 */
public record Convergence(StopReason reason, int iterations, double gap, double gradient, List<Step> steps) {
    /** Takes the steps. */
    public Convergence {
        steps = List.copyOf(steps);
    }

    /** The same for another reason. */
    Convergence because(StopReason other) {
        return new Convergence(other, iterations, gap, gradient, steps);
    }

    /**
     * Whether the estimates are those asked for.
     *
     * @return what the reason says
     */
    public boolean converged() {
        return reason.isConverged();
    }
}
