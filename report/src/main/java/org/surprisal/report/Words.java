package org.surprisal.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of one language, from its properties file. A sentence has places such as <code>{rows}</code>; a
 * sentence one of whose figures is not known is not said. What fills a place is cleaned of control characters, so that
 * no file can send commands to a terminal.
 */
public final class Words {
    private static final Map<Language, Words> LOADED = new HashMap<>();

    private final Properties sentences;

    private Words(Properties sentences) {
        this.sentences = sentences;
    }

    /** The words of a language, read once. */
    public static synchronized Words in(Language language) {
        return LOADED.computeIfAbsent(language, Words::load);
    }

    private static Words load(Language language) {
        String name = "messages." + language.code() + ".properties";
        Properties sentences = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the installation lacks " + name);
            }
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(sentences);
    }

    /**
     * A sentence.
     *
     * @param key its key, which must exist
     * @param figures names and values, in turn
     * @throws IllegalStateException for an unknown key or a place that no figure fills
     */
    public String say(String key, Object... figures) {
        return find(key, pairs(figures))
                .orElseThrow(() -> new IllegalStateException("no words for '" + key + "', or a figure is missing"));
    }

    /** The sentence of a key in the form for one thing ({@code key.one}, where the language has it) or for several. */
    public String count(String key, long number, Object... figures) {
        String one = key + ".one";
        return say(number == 1 && sentences.containsKey(one) ? one : key, figures);
    }

    /**
     * A sentence, or empty where the key is unknown or a place is filled by no figure.
     *
     * @param key its key
     * @param figures what fills its places, by name
     * @return the sentence
     */
    public Optional<String> find(String key, Map<String, ?> figures) {
        @Nullable String template = sentences.getProperty(key);
        return template == null ? Optional.empty() : fill(template, figures);
    }

    /** A template with its places filled, or empty where a figure is missing. */
    static Optional<String> fill(String template, Map<String, ?> figures) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            @Nullable Object figure = figures.get(template.substring(open + 1, close));
            if (figure == null) {
                return Optional.empty();
            }
            text.append(template, at, open).append(printable(figure.toString()));
            at = close + 1;
        }
        return Optional.of(text.append(template.substring(at)).toString());
    }

    /** A text whose control characters, if any, are replaced by the replacement character. */
    public static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int j = i; j < clean.length(); j++) {
                    if (Character.isISOControl(clean.charAt(j))) {
                        clean.setCharAt(j, '\uFFFD');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    private static Map<String, Object> pairs(Object... figures) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < figures.length; i += 2) {
            map.put((String) figures[i], figures[i + 1]);
        }
        return map;
    }
}
