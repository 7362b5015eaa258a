package org.surprisal.score;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers written as text, and the one spelling by which a class that is a number is called. */
final class NumericText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** Whole numbers up to here are exact, so they are named without a decimal point. */
    private static final double LARGEST_EXACT = 0x1p53;

    private NumericText() {}

    /**
     * Reads a decimal number; blanks around it do not count, and {@code inf} or {@code infinity} is one.
     *
     * @param text what a cell holds
     * @return the number, or empty when the text is none ({@code nan} is none)
     */
    static OptionalDouble parse(String text) {
        String bare = text.strip();
        if (DECIMAL.matcher(bare).matches()) {
            return OptionalDouble.of(Double.parseDouble(bare));
        }
        return switch (bare.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    /**
     * The spelling shared by "1", "1.0", "01" and " 1".
     *
     * @param number any number
     * @return whole numbers without a decimal point, others as Java writes them
     */
    static String name(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
            return Long.toString((long) number);
        }
        return Double.toString(number);
    }
}
