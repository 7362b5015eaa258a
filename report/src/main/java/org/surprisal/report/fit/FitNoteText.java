package org.surprisal.report.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.surprisal.fit.Note;
import org.surprisal.report.Language;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;

/** The words of a note of a fit, made from its code and its evidence: what was found, how far, what to do. */
final class FitNoteText {
    private FitNoteText() {}

    /**
     * The sentences of a note.
     *
     * @param note the note
     * @param language the language
     * @return at least one sentence
     */
    static String of(Note note, Language language) {
        Words words = Words.in(language);
        Map<String, Object> figures = figures(note, words);
        String key = "fit.note." + code(note) + ".";
        Object extent = note.evidence().get("extent");
        String variant = extent != null ? "." + extent : note.count() == 1 ? ".one" : "";
        List<String> sentences = new ArrayList<>();
        sentences.add(words.find(key + "found" + variant, figures)
                .or(() -> words.find(key + "found", figures))
                .orElseThrow(() -> new IllegalStateException("no words for the note " + note)));
        for (String part : List.of("evidence", "remedy")) {
            words.find(key + part, figures)
                    .or(() -> words.find(key + part + ".plain", figures))
                    .ifPresent(sentences::add);
        }
        return String.join(language == Language.ZH ? "" : " ", sentences);
    }

    static String code(Note note) {
        return note.code().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> figures(Note note, Words words) {
        Map<String, Object> figures = new HashMap<>();
        note.evidence().forEach((name, value) -> figures.put(name, text(name, value, words)));
        figures.put("count", Prose.count(note.count()));
        if (note.evidence().get("columns") instanceof List<?> columns
                && note.evidence().get("limits") instanceof List<?> limits) {
            figures.put("infinite", infinite(note, columns, limits, words));
        }
        return figures;
    }

    private static String text(String name, Object value, Words words) {
        return switch (value) {
            case Double number -> name.equals("gap") ? Prose.number(number) : Prose.digits(number, 8);
            case Long number -> Prose.count(number);
            case List<?> list ->
                String.join(
                        words.say("list.join"),
                        list.stream().map(String::valueOf).toList());
            default -> value.toString();
        };
    }

    private static String infinite(Note note, List<?> columns, List<?> limits, Words words) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            all.add(columns.get(i) + " (" + (limits.get(i).equals("Infinity") ? "+∞" : "-∞") + ")");
        }
        if (note.count() > all.size()) {
            all.add("...");
        }
        return String.join(words.say("list.join"), all);
    }
}
