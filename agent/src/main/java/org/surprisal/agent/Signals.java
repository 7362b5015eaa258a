package org.surprisal.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which signal ends the JVM: a thread that has its name is at work then. */
final class Signals {
    private static final Map<String, Integer> CODES =
            Map.of("SIGHUP handler", 129, "SIGINT handler", 130, "SIGTERM handler", 143);

    private Signals() {}

    /** The exit code that a signal leads to; null if none ends the JVM. */
    static @Nullable Integer code() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            Integer code = CODES.get(thread.getName());
            if (code != null
                    && "system"
                            .equals(
                                    thread.getThreadGroup() == null
                                            ? ""
                                            : thread.getThreadGroup().getName())) {
                return code;
            }
        }
        return null;
    }
}
