package org.surprisal.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Runs a program of the tests, woven, in this JVM. */
final class Lab {
    private Lab() {}

    /** What a run printed, and what it recorded. */
    record Run(String printed, byte[] recorded) {
        /** All definitions of the recording, a line each. */
        String definitions() throws DataFormatException {
            StringBuilder text = new StringBuilder();
            int at = 10;
            while (at < recorded.length) {
                int length = 0;
                for (int i = 1; i <= 4; i++) {
                    length = (length << 8) | (recorded[at + i] & 0xFF);
                }
                if (recorded[at] == 'D') {
                    Inflater inflater = new Inflater();
                    inflater.setInput(recorded, at + 5, length);
                    byte[] block = new byte[1 << 20];
                    text.append(new String(block, 0, inflater.inflate(block), StandardCharsets.UTF_8));
                    inflater.end();
                }
                at += 5 + length + 4;
            }
            return text.toString();
        }

        /** How many events the last definition counts. */
        long events() throws DataFormatException {
            String text = definitions();
            int at = text.lastIndexOf("\"events\":") + 9;
            int end = at;
            while (Character.isDigit(text.charAt(end))) {
                end++;
            }
            return Long.parseLong(text.substring(at, end));
        }
    }

    static Properties options(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    static Run run(Class<?> program, Properties options) throws IOException {
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        String printed = run(program, options, recorded);
        return new Run(printed, recorded.toByteArray());
    }

    static synchronized String run(Class<?> program, Properties options, OutputStream recorded) throws IOException {
        Session session = new Session(Options.of(options), recorded);
        session.open();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new Tee(new PrintStream(printed, true, StandardCharsets.UTF_8), 0));
        try {
            new Loader(program, new Transformer(session)).main();
        } finally {
            System.setOut(before);
            session.close(0);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    static String plain(Class<?> program) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new Loader(program, null).main();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Defines the classes of one program anew, woven if there is something to weave with. */
    private static final class Loader extends ClassLoader {
        private final String program;
        private final @Nullable Transformer transformer;

        Loader(Class<?> program, @Nullable Transformer transformer) {
            super(Lab.class.getClassLoader());
            this.program = program.getName();
            this.transformer = transformer;
        }

        void main() {
            try {
                loadClass(program).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            } catch (InvocationTargetException e) {
                System.out.println("thrown: " + e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(program) && !name.startsWith(program + "$")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String path = name.replace('.', '/');
            try (InputStream in = getResourceAsStream(path + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                byte[] woven = transformer == null ? null : transformer.transform(this, path, null, null, bytes);
                byte[] used = woven == null ? bytes : woven;
                return defineClass(name, used, 0, used.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
