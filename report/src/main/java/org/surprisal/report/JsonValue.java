package org.surprisal.report;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON as texts, doubles, truths, lists, maps and null. */
public final class JsonValue {
    private JsonValue() {}

    /**
     * Reads one value.
     *
     * @param stream UTF-8, which stays open
     * @return a String, Double, Boolean, List, Map or null
     * @throws IllegalArgumentException if this is no JSON; the message is a sentence
     */
    public static @Nullable Object read(InputStream stream) {
        try (JsonParser parser = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), stream)) {
            parser.nextToken();
            return value(parser);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "This is no valid JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("") + ".",
                    e);
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.parseDouble(parser.getString());
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
