package org.surprisal.watch.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place at which something is recorded: {@code is}, method, line, variable, shape and class as the format tells. */
record Site(
        Is is,
        int method,
        int line,
        @Nullable String name,
        char shape,
        @Nullable String type) {
    /** What is recorded there. */
    enum Is {
        LINE,
        HERE,
        WRITE,
        ELEMENT,
        FIELD,
        STATIC,
        ENTER,
        EXIT,
        THROW
    }

    /** A name that records refer to; fields if it is a class whose objects are shown by them. */
    record Name(String text, List<String> fields) {}
}
