package org.surprisal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Page;
import org.surprisal.report.watch.ProfileText;
import org.surprisal.watch.Recording;
import org.surprisal.watch.open.Recordings;
import org.surprisal.watch.run.Launch;
import org.surprisal.watch.run.LaunchException;
import org.surprisal.watch.run.RecordOptions;
import org.surprisal.watch.run.Samples;
import org.surprisal.watch.summary.Summary;

/** {@code surprisal watch profile}: how often each line ran, and its share of the time. */
final class WatchProfileCommand implements Command {
    private final Console console;
    private final ProgramArguments program;
    private @Nullable String json;
    private @Nullable String lang;

    WatchProfileCommand(Console console, List<String> arguments) {
        this.console = console;
        program = new ProgramArguments(console, arguments);
    }

    @Override
    public Arguments arguments() {
        return program.declare(new Arguments())
                .option("--json", "FILE|-", value -> json = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Page page = console.page(Main.language(lang, console));
        String name = program.program();
        if (name != null && !name.endsWith(".java") && !name.endsWith(".jar") && Files.isRegularFile(Path.of(name))) {
            return RecordingFile.read(name, recording -> {
                say(recording, null, page);
                return 0;
            });
        }
        try (Launch launch = Launch.of(program.what(), program.streams())) {
            Path log = Files.createTempFile("surprisal-profile", ".watch");
            try {
                int exit = launch.record(RecordOptions.PROFILE, log);
                if (!Files.exists(log)) {
                    throw new Unusable(
                            "Nothing was recorded: the program ended before one of its classes ran.",
                            new IOException());
                }
                say(Recordings.open(log), Samples.of(launch), page);
                return exit;
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (LaunchException e) {
            throw ProgramArguments.failed(e);
        } catch (IOException e) {
            throw RecordingFile.unusable("the recording", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private void say(Recording recording, @Nullable Samples samples, Page page) throws IOException {
        Summary summary = Summary.of(recording);
        if (json != null) {
            JsonTarget.write(json, console, out -> ProfileText.write(summary, samples, out));
        }
        if (json == null || !JsonTarget.isStandardOutput(json)) {
            console.out().print(ProfileText.of(summary, samples, recording.sources(), page));
        }
    }
}
