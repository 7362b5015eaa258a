package org.surprisal.watch.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Value;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** One line taken apart into its keys: values and lists of values. It is filled again for each line. */
final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, List<Value>> lists = new HashMap<>();

    /**
     * Takes a line in.
     *
     * @throws BadLine if it is no JSON object, or holds what is no value
     */
    void read(String text) {
        values.clear();
        lists.clear();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLine("each line is one JSON object, {\"kind\": ...}.");
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = in.currentName();
                if (in.nextToken() == JsonToken.START_ARRAY) {
                    List<Value> list = new ArrayList<>();
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        list.add(value(in));
                    }
                    lists.put(key, list);
                } else {
                    values.put(key, value(in));
                }
            }
            if (in.nextToken() != null) {
                throw new BadLine("there is something behind the object; each line is one JSON object.");
            }
        } catch (UnexpectedEndOfInputException e) {
            throw new BadLine("the line ends within its object.", true);
        } catch (StreamReadException | JacksonIOException e) {
            throw new BadLine("this is no JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private static Value value(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_NULL -> new Value.Null();
            case VALUE_TRUE -> new Value.Truth(true);
            case VALUE_FALSE -> new Value.Truth(false);
            case VALUE_NUMBER_FLOAT -> new Value.Real(in.getDoubleValue());
            case VALUE_NUMBER_INT ->
                switch (in.getNumberType()) {
                    case INT, LONG -> new Value.Whole(in.getLongValue());
                    default -> new Value.Opaque(in.getString());
                };
            case VALUE_STRING -> entire(in.getString());
            case START_OBJECT -> special(in);
            default -> throw new BadLine("a list within a list is no value; docs/watch-json.md says what is.");
        };
    }

    private static Value.Text entire(String text) {
        return new Value.Text(text, text.length());
    }

    /** An object that stands for a value JSON has no word for. */
    private static Value special(JsonParser in) {
        @Nullable Value found = null;
        @Nullable Value length = null;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = in.currentName();
            in.nextToken();
            if (key.equals("length")) {
                length = value(in);
            } else {
                found = named(key, value(in));
            }
        }
        if (found instanceof Value.Text text && length instanceof Value.Whole whole) {
            return new Value.Text(text.value(), (int) whole.value());
        }
        if (found == null) {
            throw new BadLine("an empty object is no value; docs/watch-json.md says what is.");
        }
        return found;
    }

    private static Value named(String key, Value value) {
        try {
            return switch (key) {
                case "long" -> new Value.Whole(Long.parseLong(string(key, value)));
                case "double" -> new Value.Real(Double.parseDouble(string(key, value)));
                case "char" -> new Value.Letter(string(key, value).charAt(0));
                case "text" -> entire(string(key, value));
                case "ref" -> new Value.Reference(number(key, value));
                case "opaque" -> new Value.Opaque(string(key, value));
                case "unknown" -> new Value.Unknown();
                default ->
                    throw new BadLine("\"" + key + "\" is no kind of value; docs/watch-json.md says what there is.");
            };
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new BadLine("\"" + key + "\" cannot be \"" + string(key, value) + "\".");
        }
    }

    boolean has(String key) {
        return values.containsKey(key) && !(values.get(key) instanceof Value.Null);
    }

    @Nullable
    Value value(String key) {
        return values.get(key);
    }

    /** The text under a key that must be there. */
    String text(String key) {
        return string(key, needed(key));
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** The whole number under a key that must be there. */
    long whole(String key) {
        return number(key, needed(key));
    }

    long whole(String key, long otherwise) {
        return has(key) ? whole(key) : otherwise;
    }

    /** The list under a key, empty if there is none. */
    List<Value> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    /** The list of texts under a key, empty if there is none. */
    List<String> texts(String key) {
        return list(key).stream().map(value -> string(key, value)).toList();
    }

    private Value needed(String key) {
        Value value = values.get(key);
        if (value == null) {
            throw new BadLine("\"" + key + "\" is missing; docs/watch-json.md says which keys a line needs.");
        }
        return value;
    }

    private static String string(String key, Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw new BadLine("\"" + key + "\" is a string.");
    }

    private static long number(String key, Value value) {
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        throw new BadLine("\"" + key + "\" is a whole number.");
    }
}
