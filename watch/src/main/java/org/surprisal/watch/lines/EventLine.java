package org.surprisal.watch.lines;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;

/** Makes events of lines. What a line leaves out follows from those before it: step, thread, place and activation. */
final class EventLine {
    private static final Map<String, Kind> KINDS = new HashMap<>();

    static {
        for (Kind kind : Kind.values()) {
            KINDS.put(kind.json(), kind);
        }
    }

    /** An activation of a method. */
    private record Activation(long frame, @Nullable Method method) {}

    private final BiFunction<String, String, Method> methods;
    private final Map<Integer, Deque<Activation>> stacks = new LinkedHashMap<>();
    private long step;
    private long frames;

    /**
     * Begins before the first event.
     *
     * @param methods finds a method by its class and name
     */
    EventLine(BiFunction<String, String, Method> methods) {
        this.methods = methods;
    }

    /** The event of a line. */
    Event event(String name, JsonLine line) {
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new BadLine("there is no kind \"" + name + "\"; docs/watch-json.md says which there are.");
        }
        if (line.has("step")) {
            step = line.whole("step");
        } else if (kind == Kind.LINE) {
            step++;
        }
        int thread = (int) line.whole("thread", 1);
        Deque<Activation> stack = stacks.computeIfAbsent(thread, key -> new ArrayDeque<>());
        Activation here = place(kind, line, stack);
        Event event = new Event(
                step,
                thread,
                kind,
                here.method(),
                (int) line.whole("line", 0),
                here.frame(),
                line.has("variable") || kind == Kind.WRITE || kind == Kind.FIELD ? line.text("variable") : null,
                line.whole("object", 0),
                line.has("type") || kind == Kind.OBJECT ? line.text("type") : null,
                line.value("index"),
                value(kind, line),
                (int) line.whole("length", -1),
                line.list("contents"),
                line.texts("fields"));
        check(event);
        if (kind == Kind.EXIT || kind == Kind.THROW) {
            leave(stack, here.frame());
        }
        return event;
    }

    private static @Nullable Value value(Kind kind, JsonLine line) {
        Value value = line.value("value");
        boolean needed = switch (kind) {
            case WRITE, ELEMENT, INSERT, FIELD, OUTPUT, THREAD, THROW -> true;
            default -> false;
        };
        if (value == null && needed) {
            throw new BadLine("\"value\" is missing; docs/watch-json.md says which keys a line needs.");
        }
        return value;
    }

    private static void check(Event event) {
        boolean element = switch (event.kind()) {
            case ELEMENT, INSERT, REMOVE, CONTENTS, OBJECT -> true;
            default -> false;
        };
        if (element && event.object() <= 0) {
            throw new BadLine("\"object\", its number from 1, is missing.");
        }
        if (event.kind() == Kind.FIELD && event.object() <= 0 && event.type() == null) {
            throw new BadLine("a field needs \"object\", or \"type\" when it is static.");
        }
        if (event.kind() == Kind.ELEMENT && event.index() == null) {
            throw new BadLine("\"index\" is missing.");
        }
    }

    /** Where an event happened: as the line says, else where its thread is. */
    private Activation place(Kind kind, JsonLine line, Deque<Activation> stack) {
        @Nullable Activation top = stack.peek();
        @Nullable
        Method method = line.has("method")
                ? methods.apply(line.text("class", ""), line.text("method"))
                : top == null ? null : top.method();
        if (kind == Kind.ENTER) {
            frames = Math.max(frames + 1, line.whole("frame", 0));
            Activation entered = new Activation(line.whole("frame", frames), method);
            stack.push(entered);
            return entered;
        }
        if (line.has("frame")) {
            return new Activation(line.whole("frame"), method);
        }
        if (top == null && method != null) {
            // A recorder that tells of no entries: one activation for all.
            stack.push(new Activation(++frames, method));
            return stack.element();
        }
        return top == null ? new Activation(0, null) : new Activation(top.frame(), method);
    }

    private static void leave(Deque<Activation> stack, long frame) {
        if (stack.stream().anyMatch(one -> one.frame() == frame)) {
            while (stack.pop().frame() != frame) {
                // Those above ended without saying so.
            }
        }
    }
}
