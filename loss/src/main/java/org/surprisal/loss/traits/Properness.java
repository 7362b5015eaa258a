package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.op.Exponential;
import org.surprisal.loss.op.Sigmoid;
import org.surprisal.loss.traits.Answer.Method;
import org.surprisal.loss.traits.Answer.Reason;

/**
 * Whether the expected loss is least where the prediction is the mean of the truth. If the slope in the prediction is
 * straight in the target, the expected slope is that at the mean; if it is 0 where the prediction is the target, and
 * falls as the target rises, the expected loss falls before the mean and rises after it (Savage 1971; Gneiting 2011).
 */
final class Properness {
    private static final double[] WEIGHTS = {0.5, 0.25, 0.75, 0.0625};

    /** How much less, relatively, another prediction has to cost. */
    private static final double MARGIN = 1e-9;

    private final Subject subject;
    private int points;

    private Properness(Subject subject) {
        this.subject = subject;
    }

    static Trait of(Loss loss, Subject subject) {
        return subject.perClass() ? ofClasses(loss, subject) : new Properness(subject).ofRow();
    }

    private Trait ofRow() {
        Graph g = subject.graph();
        List<Expr> means = new ArrayList<>(List.of(subject.p()));
        if (subject.prediction().equals(Domain.REAL)) {
            means.add(g.call(Sigmoid.OPERATION, subject.p()));
            means.add(g.call(Exponential.OPERATION, subject.p()));
        }
        Expr gradient = subject.gradient();
        for (Expr mean : means) {
            if (!subject.isZero(subject.substituted(gradient, mean, subject.p()))) {
                continue;
            }
            Answer proof = proof(gradient);
            if (proof != null) {
                return new Trait(Property.PROPER, "mean = " + mean, proof);
            }
        }
        boolean event = subject.target().high() == 1;
        boolean unit = subject.prediction().high() == 1;
        Counterexample example = event == unit ? counterexample() : null;
        return new Trait(
                Property.PROPER,
                "mean = " + subject.p(),
                example == null ? new Answer.Undecided(Reason.ALGEBRA, 0, points) : new Answer.Refuted(example));
    }

    private @Nullable Answer proof(Expr gradient) {
        Expr slope = subject.derivativeInTarget(gradient);
        boolean straight = !Kinks.switches(gradient, subject.y())
                && (!Subject.depends(slope, subject.y()) || subject.isZero(subject.derivativeInTarget(slope)));
        if (!straight || Kinks.mayJump(subject.value(), subject.p())) {
            return null;
        }
        Ranges ranges = new Ranges(slope);
        Box domain = subject.domain();
        Subdivision.Outcome outcome = Subdivision.everywhere(
                domain,
                box -> ranges.of(box)[0].high() <= 0,
                Budget.boxes(slope.nodes().size()));
        return outcome.proved()
                ? new Answer.Proved(Method.ALGEBRA_AND_INTERVALS, outcome.boxes(), Double.NaN, Double.NaN)
                : null;
    }

    /** Two outcomes, how likely the first one is, and a prediction that is better than their mean. */
    private @Nullable Counterexample counterexample() {
        double[] outcomes =
                Arrays.stream(Samples.of(subject.target())).limit(10).toArray();
        double[] predictions = Samples.of(subject.prediction());
        for (double first : outcomes) {
            for (double second : outcomes) {
                for (double weight : WEIGHTS) {
                    double mean = weight * first + (1 - weight) * second;
                    if (first == second || !subject.prediction().contains(mean)) {
                        continue;
                    }
                    double honest = about(first, second, weight, mean);
                    for (double prediction : predictions) {
                        double other = about(first, second, weight, prediction);
                        if (honest - other > MARGIN * Math.abs(honest) && points < Budget.POINTS) {
                            points++;
                            Counterexample example = confirmed(first, second, weight, mean, prediction);
                            if (example != null) {
                                return example;
                            }
                        }
                    }
                }
            }
        }
        return null;
    }

    private double about(double first, double second, double weight, double p) {
        return weight * subject.about(new double[] {first}, new double[] {p})
                + (1 - weight) * subject.about(new double[] {second}, new double[] {p});
    }

    private @Nullable Counterexample confirmed(
            double first, double second, double weight, double mean, double prediction) {
        try {
            BigDecimal honest = expected(first, second, weight, mean);
            BigDecimal other = expected(first, second, weight, prediction);
            if (other.compareTo(honest) >= 0) {
                return null;
            }
            String truth = Names.list(new double[] {first}) + " with probability " + Names.list(new double[] {weight})
                    + ", else " + Names.list(new double[] {second});
            return Counterexample.of(
                    new Counterexample.Figure("mean of " + truth, mean),
                    new Counterexample.Figure(expected(mean), honest.doubleValue()),
                    new Counterexample.Figure(expected(prediction), other.doubleValue()));
        } catch (ArithmeticException noValue) {
            return null;
        }
    }

    private static String expected(double p) {
        return "E L(Y, " + Names.list(new double[] {p}) + ")";
    }

    private BigDecimal expected(double first, double second, double weight, double p) {
        BigDecimal share = new BigDecimal(weight);
        return subject.exactly(new double[] {first}, new double[] {p})
                .multiply(share)
                .add(subject.exactly(new double[] {second}, new double[] {p}).multiply(BigDecimal.ONE.subtract(share)));
    }

    private static Trait ofClasses(Loss loss, Subject subject) {
        boolean probabilities =
                subject.prediction().low() == 0 && subject.prediction().high() == 1;
        String about =
                probabilities ? "probabilities = " + subject.p() : "probabilities = softmax(" + subject.p() + ")";
        if (probabilities) {
            Counterexample example = new Properness(subject).counterexampleOfClasses();
            if (example != null) {
                return new Trait(Property.PROPER, about, new Answer.Refuted(example));
            }
        }
        Trait binary = new Properness(Subject.of(loss.asBinary())).ofRow();
        Reason reason = binary.answer() instanceof Answer.Proved ? Reason.TWO_CLASSES : Reason.ALGEBRA;
        return new Trait(Property.PROPER, about, new Answer.Undecided(reason, 0, Budget.POINTS));
    }

    private @Nullable Counterexample counterexampleOfClasses() {
        for (double[] truth : Samples.predictions(subject)) {
            for (double[] p : Samples.predictions(subject)) {
                try {
                    BigDecimal honest = expectedOfClasses(truth, truth);
                    BigDecimal other = expectedOfClasses(truth, p);
                    if (other.compareTo(honest) < 0) {
                        return Counterexample.of(
                                new Counterexample.Figure(
                                        "E L(Y, " + Names.list(truth) + ") for the truth " + Names.list(truth),
                                        honest.doubleValue()),
                                new Counterexample.Figure("E L(Y, " + Names.list(p) + ")", other.doubleValue()));
                    }
                } catch (ArithmeticException infinite) {
                    // A forecast that costs infinity is no better than an honest one.
                }
            }
        }
        return null;
    }

    private BigDecimal expectedOfClasses(double[] truth, double[] p) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < truth.length; k++) {
            if (truth[k] > 0) {
                double[] happened = new double[truth.length];
                happened[k] = 1;
                sum = sum.add(subject.exactly(happened, p).multiply(new BigDecimal(truth[k])));
            }
        }
        return sum;
    }
}
