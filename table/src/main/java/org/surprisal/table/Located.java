package org.surprisal.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A source and the file where it is found.
 *
 * @param name the source as its owner knows it
 * @param path the file
 */
record Located(String name, Path path) {
    /** The bytes in all files, or very many if there is one whose length is not known before it is read. */
    static long size(List<Located> sources) {
        long size = 0;
        for (Located source : sources) {
            if (!Files.isRegularFile(source.path)) {
                return Long.MAX_VALUE;
            }
            try {
                size += Files.size(source.path);
            } catch (IOException e) {
                return Long.MAX_VALUE;
            }
        }
        return size;
    }

    /** What messages call it. */
    String spoken() {
        return name.equals(STANDARD_INPUT) ? "standard input" : name;
    }

    /** The source that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    /**
     * Finds the files of sources. A path that exists is meant literally; only one that does not exist is a pattern.
     *
     * @throws TableException if a source is no file and no pattern that matches one
     */
    static List<Located> find(List<String> sources) {
        if (sources.isEmpty()) {
            throw new TableException("No file is given; name at least one, or - for standard input.");
        }
        List<Located> found = new ArrayList<>();
        for (String source : sources) {
            if (source.equals(STANDARD_INPUT)) {
                if (found.stream().anyMatch(other -> other.name.equals(STANDARD_INPUT))) {
                    throw new TableException("Standard input (-) is given twice, but it can be read only once.");
                }
                found.add(new Located(source, Path.of(source)));
                continue;
            }
            found.addAll(find(source));
        }
        return found;
    }

    private static List<Located> find(String source) {
        if (source.isEmpty() || source.indexOf('\0') >= 0) {
            throw new TableException("A file name is empty or holds a NUL character; name an existing file.");
        }
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            throw new TableException(source + " is a folder; name the files in it, such as '" + source
                    + (source.endsWith("/") ? "" : "/") + "*.csv'.");
        }
        if (Files.exists(path)) {
            if (!Files.isReadable(path)) {
                throw new TableException(source + " cannot be read; check its permissions.");
            }
            return List.of(new Located(source, path));
        }
        if (!Glob.isPattern(source)) {
            throw new TableException("There is no file " + source + "; check the name and the folder"
                    + (path.isAbsolute() ? "." : " (now in " + Path.of("").toAbsolutePath() + ")."));
        }
        List<Path> matching = Glob.expand(source);
        if (matching.isEmpty()) {
            throw new TableException("No file matches the pattern " + source + "; check the name and the folder.");
        }
        return matching.stream().flatMap(file -> find(file.toString()).stream()).toList();
    }
}
