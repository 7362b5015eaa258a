package org.surprisal.watch.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Value;

/** An object of the program and what it contains: elements in order, entries of a map, or fields. */
public final class Thing {
    /** How a thing holds what it contains. */
    public enum Shape {
        /** Arrays, lists, deques, string builders; sets in the order in which their elements came. */
        SEQUENCE,
        /** Keys with values. */
        MAP,
        /** Named fields. */
        FIELDS
    }

    /** No more elements than this are made up where a recording skips some. */
    private static final int MOST_MADE_UP = 1 << 16;

    private final long number;
    private final String type;
    private final List<Value> elements = new ArrayList<>();
    private final LinkedHashMap<Value, Value> entries = new LinkedHashMap<>();
    private final LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
    private Shape shape;
    private int length;

    Thing(long number, String type, Shape shape) {
        this.number = number;
        this.type = type;
        this.shape = shape;
    }

    Thing(Thing other) {
        this(other.number, other.type, other.shape);
        elements.addAll(other.elements);
        entries.putAll(other.entries);
        fields.putAll(other.fields);
        length = other.length;
    }

    /** The thing that an event of kind OBJECT tells of. */
    static Thing of(Event event) {
        String type = event.type() == null ? "" : event.type();
        Thing thing = new Thing(event.object(), type, shape(type, event));
        switch (thing.shape) {
            case FIELDS -> {
                for (int i = 0; i < event.fields().size(); i++) {
                    Value value = i < event.contents().size() ? event.contents().get(i) : new Value.Unknown();
                    thing.fields.put(event.fields().get(i), value);
                }
            }
            case MAP -> thing.putAll(event.contents());
            case SEQUENCE -> thing.elements.addAll(event.contents());
        }
        thing.length = event.length() >= 0 ? event.length() : thing.held();
        return thing;
    }

    private static Shape shape(String type, Event event) {
        if (!event.fields().isEmpty()) {
            return Shape.FIELDS;
        }
        String name = type.substring(type.lastIndexOf('.') + 1);
        boolean map = name.contains("Map") || name.equals("Hashtable") || name.equals("dict") || name.contains("Dict");
        boolean pairs = event.length() > 0 && event.contents().size() == 2 * event.length();
        return (map || pairs) && !type.endsWith("[]") ? Shape.MAP : Shape.SEQUENCE;
    }

    /** Its number, from 1 in the order of first sight. */
    public long number() {
        return number;
    }

    /** Its class; empty if the recording does not say. */
    public String type() {
        return type;
    }

    /** How it holds what it contains. */
    public Shape shape() {
        return shape;
    }

    /** How many elements or entries it has, those that the recording does not keep included. */
    public int length() {
        return length;
    }

    /** The elements of a sequence, as many as the recording keeps. */
    public List<Value> elements() {
        return Collections.unmodifiableList(elements);
    }

    /** The entries of a map. */
    public SequencedMap<Value, Value> entries() {
        return Collections.unmodifiableSequencedMap(entries);
    }

    /** The fields of an object. */
    public SequencedMap<String, Value> fields() {
        return Collections.unmodifiableSequencedMap(fields);
    }

    /** The value at an index or under a key; null if there is none. */
    public @Nullable Value at(Value index) {
        if (shape == Shape.MAP) {
            return entries.get(index);
        }
        return index instanceof Value.Whole whole && whole.value() >= 0 && whole.value() < elements.size()
                ? elements.get((int) whole.value())
                : null;
    }

    void set(Value index, Value value) {
        if (shape != Shape.MAP && index instanceof Value.Whole whole) {
            int at = (int) whole.value();
            if (at < 0 || at >= MOST_MADE_UP) {
                length = Math.max(length, at + 1);
                return;
            }
            while (elements.size() < at) {
                elements.add(new Value.Unknown());
            }
            if (at < elements.size()) {
                elements.set(at, value);
            } else {
                elements.add(value);
            }
            length = Math.max(length, elements.size());
            return;
        }
        shape = Shape.MAP;
        length += entries.put(index, value) == null ? 1 : 0;
    }

    void insert(@Nullable Value index, Value value) {
        int at = index instanceof Value.Whole whole ? (int) whole.value() : elements.size();
        if (at >= 0 && at <= elements.size()) {
            elements.add(at, value);
        }
        length++;
    }

    void remove(@Nullable Value index, @Nullable Value value) {
        boolean removed;
        if (shape == Shape.MAP) {
            Value key = index == null ? value : index;
            removed = entries.remove(key) != null;
        } else if (index instanceof Value.Whole whole) {
            int at = (int) whole.value();
            removed = at >= 0 && at < length;
            if (at >= 0 && at < elements.size()) {
                elements.remove(at);
            }
        } else {
            removed = elements.remove(value);
        }
        length = Math.max(0, removed ? length - 1 : length);
    }

    void contents(Event event) {
        if (shape == Shape.MAP) {
            entries.clear();
            putAll(event.contents());
            length = event.length() >= 0 ? event.length() : entries.size();
            return;
        }
        int from = event.index() instanceof Value.Whole whole ? (int) whole.value() : 0;
        for (int i = 0; i < event.contents().size(); i++) {
            set(new Value.Whole(from + i), event.contents().get(i));
        }
        length = event.length() >= 0 ? event.length() : from + event.contents().size();
        if (elements.size() > length) {
            elements.subList(length, elements.size()).clear();
        }
    }

    void field(String name, Value value) {
        if (elements.isEmpty() && entries.isEmpty()) {
            shape = Shape.FIELDS;
        }
        fields.put(name, value);
    }

    private void putAll(List<Value> keysAndValues) {
        for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
            entries.put(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    private int held() {
        return shape == Shape.MAP ? entries.size() : elements.size();
    }
}
