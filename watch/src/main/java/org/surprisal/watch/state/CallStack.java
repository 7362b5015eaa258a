package org.surprisal.watch.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;

/** What a thread is in the midst of. */
public final class CallStack {
    private final int thread;
    private final List<Frame> frames = new ArrayList<>();
    private String name;

    CallStack(int thread) {
        this.thread = thread;
        this.name = thread == 1 ? "main" : "thread " + thread;
    }

    CallStack(CallStack other) {
        thread = other.thread;
        name = other.name;
        other.frames.forEach(frame -> frames.add(new Frame(frame)));
    }

    /** The number of the thread, from 1. */
    public int thread() {
        return thread;
    }

    /** The name of the thread. */
    public String name() {
        return name;
    }

    /** The activations, outermost first. */
    public List<Frame> frames() {
        return Collections.unmodifiableList(frames);
    }

    /** The innermost activation; null outside of every one. */
    public @Nullable Frame top() {
        return frames.isEmpty() ? null : frames.getLast();
    }

    void named(String newName) {
        name = newName;
    }

    void enter(Event event) {
        frames.add(new Frame(event.frame(), event.method(), event.line(), true));
    }

    /** The activation of an event, which comes to be if the recording began within it. Those above it have ended. */
    Frame of(Event event) {
        int at = find(event.frame());
        if (at >= 0) {
            if (event.frame() > 0) {
                frames.subList(at + 1, frames.size()).clear();
            }
            return frames.get(at);
        }
        Frame frame = new Frame(event.frame(), event.method(), event.line(), false);
        if (event.frame() == 0) {
            frames.addFirst(frame);
            return frame;
        }
        Frame top = top();
        if (top != null
                && !top.entered()
                && top.method() != null
                && top.method().equals(event.method())) {
            // Where entries are not recorded, the next activation of a method replaces the one before.
            frames.removeLast();
        }
        frames.add(frame);
        return frame;
    }

    void leave(long number) {
        int at = find(number);
        if (at >= 0 && number > 0) {
            frames.subList(at, frames.size()).clear();
        }
    }

    private int find(long number) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }
}
