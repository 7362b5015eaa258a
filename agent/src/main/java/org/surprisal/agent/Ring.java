package org.surprisal.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is written of the chunks that {@code last:N} kept: the newest that hold at most N events. */
final class Ring {
    private Ring() {}

    /** The newest stretches with at most so many events, each thread's first one marked as a beginning. */
    static List<Stretch> last(List<Stretch> all, long events, Sites sites) {
        Sites.Shapes shapes = sites.shapes();
        Deque<Stretch> kept = new ArrayDeque<>();
        long have = 0;
        for (int i = all.size() - 1; i >= 0 && have < events; i--) {
            Stretch stretch = all.get(i);
            long own = events(stretch, shapes);
            if (have + own <= events) {
                kept.addFirst(stretch);
            } else if (have < (events + 1) / 2) {
                // Chunks are kept whole, since they tell of their objects anew; but too little would be left.
                kept.addFirst(cut(stretch, own - (events - have), shapes));
            }
            have += own;
        }
        Map<Integer, Integer> serials = new HashMap<>();
        List<Stretch> marked = new ArrayList<>();
        boolean whole = kept.size() == all.size();
        for (Stretch stretch : kept) {
            int serial = serials.merge(stretch.thread(), 1, Integer::sum) - 1;
            whole &= serial > 0 || (stretch.serial() == 0 && stretch.from() == 0);
            int[] open = serial == 0 ? stretch.open() : null;
            marked.add(stretch.as(serial, open));
        }
        if (!whole) {
            sites.note("The recording keeps the last " + events + " events at most: what came before is not known.");
        }
        return marked;
    }

    private static long events(Stretch stretch, Sites.Shapes shapes) {
        long events = 0;
        for (int at = stretch.from(); at < stretch.to(); at = Words.next(stretch.words(), at, shapes)) {
            events += isEvent(stretch.words()[at], shapes) ? 1 : 0;
        }
        return events;
    }

    private static boolean isEvent(int site, Sites.Shapes shapes) {
        return site != Words.ORDER
                && site != Words.CAUGHT
                && (site < Words.SITES || Sites.IS[shapes.of(site) >>> 8] != Site.Is.HERE);
    }

    /** A stretch without its first events, with the methods that are open where it begins then. */
    private static Stretch cut(Stretch stretch, long drop, Sites.Shapes shapes) {
        int[] words = stretch.words();
        List<Integer> open = new ArrayList<>();
        if (stretch.open() != null) {
            Arrays.stream(stretch.open()).forEach(open::add);
        }
        int at = stretch.from();
        long left = drop;
        while (at < stretch.to() && left > 0) {
            int site = words[at];
            left -= isEvent(site, shapes) ? 1 : 0;
            if (site == Words.CAUGHT) {
                leave(open, words[at + 1]);
            } else if (site >= Words.SITES) {
                switch (Sites.IS[shapes.of(site) >>> 8]) {
                    case ENTER -> open.add(shapes.method(site));
                    case EXIT -> leave(open, open.size() - 1);
                    case THROW -> leave(open, words[at + 1] - 1);
                    default -> {}
                }
            }
            at = Words.next(words, at, shapes);
        }
        int[] methods = open.stream().mapToInt(Integer::intValue).toArray();
        return new Stretch(stretch.thread(), stretch.serial(), stretch.stamp(), words, at, stretch.to(), methods);
    }

    private static void leave(List<Integer> open, int depth) {
        while (open.size() > Math.max(0, depth)) {
            open.removeLast();
        }
    }
}
