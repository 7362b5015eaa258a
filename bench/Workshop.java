import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Where a benchmark gets its peers, our jars and its own classes.
///
/// @param home the repository
/// @param build the launcher's build
/// @param jdk the JDK that it was built with
/// @param work where everything is put
record Workshop(Path home, Path build, Path jdk, Path work) {
    /// The class path of the dependencies in a pom, fetched if that is newer; none if they cannot be had.
    Optional<String> classPath(String name, Path pom, List<String> options) throws IOException, InterruptedException {
        Path classPath = work.resolve(name + ".path");
        if (!Files.exists(classPath)
                || Files.getLastModifiedTime(classPath).compareTo(Files.getLastModifiedTime(pom)) < 0) {
            System.out.println("Fetching " + name);
            Path half = work.resolve("half.path");
            List<String> arguments = new ArrayList<>(List.of("-f", pom.toString()));
            arguments.addAll(options);
            arguments.addAll(List.of("dependency:build-classpath", "-Dmdep.outputFile=" + half));
            if (maven(work.resolve(name + ".log"), arguments) != 0) {
                return Optional.empty();
            }
            Files.move(half, classPath, StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(Files.readString(classPath).strip());
    }

    int maven(Path log, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("mvnw").toString(), "-q", "-B"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        return builder.redirectOutput(log.toFile()).start().waitFor();
    }

    String jar(String module) throws IOException {
        try (Stream<Path> jars = Files.list(build.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("surprisal-" + module + "-"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    /// Compiles the sources right in a folder; returns where the classes are.
    String compile(Path folder, String name, String classPath) throws IOException {
        String to = work.resolve(name).toString();
        List<String> arguments = new ArrayList<>(List.of("-d", to, "-cp", classPath, "-nowarn"));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(folder + " does not compile");
        }
        return to;
    }
}
