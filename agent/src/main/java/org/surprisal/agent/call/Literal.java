package org.surprisal.agent.call;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a value of a parameter's type from JSON: numbers, truth values, strings, arrays, lists, sets and maps. */
final class Literal {
    private final String text;
    private int at;

    private Literal(String text) {
        this.text = text;
    }

    /**
     * A value.
     *
     * @throws IllegalArgumentException in one sentence, if the text cannot be a value of the type
     */
    static @Nullable Object of(String text, Type type) {
        if (type == String.class && !text.strip().startsWith("\"")) {
            return text;
        }
        Literal literal = new Literal(text);
        Object parsed = literal.value();
        literal.blanks();
        if (literal.at < text.length()) {
            throw literal.wrong();
        }
        return literal.as(parsed, type);
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("The argument " + text + " is no JSON at its character " + (at + 1) + ".");
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private @Nullable Object value() {
        if (take('[')) {
            List<@Nullable Object> list = new ArrayList<>();
            if (!take(']')) {
                do {
                    list.add(value());
                } while (take(','));
                need(']');
            }
            return list;
        }
        if (take('{')) {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            if (!take('}')) {
                do {
                    Object key = value();
                    need(':');
                    map.put(key, value());
                } while (take(','));
                need('}');
            }
            return map;
        }
        return take('"') ? string('"') : take('\'') ? string('\'') : word();
    }

    private void need(char c) {
        if (!take(c)) {
            throw wrong();
        }
    }

    private String string(char end) {
        int start = at;
        while (at < text.length() && text.charAt(at) != end) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw wrong();
        }
        return text.substring(start, at++).translateEscapes();
    }

    private @Nullable Object word() {
        int start = at;
        while (at < text.length() && ",]}: \t\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                try {
                    yield word.matches("[-+]?\\d+") ? (Object) Long.valueOf(word) : (Object) Double.valueOf(word);
                } catch (NumberFormatException e) {
                    at = start;
                    throw wrong();
                }
            }
        };
    }

    private @Nullable Object as(@Nullable Object value, Type type) {
        Class<?> raw = raw(type);
        if (value == null) {
            if (raw.isPrimitive()) {
                throw misfit(type);
            }
            return null;
        }
        if (raw.isArray() && value instanceof List<?> list) {
            Type part =
                    type instanceof GenericArrayType array ? array.getGenericComponentType() : raw.getComponentType();
            Object array = Array.newInstance(raw.getComponentType(), list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(array, i, as(list.get(i), part));
            }
            return array;
        }
        if (value instanceof List<?> list) {
            // Whether it fits at all comes before whether its elements do.
            collection(new ArrayList<>(), raw, type);
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(as(element, argument(type, 0))));
            return collection(elements, raw, type);
        }
        if (value instanceof Map<?, ?> map) {
            if (!raw.isAssignableFrom(LinkedHashMap.class)) {
                throw misfit(type);
            }
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, one) -> entries.put(as(key, argument(type, 0)), as(one, argument(type, 1))));
            return entries;
        }
        return simple(value, raw, type);
    }

    private Object collection(List<@Nullable Object> elements, Class<?> raw, Type type) {
        if (raw.isInstance(elements)) {
            return elements;
        }
        if (raw.isAssignableFrom(LinkedHashSet.class)) {
            return new LinkedHashSet<>(elements);
        }
        if (raw.isAssignableFrom(ArrayDeque.class)) {
            return new ArrayDeque<>(elements);
        }
        throw misfit(type);
    }

    private Object simple(Object value, Class<?> raw, Type type) {
        if (value instanceof Number number) {
            return number(number, raw, type);
        }
        if (value instanceof String string && (raw == char.class || raw == Character.class) && string.length() == 1) {
            return string.charAt(0);
        }
        if ((raw == boolean.class && value instanceof Boolean) || raw.isInstance(value)) {
            return value;
        }
        throw misfit(type);
    }

    private Object number(Number number, Class<?> raw, Type type) {
        boolean whole = number instanceof Long;
        String name = raw.getSimpleName();
        if (name.equals("double") || name.equals("Double")) {
            return number.doubleValue();
        }
        if (name.equals("float") || name.equals("Float")) {
            return number.floatValue();
        }
        if (raw.isAssignableFrom(Integer.class) && !raw.equals(Integer.class)) {
            boolean small = whole && number.longValue() == number.intValue();
            return small ? (Object) number.intValue() : number;
        }
        if (!whole) {
            throw misfit(type);
        }
        return switch (name) {
            case "int", "Integer" -> Math.toIntExact(number.longValue());
            case "long", "Long" -> number.longValue();
            case "short", "Short" -> number.shortValue();
            case "byte", "Byte" -> number.byteValue();
            default -> throw misfit(type);
        };
    }

    private IllegalArgumentException misfit(Type type) {
        return new IllegalArgumentException("The argument " + text + " cannot be a " + type.getTypeName() + ".");
    }

    private static Type argument(Type type, int i) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[i] : Object.class;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> one -> one;
            case ParameterizedType generic -> raw(generic.getRawType());
            case GenericArrayType array ->
                Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
            default -> Object.class;
        };
    }
}
