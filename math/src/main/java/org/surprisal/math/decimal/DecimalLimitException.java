package org.surprisal.math.decimal;

import java.io.Serial;

/** A computation in decimals went over a limit, which the message names. */
public final class DecimalLimitException extends ArithmeticException {
    @Serial
    private static final long serialVersionUID = 1;

    DecimalLimitException(String message) {
        super(message);
    }
}
