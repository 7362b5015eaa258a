package org.surprisal.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file on disk as it was when it was opened.
 *
 * @param name the file as its owner knows it
 * @param path where it is
 * @param size its length in bytes
 * @param modified when it was last written
 */
record Stamp(String name, Path path, long size, FileTime modified) {
    static Stamp of(String name, Path path) {
        try {
            return new Stamp(name, path.toAbsolutePath(), Files.size(path), Files.getLastModifiedTime(path));
        } catch (IOException e) {
            throw new TableException(name + " cannot be read; check that it is still there and its permissions.", e);
        }
    }

    /** Refuses to go on with a file that is no longer the same: its rows could be counted twice or not at all. */
    void check() {
        if (!Files.exists(path)) {
            throw new TableException(name + " has vanished while it was in use; put it back and start again.");
        }
        if (!of(name, path).equals(this)) {
            throw new TableException(name + " has changed while it was in use; start again when it is complete.");
        }
    }
}
