import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Losses of arrays beside what else computes them on the JVM: fetches the peers, compiles what stands in
/// bench/losses/,
/// and starts the race in a process of its own.
final class Losses {
    /// Whom we race against: the name of its folder and Maven profile, its title, its class.
    private record Peer(String name, String title, String contender) {}

    private static final List<Peer> PEERS = List.of(
            new Peer("tensorflow", "TensorFlow-Java 1.1.0", "TensorFlowPeer"),
            new Peer("pytorch", "DJL 0.35.1 with PyTorch", "PyTorchPeer"),
            new Peer("smile", "Smile 6.2.5, one thread", "SmilePeer"));

    private static final List<String> ROW_LOSSES = List.of(
            "log_loss",
            "log_loss_logit",
            "brier",
            "squared",
            "absolute",
            "huber",
            "pinball",
            "poisson",
            "gamma",
            "gaussian",
            "hinge");

    private static final List<String> CLASS_LOSSES =
            List.of("cross_entropy", "cross_entropy_logit", "brier_classes", "kl_divergence");

    private static final int CACHED = 32_768;

    private final Path home;
    private final Path build;
    private final Path jdk;
    private final Path sources;
    private final Path work;
    private final Options options;

    private Losses(Path home, Path build, Path jdk, Options options) {
        this.home = home;
        this.build = build;
        this.jdk = jdk;
        this.sources = home.resolve("bench/losses");
        this.work = home.resolve("bench/work/losses");
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = new Options(List.of(arguments).subList(3, arguments.length));
        var losses = new Losses(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), options);
        System.exit(losses.race());
    }

    private int race() throws IOException, InterruptedException {
        Files.createDirectories(work);
        String race = compile(sources, work.resolve("race"), "");
        String house = jar("math") + File.pathSeparator + jar("loss");
        String ours = join(compile(sources.resolve("ours"), work.resolve("ours"), join(race, house)), house);
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/java").toString(),
                "-Xms6g",
                "-Xmx6g",
                "-XX:+UseParallelGC",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + work.resolve("djl"),
                "-Dorg.bytedeco.javacpp.cachedir=" + work.resolve("javacpp"),
                "-cp",
                race,
                "LossRace",
                options.of("runs", "7"),
                options.of("threads", Integer.toString(Runtime.getRuntime().availableProcessors())),
                String.join(",", tasks())));
        command.add("plain sum of the bytes=Bandwidth=");
        command.add("plain Java loop=Plain=");
        command.add("Surprisal=Ours=" + ours);
        command.add("Surprisal with simd=Ours=" + join(ours, simd()));
        for (Peer peer : PEERS) {
            String wanted = options.of("peers", "all");
            if (wanted.equals("all") || List.of(wanted.split(",")).contains(peer.name())) {
                String path = peer(peer.name(), race);
                if (!path.isEmpty()) {
                    command.add(peer.title() + "=" + peer.contender() + "=" + path);
                }
            }
        }
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(work.resolve("log").toFile())
                .start()
                .waitFor();
    }

    private List<String> tasks() {
        long size = options.number("size", 10_000_000);
        List<String> wanted = List.of(
                options.of("tasks", "probability,logit,classes,catalogue").split(","));
        List<String> tasks = new ArrayList<>();
        for (long rows : List.of(size, (long) CACHED)) {
            for (String type : List.of("double", "float")) {
                if (wanted.contains("probability")) {
                    tasks.add("PROBABILITY:log_loss:" + type + ":" + rows + ":1");
                }
                if (wanted.contains("logit")) {
                    tasks.add("LOGIT:log_loss_logit:" + type + ":" + rows + ":1");
                }
                if (wanted.contains("classes")) {
                    tasks.add("CLASSES:cross_entropy_logit:" + type + ":" + rows / 10 + ":10");
                    tasks.add("CLASSES:cross_entropy_logit:" + type + ":" + (rows + 999) / 1000 + ":1000");
                }
            }
            if (wanted.contains("catalogue")) {
                ROW_LOSSES.forEach(loss -> tasks.add("ROW_LOSS:" + loss + ":double:" + rows + ":1"));
                CLASS_LOSSES.forEach(loss -> tasks.add("CLASS_LOSS:" + loss + ":double:" + rows / 10 + ":10"));
            }
        }
        return tasks;
    }

    /// The class path of a peer and its contender; empty if it cannot be had.
    private String peer(String name, String race) throws IOException, InterruptedException {
        Path classPath = work.resolve(name + ".path");
        Path pom = sources.resolve("pom.xml");
        if (!Files.exists(classPath)
                || Files.getLastModifiedTime(classPath).compareTo(Files.getLastModifiedTime(pom)) < 0) {
            System.out.println("Fetching " + name);
            Path half = work.resolve("half.path");
            Path log = work.resolve(name + ".log");
            if (maven(log, "-f", pom.toString(), "-P" + name, "dependency:build-classpath", "-Dmdep.outputFile=" + half)
                    != 0) {
                System.out.println("Left out: " + name + ", which cannot be fetched (see " + log + ")");
                return "";
            }
            Files.move(half, classPath, StandardCopyOption.REPLACE_EXISTING);
        }
        String path = Files.readString(classPath).strip();
        return join(compile(sources.resolve(name), work.resolve(name), join(race, path)), path);
    }

    /// The vector twins, which the build of the command line leaves out.
    private String simd() throws IOException, InterruptedException {
        int status = maven(
                work.resolve("simd.log"), "-Drun", "-Dbuild.folder=target/bench", "-pl", "simd", "-am", "package");
        if (status != 0) {
            throw new IllegalStateException("The module simd cannot be built (see " + work.resolve("simd.log") + ")");
        }
        return home.resolve("simd/target/bench/classes").toString();
    }

    private int maven(Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("mvnw").toString(), "-q", "-B"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        return builder.redirectOutput(log.toFile()).start().waitFor();
    }

    private String jar(String module) throws IOException {
        try (Stream<Path> jars = Files.list(build.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("surprisal-" + module + "-"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    /// Compiles the sources right in a folder; returns where the classes are.
    private static String compile(Path folder, Path to, String classPath) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", to.toString(), "-cp", classPath, "-nowarn"));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(folder + " does not compile");
        }
        return to.toString();
    }

    private static String join(String... paths) {
        return String.join(File.pathSeparator, paths);
    }
}
