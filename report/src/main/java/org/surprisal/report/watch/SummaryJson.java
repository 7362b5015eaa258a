package org.surprisal.report.watch;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Json;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.ask.Answer;
import org.surprisal.watch.summary.Summary;

/** A summary of a recording as JSON, with the keys of docs/watch.md. */
public final class SummaryJson {
    private SummaryJson() {}

    /**
     * Writes a summary with what was asked besides.
     *
     * @param summary what the recording comes to
     * @param assertions the answers to assertions
     * @param watched the answers to watched expressions
     * @param stream takes UTF-8 and stays open
     */
    public static void write(Summary summary, List<Answer> assertions, List<Answer> watched, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null).put("program", summary.program()).put("level", summary.level());
            if (summary.exit().isPresent()) {
                json.put("exit", summary.exit().getAsInt());
            } else {
                json.putNull("exit");
            }
            json.put("steps", summary.steps()).put("events", summary.events()).put("threads", summary.threads());
            json.put("variables", summary.variables(), (one, variable) -> {
                one.put("place", variable.place())
                        .put("name", variable.name())
                        .put("first", variable.first())
                        .put("last", variable.last())
                        .put("writes", variable.writes());
                extreme(one, "minimum", variable.minimum());
                extreme(one, "maximum", variable.maximum());
            });
            json.put(
                    "lines",
                    summary.lines(),
                    (one, line) -> one.put("file", line.file())
                            .put("method", SummaryText.place(line.method()))
                            .put("line", line.line())
                            .put("count", line.count()));
            json.put(
                    "methods",
                    summary.methods(),
                    (one, calls) -> one.put("class", calls.method().type())
                            .put("method", calls.method().name())
                            .put("calls", calls.calls())
                            .put("deepest", calls.deepest())
                            .put("thrown", calls.thrown()));
            json.put(
                    "firsts",
                    summary.firsts(),
                    (one, first) -> one.put("kind", first.trouble().name().toLowerCase(Locale.ROOT))
                            .put("step", first.step())
                            .put("method", SummaryText.place(first.method()))
                            .put("line", first.line())
                            .put("variable", first.variable())
                            .put("value", first.value()));
            json.put("assertions", assertions, (one, answer) -> {
                one.put("expression", answer.expression().toString())
                        .put("asked", answer.asked())
                        .put("holds", answer.broken() == null);
                Answer.@Nullable Point broken = answer.broken();
                if (broken != null) {
                    point(one, broken);
                    one.put("variables", broken.variables());
                }
            });
            json.put(
                    "watched",
                    watched,
                    (one, answer) -> one.put("expression", answer.expression().toString())
                            .put("asked", answer.asked())
                            .put("changes", answer.changes())
                            .put("values", answer.points(), SummaryJson::point));
            json.put("notes", summary.notes()).end();
        }
    }

    private static void point(Json json, Answer.Point point) {
        json.put("step", point.step())
                .put("method", SummaryText.place(point.method()))
                .put("line", point.line());
        number(json, point.value(), point.text());
    }

    private static void extreme(Json json, String key, Summary.@Nullable Extreme extreme) {
        if (extreme != null) {
            json.open(key);
            number(json, extreme.value(), ValueText.of(extreme.value()));
            json.put("line", extreme.line()).put("step", extreme.step()).end();
        }
    }

    /** A value: as a number if it is one, otherwise as text. */
    private static void number(Json json, Value value, String text) {
        switch (value) {
            case Value.Whole whole -> json.put("value", whole.value());
            case Value.Real real -> json.put("value", real.value());
            case Value.Truth truth -> json.put("value", truth.value());
            default -> json.put("value", text);
        }
    }
}
