package org.surprisal.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Map;
import java.util.Set;

/** The start of a recording; public only because it is called through the boot class path. */
public final class Start {
    private Start() {}

    /**
     * Opens the recording, weaves classes from now on, and closes it when the JVM ends.
     *
     * @param options the path of the file of options
     * @param instrumentation the JVM's
     * @throws IOException if options cannot be read or the recording cannot be written
     */
    public static void start(String options, Instrumentation instrumentation) throws IOException {
        Options read = Options.read(options);
        open(instrumentation);
        Session session = new Session(read, new FileOutputStream(read.out()));
        session.open();
        warm(session);
        Runtime.getRuntime().addShutdownHook(new Thread(session::ending, "surprisal-end"));
        if (!read.counts()) {
            System.setOut(new Tee(System.out, 0));
            System.setErr(new Tee(System.err, 1));
        }
        session.restore = () -> restore(session, instrumentation);
        instrumentation.addTransformer(new Transformer(session), true);
    }

    /** Gives the classes back their own code, where the JVM can. */
    private static void restore(Session session, Instrumentation instrumentation) {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (session.woven.containsKey(type.getName()) && instrumentation.isModifiableClass(type)) {
                try {
                    instrumentation.retransformClasses(type);
                } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
                    session.noteOnce("The class " + type.getName() + " stayed slow after the recording was full ("
                            + e.getMessage() + ").");
                }
            }
        }
    }

    /** Lets the recorder read the insides of collections, for those that the program extends. */
    private static void open(Instrumentation instrumentation) {
        Set<Module> us = Set.of(Start.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.util", us, "java.util.concurrent", us),
                Set.of(),
                Map.of());
    }

    /** Loads what will be needed where the stack may be full, or a class be in the making. */
    private static void warm(Session session) {
        Looks.tellsItself(StackOverflowError.class);
        session.looks.of(StackOverflowError.class);
        Recorder recorder = Recorder.current();
        Throwable known = new StackOverflowError();
        Around.exactly(recorder, known, null, Change.GET.code());
        Around.changed(recorder, Change.SET.code(), null, 0, null, null, 1, null);
        Around.lend(recorder, known, 0);
        Around.back(recorder, 0);
        recorder.depth();
    }
}
