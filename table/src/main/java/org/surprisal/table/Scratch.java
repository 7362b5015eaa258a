package org.surprisal.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
                made = create(Path.of(System.getProperty("java.io.tmpdir")));
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

    /**
     * A folder that only its owner may enter. Making it fails if there is one of that name, so the name need not be
     * secret, and the JDK's source of secret names, slow to start, is not needed.
     */
    private static Path create(Path parent) throws IOException {
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        String name = "surprisal-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        return Files.createDirectory(parent.resolve(name), attributes);
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
