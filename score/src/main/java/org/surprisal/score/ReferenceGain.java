package org.surprisal.score;

import org.surprisal.math.Dyadic;
import org.surprisal.score.Estimate.Kind;
import org.surprisal.score.Inference.Meaning;

/**
 * The skill {@code 1 - S/R} of a mean loss S against the mean loss R of a reference on the same rows. Its influence
 * function is {@code -l/R + S r/R²} for row losses l and r, so its error includes that of the reference and what the
 * two have in common.
 */
final class ReferenceGain {
    private ReferenceGain() {}

    /**
     * The skill.
     *
     * @param score the mean loss
     * @param reference the mean loss of the reference
     * @param none why there is no skill if the reference loses nothing
     * @param squares the exact Σ w² (a l + b r)² for given a and b
     * @param weight Σw
     */
    static Estimate skill(
            Inference inference, Estimate score, Estimate reference, String none, ToDyadic squares, Dyadic weight) {
        double s = score.value();
        double r = reference.value();
        long n = score.n();
        if (n == 0) {
            return inference.undefined(Meaning.SKILL, 0, Reasons.NO_ROWS);
        }
        if (Double.isNaN(s) || Double.isNaN(r)) {
            return inference.undefined(Meaning.SKILL, n, Reasons.NO_VALUE);
        }
        if (Double.isInfinite(r)) {
            return inference.undefined(Meaning.SKILL, n, Reasons.INFINITE_REFERENCE);
        }
        if (r == 0) {
            return inference.undefined(Meaning.SKILL, n, none);
        }
        if (Double.isInfinite(s)) {
            return new Estimate(
                    -s,
                    null,
                    null,
                    inference.level(),
                    null,
                    Kind.INFINITE,
                    Meaning.SKILL.unit(),
                    Meaning.SKILL.better(),
                    n,
                    Reasons.INFINITE);
        }
        double a = -1 / r;
        double b = s / r / r;
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            return inference.without(1 - s / r, null, Meaning.SKILL, n, Reasons.TOO_LARGE);
        }
        return inference.smooth(
                1 - s / r, squares.of(a, b), weight, n, Meaning.SKILL, Math.max(1, s / r), Reasons.NO_SPREAD_OF_GAIN);
    }

    /** An exact number from two factors. */
    @FunctionalInterface
    interface ToDyadic {
        /** The number for these factors. */
        Dyadic of(double a, double b);
    }
}
