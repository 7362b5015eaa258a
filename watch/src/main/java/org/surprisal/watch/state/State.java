package org.surprisal.watch.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Method;
import org.surprisal.watch.Value;

/**
 * The state of a program: its threads with their activations, its objects, its static fields and what it has printed.
 * It moves forward by events. After the events of a step it is what the step's line left behind.
 *
 * <p>Not safe for several threads at once.
 */
public final class State {
    /** As much of the output is kept, its end. */
    private static final int OUTPUT = 1 << 14;
    /** As many events of one step are kept. */
    private static final int CHANGES = 256;

    private final TreeMap<Integer, CallStack> stacks = new TreeMap<>();
    private final Map<Long, Thing> things = new HashMap<>();
    private final TreeMap<String, Map<String, Value>> statics = new TreeMap<>();
    private final StringBuilder output = new StringBuilder();
    private final List<Event> changes = new ArrayList<>();
    private long step;
    private int thread = 1;
    private @Nullable Method method;
    private int line;
    private long frame;
    private boolean lined;

    /** The state before anything happened. */
    public State() {}

    private State(State other) {
        other.stacks.forEach((key, stack) -> stacks.put(key, new CallStack(stack)));
        other.things.forEach((key, thing) -> things.put(key, new Thing(thing)));
        other.statics.forEach((type, fields) -> statics.put(type, new TreeMap<>(fields)));
        output.append(other.output);
        changes.addAll(other.changes);
        step = other.step;
        thread = other.thread;
        method = other.method;
        line = other.line;
        frame = other.frame;
        lined = other.lined;
    }

    /** A state of its own that is the same. */
    public State copy() {
        return new State(this);
    }

    /** Moves forward by an event. */
    public void apply(Event event) {
        if (event.step() != step) {
            step = event.step();
            changes.clear();
        }
        thread = event.thread();
        if (changes.size() < CHANGES) {
            changes.add(event);
        }
        lined |= event.kind() == Kind.LINE;
        if (!lined && event.method() != null && event.line() > 0) {
            // A recording without lines: it is where something happens.
            method = event.method();
            line = event.line();
            frame = event.frame();
        }
        CallStack stack = stacks.computeIfAbsent(thread, CallStack::new);
        Value value = event.value() == null ? new Value.Unknown() : event.value();
        String name = event.variable() == null ? "" : event.variable();
        switch (event.kind()) {
            case LINE -> {
                method = event.method();
                line = event.line();
                frame = event.frame();
                stack.of(event).at(line);
            }
            case WRITE -> stack.of(event).write(name, value);
            case ENTER -> stack.enter(event);
            case EXIT, THROW -> stack.leave(event.frame());
            case THREAD -> stack.named(value instanceof Value.Text text ? text.value() : "");
            case OBJECT -> things.put(event.object(), Thing.of(event));
            case ELEMENT -> thing(event).set(event.index() == null ? new Value.Null() : event.index(), value);
            case INSERT -> thing(event).insert(event.index(), value);
            case REMOVE -> thing(event).remove(event.index(), event.value());
            case CONTENTS -> thing(event).contents(event);
            case FIELD -> field(event, name, value);
            case OUTPUT -> print(value);
        }
    }

    private void field(Event event, String name, Value value) {
        if (event.object() > 0) {
            thing(event).field(name, value);
        } else {
            statics.computeIfAbsent(String.valueOf(event.type()), key -> new TreeMap<>())
                    .put(name, value);
        }
    }

    private void print(Value value) {
        output.append(value instanceof Value.Text text ? text.value() : "");
        if (output.length() > 2 * OUTPUT) {
            output.delete(0, output.length() - OUTPUT);
        }
    }

    private Thing thing(Event event) {
        return things.computeIfAbsent(event.object(), number -> new Thing(number, "", Thing.Shape.SEQUENCE));
    }

    /** The step that the last event belongs to; 0 before the first. */
    public long step() {
        return step;
    }

    /** The thread of the last event. */
    public int thread() {
        return thread;
    }

    /** The method in which a line began last, or, without lines, something happened; null if none. */
    public @Nullable Method method() {
        return method;
    }

    /** The line that began last. */
    public int line() {
        return line;
    }

    /** What happened in this step so far, its line first; of very many only the first. */
    public List<Event> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** The threads by number. */
    public Collection<CallStack> stacks() {
        return Collections.unmodifiableCollection(stacks.values());
    }

    /** What the current thread is in the midst of; null before anything happened. */
    public @Nullable CallStack stack() {
        return stacks.get(thread);
    }

    /** The activation whose line began last, or, when that has ended, the innermost one of its thread. */
    public @Nullable Frame frame() {
        CallStack stack = stack();
        if (stack == null) {
            return null;
        }
        for (Frame one : stack.frames().reversed()) {
            if (one.number() == frame) {
                return one;
            }
        }
        return stack.top();
    }

    /** Whether the activation whose line began last is still open; also true where no lines are recorded. */
    public boolean isWithin() {
        CallStack stack = stack();
        return !lined || (stack != null && stack.frames().stream().anyMatch(one -> one.number() == frame));
    }

    /** An object by its number; null if nothing was recorded of it. */
    public @Nullable Thing thing(long number) {
        return things.get(number);
    }

    /** The static fields by class. */
    public SequencedMap<String, Map<String, Value>> statics() {
        return Collections.unmodifiableSequencedMap(statics);
    }

    /** What the program has printed, on both streams; of very much only the end. */
    public String output() {
        return output.length() > OUTPUT ? output.substring(output.length() - OUTPUT) : output.toString();
    }
}
