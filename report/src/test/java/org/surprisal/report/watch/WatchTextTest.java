package org.surprisal.report.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.report.Language;
import org.surprisal.report.Page;
import org.surprisal.watch.Recording;
import org.surprisal.watch.ask.Answer;
import org.surprisal.watch.ask.Expression;
import org.surprisal.watch.lines.JsonLinesRecording;
import org.surprisal.watch.run.Samples;
import org.surprisal.watch.state.Replay;
import org.surprisal.watch.summary.Summary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WatchTextTest {
    private static final Page EN = Page.plain(Language.EN);
    private static final Page ZH = Page.plain(Language.ZH);

    /** A program in two threads in which all that can go wrong does. */
    private static final String TROUBLE = """
            {"kind": "recording", "version": 1, "language": "java", "program": "Bad", "level": "all"}
            {"kind": "source", "file": "Bad.java", "text": "class Bad {\\n\\tint f() {\\n\\t}\\n}"}
            {"kind": "method", "class": "Bad", "method": "f()", "file": "Bad.java", "first": 2, "last": 3}
            {"kind": "write", "variable": "loss", "value": 0.5}
            {"kind": "enter", "class": "Bad", "method": "f()"}
            {"kind": "object", "object": 1, "type": "java.util.ArrayList", "length": 1, "contents": [1]}
            {"kind": "line", "line": 2}
            {"kind": "write", "variable": "list", "value": {"ref": 1}}
            {"kind": "insert", "object": 1, "index": 0, "value": 5}
            {"kind": "remove", "object": 1, "index": 1}
            {"kind": "remove", "object": 1, "value": 9}
            {"kind": "element", "object": 1, "index": 0, "value": 6}
            {"kind": "element", "object": 2, "index": 0, "value": 6}
            {"kind": "contents", "object": 1, "contents": [3, 4]}
            {"kind": "field", "object": 1, "variable": "size", "value": 2}
            {"kind": "field", "type": "Bad", "variable": "count", "value": {"double": "NaN"}}
            {"kind": "write", "variable": "x", "value": 2000000000}
            {"kind": "write", "variable": "x", "value": -2000000000}
            {"kind": "write", "variable": "y", "value": {"double": "Infinity"}}
            {"kind": "output", "variable": "out", "value": "hello\\u001b[31m\\n"}
            {"kind": "line", "line": 3}
            {"kind": "enter", "class": "Bad", "method": "f()"}
            {"kind": "enter", "class": "Bad", "method": "f()"}
            {"kind": "enter", "class": "Bad", "method": "f()"}
            {"kind": "throw", "value": "java.lang.Error: no"}
            {"kind": "exit", "value": 3}
            {"kind": "note", "text": "Other.class has no lines."}
            """;

    @TempDir
    private Path folder;

    private Recording trouble() throws IOException {
        return JsonLinesRecording.open(Files.writeString(folder.resolve("bad.jsonl"), TROUBLE));
    }

    private static Recording sort() throws IOException {
        return JsonLinesRecording.open(Path.of("../examples/watch/bubble.jsonl"));
    }

    private static JsonNode json(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    @Test
    void aSortIsSummedUp() throws IOException {
        Recording recording = sort();
        Summary summary = Summary.of(recording);
        String text = SummaryText.of(summary, recording.sources(), EN);
        assertThat(text)
                .contains("bubble.py  41 steps, 77 events, 1 thread, exit code 0")
                .contains("  i              5  0                4                       0 (3)        4 (3)")
                .contains("[4, 2, 5, 1, 3]  [1, 2, 3, 4, 5]")
                .contains("   10     5              if a[j] > a[j + 1]:");
        assertThat(SummaryText.of(summary, recording.sources(), ZH)).contains("41 步", "变量", "写入");
        JsonNode json = json(out -> SummaryJson.write(summary, List.of(), List.of(), out));
        assertThat(json.get("steps").asInt()).isEqualTo(41);
        assertThat(json.get("exit").asInt()).isZero();
        assertThat(json.get("variables").get(2).toString())
                .isEqualTo(
                        "{\"place\":\"program.bubble\",\"name\":\"i\",\"first\":\"0\",\"last\":\"4\",\"writes\":5,"
                                + "\"minimum\":{\"value\":0,\"line\":3,\"step\":4},\"maximum\":{\"value\":4,\"line\":3,\"step\":38}}");
    }

    @Test
    void troublesAreTold() throws IOException {
        Recording recording = trouble();
        Summary summary = Summary.of(recording);
        String text = SummaryText.of(summary, recording.sources(), EN);
        assertThat(text)
                .contains(
                        "not seen to its end",
                        "Other.class has no lines.",
                        "first NaN",
                        "first infinity",
                        "count = NaN")
                .contains("x = 2000000000 → -2000000000", "first exception", "outside of the methods watched");
        JsonNode json = json(out -> SummaryJson.write(summary, List.of(), List.of(), out));
        assertThat(json.get("exit").isNull()).isTrue();
        assertThat(json.get("firsts")).hasSize(5);
        assertThat(json.get("notes")).hasSize(2);
    }

    @Test
    void aStepIsShownWithAllThatItDid() throws IOException {
        Recording recording = trouble();
        Replay replay = Replay.of(recording);
        String text = StepText.of(replay.at(1), replay.last(), recording.sources(), EN);
        assertThat(text)
                .contains(
                        "step 1 of 2  Bad.f()",
                        ">    2      int f() {",
                        "list + 5",
                        "list - [1]",
                        "list - 9",
                        "list[0] = 6")
                .contains(
                        "list = [3, 4]",
                        "list.size = 2",
                        "Bad.count = NaN",
                        "#2[0] = 6",
                        "printed \"hello",
                        "static Bad")
                .contains("* x = -2000000000".replace("* x", "x"), "Output")
                .doesNotContain("\u001b");
        String deep = StepText.of(replay.at(2), replay.last(), recording.sources(), EN);
        assertThat(deep).contains("→ Bad.f()", "⇐ Bad.f(): java.lang.Error: no", "← Bad.f() = 3");
        assertThat(StepText.of(replay.at(0), replay.last(), recording.sources(), ZH))
                .contains("第 0 步，共 2 步");
        JsonNode json = json(out -> StepJson.write(replay.at(1), replay.last(), recording.sources(), out));
        assertThat(json.get("line").asInt()).isEqualTo(2);
        assertThat(json.get("source").asString()).isEqualTo("    int f() {");
        assertThat(json.get("threads")
                        .get(0)
                        .get("frames")
                        .get(1)
                        .get("variables")
                        .get(0)
                        .toString())
                .isEqualTo("{\"name\":\"list\",\"value\":\"[3, 4]\"}");
        assertThat(json.get("statics").get(0).get("class").asString()).isEqualTo("Bad");
    }

    @Test
    void answersAreGiven() throws IOException {
        List<Answer> held = Answer.of(
                sort(), List.of(Expression.parse("i < 3"), Expression.parse("j < n"), Expression.parse("zz > 1")));
        List<Answer> seen = Answer.of(sort(), List.of(Expression.parse("a[j]"), Expression.parse("a")));
        String text = SummaryText.answers(held, seen, EN);
        assertThat(text)
                .contains("i < 3 breaks at step", "in program.bubble:\n    a = [1, 2, 3, 4, 5], n = 5, i = 3")
                .contains("j < n held at all", "zz > 1: no step had a value for it", "a[j]: ", "  4  line 4, step ");
        assertThat(SummaryText.answers(List.of(), List.of(), EN)).isEmpty();
        assertThat(SummaryText.answers(held, seen, ZH)).contains("不成立", "都成立");
        Summary summary = Summary.of(sort());
        JsonNode json = json(out -> SummaryJson.write(summary, held, seen, out));
        assertThat(json.get("assertions").get(0).get("holds").asBoolean()).isFalse();
        assertThat(json.get("assertions").get(0).get("value").asBoolean()).isFalse();
        assertThat(json.get("assertions").get(1).get("holds").asBoolean()).isTrue();
        assertThat(json.get("watched").get(0).get("values").get(0).get("value").asInt())
                .isEqualTo(4);
        assertThat(json.get("watched").get(1).get("values").get(0).get("value").asString())
                .isEqualTo("[4, 2, 5, 1, 3]");
    }

    private static String profile(@Nullable Samples samples, Page page) throws IOException {
        Recording recording = sort();
        return ProfileText.of(Summary.of(recording), samples, recording.sources(), page);
    }

    @Test
    void timesComeFromSamplesOnly() throws IOException {
        assertThat(profile(null, EN)).contains("bubble.py:4", "15  for j in range(n - 1 - i):", "Counts only");
        assertThat(profile(new Samples(3, 0.1, Map.of()), EN)).contains("too short for times");
        Map<Samples.Spot, Long> spots = new TreeMap<>(Map.of(new Samples.Spot("program", 6), 75L));
        Samples samples = new Samples(100, 1.25, spots);
        assertThat(profile(samples, EN)).contains("75%", "100 samples of a second run", "(1.3 s)");
        assertThat(profile(samples, EN).lines().toList().get(1)).startsWith("bubble.py:6");
        assertThat(profile(samples, ZH)).contains("时间");
        Summary summary = Summary.of(sort());
        JsonNode json = json(out -> ProfileText.write(summary, samples, out));
        assertThat(json.get("samples").asInt()).isEqualTo(100);
        assertThat(json.get("lines").get(5).get("samples").asInt()).isEqualTo(75);
        assertThat(json(out -> ProfileText.write(summary, null, out)).has("samples"))
                .isFalse();
    }

    @Test
    void ofALongProgramTheLinesThatRanMostAreShown() throws IOException {
        StringBuilder lines = new StringBuilder("{\"kind\": \"recording\", \"version\": 1, \"program\": \"long\"}\n");
        for (int line = 1; line <= 60; line++) {
            for (int i = 0; i < line; i++) {
                lines.append("{\"kind\": \"line\", \"class\": \"C\", \"method\": \"m()\", \"line\": " + line + "}\n");
            }
        }
        Recording recording = JsonLinesRecording.open(Files.writeString(folder.resolve("long.jsonl"), lines));
        String text = SummaryText.of(Summary.of(recording), recording.sources(), EN);
        assertThat(text).contains("… and 20 lines that ran less often", "   60    60");
    }

    @Test
    void onATerminalWhatMattersIsBold() throws IOException {
        Recording recording = sort();
        Replay replay = Replay.of(recording);
        String text = StepText.of(replay.at(8), replay.last(), recording.sources(), new Page(Language.EN, 80, true));
        assertThat(text).contains("\u001b[1m>  ");
    }
}
