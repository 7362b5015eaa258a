package org.surprisal.table;

/** Takes batches. */
@FunctionalInterface
public interface Sink {
    /**
     * Takes a batch.
     *
     * @param batch the rows
     * @return false to stop the reading early
     */
    boolean accept(Batch batch);
}
