package org.surprisal.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the counters of all threads come to. Any thread. */
final class Counts {
    private final Sites sites;
    private final List<Counter> counters = new ArrayList<>();
    /** What threads have counted that are no more. */
    private long[] past = new long[0];

    private int[] deepest = new int[0];
    private long[] written = new long[0];

    Counts(Sites sites) {
        this.sites = sites;
    }

    synchronized void add(Counter counter) {
        counters.add(counter);
        if (counters.size() % 64 == 0) {
            settle();
        }
    }

    /** Adds up the counters of threads that are no more. */
    private void settle() {
        counters.removeIf(counter -> {
            boolean ended = counter.ended();
            if (ended) {
                past = sum(past, counter.counts());
                deepest = most(deepest, counter.deepest());
            }
            return ended;
        });
    }

    synchronized boolean thrownOut(Thread thread) {
        return counters.stream().anyMatch(counter -> counter.thrownOut(thread));
    }

    /** Defines the counts that have changed since the last time. */
    synchronized void define() {
        long[] all = past;
        int[] depths = deepest;
        for (Counter counter : counters) {
            all = sum(all, counter.counts());
            depths = most(depths, counter.deepest());
        }
        for (int site = 0; site < all.length; site++) {
            if (all[site] != (site < written.length ? written[site] : 0)) {
                sites.count(site, all[site], depths);
            }
        }
        written = all;
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (int i = 0; i < b.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static int[] most(int[] a, int[] b) {
        int[] most = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (int i = 0; i < b.length; i++) {
            most[i] = Math.max(most[i], b[i]);
        }
        return most;
    }
}
