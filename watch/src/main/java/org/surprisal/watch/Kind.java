package org.surprisal.watch;

import java.util.Locale;

/** What can happen in a recording. The name in lower case is the {@code kind} of an event in JSON. */
public enum Kind {
    /** A line is about to run. */
    LINE,
    /** A local variable, a parameter (at the entry of its method) or a value that the program names has a new value. */
    WRITE,
    /** An element of an array or list, or the value under a key of a map, was set; past the end: was appended. */
    ELEMENT,
    /** An element was put in before the one at the index: the others move up. Sets and heaps: was added. */
    INSERT,
    /** The element at the index, or under the key, was removed: the others move down. */
    REMOVE,
    /** The contents of an object from the index on are now those in {@link Event#contents()}, and end there. */
    CONTENTS,
    /** A field of an object, or a static one of the class that {@link Event#type()} names, has a new value. */
    FIELD,
    /** An object was seen for the first time: its type and contents. */
    OBJECT,
    /** A method was entered. */
    ENTER,
    /** A method was left, with the value that it returned. */
    EXIT,
    /** A method was left by an exception, whose type and message are {@link Event#value()}. */
    THROW,
    /** The program printed. */
    OUTPUT,
    /** A thread began to be recorded: its name is {@link Event#value()}. */
    THREAD;

    /** The kind as it stands in JSON. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
