import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Fits beside those of other packages: each fits the same numbers in a process of its own, several times, in turn.
/// What a fit is worth is said too: how far its deviance, or its objective, is above the best one of the task.
final class Fit {
    /// Who races: a title and a command, to which the task, the folder of the data and the number of runs are added.
    private record Peer(String title, List<String> command) {}

    /// What the runs came to.
    private static final class Result {
        private double cold = Double.NaN;
        private double fastest = Double.POSITIVE_INFINITY;
        private double objective = Double.NaN;
        private long peak;
    }

    /// A task, what is fitted, and the peers of the script that can do it.
    private record Task(String name, String title, List<String> python, List<String> r, List<String> smile) {}

    private static final List<Task> TASKS = List.of(
            new Task(
                    "T1",
                    "logistic regression, 1,000,000 rows of 20 columns",
                    List.of("newton-cholesky", "lbfgs", "statsmodels"),
                    List.of("glm"),
                    List.of("LogisticRegression")),
            new Task(
                    "T2",
                    "Poisson regression, 500,000 rows of 100 columns",
                    List.of("newton-cholesky", "lbfgs", "statsmodels"),
                    List.of("glm"),
                    List.of()),
            new Task(
                    "T3",
                    "Poisson regression, 600,000 rows of 8 categories (320 levels) and a column",
                    List.of("newton-cholesky", "lbfgs"),
                    List.of(),
                    List.of()),
            new Task(
                    "T4",
                    "multinomial logit, 200,000 rows of 50 columns, 5 classes",
                    List.of("lbfgs", "statsmodels"),
                    List.of("multinom"),
                    List.of("LogisticRegression")),
            new Task(
                    "T5",
                    "least squares with errors, 1,000,000 rows of 50 columns",
                    List.of("lstsq", "LinearRegression", "statsmodels"),
                    List.of("lm"),
                    List.of("OLS")),
            new Task(
                    "T6",
                    "lasso at 100 penalties, 100,000 rows of 200 columns",
                    List.of("lasso_path"),
                    List.of("glmnet"),
                    List.of()),
            new Task(
                    "T7",
                    "sparse logistic regression with a ridge penalty, 100,000 rows of 75 of 50,000 columns",
                    List.of("liblinear", "newton-cg", "lbfgs"),
                    List.of(),
                    List.of()));

    /// What liblinear-java and Tribuo can fit.
    private static final Map<String, List<String>> OF_LIBRARIES =
            Map.of("liblinear", List.of("T1", "T7"), "tribuo", List.of("T4"));

    /// What Spark can fit; it takes part where it is asked for, since it is 300 MB to fetch.
    private static final List<String> OF_SPARK = List.of("T1", "T2", "T4", "T5");

    private final Workshop workshop;
    private final Options options;
    private final Path sources;
    private final Path data;

    private Fit(Workshop workshop, Options options) {
        this.workshop = workshop;
        this.options = options;
        this.sources = workshop.home().resolve("bench/fit");
        this.data = workshop.work().resolve("data");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path work = home.resolve("bench/work/fit");
        Files.createDirectories(work.resolve("data"));
        var workshop = new Workshop(home, Path.of(arguments[1]), Path.of(arguments[2]), work);
        new Fit(workshop, new Options(List.of(arguments).subList(3, arguments.length))).race();
    }

    private void race() throws IOException, InterruptedException {
        String house = String.join(":", workshop.jar("math"), workshop.jar("loss"), workshop.jar("fit"));
        String ours = workshop.compile(sources, "ours", house) + ":" + house;
        Optional<String> libraries = workshop.classPath("libraries", sources.resolve("pom.xml"), List.of());
        String jvm = libraries.isEmpty()
                ? ""
                : workshop.compile(sources.resolve("jvm"), "jvm", ours + ":" + libraries.get()) + ":" + ours + ":"
                        + libraries.get();
        List<String> wanted =
                List.of(options.of("tasks", "T1,T2,T3,T4,T5,T6,T7,T8").split(","));
        List<String> peers = List.of(options.of("peers", "sklearn,statsmodels,R,smile,liblinear,tribuo")
                .split(","));
        String spark = peers.contains("spark") ? spark(ours) : "";
        System.out.println("Seconds of a fit of numbers in memory; warm: the fastest, cold: the first of a process.");
        for (Task task : TASKS) {
            if (wanted.contains(task.name())) {
                List<Peer> entrants = entrants(task, peers, ours, jvm);
                if (!spark.isEmpty() && OF_SPARK.contains(task.name())) {
                    entrants.add(new Peer("Spark MLlib, local[2]", named(java(spark, "SparkPeer"), "fit")));
                }
                race(task, entrants);
            }
        }
        if (wanted.contains("T8")) {
            raceFiles(ours, peers);
        }
    }

    /// Spark's class path with its peer, or nothing where it cannot be fetched.
    private String spark(String ours) throws IOException, InterruptedException {
        Path folder = sources.resolve("spark");
        Optional<String> spark = workshop.classPath("spark", folder.resolve("pom.xml"), List.of());
        // Its own libraries come first: ours are not on its path but for the reader of the numbers.
        return spark.isEmpty()
                ? ""
                : workshop.compile(folder, "spark", ours + ":" + spark.get()) + ":" + spark.get() + ":" + ours;
    }

    /// Whole commands, from a text file to coefficients with errors.
    private void raceFiles(String ours, List<String> peers) throws IOException, InterruptedException {
        Path file = data.resolve("T8.csv");
        if (!Files.exists(file)) {
            List<String> command = new ArrayList<>(java(ours, "TextFile"));
            command.addAll(List.of(data.toString(), file.toString()));
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
        String python = options.of("python", "/usr/bin/python3");
        String script = sources.resolve("file.py").toString();
        List<Race.Contender> contenders = new ArrayList<>();
        contenders.add(new Race.Contender(
                "Surprisal",
                workshop.home().resolve("surprisal").toString(),
                "fit",
                file.toString(),
                "y ~ .",
                "--family",
                "binomial"));
        if (peers.contains("sklearn")) {
            contenders.add(
                    new Race.Contender("pandas, scikit-learn (no errors)", python, script, "sklearn", file.toString()));
        }
        if (peers.contains("statsmodels")) {
            contenders.add(new Race.Contender("pandas, statsmodels", python, script, "statsmodels", file.toString()));
        }
        if (peers.contains("R")) {
            contenders.add(new Race.Contender(
                    "R read.csv, glm", "Rscript", sources.resolve("file.R").toString(), file.toString()));
        }
        System.out.printf(
                "%nT8  from a text file of %d MB, 1,000,000 rows of 20 columns, to a logistic regression%n",
                Files.size(file) >> 20);
        Race.print(Race.run(contenders, options.runs()));
    }

    private List<Peer> entrants(Task task, List<String> wanted, String ours, String jvm) {
        List<Peer> all = new ArrayList<>();
        all.add(new Peer("Surprisal", java(ours, "Ours")));
        String python = options.of("python", "/usr/bin/python3");
        for (String name : task.python()) {
            boolean statsmodels = name.equals("statsmodels");
            if (wanted.contains(statsmodels ? "statsmodels" : "sklearn")) {
                String library = statsmodels ? "" : name.equals("lstsq") ? "numpy " : "scikit-learn ";
                all.add(new Peer(
                        library + name,
                        List.of(python, sources.resolve("peers.py").toString(), name)));
            }
        }
        for (String name : task.r()) {
            if (wanted.contains("R")) {
                all.add(new Peer(
                        "R " + name,
                        List.of("Rscript", sources.resolve("peers.R").toString(), name)));
            }
        }
        for (String name : task.smile()) {
            if (wanted.contains("smile") && !jvm.isEmpty()) {
                all.add(new Peer("Smile " + name, named(java(jvm, "SmilePeer"), name)));
            }
        }
        if (wanted.contains("liblinear")
                && !jvm.isEmpty()
                && OF_LIBRARIES.get("liblinear").contains(task.name())) {
            all.add(new Peer("liblinear-java", named(java(jvm, "LiblinearPeer"), "L2R_LR")));
        }
        if (wanted.contains("tribuo")
                && !jvm.isEmpty()
                && OF_LIBRARIES.get("tribuo").contains(task.name())) {
            all.add(new Peer("Tribuo", named(java(jvm, "TribuoPeer"), "LinearSGD")));
        }
        return all;
    }

    /// A command with the name of a fit behind it.
    private static List<String> named(List<String> command, String fit) {
        List<String> to = new ArrayList<>(command);
        to.add(fit);
        return to;
    }

    private List<String> java(String path, String main) {
        return List.of(
                workshop.jdk().resolve("bin/java").toString(),
                "-Xmx10g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                main);
    }

    private void race(Task task, List<Peer> peers) throws IOException, InterruptedException {
        run(peers.get(0), task, 0, new Result());
        Map<Peer, Result> results = new LinkedHashMap<>();
        int runs = options.runs();
        int rounds = Math.ceilDiv(runs, 4);
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : peers) {
                Result result = results.computeIfAbsent(peer, p -> new Result());
                if (round == 0 || !Double.isNaN(result.objective)) {
                    run(peer, task, Math.min(4, runs), result);
                }
            }
        }
        double best = results.values().stream()
                .mapToDouble(result -> result.objective)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        double we = results.get(peers.get(0)).fastest;
        System.out.printf(
                Locale.ROOT,
                "%n%s  %s%n  %-30s %8s %8s %14s %9s%n",
                task.name(),
                task.title(),
                "",
                "warm",
                "cold",
                "ours / theirs",
                "gap");
        results.forEach((peer, result) -> {
            if (Double.isNaN(result.objective)) {
                System.out.printf("  %-30s left out (see %s)%n", peer.title(), log(peer, task));
            } else {
                System.out.printf(
                        Locale.ROOT,
                        "  %-30s %8.3f %8.3f %14.2f %9.0e%n",
                        peer.title(),
                        result.fastest,
                        result.cold,
                        we / result.fastest,
                        (result.objective - best) / best);
            }
        });
    }

    private Path log(Peer peer, Task task) {
        return workshop.work().resolve(peer.title().replace(' ', '-') + "." + task.name() + ".log");
    }

    /// Runs a process; no runs: it only makes the data.
    private void run(Peer peer, Task task, int runs, Result to) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(peer.command());
        command.addAll(List.of(task.name(), data.toString(), Integer.toString(runs)));
        Path out = workshop.work().resolve("out");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(log(peer, task).toFile())
                    .start();
        } catch (IOException missing) {
            Files.writeString(log(peer, task), missing.getMessage());
            return;
        }
        if (process.waitFor() != 0) {
            return;
        }
        boolean first = true;
        for (String line : Files.readAllLines(out)) {
            String[] words = line.split(" ");
            if (words[0].equals("seconds")) {
                double seconds = Double.parseDouble(words[1]);
                to.cold = first ? Double.isNaN(to.cold) ? seconds : Math.min(to.cold, seconds) : to.cold;
                to.fastest = Math.min(to.fastest, seconds);
                first = false;
            } else if (words[0].equals("objective")) {
                to.objective = Double.parseDouble(words[1]);
            }
        }
    }
}
