package org.surprisal.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Recording;
import org.surprisal.watch.lines.JsonLines;

/** {@code surprisal watch json}: a recording as JSON lines. */
final class WatchJsonCommand implements Command {
    private final Console console;

    private String file = "";
    private @Nullable String out;

    WatchJsonCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("RECORDING", value -> file = value)
                .option("--out", "FILE", value -> out = value);
    }

    @Override
    public int run() {
        return RecordingFile.read(file, recording -> {
            if (out == null || out.equals("-")) {
                JsonLines.write(recording, console.out());
            } else {
                write(recording, out);
            }
            return 0;
        });
    }

    private static void write(Recording recording, String target) throws IOException {
        OutputStream stream;
        try {
            stream = new BufferedOutputStream(Files.newOutputStream(Path.of(target)), 1 << 16);
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(target, e);
        }
        try (stream) {
            JsonLines.write(recording, stream);
        }
    }
}
