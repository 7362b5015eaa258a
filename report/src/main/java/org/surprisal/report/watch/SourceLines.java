package org.surprisal.report.watch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines of the sources in a recording. */
final class SourceLines {
    private SourceLines() {}

    /** A line, its tabs as blanks; empty if there is none. */
    static String line(Map<String, String> sources, String file, int line) {
        @Nullable String text = sources.get(file);
        if (text == null || line < 1) {
            return "";
        }
        List<String> lines = text.lines().skip(line - 1L).limit(1).toList();
        return lines.isEmpty() ? "" : lines.getFirst().replace("\t", "    ").stripTrailing();
    }
}
