package org.surprisal.score;

/** What the facts about the rows that were read say. */
sealed interface Decision {
    /**
     * They suffice.
     *
     * @param reading how the table is understood
     */
    record Understood(Reading reading) implements Decision {}

    /** The rows have to be read in another way. */
    enum Reread implements Decision {
        /** The outcome as text that stands for two classes. */
        VALUES,
        /** Outcome and prediction as text that stands for classes. */
        LABELS
    }
}
