package org.surprisal.watch.run;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What to record.
 *
 * @param level {@code all}, {@code lines}, {@code vars} or {@code profile}
 * @param variables the names of the variables, of level {@code vars}
 * @param classes patterns of classes; empty: all that do not belong to the JDK
 * @param methods patterns of methods; empty: all
 * @param depth calls nested deeper than this are left out; 0: none
 * @param keep {@code all}, {@code first:N} or {@code last:N} events; empty for the agent's default
 * @param trigger where the recording starts, such as {@code loss is NaN}; empty: at the beginning
 * @param every each k-th call of the methods is recorded; 1: each
 * @param elements how many elements of one array or collection are kept; 0: the agent's default, 1,024
 */
public record RecordOptions(
        String level,
        List<String> variables,
        List<String> classes,
        List<String> methods,
        int depth,
        String keep,
        String trigger,
        int every,
        int elements) {

    /** With as many elements as the agent keeps by itself. */
    public RecordOptions(
            String level,
            List<String> variables,
            List<String> classes,
            List<String> methods,
            int depth,
            String keep,
            String trigger,
            int every) {
        this(level, variables, classes, methods, depth, keep, trigger, every, 0);
    }

    /** Everything. */
    public static final RecordOptions ALL = new RecordOptions("all", List.of(), List.of(), List.of(), 0, "", "", 1);

    /** Only how often lines and methods ran. */
    public static final RecordOptions PROFILE =
            new RecordOptions("profile", List.of(), List.of(), List.of(), 0, "", "", 1);

    /** Writes the file that the agent reads. */
    void write(Path file, Path out, String program, List<Path> sources) throws IOException {
        Properties options = new Properties();
        options.setProperty("out", out.toAbsolutePath().toString());
        options.setProperty("program", program);
        options.setProperty("level", level);
        put(options, "vars", String.join(",", variables));
        put(options, "classes", String.join(",", classes));
        put(options, "methods", String.join(",", methods));
        put(options, "depth", depth > 0 ? Integer.toString(depth) : "");
        put(options, "keep", keep);
        put(options, "trigger", trigger);
        put(options, "every", every > 1 ? Integer.toString(every) : "");
        put(options, "elements", elements > 0 ? Integer.toString(elements) : "");
        put(
                options,
                "sources",
                String.join(
                        File.pathSeparator,
                        sources.stream()
                                .map(source -> source.toAbsolutePath().toString())
                                .toList()));
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            options.store(writer, null);
        }
    }

    private static void put(Properties options, String key, String value) {
        if (!value.isEmpty()) {
            options.setProperty(key, value);
        }
    }
}
