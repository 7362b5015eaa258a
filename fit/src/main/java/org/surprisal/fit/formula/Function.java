package org.surprisal.fit.formula;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The functions of arithmetic in a model formula. */
public enum Function {
    /** The natural logarithm. */
    LOG,
    /** The logarithm to the base 2. */
    LOG2,
    /** The logarithm to the base 10. */
    LOG10,
    /** The logarithm of 1 + x. */
    LOG1P,
    /** The exponential. */
    EXP,
    /** The exponential less 1. */
    EXPM1,
    /** The square root. */
    SQRT,
    /** The absolute value. */
    ABS;

    /**
     * How it is written.
     *
     * @return such as {@code log1p}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Function> find(String word) {
        return Arrays.stream(values())
                .filter(function -> function.word().equals(word))
                .findFirst();
    }
}
