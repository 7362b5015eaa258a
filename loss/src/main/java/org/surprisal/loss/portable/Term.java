package org.surprisal.loss.portable;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a portable form: a number, a name, or a primitive applied to nodes. Immutable; made by {@link Terms},
 * which holds equal ones once, so that {@code ==} is equality.
 */
public sealed interface Term {
    /**
     * The position of this node among those of its {@link Terms}; arguments have smaller ones.
     *
     * @return at least 0
     */
    int id();

    /**
     * Whether this node has one value per class of a row, and not one per row.
     *
     * @return true for class level
     */
    boolean perClass();

    /**
     * A number.
     *
     * @param id its position
     * @param value its value, perhaps infinite or NaN
     */
    record Constant(int id, double value) implements Term {
        @Override
        public boolean perClass() {
            return false;
        }
    }

    /**
     * Something given from outside.
     *
     * @param id its position
     * @param name what it is called
     * @param perClass whether it has one value per class
     * @param parameter whether it is a parameter of the loss, which is never NaN
     */
    record Name(int id, String name, boolean perClass, boolean parameter) implements Term {}

    /**
     * A primitive applied to arguments.
     *
     * @param id its position
     * @param primitive what is done
     * @param arguments what it is done to
     * @param perClass whether it has one value per class
     */
    record Apply(int id, Primitive primitive, List<Term> arguments, boolean perClass) implements Term {
        /** The same node: equal ones are held once, and looking inside would visit shared parts again and again. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return id;
        }

        @Override
        public String toString() {
            return primitive + "#" + id;
        }
    }
}
