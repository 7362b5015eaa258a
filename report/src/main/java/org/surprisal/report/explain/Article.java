package org.surprisal.report.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.surprisal.report.Language;
import org.surprisal.report.Page;
import org.surprisal.report.Prose;

/**
 * The text of a topic. A line that begins with # is a heading, one that begins with four spaces stands as it is, one
 * that is a single place alone becomes a block, a dash begins an item; everything else is a paragraph and is wrapped.
 */
final class Article {
    private final List<String> lines;

    private Article(List<String> lines) {
        this.lines = lines;
    }

    /** The text of a topic in a language. */
    static Article read(String topic, Language language) {
        String name = topic + "." + language.code() + ".txt";
        try (InputStream in = Article.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the installation lacks " + name);
            }
            return new Article(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first heading. */
    String title() {
        return lines.getFirst().substring(2);
    }

    /** The text with its places filled. */
    String text(Map<String, Object> figures, Page page) {
        List<String> text = new ArrayList<>();
        for (String line : lines) {
            String filled = Prose.fill(line, figures);
            if (line.startsWith("#")) {
                text.add(Prose.heading(filled.substring(filled.indexOf(' ') + 1), page));
            } else if (line.startsWith("    ")) {
                text.addAll(Prose.indented(filled, page));
            } else if (figures.get(place(line)) instanceof List<?> block) {
                block.forEach(row -> text.add("    " + row));
            } else if (filled.startsWith("- ")) {
                text.addAll(Prose.wrapped(filled, "", "  ", page));
            } else if (!filled.isEmpty()) {
                text.addAll(Prose.wrapped(filled, "", "", page));
            } else if (!text.getLast().isEmpty()) {
                // A paragraph that has nothing to say leaves no gap.
                text.add("");
            }
        }
        return String.join("\n", text) + "\n";
    }

    /** The name of the place that a line consists of, or an empty text. */
    private static String place(String line) {
        boolean alone = line.startsWith("{") && line.indexOf('}') == line.length() - 1;
        return alone ? line.substring(1, line.length() - 1) : "";
    }
}
