package org.surprisal.watch.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.surprisal.watch.Event;
import org.surprisal.watch.Recording;

/**
 * The state of a program at any step: a first reading keeps the state now and then, each further one begins at the
 * nearest of those. Not safe for several threads at once.
 */
public final class Replay {
    /** So far apart are the first states that are kept. */
    private static final long INTERVAL = 4096;
    /** As many states are kept; beyond that every second one is dropped and the interval doubled. */
    private static final int MOST = 64;
    /** As many events of one interval are kept in memory. */
    private static final int WINDOW = 1 << 19;

    private final Recording recording;
    private final TreeMap<Long, State> kept = new TreeMap<>();
    private long interval = INTERVAL;
    private long first;
    private long last;
    private List<Event> window = List.of();
    private long windowStart = Long.MIN_VALUE;

    private Replay(Recording recording) {
        this.recording = recording;
    }

    /**
     * Reads a recording once.
     *
     * @throws IOException if it cannot be read
     */
    public static Replay of(Recording recording) throws IOException {
        Replay replay = new Replay(recording);
        State state = new State();
        replay.kept.put(-1L, new State());
        recording.events(event -> {
            if (event.step() != state.step()) {
                replay.keep(state);
            }
            state.apply(event);
            replay.first = replay.first == 0 ? event.step() : replay.first;
            replay.last = Math.max(replay.last, event.step());
        });
        return replay;
    }

    private void keep(State state) {
        if (state.step() < Math.max(0, kept.lastKey()) + interval) {
            return;
        }
        kept.put(state.step(), state.copy());
        if (kept.size() > MOST) {
            interval *= 2;
            Iterator<Long> steps = kept.keySet().iterator();
            steps.next();
            while (steps.hasNext()) {
                steps.next();
                steps.remove();
                if (steps.hasNext()) {
                    steps.next();
                }
            }
        }
    }

    /** The first step that has events; 0 if there are none. */
    public long first() {
        return first;
    }

    /** The last step that has events. */
    public long last() {
        return last;
    }

    /**
     * The state after all that a step did.
     *
     * @param step any number; before the first step the state is that before anything happened
     * @throws IOException if the recording cannot be read
     */
    public State at(long step) throws IOException {
        Map.Entry<Long, State> nearest = kept.floorEntry(Math.max(step, -1));
        State state = nearest.getValue().copy();
        if (windowStart != nearest.getKey()) {
            load(nearest.getKey());
        }
        if (windowStart == nearest.getKey()) {
            for (Event event : window) {
                if (event.step() > step) {
                    break;
                }
                state.apply(event);
            }
        } else {
            recording.events(nearest.getKey() + 1, step, state::apply);
        }
        return state;
    }

    private void load(long start) throws IOException {
        Long next = kept.higherKey(start);
        List<Event> events = new ArrayList<>();
        recording.events(start + 1, next == null ? last : next, event -> {
            if (events.size() <= WINDOW) {
                events.add(event);
            }
        });
        if (events.size() <= WINDOW) {
            window = events;
            windowStart = start;
        }
    }
}
