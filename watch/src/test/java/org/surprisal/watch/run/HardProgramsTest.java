package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Recording;
import org.surprisal.watch.open.Recordings;
import org.surprisal.watch.summary.Summary;

/** Programs that are hard to record do the same with the agent as without. */
class HardProgramsTest {
    @TempDir
    private Path folder;

    private Both both(String source, String input, RecordOptions options) throws Exception {
        Path file = Files.writeString(folder.resolve("P.java"), source);
        return Both.run(new What(file.toString(), "", null, List.of(), List.of()), input, options, folder);
    }

    private Both both(String body) throws Exception {
        return both("public class P {\n" + body + "\n}\n", "", RecordOptions.ALL);
    }

    private static RecordOptions keep(String keep) {
        return new RecordOptions("all", List.of(), List.of(), List.of(), 0, keep, "", 1);
    }

    private static Map<Kind, Integer> kinds(Recording recording) throws Exception {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        recording.events(event -> kinds.merge(event.kind(), 1, Integer::sum));
        return kinds;
    }

    /**
     * One method of so many statements, 9 bytes each. With 500 of them it is compiled, but would not be with its lines;
     * with 1,200 it never was; with 4,000 the lines, with 7,200 the values too would take it beyond 64 KB.
     */
    private static String longMethod(int statements) {
        String lines = IntStream.range(0, statements)
                .mapToObj(i -> "        x = x * 31 + " + (1000 + i) + ";")
                .collect(Collectors.joining("\n"));
        return """
                    static int grown(int x) {
                        int before = x;
                %s
                        return x - before;
                    }

                    public static void main(String[] args) {
                        int once = grown(1);
                        System.out.println(once);
                    }""".formatted(lines);
    }

    @ParameterizedTest
    @CsvSource({"150, false", "500, true", "1200, false", "4000, true", "7200, true"})
    void longMethodsRunAndWhatTheyLoseIsNamed(int statements, boolean shortened) throws Exception {
        Both both = both(longMethod(statements));
        assertThat(both.exit()).isZero();
        assertThat(both.recording().notes().stream().anyMatch(note -> note.contains("P.grown(I)I is so long")))
                .isEqualTo(shortened);
        Map<Kind, Integer> kinds = kinds(both.recording());
        // Where its lines are lost, those of the caller remain.
        assertThat(Objects.requireNonNull(kinds.get(Kind.LINE))).isGreaterThan(1);
        assertThat(kinds.get(Kind.LINE) > statements).isEqualTo(!shortened);
    }

    @Test
    void anArrayOfTenMillionIsBounded() throws Exception {
        Both both = both("""
                    public static void main(String[] args) {
                        int[] big = new int[10_000_000];
                        big[9_999_999] = 5;
                        java.util.Arrays.fill(big, 3, 9_000_000, 7);
                        int[] other = big.clone();
                        System.out.println(other[4] + other[9_999_999] + " " + other.length);
                    }""");
        assertThat(both.out()).isEqualTo("12 10000000\n");
        assertThat(Files.size(folder.resolve("both.watch"))).isLessThan(200_000);
        assertThat(both.recording().notes()).anyMatch(note -> note.contains("1024 elements"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first:20000", "last:20000"})
    void anEndlessLoopIsEndedFromOutside(String keep) throws Exception {
        Path file = Files.writeString(folder.resolve("Endless.java"), """
                public class Endless {
                    public static void main(String[] args) throws Exception {
                        long count = 0;
                        String pid = Long.toString(ProcessHandle.current().pid());
                        while (true) {
                            count++;
                            if (count == 20_000_000) {
                                new ProcessBuilder("kill", pid).start();
                            }
                        }
                    }
                }
                """);
        Path log = folder.resolve("endless.watch");
        Streams streams = new Streams(new java.io.ByteArrayInputStream(new byte[0]), System.out, System.err);
        try (Launch launch = Launch.of(new What(file.toString(), "", null, List.of(), List.of()), streams)) {
            assertThat(launch.record(keep(keep), log)).isEqualTo(143);
        }
        Recording recording = Recordings.open(log);
        Summary summary = Summary.of(recording);
        assertThat(summary.variables()).anySatisfy(one -> {
            assertThat(one.name()).isEqualTo("count");
            long last = Long.parseLong(one.last());
            assertThat(last).matches(value -> keep.startsWith("first") ? value < 20_000 : value >= 20_000_000);
        });
        assertThat(Files.size(log)).isLessThan(300_000);
        assertThat(recording.notes()).anyMatch(note -> note.contains("keeps the " + keep.replace(":20000", " 20000")));
    }

    @Test
    void aThousandVirtualThreadsAreToldApart() throws Exception {
        Both both = both("""
                    static int work(int n) {
                        int sum = 0;
                        for (int i = 0; i < 20; i++) {
                            sum += n;
                            Thread.yield();
                        }
                        return sum;
                    }

                    public static void main(String[] args) throws Exception {
                        var total = new java.util.concurrent.atomic.AtomicInteger();
                        var threads = new java.util.ArrayList<Thread>();
                        for (int i = 0; i < 1000; i++) {
                            int n = i;
                            threads.add(Thread.startVirtualThread(() -> total.addAndGet(work(n))));
                        }
                        for (Thread thread : threads) {
                            thread.join();
                        }
                        System.out.println(total);
                    }""");
        assertThat(both.out()).isEqualTo("9990000\n");
        assertThat(kinds(both.recording())).containsEntry(Kind.THREAD, 1001);
        int[] sums = new int[1002];
        both.recording().events(event -> {
            if (event.kind() == Kind.WRITE && "sum".equals(event.variable())) {
                sums[event.thread()]++;
            }
        });
        assertThat(IntStream.of(sums).filter(count -> count == 21).count()).isEqualTo(1000);
    }

    @Test
    void exceptionsPassThroughFramesWithTheirTraces() throws Exception {
        Both both = both("""
                    static class Closed implements AutoCloseable {
                        public void close() {
                            throw new IllegalStateException("closing");
                        }
                    }

                    static int deep(int n) {
                        try {
                            return n == 0 ? 1 / n : deep(n - 1);
                        } finally {
                            System.out.println("out of " + n);
                        }
                    }

                    static synchronized void outer() throws Exception {
                        try (Closed one = new Closed(); Closed two = new Closed()) {
                            deep(3);
                        } catch (ArithmeticException e) {
                            System.out.println(e.getSuppressed().length);
                            throw new Exception("wrapped", e);
                        }
                    }

                    public static void main(String[] args) throws Exception {
                        try {
                            outer();
                        } catch (Exception e) {
                            e.printStackTrace();
                        }
                        Object text = "text";
                        try {
                            Integer wrong = (Integer) text;
                        } catch (ClassCastException e) {
                            System.out.println(e.getMessage());
                        }
                        int[][] ragged = {{1}, null};
                        ragged[1][0] = 3;
                    }""");
        assertThat(both.exit()).isEqualTo(1);
        assertThat(both.err())
                .contains("at P.deep(P.java:10)", "Suppressed: java.lang.IllegalStateException: closing")
                .contains("because \"ragged[1]\" is null");
        assertThat(Objects.requireNonNull(kinds(both.recording()).get(Kind.THROW)))
                .isGreaterThanOrEqualTo(8);
    }

    @Test
    void anExceptionOfAnotherThreadEndsThatThreadAlone() throws Exception {
        Both both = both("""
                    public static void main(String[] args) throws Exception {
                        Thread other = new Thread(() -> {
                            int[] none = {};
                            none[0] = 1;
                        }, "other");
                        other.start();
                        other.join();
                        System.out.println("main goes on");
                    }""");
        assertThat(both.out()).isEqualTo("main goes on\n");
        assertThat(both.err()).startsWith("Exception in thread \"other\" java.lang.ArrayIndexOutOfBounds");
        assertThat(both.exit()).isZero();
    }

    @Test
    void anExitWithinFinallyIsTheExit() throws Exception {
        Both both = both("""
                    public static void main(String[] args) {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                        try {
                            throw new IllegalStateException("never seen");
                        } finally {
                            System.out.print("leaving ");
                            System.exit(9);
                        }
                    }""");
        assertThat(both.exit()).isEqualTo(9);
        assertThat(both.out()).isEqualTo("leaving hook\n");
        assertThat(both.err()).isEmpty();
    }

    @Test
    void whatIsReadIsWhatWasTyped() throws Exception {
        String typed = "first\nzwei äöü \ud83d\ude00\n\nlast without an end";
        Both both = both("""
                public class P {
                    public static void main(String[] args) throws Exception {
                        int n = 0;
                        for (int b = System.in.read(); b >= 0; b = System.in.read()) {
                            System.out.write(b);
                            n++;
                        }
                        System.out.flush();
                        System.err.print(n);
                    }
                }
                """, typed, RecordOptions.ALL);
        assertThat(both.out()).isEqualTo(typed);
        assertThat(both.err()).isEqualTo("43");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "lines", "vars", "profile"})
    void everyConstructOfTheLanguageDoesTheSame(String level) throws Exception {
        RecordOptions options =
                new RecordOptions(level, List.of("x", "sum", "text"), List.of(), List.of(), 0, "", "", 1);
        What what = new What(
                programs.Constructs.class.getName(),
                Path.of(programs.Constructs.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                null,
                List.of(),
                List.of("one"));
        Both both = Both.run(what, "", options, folder);
        assertThat(both.exit()).isZero();
        assertThat(both.out()).hasLineCount(31).endsWith("done\n");
        assertThat(both.recording().notes()).noneMatch(note -> note.contains("not recorded"));
    }
}
