package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.surprisal.watch.Recording;
import org.surprisal.watch.open.Recordings;

/** Runs a program without and with the agent; what it printed and returned must be the same. */
record Both(int exit, String out, String err, Recording recording) {

    /**
     * Runs it twice.
     *
     * @param what the program
     * @param input what it reads
     * @param options what is recorded
     * @param folder where files may be written
     */
    static Both run(What what, String input, RecordOptions options, Path folder) throws Exception {
        Path log = folder.resolve("both.watch");
        // A hot exception has neither text nor trace, and what is hot depends on the recording.
        List<String> jvm = new ArrayList<>(List.of("-XX:-OmitStackTraceInFastThrow", "-Xss4m"));
        Run plain = once(what, input, jvm);
        Path file = folder.resolve("both.properties");
        options.write(file, log, "Both", List.of());
        jvm.addAll(List.of("-XX:-PrintWarnings", "-javaagent:" + AgentJar.find(folder) + "=" + file));
        Run recorded = once(what, input, jvm);
        assertThat(recorded.out().lines())
                .containsExactlyElementsOf(plain.out().lines().toList());
        assertThat(recorded).isEqualTo(plain);
        Recording recording = Recordings.open(log);
        assertThat(recording.exitCode()).hasValue(plain.exit());
        return new Both(plain.exit(), plain.out(), plain.err(), recording);
    }

    private record Run(int exit, String out, String err) {}

    private static Run once(What what, String input, List<String> options) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        try (Launch launch = Launch.of(what, streams)) {
            int exit = launch.run(options, "", streams);
            return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
