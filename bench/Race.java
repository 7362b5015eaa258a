import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Runs commands in turn, each as a process of its own, and keeps the time and the peak memory of every run.
final class Race {
    /// A command and what it is called in the table.
    record Contender(String name, List<String> command) {
        Contender(String name, String... command) {
            this(name, List.of(command));
        }
    }

    /// What the runs of one contender came to: seconds, sorted, and the largest resident set in bytes.
    record Result(Contender contender, double[] seconds, long peak) {
        double fastest() {
            return seconds[0];
        }

        double median() {
            return seconds[seconds.length / 2];
        }
    }

    private Race() {}

    /// Runs each contender `runs` times, taking turns, after one run that is not counted.
    static List<Result> run(List<Contender> contenders, int runs) throws IOException, InterruptedException {
        var seconds = new double[contenders.size()][runs];
        var peaks = new long[contenders.size()];
        for (int run = -1; run < runs; run++) {
            for (int i = 0; i < contenders.size(); i++) {
                long start = System.nanoTime();
                long peak = once(contenders.get(i));
                if (run >= 0) {
                    seconds[i][run] = (System.nanoTime() - start) * 1e-9;
                    peaks[i] = Math.max(peaks[i], peak);
                }
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Arrays.sort(seconds[i]);
            results.add(new Result(contenders.get(i), seconds[i], peaks[i]));
        }
        return results;
    }

    /// Prints the results; ratios are those of the fastest runs, to the first contender.
    static void print(List<Result> results) {
        System.out.printf(Locale.ROOT, "  %-44s %9s %9s %7s %9s%n", "", "fastest", "median", "ratio", "peak");
        for (Result result : results) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-44s %6.0f ms %6.0f ms %7.2f %6.0f MB%n",
                    result.contender().name(),
                    result.fastest() * 1e3,
                    result.median() * 1e3,
                    result.fastest() / results.getFirst().fastest(),
                    result.peak() * 1e-6);
        }
    }

    /// Runs a command and returns the peak of its resident memory, in bytes, as the kernel counts it; 0 where it does
    /// not.
    private static long once(Contender contender) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(contender.command())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        // The peak never falls, so the last look before the end is as good as one at the end.
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(status));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(contender.name() + " ended with exit code " + process.exitValue());
        }
        return peak;
    }

    private static long peak(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
