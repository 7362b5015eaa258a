package org.surprisal.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is written of the chunks that {@code last:N} kept: from the first whole one on that N events need. */
final class Ring {
    private Ring() {}

    /** The newest stretches that hold at least so many events, each thread's first one marked as a beginning. */
    static List<Stretch> last(List<Stretch> all, long events, Sites sites) {
        Deque<Stretch> kept = new ArrayDeque<>();
        long have = 0;
        for (int i = all.size() - 1; i >= 0 && have < events; i--) {
            kept.addFirst(all.get(i));
            have += events(all.get(i), sites);
        }
        Map<Integer, Integer> serials = new HashMap<>();
        List<Stretch> marked = new ArrayList<>();
        for (Stretch stretch : kept) {
            int serial = serials.merge(stretch.thread(), 1, Integer::sum) - 1;
            int[] open = serial == 0 && stretch.serial() > 0 ? stretch.open() : null;
            marked.add(stretch.as(serial, open));
        }
        if (have >= events) {
            sites.note("The recording keeps the last " + events + " events or a few more: what came before, and what"
                    + " objects held then, is not known.");
        }
        return marked;
    }

    private static long events(Stretch stretch, Sites sites) {
        Sites.Shapes shapes = sites.shapes();
        long events = 0;
        int at = stretch.from();
        while (at < stretch.to()) {
            int site = stretch.words()[at];
            boolean event = site != Words.ORDER
                    && site != Words.CAUGHT
                    && (site < Words.SITES || Sites.IS[shapes.of(site) >>> 8] != Site.Is.HERE);
            if (event) {
                events++;
            }
            at = Words.next(stretch.words(), at, shapes);
        }
        return events;
    }
}
