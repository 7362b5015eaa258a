package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.open.Recordings;

/** The lines of a recording are those at which a debugger stops, one after the other. */
class LinesTest {
    private static final String CORPUS = "src/test/resources/corpus/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/test/java/programs/Lines",
                "../examples/watch/QuickSort",
                "../examples/watch/Queens",
                "../examples/watch/EditDistance",
                "../examples/watch/BinaryTree",
                "../examples/watch/Heap",
                "../examples/watch/Dijkstra",
                CORPUS + "Exceptions",
                CORPUS + "Inner",
                CORPUS + "Lambdas",
                CORPUS + "Layout",
                CORPUS + "Records"
            })
    void areThoseOfADebuggerThatSteps(String source) throws Exception {
        Compilation compilation = compiled(source);
        assertThat(recorded(compilation))
                .hasSizeGreaterThan(70)
                .isEqualTo(Stepper.lines(classes(), compilation.mainClass(), false));
    }

    @Test
    void ofInitialisersAreThoseOfADebuggerThatStopsAtEveryLine() throws Exception {
        Compilation compilation = compiled(CORPUS + "Initialisers");
        List<String> recorded = recorded(compilation);
        assertThat(recorded).isEqualTo(Stepper.lines(classes(), "Initialisers", true));
        // Stepping alone sees the beginnings of methods that the initialisers of the enum and of the interface run, and
        // nothing more of them: not line 93, the end of what the interface calls.
        List<String> stepped = Stepper.lines(classes(), "Initialisers", false);
        assertThat(recorded).containsSubsequence(stepped);
        List<String> missed = new ArrayList<>();
        int at = 0;
        for (String line : recorded) {
            if (at < stepped.size() && stepped.get(at).equals(line)) {
                at++;
            } else {
                missed.add(line);
            }
        }
        assertThat(at).isEqualTo(stepped.size());
        assertThat(missed).hasSize(10).allMatch(line -> line.matches("Initialisers(\\$Planet:.*|:93)"));
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private Compilation compiled(String source) throws Exception {
        return Compilation.of(Path.of(source + ".java"), "", Files.createDirectory(classes()), System.err);
    }

    private List<String> recorded(Compilation compilation) throws Exception {
        Path log = folder.resolve("lines.watch");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), nowhere, nowhere);
        What what = new What(compilation.mainClass(), classes().toString(), null, List.of(), List.of());
        try (Launch launch = Launch.of(what, streams)) {
            launch.record(new RecordOptions("lines", List.of(), List.of(), List.of(), 0, "", "", 1), log);
        }
        List<String> lines = new ArrayList<>();
        Recordings.open(log).events(event -> {
            Method method = event.method();
            if (event.kind() == Kind.LINE && method != null) {
                Stepper.add(lines, method.type(), event.line());
            }
        });
        return lines;
    }
}
