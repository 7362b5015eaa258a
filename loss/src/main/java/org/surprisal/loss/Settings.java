package org.surprisal.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.FormulaException;

/**
 * What is said about the parameters of a loss: {@code delta=2}, {@code sigma=predicted}, {@code trials=given} or
 * {@code weight=[1, 2, 3]}, with commas in between.
 */
final class Settings {
    /** The word for a parameter that is forecast for each row. */
    static final String PREDICTED = "predicted";

    /** The word for a parameter that is known for each row. */
    static final String GIVEN = "given";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PART = Pattern.compile("\\s*(?:(" + NAME + ")\\s*=)?\\s*([^=\\s]+|\\[[^=\\]]*])\\s*");

    private Settings() {}

    /**
     * One of them.
     *
     * @param name the parameter; null if only a value is there
     * @param value the value as it is written
     */
    record Setting(@Nullable String name, String value) {
        /** A number, or a number per class; nothing if it comes with the rows. */
        Optional<double[]> numbers() {
            if (value.equals(PREDICTED) || value.equals(GIVEN)) {
                return Optional.empty();
            }
            boolean list = value.startsWith("[") && value.endsWith("]");
            String[] parts = list ? value.substring(1, value.length() - 1).split(",", -1) : new String[] {value};
            return Optional.of(Arrays.stream(parts)
                    .mapToDouble(part -> number(part.strip(), value))
                    .toArray());
        }

        /** The loss with this setting. */
        Loss applied(Loss loss, String parameter) {
            return switch (value) {
                case PREDICTED -> loss.predicting(parameter);
                case GIVEN -> loss.given(parameter);
                default -> {
                    double[] numbers = numbers().orElseThrow();
                    yield value.startsWith("[") ? loss.with(parameter, numbers) : loss.with(parameter, numbers[0]);
                }
            };
        }
    }

    /**
     * Reads them.
     *
     * @param text the text between the brackets, or after the semicolon
     * @param usage how it is to be written, for a message
     * @throws FormulaException if something is no setting
     */
    static List<Setting> of(String text, String usage) {
        List<Setting> settings = new ArrayList<>();
        for (String part : text.isBlank() ? List.<String>of() : parts(text)) {
            Matcher setting = PART.matcher(part);
            if (!setting.matches()) {
                throw unreadable(part, usage);
            }
            Setting made = new Setting(setting.group(1), setting.group(2));
            try {
                made.numbers();
            } catch (NumberFormatException notANumber) {
                throw unreadable(setting.group(2), usage);
            }
            settings.add(made);
        }
        return settings;
    }

    static FormulaException unreadable(String part, String usage) {
        return new FormulaException("cannot read '" + part.strip() + "': write " + usage, FormulaException.NOWHERE);
    }

    /** Cut at the commas that are not in square brackets. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && open <= 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static double number(String text, String whole) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "" -> throw new NumberFormatException(whole);
            default -> Double.parseDouble(text);
        };
    }
}
