package org.surprisal.agent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one thread does, where nothing more is asked: how often lines begin, and methods are entered and left by
 * exceptions. Its public methods are called by the instructions that were woven into the program, and by nothing else.
 */
public final class Counter {
    private static final ThreadLocal<@Nullable Counter> CURRENT = new ThreadLocal<>();

    private final @Nullable Session session;
    private final Thread thread = Thread.currentThread();
    private long[] counts = new long[256];
    /** Of each method how often it is open, and was at most. */
    private int[] open = new int[64];

    private int[] deepest = new int[64];
    private int depth;
    private boolean thrownOut;

    private Counter(@Nullable Session session) {
        this.session = session;
    }

    private static Counter attach() {
        Session session = Session.current;
        Counter counter = new Counter(session);
        CURRENT.set(counter);
        if (session != null) {
            session.counts.add(counter);
        }
        return counter;
    }

    /** A method is entered; returns what counts its lines. */
    public static Counter enter(int site, int method) {
        Counter counter = CURRENT.get();
        if (counter == null || counter.session != Session.current) {
            counter = attach();
        }
        counter.count(site);
        if (method >= counter.open.length) {
            counter.open = Arrays.copyOf(counter.open, 2 * method);
            counter.deepest = Arrays.copyOf(counter.deepest, 2 * method);
        }
        int now = ++counter.open[method];
        if (now > counter.deepest[method]) {
            counter.deepest[method] = now;
        }
        counter.depth++;
        return counter;
    }

    /** A line begins. */
    public void count(int site) {
        if (site >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * site);
        }
        counts[site]++;
    }

    /** A method returns. */
    public void exit(int method) {
        open[method]--;
        depth--;
    }

    /** A method is left by an exception. */
    public void thrown(int site, int method) {
        exit(method);
        count(site);
        thrownOut = depth == 0;
    }

    /** What was counted, by the numbers of sites. */
    long[] counts() {
        return counts;
    }

    /** How often methods were open at once, by their numbers. */
    int[] deepest() {
        return deepest;
    }

    boolean ended() {
        return !thread.isAlive();
    }

    /** Whether an exception left the outermost method of a thread. */
    boolean thrownOut(Thread of) {
        return thread.equals(of) && thrownOut && depth == 0;
    }
}
