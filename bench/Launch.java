import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the launcher hands over to, found out by giving it a JDK whose java prints its arguments.
final class Launch {
    private Launch() {}

    /// The command behind `surprisal ARGUMENTS`.
    static List<String> command(Path home, Path jdk, Path work, String... arguments)
            throws IOException, InterruptedException {
        Path bin = Files.createDirectories(work.resolve("printing-jdk/bin"));
        for (String tool : List.of("java", "javac")) {
            Files.writeString(bin.resolve(tool), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            Files.setPosixFilePermissions(bin.resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(bin.resolveSibling("release"), Files.readString(jdk.resolve("release")));
        List<String> command = new ArrayList<>(List.of(home.resolve("surprisal").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SURPRISAL_JAVA_HOME", bin.getParent().toString());
        Process process = builder.start();
        List<String> words = process.inputReader().readAllLines();
        process.waitFor();
        return Stream.concat(Stream.of(jdk.resolve("bin/java").toString()), words.stream())
                .toList();
    }

    /// The same Java with the same options but for the start-up cache, up to the class path.
    static List<String> javaWithOptions(Path home, Path jdk, Path work) throws IOException, InterruptedException {
        List<String> command = command(home, jdk, work);
        return command.subList(0, command.indexOf("-cp")).stream()
                .filter(word -> !word.startsWith("-XX:AOTCache"))
                .toList();
    }
}
