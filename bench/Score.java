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

/// A large table of two columns, `label` and `probability`: the whole command beside SQL for the bare log loss.
///
/// The peer is a Java program on the same driver, with the same extracted native library, the same JVM options and a
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
            score.race(score.table(rows, suffix), rows, options.runs());
        }
        System.out.println("Goals: at most 2.00 on Parquet, 1.30 on CSV, a peak under 1,500 MB.");
    }

    private void race(Path file, long rows, int runs) throws IOException, InterruptedException, SQLException {
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
                                "--quiet")),
                runs);
        Race.print(results);
        results.forEach(result -> System.out.printf(
                "  %-44s %6.1f million rows/s%n", result.contender().name(), rows / result.fastest() * 1e-6));
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
