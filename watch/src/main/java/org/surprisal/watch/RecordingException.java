package org.surprisal.watch;

import java.io.IOException;

/** A file is no recording, or one that cannot be understood. The message is one sentence with the remedy. */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one sentence that names the file, the place and the remedy
     */
    public RecordingException(String message) {
        super(message);
    }
}
