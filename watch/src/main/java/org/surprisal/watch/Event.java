package org.surprisal.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened. Which components apply depends on the kind; the others are null, 0 or empty.
 *
 * @param step how many lines had begun when this happened, this one included; in a recording without lines, how many
 *     events had
 * @param thread the number of the thread, from 1
 * @param kind what happened
 * @param method where, the innermost watched method of the thread; null outside of every one
 * @param line the line where, from 1; 0 when it is not known
 * @param frame the number of the method's activation, from 1 in the order of their entries; 0 outside of every one
 * @param variable the name of the variable or field; {@code out} or {@code err} of what was printed
 * @param object the object written to, or first seen; 0 for none
 * @param type the class of an object first seen, or of the static field
 * @param index the index or key of the element; null for none
 * @param value the new value, returned value, exception or text
 * @param length how many elements the object has now, for {@link Kind#OBJECT} and {@link Kind#CONTENTS}; else -1
 * @param contents the elements of an object, as many as the recording keeps; of maps keys and values in turn; of other
 *     objects the values of their {@link #fields()}
 * @param fields the names of an object's fields, in the order of {@code contents}; empty for arrays and collections
 */
public record Event(
        long step,
        int thread,
        Kind kind,
        @Nullable Method method,
        int line,
        long frame,
        @Nullable String variable,
        long object,
        @Nullable String type,
        @Nullable Value index,
        @Nullable Value value,
        int length,
        List<Value> contents,
        List<String> fields) {}
