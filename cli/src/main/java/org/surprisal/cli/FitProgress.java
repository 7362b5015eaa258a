package org.surprisal.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.surprisal.fit.Step;
import org.surprisal.fit.Watcher;
import org.surprisal.table.Progress;

/**
 * Draws how far a fit is on the last line of a terminal, once it has lasted a second: the reading with the time that is
 * left, then each step with the objective that falls.
 */
final class FitProgress implements Watcher {
    private static final long SECOND = 1_000_000_000L;

    private final PrintStream err;
    private final boolean draws;
    private final ProgressBar bar;
    private final long start = System.nanoTime();
    private final AtomicLong looks = new AtomicLong();
    private volatile long drawn = System.nanoTime();
    private volatile String state = "";
    private volatile int rows;
    private boolean shown;

    FitProgress(Console console, boolean quiet) {
        this.err = console.err();
        this.draws = !quiet && console.drawsProgress();
        this.bar = new ProgressBar(err);
    }

    /** What hears of the reading. */
    Progress reading() {
        return draws ? bar : Progress.NONE;
    }

    /** Says how many rows there are. */
    void rows(int number) {
        bar.wipe();
        rows = number;
    }

    @Override
    public boolean isCancelled() {
        if (draws && rows > 0) {
            // Asked once for every few thousand rows.
            long look = looks.incrementAndGet();
            draw(state.isEmpty() ? String.format(Locale.ROOT, "  %,d rows", rows) : state, look);
        }
        return false;
    }

    @Override
    public void step(Step step) {
        state = String.format(
                Locale.ROOT, "  step %d  objective %.10g  gap %.1e", step.iteration(), step.objective(), step.gap());
        looks.set(0);
        if (draws) {
            draw(state, 0);
        }
    }

    /** A step in one line. */
    static String state(Step step) {
        return String.format(
                Locale.ROOT, "  step %d  objective %.10g  gap %.1e", step.iteration(), step.objective(), step.gap());
    }

    private synchronized void draw(String text, long look) {
        long now = System.nanoTime();
        if (now - start >= SECOND && (look == 0 || now - drawn >= SECOND / 10)) {
            err.print("\r\u001b[K" + text + ".".repeat((int) (look % 4)));
            err.flush();
            drawn = now;
            shown = true;
        }
    }

    /** Wipes the line, if there is one. */
    synchronized void wipe() {
        bar.wipe();
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
            shown = false;
        }
    }
}
