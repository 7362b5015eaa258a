package org.surprisal.loss.traits;

import java.math.BigDecimal;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.traits.Answer.Method;
import org.surprisal.loss.traits.Answer.Reason;

/** Whether a loss is never negative. */
final class Signs {
    private Signs() {}

    static Answer of(Subject subject) {
        int points = 0;
        Ranges ranges = new Ranges(subject.value());
        for (double[] y : Samples.targets(subject)) {
            for (double[] p : Samples.predictions(subject)) {
                points++;
                Interval about = ranges.of(Subject.point(y, p))[0];
                if (about.high() < 0 && !about.undefined()) {
                    try {
                        BigDecimal value = subject.exactly(y, p);
                        if (value.signum() < 0) {
                            return new Answer.Refuted(Counterexample.of(Names.loss(y, p, value)));
                        }
                    } catch (ArithmeticException noValue) {
                        // Nothing that can be shown.
                    }
                }
            }
        }
        double[] targets = Reduction.targets(subject);
        Box domain = subject.domain();
        int boxes = 0;
        boolean holds = true;
        for (double target : targets == null ? new double[] {0} : targets) {
            Box start = targets == null ? domain : new Box(new Interval[] {Interval.point(target)}, domain.p());
            Subdivision.Outcome outcome = Subdivision.everywhere(
                    start,
                    box -> {
                        Interval value = ranges.of(box)[0];
                        return value.low() >= 0 && !value.undefined();
                    },
                    Budget.boxes(subject.value().nodes().size()));
            boxes += outcome.boxes();
            holds &= outcome.proved();
        }
        Method method = targets == null ? Method.INTERVALS : Method.ALGEBRA_AND_INTERVALS;
        return holds
                ? new Answer.Proved(method, boxes, Double.NaN, Double.NaN)
                : new Answer.Undecided(Reason.BUDGET, boxes, points);
    }
}
