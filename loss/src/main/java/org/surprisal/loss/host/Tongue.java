package org.surprisal.loss.host;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.portable.Primitive;

/** The words of a host: what a {@link Speller} makes expressions of. */
interface Tongue {
    /**
     * A number.
     *
     * @param value perhaps infinite or NaN; negative only if it stands alone
     * @param alone whether it is an argument of a call, and not of an operator
     */
    String number(double value, boolean alone);

    /**
     * How a primitive is said.
     *
     * @return null if the host has no word for it
     */
    @Nullable
    Phrase phrase(Primitive primitive);

    /**
     * How a choice is said where the comparison may be with NaN.
     *
     * @param primitive one that chooses
     * @param first whether the first argument may be NaN
     * @param second whether the second may be
     */
    Phrase guarded(Primitive primitive, boolean first, boolean second);

    /** Whether comparisons order NaN above all numbers, as databases do, and not beside them. */
    boolean ordersNaN();

    /** The value of class level called {@code name}, where the value of one class is meant. */
    String element(String name);

    /** The name of the function that stands in for a primitive that the host has no word for. */
    String substitute(Primitive primitive);

    /** Whether naming something costs more than writing a sum or a product of two names twice. */
    default boolean namesAreDear() {
        return false;
    }

    /** Whether this is a function of ours that writes its arguments out as often as it mentions them, as macros do. */
    default boolean expands(Primitive primitive) {
        return false;
    }
}
