package org.surprisal.agent;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an array, a collection, a map, a builder or an object with fields held when it was looked at, to be compared
 * with later: the elements, of maps keys and values in turn, of arrays an array of the same type, each as many as are
 * compared.
 */
record Shadow(@Nullable Object array, List<@Nullable Object> values, int length) {
    /** So many elements of an array are compared: that is faster than to read as many of a collection. */
    private static final int MOST_OF_ARRAY = 1 << 16;

    static Shadow of(Session session, Object object, Looks.Look look) {
        if (look.form() == Looks.Form.ARRAY) {
            int length = Array.getLength(object);
            int kept = Math.min(length, Math.max(MOST_OF_ARRAY, session.options.elements()));
            Object copy = Array.newInstance(object.getClass().getComponentType(), kept);
            System.arraycopy(object, 0, copy, 0, kept);
            return new Shadow(copy, List.of(), length);
        }
        List<@Nullable Object> values = new ArrayList<>();
        return new Shadow(null, values, session.looks.read(object, look, values));
    }

    /** How many values there are to compare. */
    int kept() {
        return array == null ? values.size() : Array.getLength(array);
    }

    @Nullable
    Object get(int i) {
        return array == null ? values.get(i) : Array.get(array, i);
    }

    /** An element of the array was set. */
    void set(int index, @Nullable Object value) {
        if (array != null && index < Array.getLength(array)) {
            Array.set(array, index, value);
        }
    }
}
