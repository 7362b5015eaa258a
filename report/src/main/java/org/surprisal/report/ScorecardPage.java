package org.surprisal.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Scorecard;

/**
 * A scorecard as one HTML page that needs nothing else ({@code docs/report-page.md}): the JSON contract, and the
 * sentences about it in both languages, in a template that {@code web/} builds.
 */
public final class ScorecardPage {
    private static final String WORDS = "{\"words\":\"here\"}";
    private static final String SCORECARD = "{\"scorecard\":\"here\"}";

    /** Scores that the page shows of classes and labels. */
    private static final List<String> OF_PARTS = List.of("log_loss", "brier", "auc", "average_precision", "base_rate");

    private ScorecardPage() {}

    /**
     * Writes the page.
     *
     * @param card what was scored
     * @param provenance where it comes from
     * @param language the language that the page begins in, or null for the one that the reader's browser asks for
     * @param stream takes UTF-8 and stays open
     * @throws UncheckedIOException if the stream does not take it
     */
    public static void write(Scorecard card, Provenance provenance, @Nullable Language language, OutputStream stream) {
        String template = template();
        int words = template.indexOf(WORDS);
        int data = template.indexOf(SCORECARD, words);
        String page = template.substring(0, words)
                + escaped(out -> words(card, language, out))
                + template.substring(words + WORDS.length(), data)
                + escaped(out -> ScorecardJson.write(card, provenance, language == null ? Language.EN : language, out))
                + template.substring(data + SCORECARD.length());
        try {
            stream.write(page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void words(Scorecard card, @Nullable Language language, OutputStream out) {
        try (Json json = new Json(out)) {
            json.open(null)
                    .put("language", language == null ? "" : language.code())
                    .put(
                            "tone",
                            Verdict.of(card, Words.in(Language.EN))
                                    .tone()
                                    .name()
                                    .toLowerCase(Locale.ROOT));
            for (Language each : Language.values()) {
                Words words = Words.in(each);
                Names names = new Names(words);
                List<String> notes = card.notes().stream()
                        .map(note -> NoteText.of(note, card, each))
                        .toList();
                json.open(each.code())
                        .put("verdict", Verdict.of(card, words).sentences())
                        .put("notes", notes)
                        .open("names");
                Set<String> scores = new LinkedHashSet<>(card.scores().keySet());
                scores.addAll(OF_PARTS);
                scores.addAll(card.decomposition().keySet());
                scores.forEach(name -> json.put(name, names.score(name)));
                json.end().end();
            }
            json.end();
        }
    }

    /**
     * JSON that no reader of HTML takes for markup. Outside of texts JSON has none of these characters, and in texts an
     * escape means the same.
     */
    private static String escaped(Consumer<OutputStream> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.accept(bytes);
        return bytes.toString(StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String template() {
        try (InputStream page = Objects.requireNonNull(ScorecardPage.class.getResourceAsStream("report.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
