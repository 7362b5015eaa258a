package org.surprisal.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of file names: {@code *} and {@code ?} within a name, {@code [abc]} and {@code [!abc]} one character. */
final class Glob {
    private static final Pattern SLASHES = Pattern.compile("/+");

    private Glob() {}

    /** Whether a source contains characters of a pattern at all. */
    static boolean isPattern(String source) {
        return source.indexOf('*') >= 0 || source.indexOf('?') >= 0 || source.indexOf('[') >= 0;
    }

    /**
     * The files that a pattern stands for.
     *
     * @param pattern a pattern with {@code /} between folders
     * @return the matching files, sorted by the bytes of their UTF-8 names; hidden files only if the pattern says so
     */
    static List<Path> expand(String pattern) {
        boolean absolute = pattern.startsWith("/");
        List<Path> found = List.of(Path.of(absolute ? "/" : ""));
        for (String part : SLASHES.splitAsStream(pattern).toList()) {
            if (part.isEmpty()) {
                continue;
            }
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                if (isPattern(part)) {
                    next.addAll(children(folder, part));
                } else if (Files.exists(folder.resolve(part))) {
                    next.add(folder.resolve(part));
                }
            }
            found = next;
        }
        return found.stream()
                .filter(path -> !Files.isDirectory(path))
                .sorted((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)))
                .toList();
    }

    private static List<Path> children(Path folder, String part) {
        Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
        if (!Files.isDirectory(listed)) {
            return List.of();
        }
        Pattern regex = regex(part);
        List<Path> matching = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(listed)) {
            for (Path child : stream) {
                String name = String.valueOf(child.getFileName());
                if (regex.matcher(name).matches() && (!name.startsWith(".") || part.startsWith("."))) {
                    matching.add(folder.resolve(name));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new TableException("The folder " + listed + " cannot be listed; check its permissions.", e);
        }
        return matching;
    }

    private static Pattern regex(String part) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int end = c == '[' ? part.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                String set = part.substring(i + 1, end)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new TableException(
                    "The pattern " + part + " is not one that files can be found by; use * ? [abc].", e);
        }
    }

    private static byte[] bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }
}
