package org.surprisal.fit.design;

import java.util.List;
import org.surprisal.fit.formula.Factor;

/**
 * A part of a linear predictor, for those who write it down elsewhere: a product of numbers times a coefficient that
 * the categories choose.
 *
 * @param numbers what is multiplied; nothing is 1
 * @param categories the columns of the categories; the first changes fastest
 * @param firstCell the first coefficient, among those that {@link Expansion#toCells} makes
 */
public record Part(List<Piece> numbers, List<String> categories, int firstCell) {
    /**
     * A number of a row.
     *
     * @param factor a factor of numbers
     * @param degree of a polynomial the degree, otherwise 0
     */
    public record Piece(Factor factor, int degree) {}

    /** Copies the lists. */
    public Part {
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
    }
}
