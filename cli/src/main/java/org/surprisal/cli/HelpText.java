package org.surprisal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.surprisal.report.Language;

/** The help pages, one text file each and language. */
final class HelpText {
    private HelpText() {}

    /** The page of a verb, or of the whole program under its own name. */
    static String of(String topic, Language language) {
        String name = "help/" + topic + "." + language.code() + ".txt";
        try (InputStream in = HelpText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the installation lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
