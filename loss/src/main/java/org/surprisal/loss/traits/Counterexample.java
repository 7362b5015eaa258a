package org.surprisal.loss.traits;

import java.util.List;

/**
 * Where something does not hold. All figures were computed in decimals.
 *
 * @param figures formulas with numbers in them, such as {@code L(1, 0.5)}, and what they are worth
 */
public record Counterexample(List<Figure> figures) {
    /**
     * A figure.
     *
     * @param name what it is, in the notation of formulas: L is the loss of a target and a prediction, L' its slope
     * @param value its value
     */
    public record Figure(String name, double value) {}

    static Counterexample of(Figure... figures) {
        return new Counterexample(List.of(figures));
    }
}
