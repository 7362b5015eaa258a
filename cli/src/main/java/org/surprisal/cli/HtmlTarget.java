package org.surprisal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Where {@code --html} writes: a file. */
final class HtmlTarget {
    private HtmlTarget() {}

    /**
     * Writes.
     *
     * @param target a path
     * @param writer writes the page
     * @throws Unwritable if the file cannot be written
     */
    static void write(String target, Consumer<OutputStream> writer) {
        try (NewFile file = NewFile.at(target)) {
            writer.accept(file.stream());
            file.finish();
        } catch (RuntimeException e) {
            throw e.getCause() instanceof IOException ? new Unwritable(target, e) : e;
        }
    }
}
