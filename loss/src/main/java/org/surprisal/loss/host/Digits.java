package org.surprisal.loss.host;

import java.math.BigDecimal;

/** Numbers as source code: the shortest decimals that read back as the same double. */
final class Digits {
    private Digits() {}

    /** A finite number with a decimal point or an exponent: {@code 0.5}, {@code 1.0}, {@code 1.0E-10}. */
    static String of(double value) {
        return Double.toString(value);
    }

    /** A finite number without a point where it needs none: {@code 0.5}, {@code 1}, {@code 1e-10}. */
    static String plain(double value) {
        boolean readable = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e15);
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return readable
                ? digits.toPlainString()
                : Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }
}
