package org.surprisal.loss.traits;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Domain;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Add;
import org.surprisal.loss.op.Subtract;

/** The few targets that stand for all of them, found by algebra. */
final class Reduction {
    private Reduction() {}

    /**
     * Targets that decide a question about bounds and convexity in the prediction. A loss of the difference of
     * prediction and target alone is that at target 0; one that is straight in the target lies between those at the
     * ends.
     *
     * @return null if there are none
     */
    static double @Nullable [] targets(Subject subject) {
        if (subject.perClass()) {
            return null;
        }
        if (!Subject.depends(subject.value(), subject.y())) {
            return new double[] {inside(subject.target())};
        }
        if (ofDifference(subject)) {
            return new double[] {0};
        }
        Domain target = subject.target();
        boolean bounded = Double.isFinite(target.low()) && Double.isFinite(target.high());
        return bounded && target.lowIncluded() && target.highIncluded() && straightInTarget(subject)
                ? new double[] {target.low(), target.high()}
                : null;
    }

    /** Whether the loss depends on nothing but prediction less target, both of which may be any number. */
    static boolean ofDifference(Subject subject) {
        if (!subject.target().equals(Domain.REAL) || !subject.prediction().equals(Domain.REAL)) {
            return false;
        }
        Graph g = subject.graph();
        Symbol error = g.symbol("error", Symbol.Role.PARAMETER, false);
        Expr moved = subject.substituted(subject.value(), subject.y(), g.call(Add.OPERATION, subject.y(), error));
        Expr atZero = subject.substituted(subject.value(), g.num(0), error);
        return subject.isZero(g.call(Subtract.OPERATION, moved, atZero));
    }

    /** Whether the loss is a straight line in the target. */
    static boolean straightInTarget(Subject subject) {
        Expr slope = subject.derivativeInTarget(subject.value());
        return !Kinks.switches(subject.value(), subject.y())
                && (!Subject.depends(slope, subject.y()) || subject.isZero(subject.derivativeInTarget(slope)));
    }

    private static double inside(Domain domain) {
        for (double x : Samples.of(domain)) {
            return x;
        }
        return domain.low();
    }
}
