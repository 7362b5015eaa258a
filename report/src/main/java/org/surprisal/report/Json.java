package org.surprisal.report;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes JSON as the contract wants it: two spaces of indent, keys in the order written, doubles in the fewest digits
 * that read back to the same bits, infinities and NaN as strings.
 */
public final class Json implements AutoCloseable {
    private final JsonGenerator out;

    /**
     * Writes to a stream, which stays open.
     *
     * @param stream takes UTF-8
     */
    public Json(OutputStream stream) {
        PrettyPrinter layout = new JsonLayout();
        ObjectWriteContext context = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return layout;
            }
        };
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        out = factory.createGenerator(context, new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /** Begins an object, as a value or under a key. */
    public Json open(@Nullable String key) {
        key(key);
        out.writeStartObject();
        return this;
    }

    /** Ends the object. */
    public Json end() {
        out.writeEndObject();
        return this;
    }

    /** A text, or null. */
    public Json put(String key, @Nullable String value) {
        key(key);
        out.writeString(value);
        return this;
    }

    /** A whole number. */
    public Json put(String key, long value) {
        key(key);
        out.writeNumber(value);
        return this;
    }

    /** A truth value. */
    public Json put(String key, boolean value) {
        key(key);
        out.writeBoolean(value);
        return this;
    }

    /** A number; infinities and NaN become strings. */
    public Json put(String key, double value) {
        key(key);
        number(value);
        return this;
    }

    /** An array of texts. */
    public Json put(String key, List<String> values) {
        key(key);
        out.writeStartArray();
        values.forEach(out::writeString);
        out.writeEndArray();
        return this;
    }

    /** An array of numbers. */
    public Json put(String key, double[] values) {
        key(key);
        numbers(values);
        return this;
    }

    /** An array of arrays of numbers. */
    public Json put(String key, double[][] values) {
        key(key);
        out.writeStartArray();
        for (double[] row : values) {
            numbers(row);
        }
        out.writeEndArray();
        return this;
    }

    /** The value null. */
    public Json putNull(String key) {
        key(key);
        out.writeNull();
        return this;
    }

    /** An array whose elements are objects. */
    public <T> Json put(String key, List<T> values, BiConsumer<Json, T> fields) {
        key(key);
        out.writeStartArray();
        for (T value : values) {
            out.writeStartObject();
            fields.accept(this, value);
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }

    /** Figures by name: texts, numbers and lists of texts. */
    public Json put(String key, Map<String, Object> figures) {
        open(key);
        figures.forEach((name, value) -> {
            switch (value) {
                case Double number -> put(name, number.doubleValue());
                case Long number -> put(name, number.longValue());
                case Integer number -> put(name, number.longValue());
                case List<?> list ->
                    put(name, list.stream().map(String::valueOf).toList());
                default -> put(name, value.toString());
            }
        });
        return end();
    }

    /** Ends the text with a line feed. */
    @Override
    public void close() {
        out.writeRaw('\n');
        out.close();
    }

    private void key(@Nullable String key) {
        if (key != null) {
            out.writeName(key);
        }
    }

    private void numbers(double[] values) {
        out.writeStartArray();
        for (double value : values) {
            number(value);
        }
        out.writeEndArray();
    }

    private void number(double value) {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }
}
