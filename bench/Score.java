import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// A large table of two columns, `label` and `probability`: the whole command beside SQL for the bare log loss, and,
/// with
/// `--peers sklearn`, beside scikit-learn's log loss and AUC of as many rows of the same kind in memory.
///
/// The first peer is a Java program on the same driver, with the same extracted native library, the same JVM options
/// and a
/// start-up cache of its own.
final class Score {
    private final Path home;
    private final Path build;
    private final Path jdk;
    private final Path work;

    private Score(Path home, Path build, Path jdk) {
        this.home = home;
        this.build = build;
        this.jdk = jdk;
        this.work = home.resolve("bench/work");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        var score = new Score(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        var options = new Options(List.of(arguments).subList(3, arguments.length));
        long rows = options.number("rows", 20_000_000);
        String format = options.of("format", "both");
        for (String suffix : format.equals("both") ? List.of("parquet", "csv") : List.of(format)) {
            double seconds = score.race(score.table(rows, suffix), rows, options.runs());
            if (options.of("peers", "none").equals("sklearn")) {
                score.sklearn(options.of("python", "/usr/bin/python3"), rows, options.runs(), seconds);
            }
        }
        System.out.println("Goals on Parquet: at most 4.00 with ranking, 1.50 without; a peak under 1,500 MB;"
                + " five times as fast as scikit-learn.");
    }

    /// Prints what the two functions take on arrays in memory, beside the whole command's seconds.
    private void sklearn(String python, long rows, int runs, double ours) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        python,
                        home.resolve("bench/score/sklearn_scores.py").toString(),
                        Long.toString(rows),
                        Integer.toString(runs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().readAllLines();
        if (process.waitFor() != 0 || lines.size() != runs + 1) {
            System.out.println("  scikit-learn did not run: is it installed for " + python + "?");
            return;
        }
        double fastest = Double.POSITIVE_INFINITY;
        for (String line : lines.subList(1, lines.size())) {
            String[] seconds = line.split(" ");
            fastest = Math.min(fastest, Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]));
        }
        System.out.printf(
                "  %s, log_loss and roc_auc_score in memory: fastest %,.0f ms, %.1f times the whole of ours%n",
                lines.getFirst(), fastest * 1e3, fastest / ours);
    }

    /// Returns the seconds of the default scorecard.
    private double race(Path file, long rows, int runs) throws IOException, InterruptedException, SQLException {
        List<String> sql = join(peer(), List.of(file.toString()));
        System.out.printf(
                "%s: %,d rows, %,d MB; %d runs of each%n",
                file.getFileName(), rows, Files.size(file) / 1_000_000, runs);
        List<Race.Result> results = Race.run(
                List.of(
                        new Race.Contender("log loss alone, SQL in DuckDB", sql),
                        new Race.Contender(
                                "surprisal score FILE --json -",
                                home.resolve("surprisal").toString(),
                                "score",
                                file.toString(),
                                "--json",
                                "-",
                                "--quiet"),
                        new Race.Contender(
                                "surprisal score FILE --no-ranking --json -",
                                home.resolve("surprisal").toString(),
                                "score",
                                file.toString(),
                                "--no-ranking",
                                "--json",
                                "-",
                                "--quiet")),
                runs);
        Race.print(results);
        results.forEach(result -> System.out.printf(
                "  %-44s %6.1f million rows/s%n", result.contender().name(), rows / result.fastest() * 1e-6));
        return results.get(1).fastest();
    }

    /// The table, made once. Probabilities are uniform, and outcomes happen with these probabilities; both are hashes
    /// of the row's number, so that every machine makes the same rows.
    private Path table(long rows, String suffix) throws IOException, SQLException {
        Path file = work.resolve("rows-" + rows + "." + suffix);
        if (Files.exists(file)) {
            return file;
        }
        System.out.println("Making " + file);
        Path half = work.resolve("half." + suffix);
        String uniform = "((hash(%s) >> 11)::DOUBLE + 0.5) / 9007199254740992";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    COPY (SELECT (%s < probability)::INTEGER AS label, probability
                          FROM (SELECT i, %s AS probability FROM range(%d) t(i)))
                    TO '%s' (%s)
                    """.formatted(
                            uniform.formatted("-1 - i"),
                            uniform.formatted("i"),
                            rows,
                            half.toString().replace("'", "''"),
                            suffix.equals("csv") ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION snappy"));
        }
        return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Compiles the peer, trains its start-up cache, and returns the command without the file.
    private List<String> peer() throws IOException, InterruptedException, SQLException {
        Path classes = work.resolve("sql");
        ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-d",
                        classes.toString(),
                        home.resolve("bench/SqlLogLoss.java").toString());
        Path jar = work.resolve("sql.jar");
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        Path driver;
        try (var jars = Files.list(build.resolve("lib"))) {
            driver = jars.filter(file -> file.getFileName().toString().startsWith("duckdb"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> java = Launch.javaWithOptions(home, jdk, work);
        Path cache = work.resolve("sql.aot");
        List<String> main = List.of("-cp", jar + ":" + driver, "SqlLogLoss");
        Files.deleteIfExists(cache);
        new ProcessBuilder(join(
                        java,
                        List.of("-XX:AOTCacheOutput=" + cache),
                        main,
                        List.of(table(1000, "csv").toString())))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return join(java, List.of("-XX:AOTCache=" + cache), main);
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        List<String> words = new ArrayList<>();
        for (List<String> part : parts) {
            words.addAll(part);
        }
        return words;
    }
}
