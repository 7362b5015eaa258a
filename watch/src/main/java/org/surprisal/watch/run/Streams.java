package org.surprisal.watch.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the program's streams go.
 *
 * @param in what it reads; null for the ones of this process, passed on as they are
 * @param out what it prints
 * @param err what it prints on standard error
 */
public record Streams(@Nullable InputStream in, PrintStream out, PrintStream err) {
    /** The streams of this process, passed on as they are; {@code err} also takes what javac says. */
    public static Streams inherited(PrintStream err) {
        return new Streams(null, err, err);
    }

    void connect(ProcessBuilder builder) {
        if (in == null) {
            builder.inheritIO();
        }
    }

    /** Copies what flows until the program has ended. */
    int follow(Process process) throws InterruptedException {
        if (in == null) {
            return process.waitFor();
        }
        InputStream input = in;
        Thread.ofVirtual().start(() -> copy(input, process.getOutputStream(), true));
        Thread errors = Thread.ofPlatform().start(() -> copy(process.getErrorStream(), err, false));
        copy(process.getInputStream(), out, false);
        errors.join();
        return process.waitFor();
    }

    private static void copy(InputStream from, OutputStream to, boolean close) {
        try {
            byte[] bytes = new byte[1 << 13];
            int count;
            while ((count = from.read(bytes)) >= 0) {
                to.write(bytes, 0, count);
                to.flush();
            }
            if (close) {
                to.close();
            }
        } catch (IOException e) {
            // The program has closed its end: as with a pipe of a shell, there is no one to tell.
        }
    }
}
