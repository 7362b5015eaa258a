package org.surprisal.loss.traits;

/** Proved, refuted, or not decided. */
public sealed interface Answer {
    /** How something was proved. */
    enum Method {
        /** The formula is put together from convex parts by rules that keep it so. */
        COMPOSITION,
        /** Bounds of intervals hold on each part of the domain. */
        INTERVALS,
        /** Two formulas are the same by the rules of algebra. */
        ALGEBRA,
        /** The formula was turned by algebra into another one, which has the bounds on each part of the domain. */
        ALGEBRA_AND_INTERVALS
    }

    /**
     * It holds.
     *
     * @param method how it was proved
     * @param boxes how many parts of the domain were looked at
     * @param bound the constant that was asked for, rounded up; NaN if none was
     * @param attained the greatest magnitude that was met, at most {@code bound}; NaN if none was asked for
     */
    record Proved(Method method, int boxes, double bound, double attained) implements Answer {}

    /**
     * It does not hold.
     *
     * @param example where, with figures from decimals
     */
    record Refuted(Counterexample example) implements Answer {}

    /**
     * Neither was found.
     *
     * @param reason why
     * @param boxes how many parts of the domain were looked at
     * @param points how many points were looked at for a counterexample
     */
    record Undecided(Reason reason, int boxes, int points) implements Answer {}

    /** Why something is not decided. */
    enum Reason {
        /** The budget is spent. */
        BUDGET,
        /** The derivative that it takes has no closed form, or the formula is too long. */
        FORMULA,
        /** Two formulas agree wherever they were compared, but algebra does not show that they are the same. */
        ALGEBRA,
        /** There are kinks whose place depends on the target in a way that is not followed. */
        KINKS,
        /** It holds with two classes; with more it was not refuted. */
        TWO_CLASSES
    }
}
