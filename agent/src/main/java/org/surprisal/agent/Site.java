package org.surprisal.agent;

import org.jspecify.annotations.Nullable;

/**
 * A place in the program at which one kind of thing is recorded.
 *
 * @param is what
 * @param method the number of the method
 * @param line the line
 * @param name the variable or field, for those that write one
 * @param shape how the value is stored: a descriptor's letter, {@code I} for all that are narrower; {@code V} for none
 * @param type the class of a static field
 */
record Site(
        Is is,
        int method,
        int line,
        @Nullable String name,
        char shape,
        @Nullable String type) {
    /** What a site records, in the order of the constants' names in the format. */
    enum Is {
        LINE(0),
        HERE(1),
        WRITE(2),
        ELEMENT(3),
        FIELD(4),
        STATIC(5),
        ENTER(6),
        EXIT(7),
        THROW(8);

        /** Its place in {@link Sites#IS}. */
        final int code;

        Is(int code) {
            this.code = code;
        }
    }
}
