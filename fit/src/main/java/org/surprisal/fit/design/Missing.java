package org.surprisal.fit.design;

/** What becomes of rows with a missing value in a column that the model uses. */
public enum Missing {
    /** They are left out, and counted by column. */
    DROP,

    /** They are refused: the message names the first one. */
    REFUSE
}
