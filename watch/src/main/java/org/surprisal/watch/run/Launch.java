package org.surprisal.watch.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.log.Ending;

/**
 * Starts programs in a JVM of their own, the one that runs this, and waits for their end. Input, output and exit code
 * pass through unchanged; a signal that ends us ends the program too, which then has time to finish its recording.
 */
public final class Launch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is recorded has larger frames: a recursion must come as deep as without. */
    private static final String STACK = "-Xss4m";

    private final Path folder;
    private final Program program;
    private final Streams streams;

    private Launch(Path folder, Program program, Streams streams) {
        this.folder = folder;
        this.program = program;
        this.streams = streams;
    }

    /**
     * Makes a program ready to start.
     *
     * @param what the program
     * @param streams its streams
     * @throws LaunchException if it cannot be started
     */
    public static Launch of(What what, Streams streams) throws LaunchException, IOException {
        Path folder = Files.createTempDirectory("surprisal-watch");
        try {
            return new Launch(
                    folder, Program.of(what, Files.createDirectory(folder.resolve("classes")), streams.err()), streams);
        } catch (LaunchException | IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** What to call the program, and its recording: the class without its package. */
    public String name() {
        return program.name();
    }

    /** The folder of this launch, which ends with it. */
    Path folder() {
        return folder;
    }

    /**
     * Runs the program and records it.
     *
     * @param options what to record
     * @param out the recording
     * @return the program's exit code
     */
    public int record(RecordOptions options, Path out) throws LaunchException, IOException, InterruptedException {
        Path file = folder.resolve("options.properties");
        options.write(file, out, program.title(), program.sources());
        Files.deleteIfExists(out);
        Path agent = AgentJar.find(folder);
        // The JVM would say on standard error that an agent switches off a part of its start-up cache.
        int exit = run(List.of(STACK, "-XX:-PrintWarnings", "-javaagent:" + agent + "=" + file), "", streams);
        Ending.complete(out, exit);
        return exit;
    }

    /** Runs the program without a recording, with options of the JVM. */
    int run(List<String> options, String furtherClasses, @Nullable Streams where)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(
                furtherClasses.isEmpty()
                        ? program.classPath()
                        : program.classPath() + File.pathSeparator + furtherClasses);
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        if (where == null) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        } else {
            where.connect(builder);
        }
        Process process = builder.start();
        Thread hook = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            if (where == null) {
                process.getOutputStream().close();
                return process.waitFor();
            }
            return where.follow(process);
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // We are ending ourselves: the hook is at work.
            }
        }
    }

    /** Asks the program to end, and waits until it has written its recording. */
    private void end(Process process) {
        process.destroy();
        try {
            process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            delete(folder);
        } catch (InterruptedException | IOException e) {
            // Nobody is left to be told.
        }
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
