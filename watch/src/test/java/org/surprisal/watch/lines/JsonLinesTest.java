package org.surprisal.watch.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Recording;
import org.surprisal.watch.RecordingException;
import org.surprisal.watch.Tape;
import org.surprisal.watch.Value;
import org.surprisal.watch.View;

class JsonLinesTest {
    private static final String HEADER = "{\"kind\": \"recording\", \"version\": 1, \"program\": \"x.py\"}\n";

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Tape tape = Tape.sort().note("A class was left out.").view(new View(Tape.SORT, "a", "bars"));
        Recording read = read(json(tape));
        assertThat(events(read)).isEqualTo(tape.all());
        assertThat(read.sources()).isEqualTo(tape.sources());
        assertThat(read.methods()).isEqualTo(tape.methods());
        assertThat(read.relations()).isEqualTo(tape.relations());
        assertThat(read.views()).isEqualTo(tape.views());
        assertThat(read.notes()).isEqualTo(tape.notes());
        assertThat(read.program()).isEqualTo("Sort");
        assertThat(read.language()).isEqualTo("java");
        assertThat(read.level()).isEqualTo("all");
        assertThat(read.exitCode()).isEqualTo(OptionalInt.of(0));
        assertThat(json(read)).isEqualTo(json(tape));
    }

    @Test
    void everyKindOfValueIsReadBack() throws IOException {
        List<Value> values = List.of(
                new Value.Null(),
                new Value.Truth(true),
                new Value.Truth(false),
                new Value.Whole(-7),
                new Value.Whole(1L << 53),
                new Value.Whole(Long.MIN_VALUE),
                new Value.Real(1),
                new Value.Real(-0.0),
                new Value.Real(1e300),
                new Value.Real(Double.NaN),
                new Value.Real(Double.NEGATIVE_INFINITY),
                new Value.Letter('"'),
                Tape.text("a \"quoted\" 文本\n"),
                new Value.Text("its beginning", 12345),
                new Value.Reference(3),
                new Value.Opaque("java.io.PrintStream@7"),
                new Value.Unknown());
        Tape tape = new Tape().method(Tape.MAIN).in(Tape.MAIN, 1).enter().line(4);
        values.forEach(value -> tape.write("x", value));
        tape.object(3, "java.util.ArrayList", values).contents(3, new Value.Whole(1), 2, values);
        tape.contents(3, null, 0, List.of()).object(4, "Node", List.of(values.get(0)), "next");
        tape.add(Kind.FIELD, "count", 0, "Node", null, new Value.Whole(1), -1);
        tape.thread(2).in(null, 0).add(Kind.THREAD, null, 0, null, null, Tape.text("worker"), -1);
        assertThat(events(read(json(tape)))).isEqualTo(tape.all());
    }

    @Test
    void whatALineLeavesOutFollowsFromThoseBeforeIt() throws IOException {
        Recording read = read(HEADER + """
                {"kind": "enter", "class": "m", "method": "f"}
                {"kind": "line", "line": 1}

                {"kind": "enter", "class": "m", "method": "g"}
                {"kind": "line", "line": 7}
                {"kind": "write", "variable": "n", "value": 123456789012345678901234567890}
                {"kind": "exit"}
                {"kind": "line", "line": 2, "unheard": "of"}
                {"kind": "output", "variable": "out", "value": "hi"}
                """);
        List<Event> events = events(read);
        assertThat(events).extracting(Event::step).containsExactly(0L, 1L, 1L, 2L, 2L, 2L, 3L, 3L);
        assertThat(events).extracting(Event::frame).containsExactly(1L, 1L, 2L, 2L, 2L, 2L, 1L, 1L);
        assertThat(events)
                .extracting(event -> String.valueOf(
                        event.method() == null ? "" : event.method().name()))
                .containsExactly("f", "f", "g", "g", "g", "g", "f", "f");
        assertThat(events.get(4).value()).isEqualTo(new Value.Opaque("123456789012345678901234567890"));
        assertThat(read.notes()).hasSize(1).first().asString().contains("cut off");
        assertThat(read.exitCode()).isEmpty();
    }

    @Test
    void aRecorderMayTellOfNoEntries() throws IOException {
        List<Event> events = events(read(HEADER + """
                {"kind": "line", "class": "m", "method": "f", "line": 1}
                {"kind": "line", "class": "m", "method": "f", "line": 2}
                {"kind": "write", "frame": 9, "class": "m", "method": "f", "variable": "x", "value": null}
                """));
        assertThat(events).extracting(Event::frame).containsExactly(1L, 1L, 9L);
    }

    @Test
    void aFileThatEndsInTheMiddleGivesWhatIsBefore() throws IOException {
        String whole = json(Tape.sort());
        Recording read = read(whole.substring(0, whole.length() / 2));
        assertThat(events(read))
                .isNotEmpty()
                .isEqualTo(Tape.sort().all().subList(0, events(read).size()));
        assertThat(read.notes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | line 2: this is no JSON",
                "[1] | line 2: each line is one JSON object",
                "{\"kind\": \"line\"} {} | something behind the object",
                "{\"kind\": \"lines\"} | there is no kind \"lines\"",
                "{\"no\": 1} | \"kind\" is missing",
                "{\"kind\": 1} | \"kind\" is a string",
                "{\"kind\": \"line\", \"line\": \"x\"} | \"line\" is a whole number",
                "{\"kind\": \"write\", \"variable\": \"x\"} | \"value\" is missing",
                "{\"kind\": \"write\", \"value\": 1} | \"variable\" is missing",
                "{\"kind\": \"write\", \"variable\": \"x\", \"value\": {}} | an empty object is no value",
                "{\"kind\": \"write\", \"variable\": \"x\", \"value\": {\"odd\": 1}} | \"odd\" is no kind of value",
                "{\"kind\": \"write\", \"variable\": \"x\", \"value\": {\"long\": \"x\"}} | \"long\" cannot be \"x\"",
                "{\"kind\": \"write\", \"variable\": \"x\", \"value\": {\"char\": \"\"}} | \"char\" cannot be \"\"",
                "{\"kind\": \"object\", \"object\": 1, \"type\": \"x\", \"contents\": [[1]]} | a list within a list",
                "{\"kind\": \"element\", \"index\": 1, \"value\": 1} | \"object\", its number from 1, is missing",
                "{\"kind\": \"element\", \"object\": 1, \"value\": 1} | \"index\" is missing",
                "{\"kind\": \"field\", \"variable\": \"f\", \"value\": 1} | a field needs \"object\"",
                "{\"kind\": \"recording\", \"version\": 1} | there is a second header",
            })
    void aBadLineIsNamed(String line, String problem) {
        assertThatThrownBy(() -> events(read(HEADER + line + "\n{\"kind\": \"end\"}\n")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("x.jsonl, line 2: ")
                .hasMessageContaining(problem)
                .hasMessageEndingWith(".");
    }

    @Test
    void aFileOfSomethingElseIsNoRecording() {
        assertThatThrownBy(() -> read("{\"kind\": \"line\"}\n")).hasMessageContaining("a recording begins with");
        assertThatThrownBy(() -> read("\n{\"kind\": \"line\"}\n")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("{\"kind\": \"recording\", \"version\": 2}\n"))
                .hasMessageContaining("take a newer Surprisal");
    }

    @Test
    void methodsThatNobodyDefinedAreWrittenBeforeTheirFirstEvent() throws IOException {
        Method unheard = new Method("A", "b()", "", 0, 0, List.of());
        Tape tape = new Tape().in(unheard, 1).line(1);
        assertThat(json(tape).lines().toList().get(1)).contains("\"method\",\"class\":\"A\"");
        assertThat(read(json(tape)).methods()).containsExactly(unheard);
    }

    private Recording read(String text) throws IOException {
        Path file = folder.resolve("x.jsonl");
        Files.writeString(file, text);
        return JsonLinesRecording.open(file);
    }

    private static String json(Recording recording) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLines.write(recording, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Event> events(Recording recording) throws IOException {
        List<Event> events = new ArrayList<>();
        recording.events(events::add);
        return events;
    }
}
