package org.surprisal.score;

import java.util.function.Supplier;
import org.surprisal.score.Inference.Meaning;

/**
 * A number that is a smooth function of the rows: up to what vanishes faster, its error is the sum of the influences of
 * the rows.
 *
 * @param meaning what kind of number it is
 * @param form on which scale its interval is symmetric
 * @param rows the influence of each row, computed when it is asked for
 */
record Influence(Meaning meaning, Form form, Supplier<double[]> rows) {
    /** The scale of an interval. */
    enum Form {
        /** The number's own. */
        PLAIN,
        /** That of its log-odds. */
        LOGIT
    }

    /** The same influences for an interval on the number's own scale. */
    static Influence plain(Meaning meaning, Supplier<double[]> rows) {
        return new Influence(meaning, Form.PLAIN, rows);
    }
}
