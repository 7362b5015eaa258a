package org.surprisal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the machine's own binaries on a temporary folder, reached by a socket in it, without a
 * network. PostgreSQL does not run as root: then the user {@code postgres} runs it.
 *
 * @param bin the folder of the binaries
 * @param folder the temporary folder
 */
record Postgres(Path bin, Path folder) implements AutoCloseable {
    /** Starts a server, if the machine has one. */
    static Optional<Postgres> start() throws IOException {
        Optional<Path> bin = binaries();
        if (bin.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("surprisal-postgres");
        Postgres postgres = new Postgres(bin.get(), folder);
        if (isRoot()) {
            postgres.run("chown", "postgres", folder.toString());
        }
        postgres.server("initdb", "-D", folder + "/data", "-U", "surprisal", "-A", "trust", "-E", "UTF8", "--no-sync");
        postgres.server(
                "pg_ctl",
                "-D",
                folder + "/data",
                "-l",
                folder + "/log",
                "-w",
                "-o",
                "-c listen_addresses='' -c fsync=off -k " + folder,
                "start");
        return Optional.of(postgres);
    }

    /** Runs statements; the answer is a line for each row, its columns parted by bars. */
    String query(String sql) throws IOException {
        Path script = Files.createTempFile("surprisal", ".sql");
        try {
            Files.writeString(script, sql);
            return run(
                    bin.resolve("psql").toString(),
                    "-X",
                    "-q",
                    "-A",
                    "-t",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-h",
                    folder.toString(),
                    "-U",
                    "surprisal",
                    "-d",
                    "postgres",
                    "-f",
                    script.toString());
        } finally {
            Files.delete(script);
        }
    }

    @Override
    public void close() throws IOException {
        server("pg_ctl", "-D", folder + "/data", "-m", "immediate", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Postgres::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> binaries() throws IOException {
        List<Path> folders = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            folders.add(Path.of(place.isEmpty() ? "." : place));
        }
        return folders.stream()
                .filter(folder ->
                        Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("psql")))
                .findFirst();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    /** Runs one of the server's programs. */
    private String server(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String run(String... command) throws IOException {
        Path output = Files.createTempFile("surprisal", ".out");
        try {
            // Not a pipe: a server that lives on would hold its end open.
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            int exit = process.waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (exit != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + exit + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }
}
