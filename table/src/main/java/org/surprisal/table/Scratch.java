package org.surprisal.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A temporary folder of our own, made when first needed and removed at the end, at the latest when the JVM exits. */
final class Scratch implements AutoCloseable {
    private @Nullable Path folder;
    private @Nullable Thread hook;
    private int files;

    /** The folder. */
    synchronized Path folder() {
        Path made = folder;
        if (made == null) {
            try {
                made = Files.createTempDirectory("surprisal-");
            } catch (IOException e) {
                throw new TableException(
                        "No temporary folder can be made in " + System.getProperty("java.io.tmpdir")
                                + "; free some space there or name another with -Djava.io.tmpdir=FOLDER.",
                        e);
            }
            Path doomed = made;
            folder = made;
            hook = new Thread(() -> remove(doomed), "surprisal-scratch");
            Runtime.getRuntime().addShutdownHook(hook);
        }
        return made;
    }

    /** A new file in the folder. */
    synchronized Path file(String suffix) {
        return folder().resolve(++files + suffix);
    }

    @Override
    public synchronized void close() {
        Path made = folder;
        Thread waiting = hook;
        if (made == null || waiting == null) {
            return;
        }
        remove(made);
        folder = null;
        try {
            Runtime.getRuntime().removeShutdownHook(waiting);
        } catch (IllegalStateException e) {
            // The JVM is exiting: the hook runs, and finds nothing left to do.
            return;
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // What cannot be removed now is left to the system's own cleaning of temporary folders.
            return;
        }
    }
}
