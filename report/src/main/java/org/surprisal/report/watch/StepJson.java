package org.surprisal.report.watch;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.surprisal.report.Json;
import org.surprisal.watch.Value;
import org.surprisal.watch.state.CallStack;
import org.surprisal.watch.state.Contents;
import org.surprisal.watch.state.State;

/** The state of a program after a step as JSON. Values are text, as in the summary. */
public final class StepJson {
    private static final int WIDTH = 2000;

    private StepJson() {}

    /**
     * Writes a state.
     *
     * @param state after the step
     * @param last the last step of the recording
     * @param sources the sources by file
     * @param stream takes UTF-8 and stays open
     */
    public static void write(State state, long last, Map<String, String> sources, OutputStream stream) {
        try (Json json = new Json(stream)) {
            String file = state.method() == null ? "" : state.method().file();
            json.open(null)
                    .put("step", state.step())
                    .put("last", last)
                    .put("thread", state.thread())
                    .put("method", SummaryText.place(state.method()))
                    .put("file", file)
                    .put("line", state.line())
                    .put("source", SourceLines.line(sources, file, state.line()));
            json.put("threads", List.copyOf(state.stacks()), (one, stack) -> thread(one, stack, state));
            json.put("statics", List.copyOf(state.statics().entrySet()), (one, type) -> {
                one.put("class", type.getKey());
                variables(one, "fields", type.getValue(), state);
            });
            json.put("output", state.output()).end();
        }
    }

    private static void thread(Json json, CallStack stack, State state) {
        json.put("thread", stack.thread()).put("name", stack.name());
        json.put("frames", stack.frames(), (one, frame) -> {
            one.put("frame", frame.number())
                    .put("method", SummaryText.place(frame.method()))
                    .put("line", frame.line());
            variables(one, "variables", frame.variables(), state);
        });
    }

    private static void variables(Json json, String key, Map<String, Value> variables, State state) {
        json.put(
                key,
                new ArrayList<>(variables.entrySet()),
                (one, variable) -> one.put("name", variable.getKey())
                        .put("value", Contents.of(variable.getValue(), state, WIDTH)));
    }
}
