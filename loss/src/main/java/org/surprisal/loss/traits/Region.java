package org.surprisal.loss.traits;

/**
 * Predictions for which a result, as it is computed, is no finite number.
 *
 * @param output what is computed
 * @param kind what comes instead
 * @param target the target
 * @param from the least prediction
 * @param to the greatest one
 */
public record Region(Output output, Kind kind, double target, double from, double to) {
    /** What is computed. */
    public enum Output {
        /** The loss. */
        VALUE,
        /** Its derivative. */
        GRADIENT,
        /** Its second derivative. */
        HESSIAN
    }

    /** What comes instead of a number. */
    public enum Kind {
        /** Infinity, where the exact value is a double: something overflows on the way. */
        OVERFLOW,
        /** No number, where the exact value is a double: infinities cancel on the way, or 0 meets one. */
        NAN,
        /** No number, and the formula has none: the logarithm of a negative number, 0 over 0. */
        UNDEFINED,
        /** Infinity, and that is what the formula says: a pole. */
        INFINITE,
        /** Infinity, because the exact value is greater than any double. */
        TOO_LARGE;

        /**
         * Whether a loss should have no such region within its domain.
         *
         * @return true for what is not a property of the formula
         */
        public boolean isWrong() {
            return this == OVERFLOW || this == NAN || this == UNDEFINED;
        }
    }
}
