package org.surprisal.report;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.RecalibrationMap;
import org.surprisal.score.RecalibrationMethod;
import org.surprisal.score.Recalibrator;
import org.surprisal.score.Scale;

/** Reads what {@link RecalibrationMapJson} wrote. */
public final class RecalibrationMapReader {
    private final Map<?, ?> fields;

    private RecalibrationMapReader(Map<?, ?> fields) {
        this.fields = fields;
    }

    /**
     * Reads a map.
     *
     * @param stream UTF-8, which stays open
     * @return the map, which gives the same bits as the one that was written
     * @throws IllegalArgumentException if this is no map, or one of a later version; the message is a sentence
     */
    public static Recalibrator read(InputStream stream) {
        if (!(JsonValue.read(stream) instanceof Map<?, ?> map) || !map.containsKey("surprisal_recalibration")) {
            throw new IllegalArgumentException(
                    "This is no recalibration map of Surprisal: write one with surprisal score FILE --map map.json.");
        }
        return new RecalibrationMapReader(map).whole();
    }

    private Recalibrator whole() {
        double version = number("surprisal_recalibration");
        if (version != RecalibrationMapJson.MAP) {
            throw new IllegalArgumentException("The map has the version " + Words.printable(number(version))
                    + ", but this Surprisal reads " + RecalibrationMapJson.MAP
                    + ": use the one that wrote it, or a later one.");
        }
        try {
            RecalibrationMethod method = method();
            Scale scale = scale();
            RecalibrationMap map = new RecalibrationMapReader((Map<?, ?>) field("map")).map();
            List<String> outcome = texts("outcome");
            List<String> prediction = texts("prediction");
            List<String> classes = texts("classes");
            long rows = (long) number("rows");
            return checked(() -> new Recalibrator(method, map, scale, outcome, prediction, classes, rows));
        } catch (ClassCastException e) {
            throw new IllegalArgumentException("The map is damaged: write it anew.", e);
        }
    }

    private RecalibrationMap map() {
        if (fields.containsKey("slope")) {
            double slope = number("slope");
            return checked(() -> new RecalibrationMap.ClassTemperature(slope));
        }
        if (fields.containsKey("at")) {
            List<Double> at = numbers("at");
            List<Double> value = numbers("value");
            return checked(() -> new RecalibrationMap.Knots(at, value));
        }
        double a = number("a");
        double b = number("b");
        double c = number("c");
        return checked(() -> new RecalibrationMap.LogOdds(a, b, c));
    }

    /** What checks its range by itself. */
    private static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The map is damaged: " + e.getMessage(), e);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private RecalibrationMethod method() {
        return RecalibrationMethod.of(text("method"))
                .orElseThrow(() -> new IllegalArgumentException("The map has the method '"
                        + Words.printable(text("method")) + "', which this Surprisal does not know: use the one that"
                        + " wrote it, or a later one."));
    }

    private Scale scale() {
        for (Scale scale : Scale.values()) {
            if (scale.name().toLowerCase(Locale.ROOT).equals(text("scale"))) {
                return scale;
            }
        }
        throw broken("scale");
    }

    private Object field(String name) {
        @Nullable Object value = fields.get(name);
        if (value == null) {
            throw broken(name);
        }
        return value;
    }

    private static IllegalArgumentException broken(String name) {
        return new IllegalArgumentException("The map is damaged at '" + name + "': write it anew.");
    }

    private String text(String name) {
        if (field(name) instanceof String text) {
            return text;
        }
        throw broken(name);
    }

    private double number(String name) {
        return number(name, field(name));
    }

    /** What is infinite is written as a text. */
    private static double number(String name, @Nullable Object value) {
        if (value instanceof String text && (text.equals("Infinity") || text.equals("-Infinity"))) {
            return Double.parseDouble(text);
        }
        if (value instanceof Double number) {
            return number;
        }
        throw broken(name);
    }

    private List<Double> numbers(String name) {
        return ((List<?>) field(name))
                .stream().map(value -> number(name, value)).toList();
    }

    private List<String> texts(String name) {
        return ((List<?>) field(name)).stream().map(String.class::cast).toList();
    }
}
