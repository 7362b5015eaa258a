package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Several threads that add up batches. The reading thread hands batches out and adds up itself whenever the others are
 * busy, so a crew of one has no other thread. Which thread takes a batch does not matter: tallies are free of order.
 */
final class Crew implements AutoCloseable {
    /** Batches that wait, per thread: enough to keep it busy, few enough to bound the memory. */
    private static final int WAITING = 2;

    /** A batch without rows tells a thread that there are no more. */
    private static final Batch END = new Batch(0, new double[0][], new int[0][], new byte[0][], 0, new long[0]);

    private final Tally own;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final BlockingQueue<Batch> waiting;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int marks;

    /**
     * Starts a crew.
     *
     * @param size the number of threads, the calling one included
     * @param tally makes an empty tally
     */
    Crew(int size, Supplier<Tally> tally) {
        this.own = tally.get();
        this.waiting = new ArrayBlockingQueue<>(Math.max(1, WAITING * (size - 1)));
        for (int i = 1; i < size; i++) {
            Tally theirs = tally.get();
            tallies.add(theirs);
            Thread thread = new Thread(() -> work(theirs), "surprisal-score-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** A thread whose tally has failed goes on emptying the queue, so that nobody waits for it in vain. */
    private void work(Tally tally) {
        for (Batch batch = next(); batch.size() > 0; batch = next()) {
            if (failure.get() == null) {
                try {
                    tally.add(batch);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        }
    }

    private Batch next() {
        while (true) {
            try {
                return waiting.take();
            } catch (InterruptedException e) {
                failure.compareAndSet(null, new IllegalStateException("A scoring thread was interrupted", e));
            }
        }
    }

    /**
     * Takes a batch.
     *
     * @param batch rows, at least one
     * @return false when a thread has failed and reading on is of no use
     */
    boolean accept(Batch batch) {
        if (threads.isEmpty() || !waiting.offer(batch)) {
            own.add(batch);
        }
        return failure.get() == null;
    }

    /**
     * Waits for all threads and adds up what they have seen.
     *
     * @return one tally for all batches
     */
    Tally finish() {
        close();
        switch (failure.get()) {
            case null -> {
                tallies.forEach(own::merge);
                // What was kept of rows is the merged tally's alone, so that it can be let go of.
                tallies.clear();
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        return own;
    }

    /** Ends the threads, whatever happened, and returns when they have ended. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (!threads.isEmpty()) {
            try {
                // Each thread takes one end mark and no batch after it.
                for (; marks < threads.size(); marks++) {
                    waiting.put(END);
                }
                threads.getLast().join();
                threads.removeLast();
                marks--;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
