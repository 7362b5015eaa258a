package org.surprisal.fit.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the data said when a design was made. With it, a formula is a design without data.
 *
 * @param levels the levels of the columns that are categories, by column
 * @param polynomials the orthogonal polynomials, by factor as it is written
 */
public record DesignFacts(Map<String, Levels> levels, Map<String, OrthogonalPolynomials> polynomials) {
    /**
     * The levels of a column.
     *
     * @param names their names
     * @param numbers the numbers that they are, rising; empty of a column of names
     */
    public record Levels(List<String> names, double[] numbers) {
        /** Copies the names. */
        public Levels {
            names = List.copyOf(names);
        }
    }

    /** Copies the maps. */
    public DesignFacts {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        polynomials = Collections.unmodifiableMap(new LinkedHashMap<>(polynomials));
    }
}
