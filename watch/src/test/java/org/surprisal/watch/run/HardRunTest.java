package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.Event;
import org.surprisal.watch.Recording;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.lines.JsonLines;
import org.surprisal.watch.log.WatchFile;
import org.surprisal.watch.open.Recordings;
import org.surprisal.watch.state.State;
import org.surprisal.watch.summary.Summary;

/** Whole programs in JVMs of their own, recorded where that is hard. */
class HardRunTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int record(String source, RecordOptions options) throws Exception {
        String name = source.substring(source.indexOf("class ") + 6, source.indexOf(" {"));
        Path program = Files.writeString(folder.resolve(name + ".java"), source);
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        What what = new What(program.toString(), "", null, List.of(), List.of());
        try (Launch launch = Launch.of(what, streams)) {
            return launch.record(options, log());
        }
    }

    private Path log() {
        return folder.resolve("x.watch");
    }

    private static RecordOptions keep(String level, String keep) {
        return new RecordOptions(level, List.of(), List.of(), List.of(), 0, keep, "", 1);
    }

    private String last(String variable) throws Exception {
        return Summary.of(Recordings.open(log())).variables().stream()
                .filter(one -> one.name().equals(variable))
                .map(Summary.Variable::last)
                .findFirst()
                .orElse("");
    }

    private static final String ENDS = """
            public class Ends {
                public static void main(String[] args) {
                    int x = 40;
                    x += 2;
                    System.exit(x);
                }
            }
            """;

    @Test
    void saysWhyNothingIsRecordedAndHowTheProgramEnded() throws Exception {
        RecordOptions others = new RecordOptions("all", List.of(), List.of("org.*"), List.of(), 0, "first:100", "", 1);
        assertThat(record(ENDS, others)).isEqualTo(42);
        Recording recording = Recordings.open(log());
        assertThat(recording.exitCode()).hasValue(42);
        assertThat(recording.notes())
                .containsExactly(
                        "No method of the program that ran is one of those to record: look at --class and --method.");
    }

    @Test
    void saysWhichVariableWasNeverMet() throws Exception {
        RecordOptions vars = new RecordOptions("vars", List.of("x", "y"), List.of(), List.of(), 0, "first:100", "", 1);
        assertThat(record(ENDS, vars)).isEqualTo(42);
        assertThat(Recordings.open(log()).notes())
                .containsExactly("No variable y was met in the methods that are recorded: look at --vars.");
    }

    @Test
    void saysThatItNeverCameToTheBeginning() throws Exception {
        RecordOptions late = new RecordOptions("all", List.of(), List.of(), List.of(), 0, "first:100", "x > 42", 1);
        assertThat(record(ENDS, late)).isEqualTo(42);
        assertThat(Recordings.open(log()).notes())
                .containsExactly("It never came to `x > 42`, with which recording was to begin.");
        assertThat(last("x")).isEmpty();
    }

    @Test
    void collectionsThatAProgramExtendsAreCollections() throws Exception {
        assertThat(record("""
                        public class Own {
                            static class Bag extends java.util.ArrayList<Integer> {
                                @Override public boolean add(Integer one) {
                                    return super.add(one) && super.add(-one);
                                }
                                @Override public java.util.Iterator<Integer> iterator() {
                                    throw new IllegalStateException("asked");
                                }
                                @Override public int size() {
                                    System.out.println("size");
                                    return super.size();
                                }
                            }
                            static class Recent extends java.util.LinkedHashMap<String, Integer> {
                                Recent() {
                                    super(8, 0.75f, true);
                                }
                                @Override protected boolean removeEldestEntry(java.util.Map.Entry<String, Integer> e) {
                                    return size() > 2;
                                }
                            }
                            public static void main(String[] args) {
                                Bag bag = new Bag();
                                bag.add(4);
                                java.util.List<Integer> list = bag;
                                list.add(5);
                                bag.remove(0);
                                Recent recent = new Recent();
                                recent.put("a", 1);
                                recent.put("b", 2);
                                recent.get("a");
                                recent.put("c", 3);
                            }
                        }
                        """, RecordOptions.ALL)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(last("bag")).isEqualTo("[-4, 5, -5]");
        assertThat(last("recent")).isEqualTo("{\"a\"=1, \"c\"=3}");
        Recording recording = Recordings.open(log());
        assertThat(recording.notes()).isEmpty();
    }

    @Test
    void countsHaveNoLimit() throws Exception {
        assertThat(record("""
                        public class Many {
                            static long sum;
                            public static void main(String[] args) throws Exception {
                                Thread[] threads = new Thread[3];
                                for (int t = 0; t < 3; t++) {
                                    threads[t] = t == 0
                                            ? Thread.ofVirtual().start(Many::work)
                                            : Thread.ofPlatform().start(Many::work);
                                }
                                for (Thread thread : threads) {
                                    thread.join();
                                }
                                try {
                                    deep(5);
                                } catch (IllegalStateException e) {
                                    sum = 0;
                                }
                                deep(2);
                            }
                            static void work() {
                                long own = 0;
                                for (int i = 0; i < 5_000_000; i++) {
                                    own += i;
                                    own ^= 7;
                                }
                                sum = own;
                            }
                            static void deep(int n) {
                                if (n == 0)
                                    throw new IllegalStateException();
                                deep(n - 1);
                            }
                        }
                        """, keep("profile", ""))).isEqualTo(1);
        Summary summary = Summary.of(Recordings.open(log()));
        assertThat(summary.exit()).hasValue(1);
        assertThat(summary.steps()).isGreaterThan(45_000_000);
        assertThat(summary.lines().stream()
                        .filter(line -> line.method().name().equals("work()"))
                        .map(line -> line.line() + ":" + line.count()))
                .containsExactly("21:3", "22:15000003", "23:15000000", "24:15000000", "26:3", "27:3");
        assertThat(summary.methods()).anySatisfy(calls -> {
            assertThat(calls.method().name()).isEqualTo("deep(int)");
            assertThat(calls.calls()).isEqualTo(9);
            assertThat(calls.thrown()).isEqualTo(9);
            assertThat(calls.deepest()).isEqualTo(6);
        });
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        JsonLines.write(Recordings.open(log()), lines);
        Path json = Files.write(folder.resolve("x.jsonl"), lines.toByteArray());
        assertThat(Summary.of(Recordings.open(json)).lines()).isEqualTo(summary.lines());
        assertThat(Summary.of(Recordings.open(json)).methods()).isEqualTo(summary.methods());
    }

    @Test
    void theLastOfAnEndlessLineAreKeptWhenASignalEndsIt() throws Exception {
        assertThat(record("""
                        public class Endless {
                            public static void main(String[] args) throws Exception {
                                String pid = Long.toString(ProcessHandle.current().pid());
                                new ProcessBuilder("sh", "-c", "sleep 1; kill " + pid).start();
                                for (int i = 0; ; i++) { i += 2; }
                            }
                        }
                        """, keep("all", "last:10000"))).isEqualTo(143);
        assertThat(Recordings.open(log()).exitCode()).hasValue(143);
        assertThat(WatchFile.open(log()).size()).isBetween(5000L, 10_000L);
        List<Event> events = new ArrayList<>();
        WatchFile.open(log()).events(events::add);
        Event last = events.getLast();
        assertThat(last.step()).isPositive();
        assertThat(last.line()).isEqualTo(5);
        assertThat(last.method()).isNotNull();
        assertThat(Recordings.open(log()).notes()).singleElement().asString().contains("the last 10000 events at most");
    }

    @Test
    void theLastEventsTellOfWhatTheySpeakOf() throws Exception {
        assertThat(record("""
                        public class Turning {
                            public static void main(String[] args) {
                                int[] a = {1, 2, 3};
                                java.util.List<Integer> list = new java.util.ArrayList<>(java.util.List.of(4, 5));
                                for (int i = 0; i < 200_000; i++) {
                                    a[i % 3] = i;
                                    list.set(i % 2, i);
                                }
                            }
                        }
                        """, keep("all", "last:50000"))).isZero();
        State state = new State();
        WatchFile.open(log()).events(state::apply);
        assertThat(java.util.stream.LongStream.range(1, 1000)
                        .mapToObj(state::thing)
                        .filter(thing -> thing != null && !thing.elements().isEmpty())
                        .map(thing -> thing.type()
                                + thing.elements().stream().map(ValueText::of).toList()))
                .contains("int[][199998, 199999, 199997]", "java.util.ArrayList[199998, 199999]");
    }

    @Test
    void afterTheFirstEventsTheProgramHasItsOwnSpeed() throws Exception {
        assertThat(record("""
                        public class Fast {
                            static class Plain {
                                static long work(int[] a) {
                                    long start = System.nanoTime();
                                    for (int k = 0; k < 1000; k++) {
                                        for (int i = 0; i < a.length; i++) {
                                            a[i] += i ^ k;
                                        }
                                    }
                                    return System.nanoTime() - start;
                                }
                            }
                            static long work(int[] a) {
                                long start = System.nanoTime();
                                for (int k = 0; k < 1000; k++) {
                                    for (int i = 0; i < a.length; i++) {
                                        a[i] += i ^ k;
                                    }
                                }
                                return System.nanoTime() - start;
                            }
                            public static void main(String[] args) {
                                long end = System.nanoTime() + 20_000_000_000L;
                                int[] a = new int[2000];
                                long plain = Long.MAX_VALUE;
                                for (int i = 0; i < 100; i++) {
                                    plain = Math.min(plain, Plain.work(a));
                                }
                                long now = Long.MAX_VALUE;
                                while (now / 2 > plain && System.nanoTime() < end) {
                                    now = Math.min(now, work(a));
                                }
                                System.out.print(now / 2 > plain ? now + " slow " + plain : "fast");
                            }
                        }
                        """, new RecordOptions("all", List.of(), List.of("Fast"), List.of(), 0, "first:1000", "", 1)))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("fast");
        assertThat(WatchFile.open(log()).size()).isEqualTo(1000);
        assertThat(Recordings.open(log()).notes()).anyMatch(note -> note.contains("keeps the first 1000 events"));
    }

    @Test
    void aProgramGoesOnWhenItsRecordingHasNoRoom() throws Exception {
        Path source = Files.writeString(folder.resolve("Long.java"), """
                public class Long {
                    public static void main(String[] args) {
                        long sum = 0;
                        for (int i = 0; i < 1_000_000; i++) {
                            sum += (i * 31) ^ (i >>> 3);
                        }
                        System.out.print("sum " + sum);
                        System.exit(3);
                    }
                }
                """);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Compilation.of(source, "", classes, System.err);
        Path options = folder.resolve("options");
        keep("all", "all").write(options, log(), "Long", List.of(source));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 100; exec " + java + " -XX:-UsePerfData -XX:-PrintWarnings -javaagent:"
                                + AgentJar.find(folder) + "=" + options + " -cp " + classes + " Long")
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .matches("sum -?\\d+");
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(folder.resolve("err")).isEmptyFile();
        Summary summary = Summary.of(Recordings.open(log()));
        assertThat(summary.notes()).anyMatch(note -> note.contains("the program went on: it could not be written"));
        assertThat(summary.steps()).isGreaterThan(1000);
        Path nowhere = Files.createDirectory(folder.resolve("y.watch"));
        try (Launch launch = Launch.of(
                new What("Long", classes.toString(), null, List.of(), List.of()),
                new Streams(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)))) {
            Files.createFile(nowhere.resolve("file"));
            assertThatThrownBy(() -> launch.record(RecordOptions.ALL, nowhere))
                    .isInstanceOf(java.nio.file.DirectoryNotEmptyException.class);
            assertThat(launch.record(RecordOptions.ALL, folder.resolve("none/z.watch")))
                    .isEqualTo(3);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("surprisal: nothing is recorded, the program runs alone: ")
                .hasLineCount(1);
    }

    @Test
    void whatIsToBeIgnoredIsNotInTheFile() throws Exception {
        assertThat(record("""
                        public class Secret {
                            static class Account {
                                String user;
                                String key; // watch: ignore
                                Account(String user, String key) { // watch: ignore key
                                    this.user = user;
                                    this.key = key;
                                }
                            }
                            static String token = word(5); // watch: ignore
                            static String word(int n) {
                                return "";
                            }
                            public static void main(String[] args) throws Exception {
                                java.util.Random random = new java.util.Random(7);
                                int pin = random.nextInt(); // watch: ignore
                                char[] letters = new char[8]; // watch: ignore
                                java.util.List<Character> list = new java.util.ArrayList<>(); // watch: ignore
                                int other = 4711;
                                for (int i = 0; i < 8; i++) {
                                    letters[i] = (char) ('a' + (pin >>> i & 15));
                                    list.add(letters[i]);
                                }
                                java.util.Arrays.sort(letters);
                                Account account = new Account("me", String.join("", "key", "word"));
                                Runnable late = () -> System.out.print(pin % 2 == 3);
                                late.run();
                                token = account.key;
                            }
                        }
                        """, keep("all", "all"))).isZero();
        List<String> events = new ArrayList<>();
        WatchFile.open(log())
                .events(event -> events.add(event.kind() + " " + event.variable() + " " + event.value() + " "
                        + event.contents() + event.fields()));
        assertThat(events)
                .anyMatch(event -> event.contains("other Whole[value=4711]"))
                .anyMatch(event -> event.contains("fields") || event.contains("[user]"))
                .noneMatch(event -> event.contains("Letter["))
                .noneMatch(event -> event.contains("keyword"))
                .noneMatch(event -> event.matches("(WRITE|FIELD) (pin|letters|list|key|token) .*"));
    }
}
