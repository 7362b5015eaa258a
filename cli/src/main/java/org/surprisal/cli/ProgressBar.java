package org.surprisal.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.surprisal.table.Progress;

/** Draws how far a reading is on the last line of a terminal, once it has lasted a second, and wipes it at the end. */
final class ProgressBar implements Progress {
    private static final long PATIENCE = 1_000_000_000L;
    private static final int CELLS = 30;

    private final PrintStream err;
    private final long start = System.nanoTime();
    private boolean drawn;

    ProgressBar(PrintStream err) {
        this.err = err;
    }

    @Override
    public void at(double fraction, long rows) {
        if (System.nanoTime() - start >= PATIENCE) {
            double seconds = (System.nanoTime() - start) / 1e9;
            err.print("\r\u001b[K" + line(fraction, rows) + left(fraction, seconds));
            err.flush();
            drawn = true;
        }
    }

    /** Draws the share of some other work. */
    void at(double share) {
        if (System.nanoTime() - start >= PATIENCE) {
            err.print("\r\u001b[K" + bar(share));
            err.flush();
            drawn = true;
        }
    }

    /** The bar as text. */
    static String line(double fraction, long rows) {
        String read = String.format(Locale.ROOT, "%,d rows", rows);
        if (Double.isNaN(fraction)) {
            return "  " + read;
        }
        return bar(fraction) + "  " + read;
    }

    /** The time that is left if it goes on like this; nothing where that cannot be told. */
    static String left(double fraction, double seconds) {
        double left = seconds * (1 - fraction) / fraction;
        if (!(fraction > 0.01) || !(left < 1e6)) {
            return "";
        }
        return left < 100
                ? String.format(Locale.ROOT, "  %.0f s left", left)
                : String.format(Locale.ROOT, "  %.0f min left", left / 60);
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(Math.clamp(fraction, 0, 1) * CELLS);
        String bar = "█".repeat(full) + "░".repeat(CELLS - full);
        return String.format(Locale.ROOT, "  %s %3.0f%%", bar, fraction * 100);
    }

    /** Wipes the line, if there is one. */
    void wipe() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }
}
