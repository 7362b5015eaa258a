package org.surprisal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Language;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;
import org.surprisal.watch.clip.Clip;
import org.surprisal.watch.clip.ClipOptions;

/** {@code surprisal watch gif}, {@code mp4} and {@code webp}: a clip of a recording. */
final class WatchClipCommand implements Command {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");

    private final Console console;
    private final String format;

    private String file = "";
    private @Nullable String out;
    private String steps = "..";
    private int fps;
    private String size = "1280x720";
    private @Nullable String lang;

    /**
     * A command that writes clips.
     *
     * @param format {@code gif}, {@code mp4} or {@code webp}
     */
    WatchClipCommand(Console console, String format) {
        this.console = console;
        this.format = format;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("RECORDING", value -> file = value)
                .option("--out", "FILE", value -> out = value)
                .option("--steps", "A..B", value -> steps = value)
                .option("--fps", "N", Integer.class, value -> fps = value)
                .option("--size", "WxH", value -> size = value)
                .option("--lang", "en|zh", value -> lang = value);
    }

    @Override
    public int run() {
        Language language = Main.language(lang, console);
        ClipOptions options = options(language);
        Path target = out == null ? RecordingFile.beside(file, "." + format) : Path.of(out);
        if (!target.toString().toLowerCase(Locale.ROOT).endsWith("." + format)) {
            throw new WrongCall(
                    "The name of the clip ends in ." + format + ", not " + target.getFileName() + ".", "watch");
        }
        return RecordingFile.read(file, recording -> {
            Path folder = target.toAbsolutePath().getParent();
            if (folder == null || !Files.isWritable(folder)) {
                throw new Unwritable(target.toString(), new java.io.IOException("no folder"));
            }
            Clip clip =
                    format.equals("gif") ? Clip.gif(recording, options, target) : Clip.film(recording, options, target);
            console.err()
                    .println("surprisal: "
                            + Words.in(language)
                                    .say(
                                            "watch.clip",
                                            "file",
                                            target,
                                            "frames",
                                            Prose.count(clip.frames()),
                                            "seconds",
                                            Prose.decimals(clip.seconds(), 1),
                                            "size",
                                            RecordingFile.size(Files.size(target))));
            return 0;
        });
    }

    private ClipOptions options(Language language) {
        StepRange range = StepRange.of(steps);
        Matcher pixels = SIZE.matcher(size);
        if (!pixels.matches() || Integer.parseInt(pixels.group(1)) < 320 || Integer.parseInt(pixels.group(2)) < 200) {
            throw new WrongCall(
                    "--size takes WIDTHxHEIGHT from 320x200, such as 1280x720, not '" + size + "'.", "watch");
        }
        if (fps < 0 || fps > 50) {
            throw new WrongCall("--fps lies between 1 and 50, not " + fps + ".", "watch");
        }
        return new ClipOptions(
                range.first(),
                range.last(),
                fps,
                Integer.parseInt(pixels.group(1)),
                Integer.parseInt(pixels.group(2)),
                language.code());
    }
}
