package org.surprisal.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** A file that a result should go to cannot be written. The message is one sentence. */
final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwritable(String file, Throwable cause) {
        super(
                "Cannot write " + file + why(cause) + ": name a file in a folder that exists, that you may write to and"
                        + " that has space left.",
                cause);
    }

    /** What the system says, where that is more than the name of the file again. */
    private static String why(Throwable cause) {
        Throwable first = cause;
        while (!(first instanceof IOException) && first.getCause() != null) {
            first = first.getCause();
        }
        String reason = first instanceof FileSystemException system ? system.getReason() : first.getMessage();
        boolean said =
                reason != null && first instanceof IOException && reason.lines().count() == 1;
        return said ? " (" + reason + ")" : "";
    }
}
