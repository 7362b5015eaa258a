package org.surprisal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Finds the sources of classes and puts each into the recording once. */
final class Sources {
    private final Session session;
    private final Map<String, Ignored> known = new HashMap<>();

    Sources(Session session) {
        this.session = session;
    }

    /** What a class's source file is called in the recording: with the folders of its package. */
    synchronized String file(String type, String simple) {
        String file = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + simple;
        if (known.putIfAbsent(file, Ignored.NOTHING) == null) {
            for (Path source : session.options.sources()) {
                Path path = Files.isDirectory(source) ? source.resolve(file) : source;
                if (path.endsWith(simple) && Files.isRegularFile(path) && embed(file, path)) {
                    break;
                }
            }
        }
        return file;
    }

    /** What the comments of a file that was asked for say is not to be recorded. */
    synchronized Ignored ignored(String file) {
        return known.getOrDefault(file, Ignored.NOTHING);
    }

    /** Whether a field of a class is not to be recorded. */
    synchronized boolean ignores(String type, String field) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$', 1);
        return ignored(file(type, (nested < 0 ? simple : simple.substring(0, nested)) + ".java"))
                .field(field);
    }

    private boolean embed(String file, Path path) {
        try {
            String text = Files.readString(path);
            session.sites.source(file, text);
            known.put(file, new Ignored(text));
            return true;
        } catch (IOException e) {
            session.sites.note("The source " + path + " cannot be read, and is not in the recording.");
            return false;
        }
    }
}
