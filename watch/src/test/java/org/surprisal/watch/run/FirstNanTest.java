package org.surprisal.watch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.Recording;
import org.surprisal.watch.ask.Answer;
import org.surprisal.watch.ask.Expression;
import org.surprisal.watch.open.Recordings;
import org.surprisal.watch.summary.Summary;

/** What docs/watch.md says of a loss that became NaN is so. */
class FirstNanTest {
    @TempDir
    private Path folder;

    @Test
    void theSummaryNamesTheLine() throws Exception {
        assertThat(nan(recorded(RecordOptions.ALL))).satisfies(first -> {
            assertThat(first.line()).isEqualTo(18);
            assertThat(first.variable()).isEqualTo("not");
            assertThat(first.step()).isEqualTo(4663);
        });
    }

    @Test
    void anAssertionFindsTheMistake() throws Exception {
        Recording recording = recorded(RecordOptions.ALL);
        Answer answer =
                Answer.of(recording, List.of(Expression.parse("rate <= 1"))).getFirst();
        assertThat(answer.broken()).isNotNull().satisfies(point -> {
            assertThat(point.line()).isEqualTo(50);
            assertThat(point.text()).isEqualTo("false");
        });
    }

    @Test
    void aLongRunTakesTwoPasses() throws Exception {
        Recording cheap =
                recorded(new RecordOptions("vars", List.of("loss", "round"), List.of(), List.of(), 0, "", "", 1));
        assertThat(nan(cheap).line()).isEqualTo(29);
        Summary summary = Summary.of(cheap);
        assertThat(summary.steps()).isLessThan(2000);
        // The NaN falls into the round in which the answer changes from false to true.
        Answer answer = Answer.of(cheap, List.of(Expression.parse("loss is NaN and round == 25")))
                .getFirst();
        assertThat(answer.points()).anyMatch(point -> point.text().equals("true"));
        Answer before = Answer.of(cheap, List.of(Expression.parse("not (loss is NaN) or round >= 25")))
                .getFirst();
        assertThat(before.broken()).isNull();
        Recording narrow = recorded(
                new RecordOptions("all", List.of(), List.of(), List.of(), 0, "first:100000", "round == 25", 1));
        assertThat(nan(narrow)).satisfies(first -> {
            assertThat(first.line()).isEqualTo(18);
            assertThat(first.step()).isLessThan(20);
        });
    }

    private static Summary.First nan(Recording recording) throws Exception {
        return Summary.of(recording).firsts().stream()
                .filter(first -> first.trouble() == Summary.Trouble.NAN)
                .findFirst()
                .orElseThrow();
    }

    private Recording recorded(RecordOptions options) throws Exception {
        Path log = folder.resolve("nan.watch");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), nowhere, nowhere);
        What what = new What("../examples/watch/NanTraining.java", "", null, List.of(), List.of());
        try (Launch launch = Launch.of(what, streams)) {
            assertThat(launch.record(options, log)).isZero();
        }
        return Recordings.open(log);
    }
}
