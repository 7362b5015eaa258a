package org.surprisal.fit;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Panel;

/**
 * Several threads on all rows: each takes chunks of a fixed size, one after the other, and what a chunk gives is added
 * in the order of the chunks. So the bits are those of one thread.
 */
final class Chunks {
    /** The least rows of a chunk, a multiple of those of a panel. */
    static final int ROWS = 8192;

    /** The most chunks, unless that makes them too long. */
    private static final int CHUNKS = 64;

    private final int rows;
    private final int chunks;
    private final int length;
    private final AtomicInteger next = new AtomicInteger();
    private int turn;
    private int working;
    private boolean closed;
    private @Nullable Throwable failure;
    private int failedAt = Integer.MAX_VALUE;

    /** The work of one thread. */
    interface Worker {
        /** Works on some rows; what it finds is kept until {@link #add}. */
        void work(int from, int to);

        /** Adds what was found; called in the order of the chunks, never by two threads at once. */
        void add();

        /** Adds what was kept for the end, whose order does not matter; never by two threads at once. */
        void end();
    }

    private Chunks(int rows) {
        this.rows = rows;
        int even = Math.ceilDiv(Math.ceilDiv(rows, CHUNKS), Panel.ROWS) * Panel.ROWS;
        this.length = Math.max(ROWS, even);
        this.chunks = Math.ceilDiv(rows, length);
    }

    /** Works on all rows by at most so many threads, this one among them. */
    static void run(int rows, int threads, Supplier<? extends Worker> workers) {
        Chunks all = new Chunks(rows);
        for (int i = 1; i < Math.min(threads, all.chunks); i++) {
            ForkJoinPool.commonPool().execute(() -> all.work(workers));
        }
        all.work(workers);
        all.close();
    }

    private void work(Supplier<? extends Worker> workers) {
        if (!enter()) {
            return;
        }
        @Nullable Throwable thrown = null;
        int chunk = 0;
        try {
            Worker worker = workers.get();
            for (chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                int from = chunk * length;
                worker.work(from, Math.min(rows - from, length) + from);
                addInTurn(worker, chunk);
            }
            synchronized (this) {
                worker.end();
            }
        } catch (RuntimeException | Error e) {
            thrown = e;
        } finally {
            leave(thrown, chunk);
        }
    }

    private synchronized void addInTurn(Worker worker, int chunk) {
        boolean interrupted = false;
        while (turn < chunk && failure == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (failure == null) {
            worker.add();
        }
        turn++;
        notifyAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean enter() {
        working += closed ? 0 : 1;
        return !closed;
    }

    /** Of several failures the one in the first rows counts. */
    private synchronized void leave(@Nullable Throwable thrown, int chunk) {
        working--;
        if (thrown != null && chunk < failedAt) {
            failure = thrown;
            failedAt = chunk;
        }
        if (thrown != null) {
            next.set(chunks);
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
