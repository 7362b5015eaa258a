package org.surprisal.loss.textbook;

import java.math.BigDecimal;

/** Numbers as they are written. */
final class Decimals {
    private Decimals() {}

    /** The shortest decimal that reads back as the double. */
    static BigDecimal of(double value) {
        BigDecimal plain = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
