package org.surprisal.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Language;
import org.surprisal.watch.Recording;
import org.surprisal.watch.page.PageOptions;
import org.surprisal.watch.page.PlayerPage;

/** {@code surprisal watch html}: a page that plays a recording. */
final class WatchHtmlCommand implements Command {
    private final Console console;

    private String file = "";
    private @Nullable String out;
    private String steps = "..";
    private @Nullable String lang;

    WatchHtmlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("RECORDING", value -> file = value)
                .option("--out", "FILE", value -> out = value)
                .option("--steps", "A..B", value -> steps = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Language language = Main.language(lang, console);
        StepRange range = StepRange.of(steps);
        Path target;
        try {
            target = out == null ? RecordingFile.beside(file, ".html") : Path.of(out);
        } catch (InvalidPathException e) {
            throw new Unwritable(String.valueOf(out), e);
        }
        return RecordingFile.read(file, recording -> {
            write(recording, language, range, target);
            console.err().println("surprisal: " + target + ", " + RecordingFile.size(Files.size(target)) + ".");
            return 0;
        });
    }

    /** Writes a page of some steps, as many as a page can hold. */
    static void write(Recording recording, Language language, StepRange range, Path target) throws IOException {
        long first = Math.max(1, range.first());
        long count = Math.min(range.last() - first + 1, PageOptions.MOST_STEPS);
        try (OutputStream stream = open(target)) {
            PlayerPage.write(recording, new PageOptions(language.code(), first, count), stream);
        }
    }

    private static OutputStream open(Path target) {
        try {
            return new BufferedOutputStream(Files.newOutputStream(target), 1 << 16);
        } catch (IOException e) {
            throw new Unwritable(target.toString(), e);
        }
    }
}
