package org.surprisal.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.jar.JarFile;

/**
 * Where the JVM enters: {@code -javaagent:surprisal-agent.jar=options}, with the path of a file of options. Everything
 * else lives on the boot class path, where all class loaders see it.
 */
public final class Agent {
    private Agent() {}

    /**
     * Starts to record.
     *
     * @param options the path of the file of options
     * @param instrumentation the JVM's
     */
    public static void premain(String options, Instrumentation instrumentation) {
        try {
            // On the command line's boot class path the JVM has nothing to warn of; appended here, it warns on the
            // program's output.
            if (!present()) {
                File jar = new File(Agent.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
            }
            Class.forName("org.surprisal.agent.Start", true, null)
                    .getMethod("start", String.class, Instrumentation.class)
                    .invoke(null, options, instrumentation);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            System.err.println("surprisal: nothing is recorded, the program runs alone: "
                    + (cause instanceof IOException ? cause.getMessage() + "." : String.valueOf(cause)));
        } catch (Exception e) {
            System.err.println("surprisal: nothing is recorded: " + e);
        }
    }

    private static boolean present() {
        try {
            Class.forName("org.surprisal.agent.Start", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
