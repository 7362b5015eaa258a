package org.surprisal.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there once all of it is written: what ends too early, as on a full disk, leaves what was there before.
 * Pipes and devices are written to as they are.
 */
final class NewFile implements AutoCloseable {
    private final String name;
    private final Path target;
    private final Path written;
    private final OutputStream stream;
    private boolean whole;

    private NewFile(String name, Path target, Path written, OutputStream stream) {
        this.name = name;
        this.target = target;
        this.written = written;
        this.stream = stream;
    }

    /**
     * Begins.
     *
     * @param name a path
     * @throws Unwritable if it cannot be written
     */
    static NewFile at(String name) {
        try {
            Path target = Path.of(name);
            if (Files.isDirectory(target)) {
                throw new IOException(name + " is a folder");
            }
            boolean device = Files.exists(target) && !Files.isRegularFile(target);
            // A link stays a link.
            Path real = Files.isSymbolicLink(target) && !device && Files.exists(target) ? target.toRealPath() : target;
            Path written =
                    device ? target : real.resolveSibling("surprisal-" + Long.toHexString(System.nanoTime()) + ".part");
            OutputStream stream = new BufferedOutputStream(Files.newOutputStream(written));
            return new NewFile(name, real, written, stream);
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(name, e);
        }
    }

    /**
     * Looks whether a file could be begun, before long work is done for it.
     *
     * @param name a path
     * @throws Unwritable if its folder does not exist, or it is a folder itself
     */
    static void requireFolder(String name) {
        try {
            Path folder = Path.of(name).toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new IOException("there is no folder " + folder);
            }
            if (Files.isDirectory(Path.of(name))) {
                throw new IOException(name + " is a folder");
            }
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(name, e);
        }
    }

    /** Where the bytes go. */
    OutputStream stream() {
        return stream;
    }

    /** Says that all is written; without it nothing is left. */
    void finish() {
        whole = true;
    }

    /**
     * Ends the file.
     *
     * @throws Unwritable if it could not be written to its end
     */
    @Override
    public void close() {
        boolean device = written.equals(target);
        try {
            try (stream) {
                if (whole) {
                    stream.flush();
                }
            }
            if (whole && !device) {
                Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new Unwritable(name, e);
        } finally {
            if (!device) {
                discard();
            }
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(written);
        } catch (IOException e) {
            // What is left over does no harm, and the reason why is told already.
            whole = false;
        }
    }
}
