package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.surprisal.score.ArraySource;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page carries the contract and its words, and nothing in them becomes markup. */
final class ScorecardPageTest {
    private static final String HOSTILE = "</script><!--&\u2028\u2029";

    private static Provenance provenance(String file) {
        return new Provenance("0.1.0", List.of(file), Instant.parse("2026-11-22T08:00:00Z"), "surprisal score " + file);
    }

    private static Scorecard card() {
        ArraySource source = ArraySource.empty().with("won", 0, 0, 1, 1, 0, 1).with("p", 0.1, 0.4, 0.7, 0.8, 0.6, 0);
        return Scorer.score(
                source,
                Request.automatic().withOutcome("won").withPrediction("p").withScale(Scale.PROBABILITY));
    }

    private static String page(@Nullable Language language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScorecardPage.write(card(), provenance(HOSTILE), language, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String data(String page, String id) {
        String tag = "<script type=\"application/json\" id=\"" + id + "\">";
        int start = page.indexOf(tag) + tag.length();
        return page.substring(start, page.indexOf("</script>", start));
    }

    @Test
    void carriesTheContractWithNothingThatEndsIt() {
        String data = data(page(Language.EN), "scorecard");
        assertThat(data).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        ByteArrayOutputStream contract = new ByteArrayOutputStream();
        ScorecardJson.write(card(), provenance(HOSTILE), Language.EN, contract);
        JsonNode read = JsonMapper.shared().readTree(data);
        assertThat(read).isEqualTo(JsonMapper.shared().readTree(contract.toByteArray()));
        assertThat(read.at("/input/files/0").stringValue()).isEqualTo(HOSTILE);
    }

    @Test
    void speaksBothLanguages() {
        JsonNode words = JsonMapper.shared().readTree(data(page(Language.ZH), "words"));
        assertThat(words.get("language").stringValue()).isEqualTo("zh");
        // An event that was given probability 0.
        assertThat(words.get("tone").stringValue()).isEqualTo("bad");
        assertThat(words.at("/en/names/log_loss").stringValue()).isEqualTo("log loss");
        assertThat(words.at("/zh/names/log_loss").stringValue()).isEqualTo("对数损失");
        assertThat(words.at("/en/verdict/0").stringValue()).contains("infinite");
        assertThat(words.at("/zh/verdict/0").stringValue()).contains("无穷");
        int notes = JsonMapper.shared()
                .readTree(data(page(null), "scorecard"))
                .get("notes")
                .size();
        assertThat(notes).isPositive();
        assertThat(words.at("/en/notes").size()).isEqualTo(notes);
        assertThat(words.at("/zh/notes").size()).isEqualTo(notes);
        assertThat(data(page(null), "words")).contains("\"language\": \"\"");
    }

    @Test
    void loadsNothing() {
        String page = page(Language.EN);
        assertThat(page)
                .contains("default-src 'none'; script-src 'sha256-")
                .doesNotContain("unsafe-", "POLICY", "\"here\"");
        assertThat(page).doesNotContain(" src=", " href=", "@import", "url(");
    }

    @Test
    void tellsOfAStreamThatTakesNothing() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThatThrownBy(() -> ScorecardPage.write(card(), provenance("a.csv"), Language.EN, full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space left");
    }
}
