package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void isRefusedBeforeTheRowsAreRead() {
        Run run = Run.of(
                "score", GAMES, "--html", folder.resolve("none/report.html").toString());
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("report.html");
        assertThat(run.out()).isEmpty();
    }
}
