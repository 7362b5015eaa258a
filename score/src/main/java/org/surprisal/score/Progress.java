package org.surprisal.score;

/** Follows a scoring while it runs. Called on the thread that scores, never by two threads at once. */
public interface Progress {
    /** A listener that does not listen. */
    Progress NONE = new Progress() {};

    /** What is being done. */
    enum Phase {
        /** Finding out which columns and which task: the names left several possibilities open. */
        LOOKING,
        /** Reading the rows and scoring them. */
        READING,
        /** Reading the rows again, because all of them together say something else than the first ones did. */
        READING_AGAIN,
        /** Finding the row numbers of the notes. */
        NUMBERING
    }

    /**
     * A phase begins.
     *
     * @param phase what is done now
     */
    default void phase(Phase phase) {}

    /**
     * More rows have been read.
     *
     * @param rows the rows read in this phase so far
     */
    default void rows(long rows) {}
}
