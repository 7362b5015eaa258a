package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.open.Recordings;
import org.surprisal.watch.summary.Summary;

class LaunchTest {
    private static final String HELLO = """
            package org.example;

            import java.util.Scanner;

            public class Hello {
                public static void main(String[] args) {
                    String name = new Scanner(System.in).nextLine();
                    int count = args.length;
                    System.out.println("hello " + name + " " + count);
                    System.err.println("bye");
                    System.exit(Other.CODE);
                }

                static int twice(int[] a) {
                    return 2 * a[0];
                }
            }
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Streams streams(String input) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new Streams(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path hello() throws IOException {
        Path place = Files.createDirectories(folder.resolve("src/org/example"));
        Files.writeString(
                place.resolve("Other.java"), "package org.example;\nclass Other { static final int CODE = 7; }\n");
        return Files.writeString(place.resolve("Hello.java"), HELLO);
    }

    private static What what(@Nullable String program, String... arguments) {
        return new What(program, "", null, List.of(), List.of(arguments));
    }

    @Test
    void aSourceIsCompiledWithItsNeighboursAndItsStreamsPassThrough() throws Exception {
        Streams streams = streams("you\n");
        Path temporary;
        try (Launch launch = Launch.of(what(hello().toString(), "a", "b c"), streams)) {
            temporary = launch.folder();
            assertThat(launch.name()).isEqualTo("Hello");
            assertThat(launch.run(List.of(), "", streams)).isEqualTo(7);
            assertThat(out()).isEqualTo("hello you 2\n");
            assertThat(err()).isEqualTo("bye\n");
            assertThat(temporary).exists();
        }
        assertThat(temporary).doesNotExist();
    }

    @Test
    void aProgramIsRecorded() throws Exception {
        Path log = folder.resolve("x.watch");
        try (Launch launch = Launch.of(what(hello().toString()), streams("you\n"))) {
            assertThat(launch.record(RecordOptions.ALL, log)).isEqualTo(7);
        }
        assertThat(out()).isEqualTo("hello you 0\n");
        assertThat(err()).isEqualTo("bye\n");
        Summary summary = Summary.of(Recordings.open(log));
        assertThat(summary.variables())
                .anySatisfy(one -> assertThat(one.name() + "=" + one.last()).isEqualTo("name=\"you\""));
        assertThat(summary.exit()).hasValue(7);
        assertThat(Recordings.open(log).sources()).containsKey("org/example/Hello.java");
    }

    @Test
    void aMethodIsCalled() throws Exception {
        What call = new What(hello().toString(), "", "twice(int[])", List.of("[21]"), List.of());
        Path log = folder.resolve("x.watch");
        try (Launch launch = Launch.of(call, streams(""))) {
            assertThat(launch.name()).isEqualTo("Hello");
            assertThat(launch.record(RecordOptions.ALL, log)).isZero();
        }
        assertThat(out()).isEqualTo("42\n");
        assertThat(Summary.of(Recordings.open(log)).methods())
                .singleElement()
                .satisfies(calls -> assertThat(calls.method().name()).isEqualTo("twice(int[])"));
    }

    @Test
    void aClassAndAJarAreStarted() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Compilation compilation = Compilation.of(hello(), "", classes, System.err);
        assertThat(compilation.mainClass()).isEqualTo("org.example.Hello");
        What named = new What("org.example.Hello", classes.toString(), null, List.of(), List.of());
        Streams streams = streams("x\n");
        try (Launch launch = Launch.of(named, streams)) {
            assertThat(launch.name()).isEqualTo("Hello");
            assertThat(launch.run(List.of(), "", streams)).isEqualTo(7);
        }
        Path jar = folder.resolve("app.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.example.Hello");
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : List.of("Hello", "Other")) {
                stream.putNextEntry(new JarEntry("org/example/" + name + ".class"));
                stream.write(Files.readAllBytes(classes.resolve("org/example/" + name + ".class")));
            }
        }
        streams = streams("y\n");
        try (Launch launch = Launch.of(what(jar.toString()), streams)) {
            assertThat(launch.name()).isEqualTo("app");
            assertThat(launch.run(List.of(), "", streams)).isEqualTo(7);
        }
        assertThat(out()).isEqualTo("hello x 0\nhello y 0\n");
        Path empty = folder.resolve("empty.jar");
        new JarOutputStream(Files.newOutputStream(empty), new Manifest()).close();
        assertThatThrownBy(() -> Launch.of(what(empty.toString()), streams("")))
                .hasMessageContaining("names no main class");
        What call = new What(empty.toString(), "", "Hello.twice", List.of(), List.of());
        try (Launch launch = Launch.of(call, streams(""))) {
            assertThat(launch.name()).isEqualTo("Hello");
        }
    }

    @Test
    void whatJavacRefusesIsSaidByJavac() throws IOException {
        Path bad = Files.writeString(folder.resolve("Bad.java"), "class Bad { void f() { int x = \"\"; } }\n");
        assertThatThrownBy(() -> Launch.of(what(bad.toString()), streams("")))
                .isInstanceOf(LaunchException.class)
                .hasMessage("");
        assertThat(err()).contains("Bad.java:1: error: incompatible types").contains("1 error");
    }

    @Test
    void whatCannotBeStartedIsSaid() throws IOException {
        Path lonely =
                Files.writeString(folder.resolve("Lonely.java"), "class Lonely { static int f() { return 1; } }\n");
        assertThatThrownBy(() -> Launch.of(what(lonely.toString()), streams("")))
                .hasMessageContaining("has no main method: add one, or name a method to call");
        assertThatThrownBy(() -> Launch.of(what("none.java"), streams(""))).hasMessage("There is no file none.java.");
        assertThatThrownBy(() -> Launch.of(what("a\0.java"), streams(""))).hasMessageContaining("There is no file");
        assertThatThrownBy(() -> Launch.of(what(null), streams("")))
                .isInstanceOfSatisfying(
                        LaunchException.class,
                        problem -> assertThat(problem.isCall()).isTrue());
        assertThatThrownBy(() -> Launch.of(what("out/Hello.class"), streams("")))
                .hasMessageContaining("--class-path FOLDER Hello");
        assertThatThrownBy(() -> Launch.of(new What(null, "", "sort(int[])", List.of(), List.of()), streams("")))
                .hasMessageContaining("Name the class with the method: --call 'Sort.sort(int[])'.");
    }

    @Test
    void theClassOfTheFileComesFirst() throws Exception {
        Path many = Files.writeString(folder.resolve("Many.java"), """
                interface Shape {}
                class First { public static void main(String[] args) {} }
                class Second { public static void main(String[] args) {} static class In { static void main() {} } }
                """);
        Path classes = Files.createDirectory(folder.resolve("many"));
        Compilation compilation = Compilation.of(many, folder.toString(), classes, System.err);
        assertThat(compilation.mainClass()).isEqualTo("First");
        assertThat(compilation.firstClass()).isEqualTo("First");
    }

    @Test
    void optionsAreWrittenForTheAgent() throws IOException {
        Path file = folder.resolve("o.properties");
        new RecordOptions(
                        "vars",
                        List.of("a", "loss"),
                        List.of("org.*"),
                        List.of("f*"),
                        3,
                        "last:9",
                        "loss is NaN",
                        2,
                        77)
                .write(file, Path.of("X.watch"), "X", List.of(Path.of("src")));
        Properties read = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        assertThat(read)
                .containsEntry("level", "vars")
                .containsEntry("vars", "a,loss")
                .containsEntry("classes", "org.*")
                .containsEntry("methods", "f*")
                .containsEntry("depth", "3")
                .containsEntry("keep", "last:9")
                .containsEntry("trigger", "loss is NaN")
                .containsEntry("every", "2")
                .containsEntry("elements", "77")
                .containsEntry("program", "X")
                .containsEntry("out", Path.of("X.watch").toAbsolutePath().toString());
    }

    @Test
    void timesComeFromARunOfItsOwn() throws Exception {
        Path busy = Files.writeString(folder.resolve("Busy.java"), """
                public class Busy {
                    public static void main(String[] args) {
                        double sum = 0;
                        long end = System.nanoTime() + 1_000_000_000L;
                        while (System.nanoTime() < end) {
                            sum += work();
                        }
                        System.out.println(sum > 0);
                    }

                    static double work() {
                        double sum = 0;
                        for (int i = 1; i < 10_000; i++) {
                            sum += 1.0 / i;
                        }
                        return sum;
                    }
                }
                """);
        try (Launch launch = Launch.of(what(busy.toString()), streams(""))) {
            Samples samples = Samples.of(launch);
            assertThat(samples.total()).isGreaterThan(10);
            assertThat(samples.seconds()).isGreaterThan(1);
            assertThat(samples.lines().keySet()).allMatch(spot -> spot.type().equals("Busy"));
            assertThat(List.copyOf(samples.lines().keySet())).isSorted();
        }
        assertThat(out()).isEmpty();
    }

    @Test
    void aRecursionComesAsDeepAsWithout() throws Exception {
        Path deep = Files.writeString(folder.resolve("Deep.java"), """
                public class Deep {
                    static long sum(int n) {
                        if (n == 0) {
                            return 0;
                        }
                        long rest = sum(n - 1);
                        return n + rest;
                    }

                    public static void main(String[] args) {
                        System.out.println(sum(10_000));
                    }
                }
                """);
        Path log = folder.resolve("deep.watch");
        try (Launch launch = Launch.of(what(deep.toString()), streams(""))) {
            assertThat(launch.record(RecordOptions.ALL, log)).isZero();
        }
        assertThat(out()).isEqualTo("50005000\n");
        assertThat(Recordings.open(log).program()).isEqualTo("Deep.java");
        assertThat(Summary.of(Recordings.open(log)).methods()).anySatisfy(calls -> {
            assertThat(calls.method().name()).isEqualTo("sum(int)");
            assertThat(calls.calls()).isEqualTo(10_001);
        });
    }

    @Test
    void aProgramThatIsKilledLeavesWhatItDid() throws Exception {
        Path victim = Files.writeString(folder.resolve("Victim.java"), """
                public class Victim {
                    public static void main(String[] args) throws Exception {
                        int count = 0;
                        long end = System.nanoTime() + 1_500_000_000L;
                        while (System.nanoTime() < end) {
                            count++;
                            Thread.sleep(1);
                        }
                        String pid = Long.toString(ProcessHandle.current().pid());
                        new ProcessBuilder("kill", "-9", pid).start().waitFor();
                    }
                }
                """);
        Path log = folder.resolve("victim.watch");
        try (Launch launch = Launch.of(what(victim.toString()), streams(""))) {
            assertThat(launch.record(RecordOptions.ALL, log)).isEqualTo(137);
        }
        Summary summary = Summary.of(Recordings.open(log));
        assertThat(summary.exit()).isEmpty();
        assertThat(summary.variables()).anySatisfy(one -> {
            assertThat(one.name()).isEqualTo("count");
            assertThat(one.writes()).isGreaterThan(100);
        });
    }

    @Test
    void ofThisProcessTheStreamsAreInherited() throws Exception {
        Path quiet = Files.writeString(
                folder.resolve("Quiet.java"), "class Quiet { public static void main(String[] a) {} }");
        Streams streams = Streams.inherited(System.err);
        try (Launch launch = Launch.of(what(quiet.toString()), streams)) {
            assertThat(launch.run(List.of(), "", streams)).isZero();
        }
    }
}
