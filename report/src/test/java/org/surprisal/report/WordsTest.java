package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.surprisal.score.Estimate;
import org.surprisal.score.Note;
import org.surprisal.score.Scale;
import org.surprisal.score.Task;

class WordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private static Properties load(Language language) throws IOException {
        Properties words = new Properties();
        try (var in = Objects.requireNonNull(
                Words.class.getResourceAsStream("messages." + language.code() + ".properties"))) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }

    private static Map<String, List<String>> places(Properties words) {
        Map<String, List<String>> places = new TreeMap<>();
        words.forEach((key, text) -> {
            if (!key.toString().endsWith(".one")) {
                places.put(
                        key.toString(),
                        PLACE.matcher(text.toString())
                                .results()
                                .map(match -> match.group(1))
                                .distinct()
                                .sorted()
                                .toList());
            }
        });
        return places;
    }

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        Map<String, List<String>> english = places(load(Language.EN));
        Map<String, List<String>> chinese = places(load(Language.ZH));
        english.keySet().removeIf(key -> key.startsWith("reason."));
        chinese.keySet().removeIf(key -> key.startsWith("reason."));
        assertThat(chinese).isEqualTo(english);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCodeHasItsWords(Language language) throws IOException {
        Properties words = load(language);
        for (Note.Code code : Note.Code.values()) {
            assertThat(words).containsKey("note." + Names.code(code) + ".found");
        }
        for (Estimate.Unit unit : Estimate.Unit.values()) {
            assertThat(words).containsKey("unit." + Names.code(unit));
        }
        for (Estimate.Better better : Estimate.Better.values()) {
            assertThat(words).containsKey("better." + Names.code(better));
        }
        for (Scale scale : Scale.values()) {
            assertThat(words).containsKey("scale." + Names.code(scale));
        }
        for (Task task : Task.values()) {
            assertThat(words).containsKey("facts.task." + Names.code(task));
        }
    }

    @Test
    void aSentenceWithoutItsFigureIsNotSaid() {
        Words words = Words.in(Language.EN);
        assertThat(words.find("facts.of", Map.of("rows", "3"))).isEmpty();
        assertThat(words.find("no.such.key", Map.of())).isEmpty();
        assertThatThrownBy(() -> words.say("facts.of", "rows", "3")).hasMessageContaining("facts.of");
        assertThat(words.say("facts.of", "rows", "3", "scored", "2")).isEqualTo("2 of 3 rows scored");
        assertThat(words.count("count.rows", 1, "count", "1")).isEqualTo("1 row");
        assertThat(words.count("count.rows", 2, "count", "2")).isEqualTo("2 rows");
    }

    @Test
    void noFileSendsCommandsToATerminal() {
        assertThat(Words.printable("a\u001b[31mb\nc")).isEqualTo("a\uFFFD[31mb\uFFFDc");
        assertThat(Words.in(Language.EN).say("notes.rows", "rows", "\u0007")).isEqualTo(" (\uFFFD)");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', zh_CN.UTF-8, ZH",
        "'', '', en_US.UTF-8, EN",
        "C, '', zh_CN.UTF-8, EN",
        "zh_TW.UTF-8, '', en_US, ZH",
        "'', zh_CN, en_US, ZH",
        "'', '', '', EN",
        "'', '', de_DE, EN",
    })
    void theEnvironmentChoosesTheLanguage(String all, String messages, String lang, Language expected) {
        assertThat(Language.from(Map.of("LC_ALL", all, "LC_MESSAGES", messages, "LANG", lang)))
                .isEqualTo(expected);
        assertThat(Language.from(Map.of())).isEqualTo(Language.EN);
        assertThat(Language.of("zh")).contains(Language.ZH);
        assertThat(Language.of("EN-gb")).contains(Language.EN);
        assertThat(Language.of("zhuang")).isEmpty();
    }
}
