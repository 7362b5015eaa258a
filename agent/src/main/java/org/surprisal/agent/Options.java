package org.surprisal.agent;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What to record, and where to.
 *
 * @param out the file
 * @param program what to call the program
 * @param level {@code all}, {@code lines}, {@code vars} or {@code profile}
 * @param vars the variables of {@code vars}; empty: all
 * @param classes patterns of class names; empty: all that are not the JDK's
 * @param methods patterns of method names; empty: all
 * @param depth how many methods deep; 0: no limit
 * @param keep {@code all}, {@code first:N}, {@code last:N}
 * @param trigger where recording starts; empty: at once
 * @param every which of the calls of {@code methods}: each so many-th
 * @param sources folders and files with sources
 * @param elements how many elements of an object are kept
 */
record Options(
        String out,
        String program,
        String level,
        List<String> vars,
        List<Pattern> classes,
        List<Pattern> methods,
        int depth,
        String keep,
        String trigger,
        int every,
        List<Path> sources,
        int elements) {

    static Options read(String path) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(path), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return of(properties);
    }

    static Options of(Properties properties) {
        List<Path> sources = new ArrayList<>();
        for (String source : properties.getProperty("sources", "").split(Pattern.quote(File.pathSeparator), -1)) {
            if (!source.isBlank()) {
                sources.add(Path.of(source));
            }
        }
        return new Options(
                properties.getProperty("out", "out.watch"),
                properties.getProperty("program", ""),
                properties.getProperty("level", "all"),
                list(properties.getProperty("vars", "")),
                patterns(properties.getProperty("classes", "")),
                patterns(properties.getProperty("methods", "")),
                number(properties, "depth", 0),
                properties.getProperty("keep", "first:10000000"),
                properties.getProperty("trigger", "").strip(),
                Math.max(1, number(properties, "every", 1)),
                sources,
                number(properties, "elements", 1024));
    }

    private static int number(Properties properties, String key, int otherwise) {
        String text = properties.getProperty(key, "").strip();
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static List<String> list(String text) {
        List<String> list = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                list.add(part.strip());
            }
        }
        return list;
    }

    private static List<Pattern> patterns(String text) {
        List<Pattern> patterns = new ArrayList<>();
        for (String glob : list(text)) {
            patterns.add(Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E"));
        }
        return patterns;
    }

    /** Whether nothing is asked of the name, or one of the patterns fits. */
    static boolean fits(List<Pattern> patterns, String name) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(name).matches()) {
                return true;
            }
        }
        return patterns.isEmpty();
    }

    boolean lines() {
        return !level.equals("vars");
    }

    boolean values() {
        return level.equals("all");
    }

    /** Whether lines and calls are only counted. */
    boolean counts() {
        return level.equals("profile");
    }

    /** Whether writes of a variable are recorded. */
    boolean writes(String variable) {
        return values() || (level.equals("vars") && (vars.isEmpty() || vars.contains(variable)));
    }

    /** The N of {@code first:N}; else no limit. */
    long first() {
        return keep.startsWith("first:") ? Long.parseLong(keep.substring(6).strip()) : Long.MAX_VALUE;
    }

    /** The N of {@code last:N}; else 0. */
    long last() {
        return keep.startsWith("last:") ? Long.parseLong(keep.substring(5).strip()) : 0;
    }
}
