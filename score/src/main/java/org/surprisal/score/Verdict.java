package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/** What becomes of a row. */
enum Verdict {
    /** Scored, nothing to say. */
    KEPT(true, null),
    /** Scored as given, although its probabilities sum to one only nearly. */
    NEARLY_ONE(true, Note.Code.ROW_SUM_NEAR),
    /** Repeated zero times: it does not exist. */
    ABSENT(false, null),
    /** Left out: nobody knows yet what happened. */
    OUTCOME_MISSING(false, Note.Code.OUTCOME_MISSING),
    /** Left out: nothing was forecast. */
    PREDICTION_MISSING(false, Note.Code.PREDICTION_MISSING),
    /** Left out: a cell is no number. */
    NOT_A_NUMBER(false, Note.Code.NOT_A_NUMBER),
    /** Left out: a value lies where none may lie. */
    OUTSIDE_DOMAIN(false, Note.Code.OUTSIDE_DOMAIN),
    /** Left out: the outcome is between the classes. */
    OUTCOME_BETWEEN_CLASSES(false, Note.Code.OUTCOME_BETWEEN_CLASSES),
    /** Left out: the probabilities do not sum to one. */
    ROW_SUM(false, Note.Code.ROW_SUM),
    /** Left out: weight or count is none. */
    WEIGHT_INVALID(false, Note.Code.WEIGHT_INVALID);

    private final boolean scored;
    private final Note.@Nullable Code code;

    Verdict(boolean scored, Note.@Nullable Code code) {
        this.scored = scored;
        this.code = code;
    }

    /** Whether the row counts for the scores. */
    boolean scored() {
        return scored;
    }

    /** Under which code the row is noted, or null. */
    Note.@Nullable Code code() {
        return code;
    }
}
