package org.surprisal.fit;

import java.util.concurrent.CancellationException;

/** Follows a fit while it runs, and can stop it. Called by the threads that fit, perhaps by several at once. */
public interface Watcher {
    /** A watcher that does nothing. */
    Watcher NONE = new Watcher() {};

    /**
     * Whether to stop: asked every few thousand rows.
     *
     * @return true to have the fit end with a {@link CancellationException}
     */
    default boolean isCancelled() {
        return false;
    }

    /**
     * A step was taken.
     *
     * @param step how the fit stands
     */
    default void step(Step step) {}

    /** Ends the fit if it is to stop. */
    default void check() {
        if (isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The fit was cancelled.");
        }
    }
}
