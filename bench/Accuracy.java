import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How large errors are at worst, of every operation and every loss, beside peers: fetches these, compiles what stands
/// in
/// bench/accuracy/, and searches in a process of its own.
final class Accuracy {
    private Accuracy() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path jdk = Path.of(arguments[2]);
        List<String> words = List.of(arguments).subList(3, arguments.length);
        var options = new Options(words);
        var workshop = new Workshop(home, Path.of(arguments[1]), jdk, home.resolve("bench/work/accuracy"));
        Files.createDirectories(workshop.work());
        String house = workshop.jar("math") + File.pathSeparator + workshop.jar("loss");
        String peers = workshop.classPath("peers", home.resolve("bench/accuracy/pom.xml"), List.of())
                .orElseThrow(() -> new IllegalStateException("The peers cannot be fetched: see bench/work/accuracy"));
        String classPath = house + File.pathSeparator + peers;
        String table = workshop.compile(home.resolve("bench/accuracy"), "table", classPath);
        String document =
                words.contains("--write") ? home.resolve("docs/accuracy.md").toString() : "";
        int status = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-cp",
                        table + File.pathSeparator + classPath,
                        "AccuracyTable",
                        document,
                        Long.toString(options.number("points", 100)),
                        Long.toString(options.number("seed", 1)),
                        options.of("only", ".*"))
                .inheritIO()
                .start()
                .waitFor();
        System.exit(status);
    }
}
