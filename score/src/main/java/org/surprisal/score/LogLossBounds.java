package org.surprisal.score;

import org.surprisal.math.Exp;
import org.surprisal.math.Log;

/**
 * A {@link ZeroRule} as bounds of the loss {@code -ln q} of what happened.
 *
 * @param least the smallest loss
 * @param positive the largest loss of the positive outcome, or of any class
 * @param negative the largest loss of the negative outcome
 * @param shift what is added to the bounded probability inside the logarithm
 */
record LogLossBounds(double least, double positive, double negative, double shift) {
    /** The bounds of a rule. */
    static LogLossBounds of(ZeroRule rule) {
        return new LogLossBounds(
                0 - Log.of(rule.ceiling()),
                Math.min(rule.cap(), 0 - Log.of(rule.floorPositive())),
                Math.min(rule.cap(), 0 - Log.of(rule.floorNegative())),
                rule.shift());
    }

    /** Whether every loss stays as it is. */
    boolean areInert() {
        return positive == Double.POSITIVE_INFINITY && least == 0;
    }

    /** Whether the rule decides this loss. */
    boolean decide(double loss, boolean isPositive) {
        return loss < least || loss > (isPositive ? positive : negative);
    }

    /** The loss under the rule. */
    double apply(double loss, boolean isPositive) {
        double bounded = Math.max(least, Math.min(loss, isPositive ? positive : negative));
        return shift == 0 ? bounded : 0 - Log.of(Exp.of(-bounded) + shift);
    }
}
