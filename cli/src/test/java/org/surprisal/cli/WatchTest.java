package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
    private static final Path EXAMPLES = Path.of("../examples/watch");
    private static final String BUBBLE = EXAMPLES.resolve("bubble.jsonl").toString();

    @TempDir
    private Path folder;

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private Run record(String program, String... more) {
        String[] words = new String[more.length + 5];
        words[0] = "watch";
        words[1] = "run";
        words[2] = program;
        words[3] = "--out";
        words[4] = in("x.watch");
        System.arraycopy(more, 0, words, 5, more.length);
        return Run.in(Map.of(), "", "you\n", words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QuickSort | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]",
                "Heap | [1, 2, 3, 5, 7, 8, 9]",
                "Dijkstra | [0, 5, 3, 6, 8]",
                "EditDistance | 3",
                "BinaryTree | depth 4",
                "Queens | true [1, 3, 5, 0, 2, 4]",
                "Producers | sum 1212",
            })
    void theExamplesAreRecordedAndPrintTheSame(String name, String printed) throws IOException {
        Run run = record(EXAMPLES.resolve(name + ".java").toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(printed + "\n");
        assertThat(run.err()).contains("x.watch: ", " steps, ", "x.html", "surprisal watch show");
        assertThat(Files.readString(folder.resolve("x.html")))
                .startsWith("<!doctype html>")
                .contains("</html>");
        Run show = Run.of("watch", "show", in("x.watch"));
        assertThat(show.exit()).as(show.err()).isZero();
        assertThat(show.out()).contains("exit code 0", name + ".main(String[])");
        Run json = Run.of("watch", "json", in("x.watch"));
        assertThat(json.out().lines().toList().getLast()).startsWith("{\"kind\":\"end\",\"exit\":0");
        // The same recording from JSON lines.
        Files.writeString(folder.resolve("y.jsonl"), json.out());
        assertThat(Run.of("watch", "show", in("y.jsonl")).out()).isEqualTo(show.out());
        assertThat(Run.of("watch", "json", in("y.jsonl")).out()).isEqualTo(json.out());
    }

    @Test
    void aModelIsSeenToTrain() {
        Run run = record(
                EXAMPLES.resolve("Training.java").toString(),
                "--vars",
                "loss,gradient",
                "--no-html",
                "--",
                "../examples/nfl_elo.csv");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("round  0  log loss 0.69315\n");
        assertThat(folder.resolve("x.html")).doesNotExist();
        Run show = Run.of("watch", "show", in("x.watch"), "--assert", "loss <= 0.6932", "--assert", "gradient > 0.01");
        assertThat(show.exit()).isEqualTo(1);
        assertThat(show.out()).contains("loss <= 0.6932 held at all", "gradient > 0.01 breaks at step");
    }

    @Test
    void aMethodIsCalled() {
        Run run = record(
                EXAMPLES.resolve("QuickSort.java").toString(),
                "--no-html",
                "--call",
                "quickSort(int[], int, int)",
                "--arg",
                "[3, 1, 2]",
                "--arg",
                "0",
                "--arg",
                "2");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("[1, 2, 3]\n0\n2\n");
        assertThat(Run.of("watch", "show", in("x.watch")).out()).contains("QuickSort.quickSort(int[], int, int)");
    }

    @Test
    void streamsExitCodeAndExceptionsPassThrough() throws IOException {
        Path exits = Files.writeString(folder.resolve("Exits.java"), """
                void main() throws Exception {
                    int first = System.in.read();
                    System.out.print((char) first);
                    System.err.println("err");
                    System.exit(42);
                }
                """);
        Run run = record(exits.toString(), "--no-html");
        assertThat(run.exit()).isEqualTo(42);
        assertThat(run.out()).isEqualTo("y");
        assertThat(run.err()).startsWith("err\nsurprisal: ");
        Path fails = Files.writeString(folder.resolve("Fails.java"), """
                public class Fails {
                    public static void main(String[] args) {
                        int[] a = new int[2];
                        a[2] = 1;
                    }
                }
                """);
        run = record(fails.toString(), "--no-html");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "Exception in thread \"main\" java.lang.ArrayIndexOutOfBoundsException: Index 2 out of bounds"
                                + " for length 2\n\tat Fails.main(Fails.java:4)\n");
        assertThat(Run.of("watch", "show", in("x.watch")).out()).contains("first exception");
    }

    @Test
    void whatJavacRefusesIsUnusableInput() throws IOException {
        Path bad = Files.writeString(folder.resolve("Bad.java"), "class Bad { int x = \"\"; }\n");
        Run run = record(bad.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Bad.java:1: error: incompatible types").endsWith("1 error\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aRecordingIsShown() {
        Run show = Run.of("watch", "show", BUBBLE);
        assertThat(show).extracting(Run::exit, Run::err).containsExactly(0, "");
        assertThat(show.out()).contains("bubble.py  41 steps");
        assertThat(Run.of("watch", "show", BUBBLE, "--lang", "zh").out()).contains("41 步");
        assertThat(Run.of("watch", "show", BUBBLE, "--step", "8").out()).contains("step 8 of 41");
        assertThat(Run.of("watch", "show", BUBBLE, "--step", "8", "--json", "-").out())
                .startsWith("{\n  \"step\": 8,");
        Run beyond = Run.of("watch", "show", BUBBLE, "--step", "99");
        assertThat(beyond.exit()).isEqualTo(2);
        assertThat(beyond.err()).isEqualTo("surprisal: There is no step 99: the recording has steps up to 41.\n");
        Run json = Run.of("watch", "show", BUBBLE, "--json", "-", "--assert", "i < 2", "--watch", "j");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.out()).startsWith("{").contains("\"holds\": false", "\"changes\": ");
        assertThat(Run.of("watch", "show", BUBBLE, "--watch", "i").out()).contains("i: 5 values over");
    }

    @Test
    void aClipIsDrawn() throws IOException {
        Run run = Run.of("watch", "gif", BUBBLE, "--out", in("x.gif"), "--size", "640x360", "--steps", "1..20");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).matches("surprisal: .*x.gif: \\d+ frames, [\\d.]+ s, .* KB\\.\n");
        byte[] bytes = Files.readAllBytes(folder.resolve("x.gif"));
        assertThat(new String(bytes, 0, 6, StandardCharsets.US_ASCII)).isEqualTo("GIF89a");
    }

    @Test
    void aPageIsWritten() throws IOException {
        Run run = Run.of("watch", "html", BUBBLE, "--out", in("x.html"), "--lang", "zh");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("x.html"))).contains("{\"language\":\"zh\"}");
    }

    @Test
    void twoRunsAreCompared() throws IOException {
        assertThat(Run.of("watch", "diff", BUBBLE, BUBBLE))
                .isEqualTo(new Run(0, "The runs do not differ: 41 steps.\n", ""));
        String other = Files.readString(Path.of(BUBBLE))
                .replaceFirst("\"variable\": \"j\", \"value\": 2", "\"variable\": \"j\", \"value\": 3");
        Files.writeString(folder.resolve("o.jsonl"), other);
        Run run = Run.of("watch", "diff", BUBBLE, in("o.jsonl"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).startsWith("The runs differ first at step").contains("* j = 2", "* j = 3");
    }

    @Test
    void aProfileHasCountsAndTimes() throws IOException {
        Run counts = Run.of("watch", "profile", BUBBLE);
        assertThat(counts.exit()).isZero();
        assertThat(counts.out()).contains("bubble.py:5", "Counts only");
        Path busy = Files.writeString(folder.resolve("Busy.java"), """
                public class Busy {
                    public static void main(String[] args) {
                        double sum = 0;
                        for (int i = 1; i < 2_000_000; i++) {
                            sum += StrictMath.pow(i, -1.1);
                        }
                        System.out.println(sum > 1);
                    }
                }
                """);
        Run times = Run.of("watch", "profile", busy.toString());
        assertThat(times.exit()).as(times.err()).isZero();
        assertThat(times.out()).startsWith("true\n").contains("Busy.java:5", "1,999,999", "samples of a second run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frobnicate                      | There is no 'watch frobnicate'.",
                "sho x.watch                     | There is no 'watch sho': did you mean 'show'?",
                "Sort.java                       | Say what to do with 'Sort.java': surprisal watch run Sort.java.",
                "x.watch                         | Say what to do with 'x.watch': surprisal watch show x.watch.",
                "show                            | Missing required parameter: 'RECORDING'.",
                "show Sort.java                  | Sort.java is a program, not a recording: surprisal watch run Sort.java",
                "show x --assert a+              | The expression ends where a variable or a number is needed.",
                "gif x --steps 9..1              | --steps takes A..B, such as 1..200, not '9..1'.",
                "gif x --size 9x9                | --size takes WIDTHxHEIGHT from 320x200",
                "gif x --fps 99                  | --fps lies between 1 and 50, not 99.",
                "gif x --out x.png               | The name of the clip ends in .gif, not x.png.",
                "run                             | Say what to run: a source file, a jar or the name of a class.",
                "run X --all --lines             | Give one of --all, --lines, --vars and --profile.",
                "run X --first 2 --last 3        | Give one of --first, --last and --everything.",
                "run X --first 0                 | --first takes a number of events from 1.",
                "run X --elements 0              | --elements takes a whole number from 1.",
                "run X --every 3                 | --every K is a whole number from 1, and --method says of which",
                "run out/X.class                 | Name the class, not its file",
                "run --call sort(int[])          | Name the class with the method",
            })
    void aCallThatCannotBeMeantIsThree(String call, String message) {
        Run run = Run.of(("watch " + call).split(" +"));
        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("surprisal: ").contains(message).endsWith("See surprisal watch --help.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show none.watch", "gif none.watch", "run none.java", "html none", "json a\0b", "diff a b"})
    void aFileThatIsNotThereIsTwo(String call) {
        Run run = Run.of(("watch " + call).split(" "));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("surprisal: There is no file ").hasLineCount(1);
    }

    @Test
    void whatIsNoRecordingOrCannotBeWrittenIsTwo() throws IOException {
        Files.writeString(folder.resolve("x.txt"), "{\"kind\": \"recording\", \"version\": 1}\nhello\n");
        Run run = Run.of("watch", "show", in("x.txt"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("x.txt, line 2: this is no JSON");
        for (String action : new String[] {"html", "gif", "json"}) {
            run = Run.of("watch", action, BUBBLE, "--out", in("none/x." + action));
            assertThat(run.exit()).as(action + run.err()).isEqualTo(2);
            assertThat(run.err()).startsWith("surprisal: Cannot write ");
        }
        run = Run.of("watch", "run", EXAMPLES.resolve("Heap.java").toString(), "--out", in("none/x.watch"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("surprisal: Cannot write ");
    }

    @Test
    void theHelpIsForAllActions() {
        assertThat(Run.of("watch").out())
                .isEqualTo(Run.of("watch", "--help").out())
                .startsWith("Usage: surprisal watch run");
        assertThat(Run.of("watch", "run", "--help").out())
                .isEqualTo(Run.of("help", "watch").out());
    }
}
