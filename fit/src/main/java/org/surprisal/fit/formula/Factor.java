package org.surprisal.fit.formula;

import java.util.stream.Stream;

/** A part of a term: a column, or what is made of columns. Its text tells it from other factors. */
public sealed interface Factor {
    /**
     * A column as it is: numbers, or a category with treatment contrasts.
     *
     * @param column its name
     */
    record Plain(String column) implements Factor {
        @Override
        public String toString() {
            return quoted(column);
        }
    }

    /**
     * A column taken as a category, also one of numbers.
     *
     * @param column its name
     * @param contrast how levels become coefficients
     * @param base the level to compare with, or the empty text for the first (treatment) or last (sum)
     */
    record Category(String column, Contrast contrast, String base) implements Factor {
        @Override
        public String toString() {
            return "C(" + quoted(column) + (contrast == Contrast.SUM ? ", sum" : "")
                    + (base.isEmpty() ? "" : ", base=" + (base.indexOf('\'') < 0 ? "'" + base + "'" : '"' + base + '"'))
                    + ")";
        }
    }

    /**
     * A number made of columns.
     *
     * @param arithmetic how
     */
    record Computed(Arithmetic arithmetic) implements Factor {
        @Override
        public String toString() {
            return arithmetic instanceof Arithmetic.Call ? arithmetic.toString() : "I(" + arithmetic + ")";
        }
    }

    /**
     * A polynomial: one column per degree, from 1.
     *
     * @param of what it is of
     * @param degree its degree
     * @param raw true for powers, false for polynomials that are orthogonal over the rows
     */
    record Polynomial(Arithmetic of, int degree, boolean raw) implements Factor {
        @Override
        public String toString() {
            return "poly(" + of + ", " + degree + (raw ? ", raw" : "") + ")";
        }
    }

    /**
     * The columns of the data that are used.
     *
     * @return their names
     */
    default Stream<String> columns() {
        return switch (this) {
            case Plain plain -> Stream.of(plain.column());
            case Category category -> Stream.of(category.column());
            case Computed computed -> computed.arithmetic().columns();
            case Polynomial polynomial -> polynomial.of().columns();
        };
    }

    /** A name as it is written in a formula. */
    static String quoted(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{N}_.]*") ? name : "`" + name + "`";
    }
}
