package org.surprisal.watch.page;

import java.util.ArrayList;
import java.util.List;
import org.surprisal.watch.Kind;

/**
 * The activations of one thread, innermost last. A recording that begins in the middle, or lost an exit, still gives a
 * stack: an activation that was not known is put on top, those above one that acts again are gone. The page's reader
 * follows the same rules, so that most events need not name their activation.
 */
final class Frames {
    private final List<Long> open = new ArrayList<>();

    long top() {
        return open.isEmpty() ? 0 : open.getLast();
    }

    void see(Kind kind, long frame) {
        if (frame == 0) {
            return;
        }
        if (kind == Kind.ENTER) {
            open.add(frame);
            return;
        }
        if (top() != frame) {
            int at = open.lastIndexOf(frame);
            if (at >= 0) {
                open.subList(at + 1, open.size()).clear();
            } else {
                open.add(frame);
            }
        }
        if (kind == Kind.EXIT || kind == Kind.THROW) {
            open.removeLast();
        }
    }
}
