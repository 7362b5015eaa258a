package org.surprisal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Value;
import org.surprisal.watch.log.WatchFile;
import programs.Small;

class RecordedTest {
    @TempDir
    Path folder;

    private Path record(String... pairs) throws Exception {
        return record(Small.class, folder.resolve("a.watch"), pairs);
    }

    static Path record(Class<?> program, Path out, String... pairs) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("program", "Small");
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        Session session = new Session(Options.of(properties), new FileOutputStream(out.toFile()));
        session.open();
        PrintStream before = System.out;
        System.setOut(new Tee(new PrintStream(new ByteArrayOutputStream()), 0));
        try {
            Transformer transformer = new Transformer(session);
            ClassLoader loader = new ClassLoader(RecordedTest.class.getClassLoader()) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    if (!name.equals(program.getName()) && !name.startsWith(program.getName() + "$")) {
                        return super.loadClass(name, resolve);
                    }
                    String path = name.replace('.', '/');
                    Class<?> loaded = findLoadedClass(name);
                    if (loaded != null) {
                        return loaded;
                    }
                    try (InputStream in = getResourceAsStream(path + ".class")) {
                        byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
                        byte[] woven = transformer.transform(this, path, null, null, bytes);
                        byte[] used = woven == null ? bytes : woven;
                        return defineClass(name, used, 0, used.length);
                    } catch (IOException e) {
                        throw new ClassNotFoundException(name, e);
                    }
                }
            };
            loader.loadClass(program.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } catch (java.lang.reflect.InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
        } finally {
            System.setOut(before);
            session.close(1);
        }
        return out;
    }

    private static List<Event> events(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        WatchFile.open(file).events(events::add);
        return events;
    }

    private static List<String> told(List<Event> events, Kind kind) {
        return events.stream()
                .filter(e -> e.kind() == kind)
                .map(e -> e.line() + " " + e.variable() + " " + e.index() + " " + e.value())
                .toList();
    }

    @Test
    void tellsWhatHappened() throws Exception {
        Path file = record("sources", "src/test/java");
        List<Event> events = events(file);
        assertThat(told(events, Kind.ELEMENT))
                .contains(
                        "22 null Whole[value=0] Whole[value=1]",
                        "23 null Whole[value=1] Whole[value=4]",
                        "25 null Whole[value=0] Text[value=x, length=1]",
                        "29 null Text[value=k, length=1] Whole[value=1099511627776]");
        assertThat(told(events, Kind.INSERT)).containsExactly("26 null Whole[value=0] Text[value=y, length=1]");
        assertThat(told(events, Kind.REMOVE)).containsExactly("27 null Whole[value=0] Text[value=y, length=1]");
        assertThat(told(events, Kind.FIELD)).contains("31 ratio null Real[value=4.5]", "15 calls null Whole[value=2]");
        assertThat(told(events, Kind.WRITE)).contains("21 t null Whole[value=4]", "40 t null Whole[value=-1]");
        assertThat(told(events, Kind.EXIT)).contains("16 null null Whole[value=9]", "16 null null Whole[value=25]");
        assertThat(told(events, Kind.THROW))
                .containsExactly("42 null null Text[value=java.lang.IllegalStateException: end, length=36]");
        assertThat(told(events, Kind.OUTPUT)).anyMatch(line -> line.startsWith("32 out null Text[value=done"));
        assertThat(events.stream().filter(e -> e.kind() == Kind.THREAD)).hasSize(2);
        WatchFile opened = WatchFile.open(file);
        assertThat(opened.program()).isEqualTo("Small");
        assertThat(opened.exitCode()).hasValue(1);
        assertThat(opened.sources()).containsKey("programs/Small.java");
        assertThat(opened.relations()).isEmpty();
        assertThat(opened.notes()).isEmpty();
        assertThat(opened.methods())
                .anyMatch(m -> m.name().equals("square(int)") && m.parameters().contains("n"));
        assertThat(opened.size()).isEqualTo(events.size() - 2);
    }

    @Test
    void putsWhatAThreadDidBetweenStartAndJoin() throws Exception {
        List<Event> events = events(record());
        int start = 0;
        int other = 0;
        int join = 0;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            start = event.kind() == Kind.LINE && event.line() == 34 ? i : start;
            other = event.kind() == Kind.EXIT && event.thread() == 2 ? i : other;
            join = event.kind() == Kind.LINE && event.line() == 37 ? i : join;
        }
        assertThat(other).isBetween(start, join);
        assertThat(events.get(join).step()).isGreaterThan(events.get(other).step());
    }

    @Test
    void knowsWhatItCannotKnowInAWindow() throws Exception {
        List<Event> events = events(record("trigger", "t == 4"));
        assertThat(events.getFirst().kind()).isEqualTo(Kind.THREAD);
        // The array was there before: it is told of when it is written to.
        assertThat(told(events, Kind.LINE)).first().asString().startsWith("22 ");
        assertThat(events.stream().filter(e -> e.kind() == Kind.OBJECT)).first().satisfies(array -> {
            assertThat(array.type()).isEqualTo("int[]");
            assertThat(array.contents()).containsExactly(new Value.Whole(1), new Value.Whole(1));
        });
        assertThat(WatchFile.open(record("keep", "last:5")).size()).isBetween(1L, 5L);
        assertThat(events(record("level", "vars", "vars", "t")).stream().filter(e -> e.kind() == Kind.WRITE))
                .hasSize(2);
        assertThat(WatchFile.open(record("level", "vars", "vars", "t")).notes()).isEmpty();
    }

    @Test
    void readsUpToWhereverItWasCut() throws Exception {
        byte[] whole = Files.readAllBytes(record());
        Path cut = folder.resolve("cut.watch");
        int before = 0;
        for (int length = 10; length < whole.length; length += 37) {
            Files.write(cut, Arrays.copyOf(whole, length));
            int now = events(cut).size();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
            assertThat(WatchFile.open(cut).notes()).anyMatch(note -> note.contains("ends before the program did"));
        }
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] damaged = whole.clone();
            damaged[10 + random.nextInt(whole.length - 10)] ^= 4;
            Files.write(cut, damaged);
            assertThat(WatchFile.open(cut).notes()).anyMatch(note -> note.contains("cut or damaged"));
        }
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        Path file = folder.resolve("b.watch");
        Files.writeString(file, "no recording");
        assertThatThrownBy(() -> WatchFile.open(file)).hasMessageContaining("is no recording");
        byte[] whole = Files.readAllBytes(record());
        whole[9] = 9;
        Files.write(file, whole);
        assertThatThrownBy(() -> WatchFile.open(file)).hasMessageContaining("has version 9");
        Files.write(file, Arrays.copyOf(whole, 9));
        assertThatThrownBy(() -> WatchFile.open(file)).hasMessageContaining("ends within its header");
    }

    @Test
    void keepsEveryKindOfValue() throws Exception {
        Path file = folder.resolve("v.watch");
        Watch.to(file.toString());
        Object[] values = {
            1,
            -1,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            1.5f,
            Double.NaN,
            -0.0,
            'q',
            true,
            false,
            null,
            "ab\ud800c",
            (byte) 3,
            (short) 4,
            Kind.LINE,
            1e300,
            1e-300
        };
        for (Object value : values) {
            Watch.value("v", value);
        }
        Watch.end();
        List<Value> read = events(file).stream()
                .filter(e -> e.kind() == Kind.WRITE)
                .map(Event::value)
                .toList();
        assertThat(read)
                .containsExactly(
                        new Value.Whole(1),
                        new Value.Whole(-1),
                        new Value.Whole(Integer.MIN_VALUE),
                        new Value.Whole(Long.MIN_VALUE),
                        new Value.Real(1.5),
                        new Value.Real(Double.NaN),
                        new Value.Real(-0.0),
                        new Value.Letter('q'),
                        new Value.Truth(true),
                        new Value.Truth(false),
                        new Value.Null(),
                        new Value.Text("ab\ud800c", 4),
                        new Value.Whole(3),
                        new Value.Whole(4),
                        new Value.Opaque("Kind.LINE"),
                        new Value.Real(1e300),
                        new Value.Real(1e-300));
    }
}
