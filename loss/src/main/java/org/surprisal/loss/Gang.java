package org.surprisal.loss;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.program.Machine;

/**
 * Several threads on one batch: each takes runs of rows, one after the other, as long as there are any. Which thread
 * has which rows makes no difference to the results, because the sums that are merged at the end are exact.
 */
final class Gang {
    /** How many blocks a thread takes at once: long enough that taking them costs nothing. */
    private static final int BLOCKS = 64;

    private final Supplier<Worker> workers;
    private final AtomicInteger next = new AtomicInteger();
    private final int rows;
    private final int run;
    private boolean closed;
    private int working;
    private @Nullable Throwable failure;
    private int failedAt = Integer.MAX_VALUE;

    /** What is done with a run of rows. */
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }

    /**
     * The work of one thread.
     *
     * @param range what it does with rows
     * @param end what it hands in when there are no more; never two at once
     */
    record Worker(Range range, Runnable end) {}

    private Gang(Batch batch, Supplier<Worker> workers) {
        this.workers = workers;
        rows = batch.rows();
        run = BLOCKS * Machine.usualBlock(batch.prediction().classes());
    }

    /** Has all rows of the batch worked on by at most so many threads, this one among them. */
    static void run(int threads, Batch batch, Supplier<Worker> workers) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1, but got " + threads);
        }
        Gang gang = new Gang(batch, workers);
        int useful = (int) Math.min(threads, (gang.rows + (long) gang.run - 1) / gang.run);
        for (int i = 1; i < useful; i++) {
            ForkJoinPool.commonPool().execute(gang::work);
        }
        gang.work();
        gang.close();
    }

    private void work() {
        if (!enter()) {
            return;
        }
        @Nullable Throwable thrown = null;
        int at = 0;
        try {
            Worker worker = workers.get();
            for (at = take(); at < runs(); at = take()) {
                worker.range().run(at * run, (int) Math.min(rows, (at + 1L) * run));
            }
            synchronized (this) {
                worker.end().run();
            }
        } catch (RuntimeException | Error e) {
            thrown = e;
        } finally {
            leave(thrown, at);
        }
    }

    private int take() {
        // Stops at the end, lest many calls of many threads count beyond the greatest int.
        return next.get() < runs() ? next.getAndIncrement() : runs();
    }

    private int runs() {
        return (int) ((rows + (long) run - 1) / run);
    }

    private synchronized boolean enter() {
        if (closed) {
            // The others were done before the pool had a thread for this one.
            return false;
        }
        working++;
        return true;
    }

    /** Of several failures the one in the first rows counts, which all runs of the program find. */
    private synchronized void leave(@Nullable Throwable thrown, int at) {
        working--;
        if (thrown != null) {
            failure = failure == null || at < failedAt ? thrown : failure;
            failedAt = Math.min(at, failedAt);
            next.set(runs());
        }
        notifyAll();
    }

    private synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (working > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
