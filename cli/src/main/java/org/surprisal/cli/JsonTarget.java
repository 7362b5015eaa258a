package org.surprisal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Where {@code --json} writes: a file, or standard output for {@code -}. */
final class JsonTarget {
    private JsonTarget() {}

    /** Whether JSON takes standard output for itself. */
    static boolean isStandardOutput(String target) {
        return target.equals("-");
    }

    /**
     * Writes.
     *
     * @param target a file or {@code -}
     * @param console has standard output
     * @param writer writes the JSON
     * @throws Unwritable if the file cannot be written
     */
    static void write(String target, Console console, Consumer<OutputStream> writer) {
        if (isStandardOutput(target)) {
            writer.accept(console.out());
            return;
        }
        try (NewFile file = NewFile.at(target)) {
            writer.accept(file.stream());
            file.finish();
        } catch (RuntimeException e) {
            // The writer of JSON has exceptions of its own for those of streams.
            throw e.getCause() instanceof IOException ? new Unwritable(target, e) : e;
        }
    }
}
