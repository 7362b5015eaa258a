package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.traits.Answer.Method;
import org.surprisal.loss.traits.Answer.Reason;

/** Whether a loss, as it is computed in doubles, is a finite number for all arguments of plain size. */
final class Finiteness {
    /** The greatest magnitude of arguments that are looked at; the least one is its inverse. */
    static final double FAR = 1e100;

    private Finiteness() {}

    static Answer of(Loss loss, Subject subject) {
        int points = 0;
        for (double[] y : plain(Samples.targets(subject))) {
            for (double[] p : plain(Samples.predictions(subject))) {
                points++;
                double computed = value(loss, y, p);
                if (!Double.isFinite(computed)) {
                    return new Answer.Refuted(example(subject, y, p, computed));
                }
            }
        }
        Ranges ranges = new Ranges(subject.value());
        Box start = Box.of(plain(subject.target()), plain(subject.prediction()), subject.classes());
        Subdivision.Outcome outcome = Subdivision.everywhere(
                start,
                box -> {
                    ranges.of(box);
                    return ranges.allFinite();
                },
                Budget.boxes(subject.value().nodes().size()));
        return outcome.proved()
                ? new Answer.Proved(Method.INTERVALS, outcome.boxes(), Double.NaN, Double.NaN)
                : new Answer.Undecided(Reason.BUDGET, outcome.boxes(), points);
    }

    private static List<double[]> plain(List<double[]> points) {
        return points.stream()
                .filter(point ->
                        Arrays.stream(point).allMatch(x -> x == 0 || (Math.abs(x) <= FAR && Math.abs(x) >= 1 / FAR)))
                .toList();
    }

    private static Interval plain(Domain domain) {
        Interval all = Box.of(domain).within(-FAR, FAR);
        double low = domain.low() == 0 && !domain.lowIncluded() ? 1 / FAR : all.low();
        return Interval.of(low, all.high());
    }

    private static Counterexample example(Subject subject, double[] y, double[] p, double computed) {
        Counterexample.Figure found =
                new Counterexample.Figure(Names.loss(y, p, BigDecimal.ZERO).name(), computed);
        try {
            BigDecimal exact = subject.exactly(y, p);
            return Counterexample.of(found, new Counterexample.Figure("exactly", exact.doubleValue()));
        } catch (ArithmeticException noValue) {
            return Counterexample.of(found);
        }
    }

    static double value(Loss loss, double[] y, double[] p) {
        if (!loss.perClass()) {
            return loss.value(y[0], p[0]);
        }
        double[] out = new double[1];
        loss.evaluator().values(columns(y), columns(p), 1, out);
        return out[0];
    }

    private static double[][] columns(double[] row) {
        return Arrays.stream(row).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    }
}
