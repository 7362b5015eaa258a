package org.surprisal.watch.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;
import org.surprisal.watch.state.CallStack;
import org.surprisal.watch.state.Frame;
import org.surprisal.watch.state.State;
import org.surprisal.watch.state.Thing;

/**
 * What happened before the first step of a page, as the fewest events that lead to the same state: the objects that
 * variables lead to, static fields, open activations with their variables.
 */
final class Past {
    private final State state;
    private final long step;
    private final List<Event> events = new ArrayList<>();

    private Past(State state, long step) {
        this.state = state;
        this.step = step;
    }

    /**
     * The events.
     *
     * @param step the step that they are given
     */
    static List<Event> of(State state, long step) {
        Past past = new Past(state, step);
        past.objects();
        state.statics().forEach((type, fields) -> fields.forEach((field, value) -> past.field(type, field, value)));
        state.stacks().forEach(past::stack);
        return past.events;
    }

    private void objects() {
        Set<Long> seen = new LinkedHashSet<>();
        Deque<Value> open = new ArrayDeque<>();
        state.statics().values().forEach(fields -> open.addAll(fields.values()));
        for (CallStack stack : state.stacks()) {
            stack.frames().forEach(frame -> open.addAll(frame.variables().values()));
        }
        while (!open.isEmpty()) {
            if (open.removeFirst() instanceof Value.Reference reference && seen.add(reference.object())) {
                Thing thing = state.thing(reference.object());
                if (thing != null) {
                    open.addAll(contents(thing));
                }
            }
        }
        seen.stream().sorted().map(state::thing).forEach(this::object);
    }

    private static List<Value> contents(Thing thing) {
        return switch (thing.shape()) {
            case SEQUENCE -> thing.elements();
            case FIELDS -> List.copyOf(thing.fields().values());
            case MAP -> {
                List<Value> contents = new ArrayList<>();
                thing.entries().forEach((key, value) -> {
                    contents.add(key);
                    contents.add(value);
                });
                yield contents;
            }
        };
    }

    private void object(@Nullable Thing thing) {
        if (thing != null) {
            List<String> fields = thing.shape() == Thing.Shape.FIELDS
                    ? List.copyOf(thing.fields().keySet())
                    : List.of();
            add(
                    1,
                    Kind.OBJECT,
                    null,
                    0,
                    0,
                    null,
                    thing.number(),
                    thing.type(),
                    null,
                    thing.length(),
                    contents(thing),
                    fields);
        }
    }

    private void field(String type, String field, Value value) {
        add(1, Kind.FIELD, null, 0, 0, field, 0, type, value, -1, List.of(), List.of());
    }

    private void stack(CallStack stack) {
        if (!stack.name().isEmpty()) {
            Value name = new Value.Text(stack.name(), stack.name().length());
            add(stack.thread(), Kind.THREAD, null, 0, 0, null, 0, null, name, -1, List.of(), List.of());
        }
        for (Frame frame : stack.frames()) {
            if (frame.number() > 0) {
                at(stack, frame, Kind.ENTER, null, null);
            }
            for (Map.Entry<String, Value> variable : frame.variables().entrySet()) {
                at(stack, frame, Kind.WRITE, variable.getKey(), variable.getValue());
            }
        }
    }

    private void at(CallStack stack, Frame frame, Kind kind, @Nullable String variable, @Nullable Value value) {
        add(
                stack.thread(),
                kind,
                frame.method(),
                frame.line(),
                frame.number(),
                variable,
                0,
                null,
                value,
                -1,
                List.of(),
                List.of());
    }

    private void add(
            int thread,
            Kind kind,
            @Nullable Method method,
            int line,
            long frame,
            @Nullable String variable,
            long object,
            @Nullable String type,
            @Nullable Value value,
            int length,
            List<Value> contents,
            List<String> fields) {
        events.add(new Event(
                step, thread, kind, method, line, frame, variable, object, type, null, value, length, contents,
                fields));
    }
}
