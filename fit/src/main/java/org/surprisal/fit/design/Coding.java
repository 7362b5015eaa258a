package org.surprisal.fit.design;

import java.util.stream.IntStream;
import org.surprisal.fit.formula.Contrast;

/**
 * How the levels of a category become coefficients: each level is a sum of a few of them.
 *
 * @param levels the number of levels
 * @param full whether each level has a coefficient of its own, because no other term has their sum
 * @param contrast the contrast if not
 * @param base the level without a coefficient if not
 */
record Coding(int levels, boolean full, Contrast contrast, int base) {
    /** The number of coefficients. */
    int width() {
        return full ? levels : levels - 1;
    }

    /** The coefficients whose sum, with the factor of {@link #factor}, is the effect of a level. */
    int[] coefficients(int level) {
        if (full) {
            return new int[] {level};
        }
        if (level != base) {
            return new int[] {level < base ? level : level - 1};
        }
        return contrast == Contrast.SUM ? IntStream.range(0, width()).toArray() : new int[0];
    }

    /** The factor of these coefficients: 1, or -1 for the level that a sum contrast leaves out. */
    double factor(int level) {
        return !full && level == base ? -1 : 1;
    }

    /** The level that a coefficient is named after. */
    int levelOf(int coefficient) {
        return full || coefficient < base ? coefficient : coefficient + 1;
    }
}
