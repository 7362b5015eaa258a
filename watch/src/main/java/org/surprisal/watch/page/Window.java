package org.surprisal.watch.page;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Recording;
import org.surprisal.watch.state.State;

/** The part of a recording that a page holds. */
final class Window {
    /** More than this many events and the page would not open at once any more. */
    static final long MOST_EVENTS = 2_000_000;

    private final Recording recording;
    private final long first;
    private final long end;
    private final Columns columns;
    private @Nullable State before;
    private boolean full;
    private long lastHeld;
    private long lastStep;

    private Window(Recording recording, PageOptions options) {
        this.recording = recording;
        first = options.firstStep();
        long after = first + options.steps();
        end = after < first ? Long.MAX_VALUE : after;
        columns = new Columns(stepsAreEvents());
        before = first > 1 ? new State() : null;
    }

    static Window of(Recording recording, PageOptions options) throws IOException {
        Window window = new Window(recording, options);
        recording.events(window::take);
        window.begin();
        return window;
    }

    private void take(Event event) {
        lastStep = Math.max(lastStep, event.step());
        if (before != null && event.step() < first) {
            before.apply(event);
        } else if (event.step() < end && !full) {
            begin();
            lastHeld = Math.max(lastHeld, event.step());
            columns.add(event);
            full = columns.count() >= MOST_EVENTS;
        }
    }

    /** Puts what happened before the page's first step in front of its events. */
    private void begin() {
        if (before != null) {
            Past.of(before, first - 1).forEach(columns::add);
            before = null;
        }
    }

    boolean stepsAreEvents() {
        return !recording.level().equals("all") && !recording.level().equals("lines");
    }

    Recording recording() {
        return recording;
    }

    Columns columns() {
        return columns;
    }

    long first() {
        return first;
    }

    /** The last step that the page holds. */
    long lastHeld() {
        return lastHeld;
    }

    /** The last step of the recording. */
    long lastStep() {
        return lastStep;
    }
}
