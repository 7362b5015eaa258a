package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every {@code console} block of the documents and compares what it prints with what the document says. A line
 * with only an ellipsis stands for any number of lines. {@code -Ddocuments.rewrite=true} writes what is printed into
 * the documents. Runs in the folder of the checkout, as a reader does.
 */
class DocumentsTest {
    private static final String PROMPT = "$ ./surprisal ";
    private static final String ELLIPSIS = "…";

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("README.md"), Path.of("README.zh-CN.md")));
        documents.add(Path.of("CONTRIBUTING.md"));
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void saysWhatTheProgramPrints(Path document) throws IOException {
        List<String> said = Files.readAllLines(document);
        List<String> printed = new ArrayList<>();
        int line = 0;
        while (line < said.size()) {
            String text = said.get(line++);
            printed.add(text);
            if (!text.equals("```console")) {
                continue;
            }
            while (!said.get(line).equals("```")) {
                String command = said.get(line++);
                assertThat(command).as("%s, line %d", document, line).startsWith(PROMPT);
                List<String> expected = new ArrayList<>();
                while (!said.get(line).equals("```") && !said.get(line).startsWith("$ ")) {
                    expected.add(said.get(line++));
                }
                List<String> output = run(command.substring(PROMPT.length()));
                printed.add(command);
                printed.addAll(matches(expected, output) ? expected : output);
            }
        }
        if (Boolean.getBoolean("documents.rewrite")) {
            Files.write(document, printed);
        } else {
            assertThat(printed).isEqualTo(said);
        }
    }

    private static boolean matches(List<String> expected, List<String> output) {
        if (expected.isEmpty()) {
            return output.isEmpty();
        }
        List<String> rest = expected.subList(1, expected.size());
        if (!expected.getFirst().equals(ELLIPSIS)) {
            return !output.isEmpty()
                    && expected.getFirst().equals(output.getFirst())
                    && matches(rest, output.subList(1, output.size()));
        }
        for (int skipped = 0; skipped <= output.size(); skipped++) {
            if (matches(rest, output.subList(skipped, output.size()))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> run(String command) {
        Run run = Run.of(words(command));
        return (run.err() + run.out()).lines().map(String::stripTrailing).toList();
    }

    /** Splits a command as a shell does, as far as documents need it: blanks, single quotes and double quotes. */
    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean inWord = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == ' ') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words.toArray(String[]::new);
    }
}
