import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// How long a start takes, beside a bare picocli program run as plain `java -cp`.
final class Startup {
    private Startup() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path build = Path.of(arguments[1]);
        Path jdk = Path.of(arguments[2]);
        var options = new Options(List.of(arguments).subList(3, arguments.length));
        Path work = home.resolve("bench/work");

        Path picocli = picocli(build);
        Path classes = work.resolve("hello");
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        javac.run(
                System.out,
                System.err,
                "-cp",
                picocli.toString(),
                "-d",
                classes.toString(),
                home.resolve("bench/Hello.java").toString());

        String launcher = home.resolve("surprisal").toString();
        String java = jdk.resolve("bin/java").toString();
        List<String> score = List.of(
                launcher,
                "score",
                home.resolve("examples/nfl_games.csv").toString(),
                "--outcome",
                "prob1_outcome",
                "--prediction",
                "prob1");
        System.out.println("Whole processes, interleaved, " + options.runs() + " runs of each; picocli: " + picocli);
        Race.print(Race.run(
                List.of(
                        new Race.Contender(
                                "bare picocli program", java, "-cp", picocli + ":" + classes, "Hello", "--version"),
                        new Race.Contender("surprisal --version", launcher, "--version"),
                        new Race.Contender(
                                "the same without its launcher", Launch.command(home, jdk, work, "--version")),
                        new Race.Contender("surprisal score examples/nfl_games.csv", score)),
                options.runs()));
        System.out.println("Goals: --version at most 1.2, score at most 4.5, the launcher at most 20 ms.");
    }

    /// The jar as it was published; where the local repository is another, the one of the build, which starts faster.
    private static Path picocli(Path build) throws IOException {
        try (Stream<Path> jars = Files.list(build.resolve("lib"))) {
            Path own = jars.filter(jar -> jar.getFileName().toString().startsWith("picocli"))
                    .findFirst()
                    .orElseThrow();
            String version = own.getFileName().toString().replaceAll("picocli-|\\.jar", "");
            Path published = Path.of(
                    System.getProperty("user.home"),
                    ".m2/repository/info/picocli/picocli",
                    version,
                    own.getFileName().toString());
            return Files.exists(published) ? published : own;
        }
    }
}
