package org.surprisal.fit;

import org.surprisal.fit.design.Missing;

/**
 * How a fit goes about its work.
 *
 * @param missing what becomes of rows with a missing value
 * @param threads how many threads to use at most; the bits are those of one
 * @param iterations the most steps
 * @param watcher follows the fit, and may stop it
 * @param method how the steps are found
 */
public record Settings(Missing missing, int threads, int iterations, Watcher watcher, Method method) {
    /** Rows with a missing value are left out; one thread; 100 steps, Newton's; nobody watches. */
    public static final Settings USUAL = new Settings(Missing.DROP, 1, 100, Watcher.NONE, Method.NEWTON);

    /**
     * Takes the settings.
     *
     * @throws IllegalArgumentException if there is no thread or no step
     */
    public Settings {
        if (threads < 1 || iterations < 1) {
            throw new IllegalArgumentException("There must be at least one thread and one iteration.");
        }
    }

    Settings missing(Missing rule) {
        return new Settings(rule, threads, iterations, watcher, method);
    }

    Settings threads(int most) {
        return new Settings(missing, most, iterations, watcher, method);
    }

    Settings iterations(int most) {
        return new Settings(missing, threads, most, watcher, method);
    }

    Settings watched(Watcher by) {
        return new Settings(missing, threads, iterations, by, method);
    }

    Settings method(Method how) {
        return new Settings(missing, threads, iterations, watcher, how);
    }
}
