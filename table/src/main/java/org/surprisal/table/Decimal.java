package org.surprisal.table;

import java.math.BigDecimal;
import java.util.Locale;

/** A decimal of a file as two doubles: the nearest one, and what it lacks. */
final class Decimal {
    /** Powers of ten that are doubles. */
    private static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int k = 0; k < POWERS.length; k++) {
            POWERS[k] = power;
            power *= 10;
        }
    }

    /** Whole numbers of so many digits are doubles. */
    private static final int DIGITS = 15;

    private Decimal() {}

    /**
     * The double nearest to a number.
     *
     * @param text a decimal, or = and a double as the engine writes it
     */
    static double value(String text) {
        if (!text.startsWith("=")) {
            return Double.parseDouble(text);
        }
        return switch (text.substring(1).toLowerCase(Locale.ROOT)) {
            case "nan", "-nan" -> Double.NaN;
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text.substring(1));
        };
    }

    /** What the double nearest to a decimal lacks of it; 0 of what is a double already, or too large for one. */
    static double low(String text, double value) {
        if (text.startsWith("=") || !Double.isFinite(value) || value == 0) {
            return 0;
        }
        int point = text.indexOf('.');
        boolean plain = text.indexOf('e') < 0 && text.indexOf('E') < 0 && text.length() <= DIGITS + 1;
        if (plain && point < 0 && text.length() <= DIGITS) {
            return 0;
        }
        if (!plain || point < 0) {
            return new BigDecimal(text).subtract(new BigDecimal(value)).doubleValue();
        }
        int places = text.length() - point - 1;
        double whole = Long.parseLong(text.substring(0, point) + text.substring(point + 1));
        // The rest of a quotient that is rounded to the nearest double is a double.
        return Math.fma(-value, POWERS[places], whole) / POWERS[places];
    }
}
