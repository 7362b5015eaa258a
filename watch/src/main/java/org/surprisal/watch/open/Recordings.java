package org.surprisal.watch.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.surprisal.watch.Recording;
import org.surprisal.watch.RecordingException;
import org.surprisal.watch.ask.Comments;
import org.surprisal.watch.lines.JsonLinesRecording;
import org.surprisal.watch.log.WatchFile;

/** Opens recordings, whatever their format. */
public final class Recordings {
    /** The first byte of a .watch file, which no text begins with. */
    private static final int LOG = 0x89;

    private Recordings() {}

    /**
     * Opens a recording: a .watch log or JSON lines, told apart by their content. What comments in its sources ask for
     * is part of it.
     *
     * @param file where it lies
     * @throws IOException if it cannot be read or is no recording; the message is one sentence
     */
    public static Recording open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new RecordingException(
                    "There is no file " + file + ": 'surprisal watch run' makes a recording of a program.");
        }
        if (Files.isDirectory(file)) {
            throw new RecordingException(file + " is a folder; name the recording in it.");
        }
        return Comments.in(format(file));
    }

    private static Recording format(Path file) throws IOException {
        int first;
        try (InputStream in = Files.newInputStream(file)) {
            do {
                first = in.read();
            } while (first == ' ' || first == '\n' || first == '\r' || first == '\t');
        }
        if (first == LOG) {
            return WatchFile.open(file);
        }
        if (first == '{' || first < 0) {
            return JsonLinesRecording.open(file);
        }
        throw new RecordingException(file + " is no recording: it is neither a .watch file nor JSON lines.");
    }
}
