package org.surprisal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Finds the sources of classes and puts each into the recording once. */
final class Sources {
    private final Session session;
    private final Set<String> known = new HashSet<>();

    Sources(Session session) {
        this.session = session;
    }

    /** What a class's source file is called in the recording: with the folders of its package. */
    synchronized String file(String type, String simple) {
        String file = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + simple;
        if (known.add(file)) {
            for (Path source : session.options.sources()) {
                Path path = Files.isDirectory(source) ? source.resolve(file) : source;
                if (path.endsWith(simple) && Files.isRegularFile(path) && embed(file, path)) {
                    break;
                }
            }
        }
        return file;
    }

    private boolean embed(String file, Path path) {
        try {
            session.sites.source(file, Files.readString(path));
            return true;
        } catch (IOException e) {
            session.sites.note("The source " + path + " cannot be read, and is not in the recording.");
            return false;
        }
    }
}
