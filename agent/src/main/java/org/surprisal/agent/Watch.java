package org.surprisal.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Names values in a program: {@code Watch.value("loss", loss)}. Under the agent they join what it records. Without it
 * they go to a recording of their own, in the file that the system property {@code surprisal.watch} names or that
 * {@link #to} was told; with neither, nothing happens. Any thread.
 */
public final class Watch {
    static {
        String file = System.getProperty("surprisal.watch", "");
        if (!file.isEmpty() && Session.current == null) {
            try {
                to(file);
            } catch (IOException e) {
                System.err.println("surprisal: values are not recorded: " + e.getMessage());
            }
        }
    }

    private Watch() {}

    /**
     * Records the values of this program in a file, until the JVM ends or {@link #end} is called. Under the agent, or
     * when a recording is open already, this does nothing.
     *
     * @param file where; replaced if it is there
     * @throws IOException if it cannot be written
     */
    public static synchronized void to(String file) throws IOException {
        if (Session.current != null) {
            return;
        }
        Properties properties = new Properties();
        properties.setProperty("out", file);
        properties.setProperty("level", "vars");
        properties.setProperty("keep", "all");
        properties.setProperty("program", System.getProperty("sun.java.command", ""));
        Session session = new Session(Options.of(properties), new FileOutputStream(file));
        session.open();
        own = session;
        Runtime.getRuntime().addShutdownHook(new Thread(session::ending, "surprisal-end"));
    }

    private static @Nullable Session own;

    /** Ends the recording that {@link #to} began. */
    public static synchronized void end() {
        Session session = own;
        if (session != null) {
            session.close(null);
            own = null;
        }
    }

    /** Says that a value has this name now. */
    public static void value(String name, double value) {
        Recorder.current().value(name, value);
    }

    /** Says that a value has this name now. */
    public static void value(String name, long value) {
        Recorder.current().value(name, value);
    }

    /** Says that a value has this name now. */
    public static void value(String name, @Nullable Object value) {
        Recorder.current().value(name, value);
    }
}
