package org.surprisal.report.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** The pages in docs/losses are those that the catalogue gives; {@code -Ddocuments.rewrite=true} writes them. */
class LossPagesTest {
    private static final Path FOLDER = Path.of("../docs/losses");

    private static final Map<String, String> PAGES = LossPages.all();

    @Test
    void thePagesAreFresh() throws IOException {
        Map<String, String> pages = PAGES;
        if (Boolean.getBoolean("documents.rewrite")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(FOLDER.resolve(page.getKey())).content().isEqualTo(page.getValue());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(pages.keySet()));
        }
    }

    @Test
    void everyLossHasAPageADrawingAndALineOfTheList() {
        Map<String, String> pages = PAGES;
        assertThat(pages.get("huber.md"))
                .contains("| convex | proved |", "| lipschitz | proved: at most 1 |", "refuted: `");
        for (Loss loss : Catalogue.all()) {
            assertThat(pages.get("README.md")).contains("[`" + loss.name() + "`](" + loss.name() + ".md)");
            assertThat(pages.get(loss.name() + ".md"))
                    .contains(loss.about().source(), loss.about().elicits(), "\\ell = ");
            assertThat(pages.get(loss.name() + ".svg"))
                    .startsWith("<svg ")
                    .endsWith("</svg>\n")
                    .contains("prefers-color-scheme: dark", " L")
                    .doesNotContain("NaN", "Infinity");
        }
    }
}
