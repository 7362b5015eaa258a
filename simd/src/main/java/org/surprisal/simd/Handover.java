package org.surprisal.simd;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a twin takes over from its plain loop: as soon as it has been measured to be faster by {@link #FACTOR}. Until it
 * is compiled, which takes seconds, a loop of vectors is a hundred times slower than a plain one; so a thread of its
 * own runs it on numbers of no importance for so long, and gives up after {@link #PATIENCE_SECONDS}. The bits are the
 * same before and after.
 */
final class Handover {
    /** What a twin must gain. */
    static final double FACTOR = 1.3;

    static final int LENGTH = 256;

    private static final int PATIENCE_SECONDS = 60;

    /** Calls between two looks at the clock; the compiler counts calls. */
    private static final int CALLS = 200;

    private static final int LOOKS = 5;

    private static final ThreadPoolExecutor THREAD =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "surprisal-simd");
                thread.setDaemon(true);
                return thread;
            });

    static {
        THREAD.allowCoreThreadTimeOut(true);
    }

    /** A loop over some numbers of no importance. */
    @FunctionalInterface
    interface Trial {
        void run(int n);
    }

    private final Trial plain;
    private final Trial twin;
    private final LongSupplier clock;
    private volatile boolean done;

    Handover(Trial plain, Trial twin, LongSupplier clock) {
        this.plain = plain;
        this.twin = twin;
        this.clock = clock;
    }

    /** Begins to run the two on the thread for it. */
    static Handover begin(Trial plain, Trial twin) {
        Handover handover = new Handover(plain, twin, System::nanoTime);
        THREAD.execute(() -> {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            boolean over = false;
            while (!over && System.nanoTime() < end) {
                over = handover.attempt();
            }
        });
        return handover;
    }

    /** Whether the twin has taken over. */
    boolean done() {
        return done;
    }

    /** Runs both a little more and compares them; returns whether the twin has taken over. */
    boolean attempt() {
        for (int i = 0; i < CALLS; i++) {
            twin.run(Width.LANES);
            plain.run(LENGTH);
        }
        done = FACTOR * fastest(twin) < fastest(plain);
        return done;
    }

    private long fastest(Trial trial) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            long start = clock.getAsLong();
            trial.run(LENGTH);
            fastest = Math.min(fastest, clock.getAsLong() - start);
        }
        return fastest;
    }
}
