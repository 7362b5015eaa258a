package org.surprisal.report.explain;

import java.util.List;
import org.surprisal.report.Page;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;

/** Sentences and tables of one language that depend on what was computed. */
final class Phrases {
    private final Page page;
    private final Words words;

    Phrases(Page page) {
        this.page = page;
        this.words = Words.in(page.language());
    }

    /** A sentence of the report's messages under {@code explain.}. */
    String say(String key, Object... figures) {
        return words.say("explain." + key, figures);
    }

    /** Rows of cells in aligned columns. */
    List<String> table(List<String> head, String alignment, List<List<String>> rows) {
        return Prose.table(head, alignment, rows, page);
    }
}
