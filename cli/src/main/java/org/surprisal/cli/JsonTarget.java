package org.surprisal.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(target)))) {
            writer.accept(out);
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(target, e);
        }
    }
}
