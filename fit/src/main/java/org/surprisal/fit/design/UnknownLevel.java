package org.surprisal.fit.design;

/** What becomes of a row whose category was not there when the model was fitted. */
public enum UnknownLevel {
    /** It is refused: the message names column, level and row. */
    REFUSE,

    /** It has no prediction: NaN, as of a missing value. */
    MISSING,

    /**
     * The category adds nothing of its own: with treatment contrasts the row counts as one of the base level, with sum
     * contrasts as one between all levels.
     */
    BASE
}
