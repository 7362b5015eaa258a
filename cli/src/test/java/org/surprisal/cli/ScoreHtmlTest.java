package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a scorecard, from the command line. */
class ScoreHtmlTest {
    private static final String GAMES = "../examples/nfl_games.csv";

    @TempDir
    Path folder;

    @Test
    void isWrittenBesideWhatIsPrinted() throws IOException {
        Path page = folder.resolve("report.html");
        Run run = Run.of("score", GAMES, "--html", page.toString(), "--lang", "zh");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(Run.of("score", GAMES, "--lang", "zh").out());
        assertThat(Files.readString(page))
                .contains("\"language\": \"zh\"", "\"schema\": 1", "\"reliability_band\"")
                .contains("--outcome prob1_outcome --prediction prob1 --as probability --positive 1\"");
        assertThat(Files.size(page)).isLessThan(1_000_000);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void standsBesideJsonOnStandardOutput() throws IOException {
        Path page = folder.resolve("report.html");
        Run run = Run.of("score", GAMES, "--html", page.toString(), "--json", "-");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("{").endsWith("}\n");
        assertThat(Files.readString(page)).contains("\"language\": \"\"");
    }

    @Test
    void withoutADisplayTheAddressIsPrinted() throws IOException {
        Path page = folder.resolve("a page.html");
        Run run = Run.of("score", GAMES, "--html", page.toString(), "--open");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.exists(page)).isTrue();
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return;
        }
        assertThat(run.err()).contains("surprisal: open file:///", "a%20page.html");
    }

    @Test
    void whatOpensAnAddressDependsOnTheSystem() {
        assertThat(Opening.command("Linux", Map.of(), "file:///x")).isNull();
        assertThat(Opening.command("Linux", Map.of("DISPLAY", ":0"), "file:///x"))
                .containsExactly("xdg-open", "file:///x");
        assertThat(Opening.command("Linux", Map.of("WAYLAND_DISPLAY", "w"), "file:///x"))
                .containsExactly("xdg-open", "file:///x");
        assertThat(Opening.command("Mac OS X", Map.of(), "file:///x")).containsExactly("open", "file:///x");
        assertThat(Opening.command("Windows 11", Map.of(), "file:///x"))
                .containsExactly("rundll32", "url.dll,FileProtocolHandler", "file:///x");
    }

    @Test
    void rowsCanBeLeftOut() throws IOException {
        Path page = folder.resolve("report.html");
        String[] call = {"score", GAMES, "--worst", "3", "--versus", "prob2", "--html", page.toString()};
        assertThat(Run.of(call).exit()).isZero();
        assertThat(Files.readString(page)).contains("\"worst\": [", "\"decisive\": [", "Jets");
        String[] without = Arrays.copyOf(call, call.length + 1);
        without[call.length] = "--no-rows";
        assertThat(Run.of(without).exit()).isZero();
        assertThat(Files.readString(page))
                .contains("\"comparison\"")
                .doesNotContain("\"worst\"", "\"decisive\"", "Jets");
        assertThat(Run.of("score", GAMES, "--no-rows").exit()).isEqualTo(3);
        assertThat(Run.of("score", GAMES, "--open").err()).contains("--html report.html");
    }

    @Test
    void isRefusedBeforeTheRowsAreRead() {
        Run run = Run.of(
                "score", GAMES, "--html", folder.resolve("none/report.html").toString());
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("report.html");
        assertThat(run.out()).isEmpty();
    }
}
