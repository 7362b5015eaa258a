package org.surprisal.watch.state;

import java.util.Map;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;

/** Values as text with the contents of objects: {@code [3, 1, 2]}, {@code {a=1}}, {@code Node(key=5, left=null)}. */
public final class Contents {
    private static final int DEPTH = 3;

    private final State state;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private Contents(State state, int width) {
        this.state = state;
        this.width = width;
    }

    /**
     * A value as text.
     *
     * @param value the value
     * @param state knows the objects
     * @param width the text ends with an ellipsis if it would be longer
     */
    public static String of(Value value, State state, int width) {
        Contents contents = new Contents(state, width);
        contents.append(value, 0);
        StringBuilder text = contents.text;
        return text.length() <= width ? text.toString() : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    private boolean full() {
        return text.length() > width;
    }

    private void append(Value value, int depth) {
        Thing thing = value instanceof Value.Reference reference ? state.thing(reference.object()) : null;
        if (thing == null) {
            text.append(ValueText.of(value));
        } else if (depth >= DEPTH) {
            text.append(simple(thing.type())).append('#').append(thing.number());
        } else {
            append(thing, depth + 1);
        }
    }

    private void append(Thing thing, int depth) {
        switch (thing.shape()) {
            case SEQUENCE -> {
                if (letters(thing)) {
                    return;
                }
                text.append('[');
                String gap = "";
                for (Value element : thing.elements()) {
                    text.append(gap);
                    gap = ", ";
                    append(element, depth);
                    if (full()) {
                        return;
                    }
                }
                text.append(thing.length() > thing.elements().size() ? gap + "…]" : "]");
            }
            case MAP -> {
                text.append('{');
                String gap = "";
                for (Map.Entry<Value, Value> entry : thing.entries().entrySet()) {
                    text.append(gap);
                    gap = ", ";
                    append(entry.getKey(), depth);
                    text.append('=');
                    append(entry.getValue(), depth);
                    if (full()) {
                        return;
                    }
                }
                text.append(thing.length() > thing.entries().size() ? gap + "…}" : "}");
            }
            case FIELDS -> {
                text.append(simple(thing.type())).append('(');
                String gap = "";
                for (Map.Entry<String, Value> field : thing.fields().entrySet()) {
                    text.append(gap).append(field.getKey()).append('=');
                    gap = ", ";
                    append(field.getValue(), depth);
                    if (full()) {
                        return;
                    }
                }
                text.append(')');
            }
        }
    }

    /** Appends a string builder as a string. */
    private boolean letters(Thing thing) {
        if (!thing.type().endsWith("StringBuilder") && !thing.type().endsWith("StringBuffer")) {
            return false;
        }
        text.append('"');
        for (Value element : thing.elements()) {
            text.append(element instanceof Value.Letter letter ? String.valueOf(letter.value()) : "?");
        }
        text.append(thing.length() > thing.elements().size() ? "…\"" : "\"");
        return true;
    }

    /** A class without its package and its enclosing classes. */
    public static String simple(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        return name.substring(name.lastIndexOf('$') + 1);
    }
}
