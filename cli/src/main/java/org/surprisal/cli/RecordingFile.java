package org.surprisal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.surprisal.watch.Recording;
import org.surprisal.watch.open.Recordings;

/** Recordings that a command line names, and what may go wrong with them. */
final class RecordingFile {
    private RecordingFile() {}

    /** Reads from a recording. */
    interface Reading<T> {
        T from(Recording recording) throws IOException;
    }

    /** Opens a recording and reads from it. */
    static <T> T read(String file, Reading<T> reading) {
        if (file.endsWith(".java")) {
            throw new WrongCall(
                    file + " is a program, not a recording: surprisal watch run " + Shell.quote(file)
                            + " makes one of it.",
                    "watch");
        }
        try {
            return reading.from(Recordings.open(Path.of(file)));
        } catch (InvalidPathException e) {
            throw new Unusable("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw unusable(file, e);
        } catch (UncheckedIOException e) {
            throw unusable(file, new IOException(e.getMessage(), e));
        }
    }

    /** What a failed reading or writing comes to. */
    static Unusable unusable(String file, IOException problem) {
        String message = String.valueOf(problem.getMessage());
        boolean sentence = problem instanceof org.surprisal.watch.RecordingException || message.endsWith(".");
        return new Unusable(sentence ? message : "Cannot read " + file + ": " + message + ".", problem);
    }

    /** A recording's name with another ending, in the current folder. */
    static Path beside(String file, String ending) {
        String name = String.valueOf(Path.of(file).getFileName());
        return Path.of((name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name) + ending);
    }

    /** A number of bytes as people say it. */
    static String size(long bytes) {
        return bytes < 1000
                ? bytes + " B"
                : bytes < 1_000_000
                        ? String.format(java.util.Locale.ROOT, "%.1f KB", bytes / 1e3)
                        : String.format(java.util.Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
