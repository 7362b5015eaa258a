package org.surprisal.watch.log;

import org.jspecify.annotations.Nullable;

/** A place at which something is recorded: {@code is}, method, line, variable, shape and class as the format tells. */
record SiteDefinition(
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
}
