import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.surprisal.watch.Kind;
import org.surprisal.watch.log.WatchFile;

/// What it costs to record a program: a bubble sort alone, with its last events kept, with everything on disk, with one
/// variable, and stepped through by a debugger. Events and lines are counted in the recordings.
final class Watch {
    private final Path jdk;
    private final Path agent;
    private final Path work;

    private Watch(Path home, Path build, Path jdk) throws IOException {
        this.jdk = jdk;
        work = Files.createDirectories(home.resolve("bench/work/watch"));
        try (var jars = Files.walk(build)) {
            agent = jars.filter(jar -> jar.getFileName().toString().startsWith("surprisal-agent"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The build " + build + " has no agent."));
        }
    }

    public static void main(String[] arguments) throws Exception {
        var options = new Options(List.of(arguments).subList(3, arguments.length));
        int size = Math.toIntExact(options.number("size", 2000));
        int runs = options.runs();
        var bench = new Watch(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        bench.compile(Path.of(arguments[0], "bench", "watch"));
        bench.measure(size, runs);
    }

    private void compile(Path sources) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(jdk.resolve("bin/javac").toString(), "-g", "-d", work.toString(), "--add-modules", "jdk.jdi"));
        for (String name : List.of("Bubble.java", "Stepper.java")) {
            command.add(sources.resolve(name).toString());
        }
        run(command);
    }

    private void measure(int size, int runs) throws Exception {
        String[] alone = null;
        String[] last = null;
        String[] everything = null;
        String[] loop = null;
        String[] named = null;
        int sorts = 20;
        int steps = 10_000_000;
        for (int i = 0; i < runs; i++) {
            alone = best(alone, bubble(null, "sort", size, sorts));
            last = best(last, bubble("keep=last:1000000", "sort", size, sorts));
            everything = best(everything, bubble("keep=all", "sort", size, 10));
            loop = best(loop, bubble(null, "fit", steps, 5));
            named = best(named, bubble("level=vars\nvars=loss\nkeep=last:1000000", "fit", steps, 5));
        }
        Path recording = work.resolve("all.watch");
        bubbleInto(recording, "keep=all", "sort", size, 10);
        long[] events = count(recording);
        double perSort = events[0] / 10.0;
        double seconds = number(everything, 1) * 1e-9;
        print("alone: %.2f ms a sort of %,d ints", number(alone, 0) * 1e-6, size);
        print(
                "keeping the last million: %.2f ms, %.1f times as long, %,.0f events and %,.0f lines a second"
                        + " (goals: 20 times, 100 M)",
                number(last, 0) * 1e-6,
                number(last, 0) / number(alone, 0),
                perSort / (number(last, 0) * 1e-9),
                events[1] / 10.0 / (number(last, 0) * 1e-9));
        print(
                "keeping everything: %,d events in %.2f s, %,.0f a second, %.2f bytes an event (goals: 10 M, 2)",
                events[0], seconds, events[0] / seconds, (double) Files.size(recording) / events[0]);
        print("one variable: %.1f ns a write (goal: 50)", (number(named, 0) - number(loop, 0)) / steps);
        Path small = work.resolve("small.watch");
        bubbleInto(small, "keep=all", "sort", 64, 1);
        String[] stepped = run(List.of(
                        jdk.resolve("bin/java").toString(),
                        "--add-modules",
                        "jdk.jdi",
                        "-cp",
                        work.toString(),
                        "Stepper",
                        work.toString(),
                        "64"))
                .split(" ");
        double jdi = number(stepped, 0) / (number(stepped, 1) * 1e-9);
        print(
                "a debugger (JDI) on 64 ints: %s lines, %,.0f a second; ours are %,.0f times as fast (goal: 1,000);"
                        + " the recording of those has %,d lines in sort",
                stepped[0], jdi, events[1] / 10.0 / (number(last, 0) * 1e-9) / jdi, count(small)[1]);
        print("vardbg does not take part: its Python package, which needs Pillow before 9, is not fetched.");
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, "  " + format + "%n", values);
    }

    private static double number(String[] words, int at) {
        return Double.parseDouble(words[at]);
    }

    private static String[] best(String[] before, String[] now) {
        return before == null || number(now, 0) < number(before, 0) ? now : before;
    }

    /// How many events, and how many lines of `sort`, a recording holds.
    private static long[] count(Path recording) throws IOException {
        long[] counts = new long[2];
        WatchFile.open(recording).events(event -> {
            counts[0]++;
            if (event.kind() == Kind.LINE
                    && event.method() != null
                    && event.method().name().startsWith("sort(")) {
                counts[1]++;
            }
        });
        return counts;
    }

    private String[] bubble(String options, String what, int size, int runs) throws Exception {
        return bubbleInto(options == null ? null : work.resolve("a.watch"), options, what, size, runs);
    }

    private String[] bubbleInto(Path out, String options, String what, int size, int runs) throws Exception {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        if (out != null) {
            Path file = work.resolve("options");
            Files.writeString(file, "out=" + out + "\nprogram=Bubble\n" + options + "\n");
            command.add("-Xbootclasspath/a:" + agent);
            command.add("-javaagent:" + agent + "=" + file);
        }
        command.addAll(List.of("-cp", work.toString(), "Bubble", what, "" + size, "" + runs));
        return run(command).split(" ");
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
        return out;
    }
}
