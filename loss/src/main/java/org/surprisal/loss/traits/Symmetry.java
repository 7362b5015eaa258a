package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Optional;
import org.surprisal.loss.Domain;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.op.Multiply;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.op.Subtract;
import org.surprisal.loss.traits.Answer.Method;
import org.surprisal.loss.traits.Answer.Reason;

/** Whether a row loss is the same with its mirror image, whose kind the domains say. */
final class Symmetry {
    /** What two figures that should be the same may differ by, relatively. */
    private static final BigDecimal SAME = new BigDecimal("1e-20");

    private Symmetry() {}

    /** Nothing if the domains have no mirror image. */
    static Optional<Trait> of(Subject subject) {
        boolean event = subject.target().equals(Domain.UNIT_INTERVAL);
        boolean probability =
                subject.prediction().low() == 0 && subject.prediction().high() == 1;
        boolean score = subject.prediction().equals(Domain.REAL);
        if (subject.perClass()
                || !(event ? probability || score : subject.target().equals(Domain.REAL) && score)) {
            return Optional.empty();
        }
        Graph g = subject.graph();
        Expr y = subject.y();
        Expr p = subject.p();
        Expr target = event ? g.call(Subtract.OPERATION, g.num(1), y) : y;
        Expr prediction = event
                ? probability ? g.call(Subtract.OPERATION, g.num(1), p) : g.call(Negate.OPERATION, p)
                : g.raw(Subtract.OPERATION, g.raw(Multiply.OPERATION, g.num(2), y), p);
        String about = "L(" + target + ", " + prediction + ") = L(" + y + ", " + p + ")";
        Expr mirrored = subject.substituted(subject.value(), target, prediction);
        return Optional.of(new Trait(Property.SYMMETRIC, about, answer(subject, mirrored, about)));
    }

    private static Answer answer(Subject subject, Expr mirrored, String about) {
        int points = 0;
        for (double[] y : Samples.targets(subject)) {
            for (double[] p : Samples.predictions(subject)) {
                if (points < Budget.POINTS && Math.abs(p[0]) < Slopes.HUGE && Math.abs(y[0]) < Slopes.HUGE) {
                    points++;
                    try {
                        BigDecimal here = subject.exactly(y, p);
                        BigDecimal there = subject.exactly(mirrored, y, p, 0);
                        BigDecimal size = here.abs().max(there.abs());
                        if (here.subtract(there).abs().compareTo(size.multiply(SAME)) > 0) {
                            String name = about.substring(0, about.indexOf(" = "));
                            return new Answer.Refuted(Counterexample.of(
                                    Names.loss(y, p, here), new Counterexample.Figure(name, there.doubleValue())));
                        }
                    } catch (ArithmeticException noValue) {
                        // Infinite on both sides, or on one that has a mirror image among the points.
                    }
                }
            }
        }
        boolean same = subject.isZero(subject.graph().call(Subtract.OPERATION, mirrored, subject.value()));
        return same
                ? new Answer.Proved(Method.ALGEBRA, 0, Double.NaN, Double.NaN)
                : new Answer.Undecided(Reason.ALGEBRA, 0, points);
    }
}
