import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Races contenders on tasks, in one process: each is warmed up, then they take turns, and the fastest run of each
/// counts. Each contender has a class loader of its own, so that the same program can race with and without its twins.
public final class LossRace {
    /// The longest that a contender is warmed up, and how long without getting faster is enough.
    private static final double WARM_UP_SECONDS = 12;

    private static final double PATIENCE_SECONDS = 0.8;

    /// Twins take over from plain loops when they are compiled, some seconds after they are first needed.
    private static final double PATIENCE_WITH_TWINS = 4;

    private static final double LEAST_SECONDS = 0.02;

    /// Sums differ by rounding, most of all those of floats.
    private static final double TOLERANCE = 1e-9;

    private static final double TOLERANCE_OF_FLOATS = 1e-4;

    /// Who races, under which title.
    private record Entrant(String title, Contender contender) {}

    /// A way of an entrant to do a task.
    private record Entry(String title, Contender.Pass pass, double[] seconds) {}

    private final int runs;
    private final List<Entrant> entrants;
    private final Goals goals = new Goals();

    private LossRace(int runs, List<Entrant> entrants) {
        this.runs = runs;
        this.entrants = entrants;
    }

    /// Arguments: runs, threads, tasks as `kind:loss:type:rows:classes,...`, then entrants as `title=class=path`.
    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[1]);
        List<Entrant> entrants = new ArrayList<>();
        for (String word : Arrays.asList(arguments).subList(3, arguments.length)) {
            String[] parts = word.split("=", 3);
            try {
                entrants.add(new Entrant(parts[0], contender(parts[1], parts[2], threads)));
            } catch (ReflectiveOperationException | LinkageError failure) {
                System.out.println("Left out: " + parts[0] + ", which cannot be loaded: " + cause(failure));
            }
        }
        var race = new LossRace(Integer.parseInt(arguments[0]), entrants);
        System.out.printf(
                "%d threads; the fastest of %d runs of each, in turn. \"times\" is how many times as fast %s is.%n",
                threads, race.runs, Goals.TWINS);
        for (String task : arguments[2].split(",")) {
            String[] parts = task.split(":");
            race.run(new Task(
                    Task.Kind.valueOf(parts[0]),
                    parts[1],
                    parts[2].equals("float"),
                    Integer.parseInt(parts[3]),
                    Integer.parseInt(parts[4])));
        }
        race.goals.print();
        // Native libraries leave threads behind.
        System.exit(0);
    }

    private static Contender contender(String name, String path, int threads) throws ReflectiveOperationException {
        ClassLoader loader = LossRace.class.getClassLoader();
        if (!path.isEmpty()) {
            URL[] urls = Arrays.stream(path.split(File.pathSeparator))
                    .map(LossRace::url)
                    .toArray(URL[]::new);
            loader = new URLClassLoader(urls, loader);
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return (Contender) loader.loadClass(name).getConstructor(int.class).newInstance(threads);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : cause(failure.getCause());
    }

    private void run(Task task) {
        Rows rows = Rows.of(task);
        List<Entry> entries = new ArrayList<>();
        for (Entrant entrant : entrants) {
            for (Contender.Pass pass : entrant.contender().prepare(task, rows)) {
                entries.add(new Entry((entrant.title() + "  " + pass.way()).strip(), pass, new double[runs]));
            }
        }
        int[] times = entries.stream().mapToInt(LossRace::warmUp).toArray();
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                entries.get(i).pass().run(times[i]);
                entries.get(i).seconds()[run] = (System.nanoTime() - start) * 1e-9 / times[i];
            }
        }
        print(task, rows, entries);
        entries.forEach(entry -> entry.pass().close());
    }

    private void print(Task task, Rows rows, List<Entry> entries) {
        System.out.printf("%n%s%n  %-52s %10s %9s %7s%n", task.title(), "", "M rows/s", "GB/s", "times");
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Entry entry : entries) {
            seconds.put(entry.title(), Arrays.stream(entry.seconds()).min().orElseThrow());
        }
        double twins = seconds.getOrDefault(Goals.TWINS, Double.NaN);
        Entry plain = entries.stream()
                .filter(entry -> entry.title().equals(Goals.PLAIN))
                .findFirst()
                .orElseThrow();
        for (Entry entry : entries) {
            double time = seconds.get(entry.title());
            System.out.printf(
                    Locale.ROOT,
                    "  %-52s %10.2f %9.2f %7.2f%s%n",
                    entry.title(),
                    task.rows() / time * 1e-6,
                    rows.bytes() / time * 1e-9,
                    time / twins,
                    remark(task, plain.pass(), entry));
        }
        goals.add(task, seconds);
    }

    /// What is wrong with a result, beside that of the plain loop.
    private static String remark(Task task, Contender.Pass plain, Entry entry) {
        if (entry.title().equals(Goals.BANDWIDTH)) {
            return "";
        }
        double tolerance = task.floats() ? TOLERANCE_OF_FLOATS : TOLERANCE;
        boolean sum = near(entry.pass().total(), plain.total(), tolerance);
        double gradient = plain.gradient();
        return (sum ? "" : "  WRONG TOTAL")
                + (Double.isNaN(gradient) || near(entry.pass().gradient(), gradient, tolerance)
                        ? ""
                        : "  WRONG GRADIENT");
    }

    private static boolean near(double a, double b, double tolerance) {
        return Math.abs(a - b) <= tolerance * Math.abs(b);
    }

    /// Runs until the compiler is done with it, which nothing tells but that it gets no faster; returns how often to
    /// run in one go.
    private static int warmUp(Entry entry) {
        double patience = entry.title().equals(Goals.TWINS) ? PATIENCE_WITH_TWINS : PATIENCE_SECONDS;
        long start = System.nanoTime();
        long last = start;
        long improved = start;
        double fastest = Double.MAX_VALUE;
        while (last - improved < patience * 1e9 && last - start < WARM_UP_SECONDS * 1e9) {
            entry.pass().run(1);
            long now = System.nanoTime();
            if (now - last < 0.97 * fastest) {
                fastest = now - last;
                improved = now;
            }
            last = now;
        }
        return (int) Math.max(1, LEAST_SECONDS * 1e9 / fastest);
    }
}
