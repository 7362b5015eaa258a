package org.surprisal.report.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.surprisal.report.Page;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;
import org.surprisal.watch.ValueText;
import org.surprisal.watch.state.CallStack;
import org.surprisal.watch.state.Contents;
import org.surprisal.watch.state.Frame;
import org.surprisal.watch.state.State;

/** The state of a program after a step: the source around the line, what changed, the call stack and its variables. */
public final class StepText {
    private static final int AROUND = 4;
    /** As many activations of one stack are shown in full. */
    private static final int FRAMES = 3;

    private static final int OUTPUT = 5;

    private final State state;
    private final Map<String, String> sources;
    private final Page page;
    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private StepText(State state, Map<String, String> sources, Page page) {
        this.state = state;
        this.sources = sources;
        this.page = page;
        words = Words.in(page.language());
    }

    /**
     * The state as text.
     *
     * @param state after the step
     * @param last the last step of the recording
     * @param sources the sources by file
     * @param page what the text is written on
     */
    public static String of(State state, long last, Map<String, String> sources, Page page) {
        StepText text = new StepText(state, sources, page);
        text.write(last);
        return String.join("\n", text.lines) + "\n";
    }

    private void write(long last) {
        Method method = state.method();
        lines.add(Prose.heading(
                        words.say("watch.step", "step", Prose.count(state.step()), "last", Prose.count(last)), page)
                + "  " + SummaryText.place(method));
        if (method != null) {
            lines.add("");
            source(method);
        }
        changes();
        for (CallStack stack : state.stacks()) {
            stack(stack);
        }
        statics();
        output();
    }

    private void source(Method method) {
        for (int line = Math.max(1, state.line() - AROUND); line <= state.line() + AROUND; line++) {
            String text = SourceLines.line(sources, method.file(), line);
            boolean current = line == state.line();
            String row = (current ? "> " : "  ") + SummaryText.padded(Integer.toString(line), 4) + "  "
                    + SummaryText.shown(text, Math.max(20, page.width() - 8));
            if (!text.isEmpty() || current) {
                lines.add(current ? Prose.heading(row, page) : row.stripTrailing());
            }
        }
    }

    private void changes() {
        List<String> changed = new ArrayList<>();
        for (Event event : state.changes()) {
            String text = change(event);
            if (!text.isEmpty()) {
                changed.add("  " + SummaryText.shown(text, page.width() - 2));
            }
        }
        if (!changed.isEmpty()) {
            lines.add("");
            lines.add(Prose.heading(words.say("watch.changed"), page));
            lines.addAll(changed);
        }
    }

    private String change(Event event) {
        String value = event.value() == null ? "" : Contents.of(event.value(), state, 60);
        String index = event.index() == null ? "" : ValueText.of(event.index());
        return switch (event.kind()) {
            case WRITE -> event.variable() + " = " + value;
            case FIELD ->
                (event.object() > 0 ? name(event.object()) : event.type()) + "." + event.variable() + " = " + value;
            case ELEMENT -> name(event.object()) + "[" + index + "] = " + value;
            case INSERT -> name(event.object()) + " + " + value;
            case REMOVE -> name(event.object()) + " - " + (index.isEmpty() ? value : "[" + index + "]");
            case CONTENTS -> name(event.object()) + " = " + Contents.of(new Value.Reference(event.object()), state, 60);
            case ENTER -> "→ " + SummaryText.place(event.method());
            case EXIT -> "← " + SummaryText.place(event.method()) + (value.isEmpty() ? "" : " = " + value);
            case THROW ->
                "⇐ " + SummaryText.place(event.method()) + ": "
                        + (event.value() instanceof Value.Text text ? text.value() : value);
            case OUTPUT -> words.say("watch.printed", "text", value);
            case LINE, OBJECT, THREAD -> "";
        };
    }

    /** An object by the name of the innermost variable that holds it, else by its number. */
    private String name(long object) {
        CallStack stack = state.stack();
        if (stack != null) {
            for (Frame frame : stack.frames().reversed()) {
                for (Map.Entry<String, Value> variable : frame.variables().entrySet()) {
                    if (variable.getValue().equals(new Value.Reference(object))) {
                        return variable.getKey();
                    }
                }
            }
        }
        return "#" + object;
    }

    private void stack(CallStack stack) {
        if (stack.frames().isEmpty()) {
            return;
        }
        Set<String> written = new HashSet<>();
        for (Event event : state.changes()) {
            if (event.kind() == Kind.WRITE) {
                written.add(event.frame() + " " + event.variable());
            }
        }
        lines.add("");
        lines.add(Prose.heading(words.say("watch.stack", "thread", Words.printable(stack.name())), page));
        int shown = 0;
        for (Frame frame : stack.frames().reversed()) {
            if (shown++ == FRAMES) {
                lines.add("  "
                        + words.say("watch.more.frames", "count", stack.frames().size() - FRAMES));
                return;
            }
            String place = frame.method() == null ? words.say("watch.outside") : SummaryText.place(frame.method());
            lines.add("  " + place + (frame.line() > 0 ? words.say("watch.line", "line", frame.line()) : ""));
            int width = frame.variables().keySet().stream()
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            frame.variables().forEach((name, value) -> {
                boolean changed = written.contains(frame.number() + " " + name);
                String row = (changed ? "  * " : "    ") + SummaryText.padded(Words.printable(name), width) + " = "
                        + Words.printable(Contents.of(value, state, Math.max(20, page.width() - width - 7)));
                lines.add(changed ? Prose.heading(row, page) : row);
            });
        }
    }

    private void statics() {
        state.statics().forEach((type, fields) -> {
            lines.add("");
            lines.add(Prose.heading("static " + Words.printable(type), page));
            fields.forEach((name, value) -> lines.add("    " + Words.printable(name) + " = "
                    + Words.printable(Contents.of(value, state, Math.max(20, page.width() - name.length() - 7)))));
        });
    }

    private void output() {
        List<String> printed = state.output().lines().toList();
        if (!printed.isEmpty()) {
            lines.add("");
            lines.add(Prose.heading(words.say("watch.output"), page));
            printed.subList(Math.max(0, printed.size() - OUTPUT), printed.size())
                    .forEach(line -> lines.add("    " + Words.printable(line)));
        }
    }
}
