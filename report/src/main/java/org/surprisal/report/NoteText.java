package org.surprisal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.score.Note;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Task;

/** The words of a note, made from its code and its evidence: what was found, how strong the evidence is, what to do. */
final class NoteText {
    private NoteText() {}

    /**
     * The sentences of a note. Row numbers are not among them.
     *
     * @param note the note
     * @param card the scorecard it belongs to
     * @param language the language
     */
    static String of(Note note, Scorecard card, Language language) {
        Words words = Words.in(language);
        Map<String, Object> figures = figures(note, card, words);
        String key = "note." + Names.code(note.code()) + variant(note) + ".";
        List<String> sentences = new ArrayList<>();
        String one = note.count() == 1 ? ".one" : "";
        words.find(key + "found" + one, figures)
                .or(() -> words.find(key + "found", figures))
                .ifPresent(sentences::add);
        words.find(key + "evidence", figures).ifPresent(sentences::add);
        words.find(key + "remedy", figures)
                .or(() -> words.find(key + "remedy.plain", figures))
                .ifPresent(sentences::add);
        return String.join(language == Language.ZH ? "" : " ", sentences);
    }

    /** Whether a note is about rows left out from everything, not from one loss only. */
    static boolean isAboutRowsLeftOut(Note note, Scorecard card) {
        return card.leftOut().containsKey(note.code()) && !note.evidence().containsKey("loss");
    }

    /** One code can be met in two ways, which need words of their own. */
    private static String variant(Note note) {
        return switch (note.code()) {
            case ZERO_PROBABILITY -> "infinite".equals(note.evidence().get("rule")) ? "" : ".ruled";
            case OVERCONFIDENT, UNDERCONFIDENT -> note.evidence().containsKey("intercept") ? ".number" : "";
            case OUTSIDE_DOMAIN -> note.evidence().containsKey("loss") ? ".loss" : "";
            default -> "";
        };
    }

    private static Map<String, Object> figures(Note note, Scorecard card, Words words) {
        Map<String, Object> figures = new HashMap<>();
        note.evidence().forEach((name, value) -> figures.put(name, text(name, value, words)));
        figures.put("count", Figures.count(note.count()));
        if (card.task() == Task.BINARY && card.classes().size() == 2) {
            figures.put("negative", card.classes().getFirst());
        }
        return figures;
    }

    private static String text(String name, Object value, Words words) {
        return switch (value) {
            case Double number -> name.startsWith("share") ? Figures.percent(number) : Figures.plain(number);
            case Long number -> Figures.count(number);
            case List<?> list -> list(name, list, words);
            default -> value.toString();
        };
    }

    private static String list(String name, List<?> list, Words words) {
        return switch (name) {
            // Goes into a command, so that it is written as one types it.
            case "order" -> String.join(",", list.stream().map(String::valueOf).toList());
            case "losses" -> {
                Names names = new Names(words);
                yield String.join(
                        words.say("list.join"),
                        list.stream().map(loss -> names.score(loss.toString())).toList());
            }
            default ->
                String.join(
                        words.say("list.join"),
                        list.stream().map(String::valueOf).toList());
        };
    }
}
