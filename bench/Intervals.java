import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How often intervals hold the truth: compiles what stands in bench/intervals/, simulates in a process of its own, and
/// prints the tables or puts them into docs/intervals.md. With `--only rows|clusters|unequal` it prints some.
final class Intervals {
    private static final String BEGIN = "<!-- tables -->\n";
    private static final String END = "<!-- end of tables -->\n";

    private Intervals() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path jdk = Path.of(arguments[2]);
        List<String> words = List.of(arguments).subList(3, arguments.length);
        var options = new Options(words);
        var workshop = new Workshop(home, Path.of(arguments[1]), jdk, home.resolve("bench/work/intervals"));
        Files.createDirectories(workshop.work());
        String house =
                String.join(File.pathSeparator, workshop.jar("math"), workshop.jar("loss"), workshop.jar("score"));
        String compiled = workshop.compile(home.resolve("bench/intervals"), "coverage", house);
        Process process = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-cp",
                        compiled + File.pathSeparator + house,
                        "org.surprisal.score.Coverage",
                        Long.toString(options.number("replications", 10_000)),
                        Long.toString(
                                options.number("threads", Runtime.getRuntime().availableProcessors())),
                        options.of("only", "all"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String tables = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        System.out.print(tables);
        if (status == 0 && words.contains("--write") && !words.contains("--only")) {
            Path document = home.resolve("docs/intervals.md");
            String text = Files.readString(document);
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(document, text.substring(0, begin) + tables + text.substring(text.indexOf(END)));
        }
        System.exit(status);
    }
}
