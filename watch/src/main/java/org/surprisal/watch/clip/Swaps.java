package org.surprisal.watch.clip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.watch.Event;
import org.surprisal.watch.Kind;
import org.surprisal.watch.Value;
import org.surprisal.watch.state.State;
import org.surprisal.watch.state.Thing;

/** Sees that two elements change places: the second of two writes puts in what the first has overwritten. */
final class Swaps {
    private record Write(int index, Value before, Value after, long step) {}

    private record Swap(int one, int other, long step) {}

    private final Map<Long, Write> lastWrites = new HashMap<>();
    private final Map<Long, Swap> swaps = new HashMap<>();

    /** Looks at an event before it is applied to a state. */
    void before(Event event, State state) {
        Thing thing = state.thing(event.object());
        if (event.kind() != Kind.ELEMENT
                || thing == null
                || !(event.index() instanceof Value.Whole index)
                || event.value() == null) {
            return;
        }
        Value old = thing.at(index);
        if (old == null) {
            return;
        }
        Write write = new Write((int) index.value(), old, event.value(), event.step());
        Write last = lastWrites.put(event.object(), write);
        if (last != null
                && last.index() != write.index()
                && last.before().equals(write.after())
                && last.after().equals(write.before())
                && !last.before().equals(last.after())) {
            swaps.put(event.object(), new Swap(last.index(), write.index(), event.step()));
        }
    }

    /** The two indexes that were exchanged in a step; empty if none were. */
    List<Integer> at(long object, long step) {
        @Nullable Swap swap = swaps.get(object);
        return swap == null || swap.step() != step ? List.of() : List.of(swap.one(), swap.other());
    }
}
