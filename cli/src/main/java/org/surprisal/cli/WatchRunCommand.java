package org.surprisal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;
import org.surprisal.watch.Count;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Recording;
import org.surprisal.watch.open.Recordings;
import org.surprisal.watch.run.Launch;
import org.surprisal.watch.run.LaunchException;
import org.surprisal.watch.run.RecordOptions;

/** {@code surprisal watch run}: runs a program and records it. */
final class WatchRunCommand implements Command {
    private final Console console;
    private final ProgramArguments program;

    private @Nullable String out;
    private final List<String> variables = new ArrayList<>();
    private String level = "";
    private final List<String> classes = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private int depth;
    private String keep = "";
    private String trigger = "";
    private int every = 1;
    private int elements;
    private boolean page = true;
    private @Nullable String lang;

    WatchRunCommand(Console console, List<String> arguments) {
        this.console = console;
        program = new ProgramArguments(console, arguments);
    }

    @Override
    public Arguments arguments() {
        return program.declare(new Arguments())
                .option("--out", "FILE", value -> out = value)
                .option("--vars", "NAMES", value -> variables.addAll(CommaList.split(value)))
                .flag("--lines", () -> level("lines"))
                .flag("--all", () -> level("all"))
                .flag("--profile", () -> level("profile"))
                .option("--class", "PATTERNS", value -> classes.addAll(CommaList.split(value)))
                .option("--method", "PATTERNS", value -> methods.addAll(CommaList.split(value)))
                .option("--depth", "N", Integer.class, value -> depth = value)
                .option("--first", "N", Long.class, value -> keep("first", value))
                .option("--last", "N", Long.class, value -> keep("last", value))
                .flag("--everything", () -> keep = "all")
                .option("--trigger", "WHEN", value -> trigger = value)
                .option("--every", "K", Integer.class, value -> every = value)
                .option("--elements", "N", Integer.class, this::elements)
                .flag("--no-html", () -> page = false)
                .option("--lang", "en|zh", value -> lang = value);
    }

    private void level(String wanted) {
        if (!level.isEmpty()) {
            throw new WrongCall("Give one of --all, --lines, --vars and --profile.", "watch");
        }
        level = wanted;
    }

    private void keep(String which, long count) {
        if (!keep.isEmpty()) {
            throw new WrongCall("Give one of --first, --last and --everything.", "watch");
        }
        if (count < 1) {
            throw new WrongCall("--" + which + " takes a number of events from 1.", "watch");
        }
        keep = which + ":" + count;
    }

    private void elements(int most) {
        if (most < 1) {
            throw new WrongCall("--elements takes a whole number from 1.", "watch");
        }
        elements = most;
    }

    @Override
    public int run() {
        if (every < 1 || (every > 1 && methods.isEmpty())) {
            throw new WrongCall("--every K is a whole number from 1, and --method says of which methods.", "watch");
        }
        if (!variables.isEmpty()) {
            level("vars");
        }
        RecordOptions options = new RecordOptions(
                level.isEmpty() ? "all" : level, variables, classes, methods, depth, keep, trigger, every, elements);
        Words words = Words.in(Main.language(lang, console));
        try (Launch launch = Launch.of(program.what(), program.streams())) {
            Path log = Path.of(out == null ? launch.name() + ".watch" : out);
            if (log.toAbsolutePath().getParent() == null
                    || !Files.isDirectory(log.toAbsolutePath().getParent())) {
                throw new Unwritable(log.toString(), new IOException("no folder"));
            }
            int exit = launch.record(options, log);
            told(log, words);
            return exit;
        } catch (LaunchException e) {
            throw ProgramArguments.failed(e);
        } catch (InvalidPathException e) {
            throw new Unwritable(String.valueOf(out), e);
        } catch (IOException e) {
            throw RecordingFile.unusable("the recording", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    /** Says on standard error what came of it, and what can be done with it. */
    private void told(Path log, Words words) throws IOException {
        if (!Files.exists(log)) {
            console.err().println("surprisal: " + words.say("watch.recorded.none"));
            return;
        }
        Recording recording = Recordings.open(log);
        long[] counts = new long[2];
        recording.events(event -> {
            counts[0] = Math.max(counts[0], event.step());
            counts[1]++;
        });
        for (Count count : recording.counts()) {
            counts[0] += count.kind() == Kind.LINE ? count.times() : 0;
        }
        console.err()
                .println("surprisal: "
                        + words.say(
                                "watch.recorded",
                                "file",
                                log,
                                "steps",
                                Prose.count(counts[0]),
                                "events",
                                Prose.count(counts[1]),
                                "size",
                                RecordingFile.size(Files.size(log))));
        for (String note : recording.notes()) {
            console.err().println("  " + Words.printable(note));
        }
        List<String> next = new ArrayList<>();
        next.add("surprisal watch show " + Shell.quote(log.toString()));
        if (page && !recording.level().equals("profile")) {
            Path html = log.resolveSibling(RecordingFile.beside(log.toString(), ".html"));
            WatchHtmlCommand.write(recording, Main.language(lang, console), StepRange.ALL, html);
            console.err().println("  " + words.say("watch.recorded.page", "file", html));
        }
        next.add("surprisal watch gif " + Shell.quote(log.toString()));
        console.err().println("  " + words.say("watch.next", "commands", String.join("; ", next)));
    }
}
