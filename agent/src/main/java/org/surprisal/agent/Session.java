package org.surprisal.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LocalVariable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One recording that is being made: its threads' recorders, the chunks on their way, and the thread that writes them.
 * Memory is bounded: a program that is faster than the disk waits.
 */
final class Session {
    /** The ints of a chunk of a platform thread, and of one of a virtual thread. */
    private static final int CHUNK = 1 << 16;

    private static final int SMALL_CHUNK = 1 << 11;
    private static final int SMALLEST_CHUNK = 1 << 12;
    private static final int MOST_WAITING = 32;
    private static final long FLUSH_MILLIS = 200;
    /** After this long a store that another thread made before a flush is seen, whatever a compiler did. */
    private static final long SETTLE_MILLIS = 2;

    /** The recording of this JVM; null before and after. */
    static volatile @Nullable Session current;

    final Options options;
    final Sites sites = new Sites();
    final Identities identities = new Identities();
    final Looks looks = new Looks(this);
    final @Nullable Condition condition;
    final ConcurrentHashMap<String, Boolean> woven = new ConcurrentHashMap<>();
    /** Counts up when objects are told of anew: what was told before is not in the recording, or may be dropped. */
    volatile int era = 1;
    /** Counts how often an object was told of. */
    int tellings;
    /** Arrays and collections that code which is not recorded may have kept. */
    final Lent lent = new Lent(this);

    final Counts counts = new Counts(sites);
    final Sources sources = new Sources(this);
    /** Whether events are kept now: not before the trigger, not after the limit. */
    volatile boolean keeping;
    /** Whether what begins the recording has come. */
    private volatile boolean triggered;

    private final AtomicLong order = new AtomicLong();
    private final LogFile file;
    private final OutputStream out;
    private final Deque<Stretch> waiting = new ArrayDeque<>();
    private final Deque<int[]> free = new ArrayDeque<>();
    private final List<Reel> reels = new ArrayList<>();
    private final long first;
    private final long lastWords;
    private final int chunk;
    private final Thread main = Thread.currentThread();
    private final Thread writer = new Thread(this::write, "surprisal-writer");
    private long ringWords;
    private long written;
    private boolean ended;
    /** Gives the program's classes back their own code. */
    volatile @Nullable Runnable restore;
    /** Whether nothing more will be kept. */
    volatile boolean over;

    private volatile boolean failed;
    private volatile boolean contents;
    private volatile @Nullable Integer exit;

    Session(Options options, OutputStream out) throws IOException {
        this.options = options;
        this.out = out;
        file = new LogFile(out, sites);
        first = options.first();
        condition = Condition.of(options.trigger());
        // Elements are five ints at most; what is kept too much is cut when it is written.
        // Of the last ones whole chunks are kept: those must be small beside all.
        chunk = options.last() == 0 ? CHUNK : Math.clamp(options.last(), SMALLEST_CHUNK, CHUNK);
        lastWords = options.last() == 0
                ? 0
                : Math.min(options.last() * 5, Runtime.getRuntime().maxMemory() / 16) + CHUNK;
        keeping = options.trigger().isEmpty();
        triggered = keeping;
        sites.recording(options.program(), options.level(), options.keep());
    }

    /** Begins to write. */
    void open() throws IOException {
        file.definitions();
        current = this;
        writer.setDaemon(true);
        writer.start();
    }

    /** Whether changes of arrays, collections and fields are recorded: with variables alone, if one may hold them. */
    boolean contents() {
        return options.values() || contents;
    }

    /** Looks whether a method has a variable that is recorded and may hold contents. */
    void contents(MethodModel method) {
        if (options.level().equals("vars") && !contents) {
            contents = method.code().stream()
                    .flatMap(code -> code.elementStream())
                    .anyMatch(element -> element instanceof LocalVariable local
                            && options.writes(local.name().stringValue())
                            && Effect.mayHold(local.typeSymbol().descriptorString()));
        }
    }

    boolean failed() {
        return failed;
    }

    long stamp() {
        return order.incrementAndGet();
    }

    int[] words(boolean small) {
        if (small) {
            return new int[SMALL_CHUNK];
        }
        synchronized (waiting) {
            int[] words = free.poll();
            return words != null ? words : new int[chunk];
        }
    }

    void add(Reel reel) {
        synchronized (reels) {
            reels.add(reel);
        }
    }

    /** Takes records to be written. In {@code last:N} drops the oldest. */
    void give(Stretch stretch) {
        synchronized (waiting) {
            waiting.add(stretch);
            if (lastWords > 0) {
                ringWords += stretch.to() - stretch.from();
                while (ringWords > lastWords + stretch.words().length) {
                    Stretch oldest = waiting.remove();
                    ringWords -= oldest.to() - oldest.from();
                    recycle(oldest);
                }
            } else {
                waiting.notifyAll();
            }
        }
    }

    /** Waits while too many records do. Eats neither interrupts nor permits to unpark. */
    void pause() {
        boolean interrupted = false;
        synchronized (waiting) {
            while (lastWords == 0
                    && waiting.size() > MOST_WAITING
                    && !failed
                    && !ended
                    && !Thread.currentThread().equals(writer)) {
                try {
                    waiting.wait(100);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void recycle(Stretch stretch) {
        if (stretch.words().length == chunk && free.size() < MOST_WAITING) {
            free.add(stretch.words());
        }
    }

    private void write() {
        long flushed = System.nanoTime();
        long counted = System.nanoTime();
        long pause = 1_000_000_000;
        while (true) {
            Stretch next = null;
            synchronized (waiting) {
                if (ended) {
                    return;
                }
                if (lastWords == 0) {
                    next = waiting.poll();
                }
                if (next == null) {
                    try {
                        waiting.wait(FLUSH_MILLIS);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
            if (next != null) {
                write(next);
            }
            if (System.nanoTime() - flushed > FLUSH_MILLIS * 1_000_000) {
                if (lastWords == 0) {
                    flush();
                }
                flushed = System.nanoTime();
            }
            if (options.counts() && flushed - counted > pause) {
                // Each time all counts that have changed: ever more rarely, so that they stay few.
                counted = flushed;
                pause *= 2;
                count();
            }
        }
    }

    /** Gives what the threads recorded until now; whoever ended is forgotten. */
    private void flush() {
        List<Reel> all;
        synchronized (reels) {
            all = new ArrayList<>(reels);
        }
        List<Reel> gone = new ArrayList<>();
        long stamp = stamp();
        for (Reel reel : all) {
            if (reel.ended()) {
                gone.add(reel);
            }
            reel.mark();
        }
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Reel reel : all) {
            reel.flush(stamp);
        }
        synchronized (reels) {
            reels.removeAll(gone);
        }
    }

    private synchronized void write(Stretch stretch) {
        try {
            if (!failed && written < first) {
                written += file.events(stretch, first - written);
                if (written >= first) {
                    stop();
                    sites.note("The recording keeps the first " + first
                            + " events: what came later is not in it. Use --first or --everything to keep more, --last"
                            + " to keep the last ones.");
                    file.definitions();
                }
            }
        } catch (IOException e) {
            fail(e);
        }
        synchronized (waiting) {
            recycle(stretch);
            waiting.notifyAll();
        }
    }

    /** Nothing more is kept: the program may have its own speed again. */
    private void stop() {
        keeping = false;
        over = true;
        if (restore != null) {
            Thread thread = new Thread(restore, "surprisal-restore");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void count() {
        if (failed || ended) {
            return;
        }
        counts.define();
        try {
            file.definitions();
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        failed = true;
        stop();
        sites.note("The recording stopped, the program went on: it could not be written (" + e.getMessage() + ").");
        try {
            file.mend();
        } catch (IOException again) {
            // What stands before is whole: that is all that can be had.
            sites.note("It could not be mended either (" + again.getMessage() + ").");
        }
    }

    private final ConcurrentHashMap<Integer, AtomicLong> calls = new ConcurrentHashMap<>();

    /** Whether this call of a method is one of those that are recorded. */
    boolean sampled(int method) {
        return calls.computeIfAbsent(method, key -> new AtomicLong()).incrementAndGet() % options.every() == 0;
    }

    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    /** A note that several places may have reason for. */
    void noteOnce(String text) {
        if (noted.add(text)) {
            sites.note(text);
        }
    }

    /** Begins to keep what happens. */
    void trigger(Reel reel) {
        if (!keeping && written < first && !failed) {
            renew();
            keeping = true;
            triggered = true;
            reel.begin();
        }
    }

    /** Lets objects be told of anew. */
    synchronized void renew() {
        era = era + 1;
    }

    /** What the program said its exit code will be. */
    void exiting(int code) {
        exit = code;
    }

    /** Ends the recording when the JVM ends. */
    void ending() {
        Integer code = exit != null ? exit : Signals.code();
        if (code == null && !main.isAlive()) {
            boolean thrown = false;
            synchronized (reels) {
                for (Reel reel : reels) {
                    thrown |= reel.of(main) && reel.thrownOut();
                }
            }
            code = thrown || counts.thrownOut(main) ? 1 : 0;
        }
        close(code);
    }

    /** Writes everything, the end, and closes the file; later calls do nothing. */
    void close(@Nullable Integer code) {
        synchronized (waiting) {
            if (ended) {
                return;
            }
        }
        flush();
        keeping = false;
        List<Stretch> rest;
        synchronized (waiting) {
            ended = true;
            rest = new ArrayList<>(waiting);
            waiting.clear();
            waiting.notifyAll();
        }
        if (lastWords > 0) {
            rest = Ring.last(rest, options.last(), sites);
        }
        for (Stretch stretch : rest) {
            write(stretch);
        }
        synchronized (this) {
            try {
                if (!failed) {
                    counts.define();
                    Silence.reasons(options, sites, triggered).forEach(sites::note);
                    sites.end(code, written);
                    file.definitions();
                }
                out.close();
            } catch (IOException e) {
                fail(e);
            }
        }
        if (equals(current)) {
            current = null;
        }
    }
}
