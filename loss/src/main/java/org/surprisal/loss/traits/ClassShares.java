package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Expr;

/**
 * Recognises a class loss whose best constant is the share of each class. If the slope of each class is straight in the
 * target, its mean over the rows is that at the mean target; if that is the same for all classes where the prediction
 * is the target, no shift between classes makes the total less (the condition of Lagrange for shares that sum to one).
 * Both are compared in decimals; a prediction that is better for some truth is looked for too, and none may be found.
 */
final class ClassShares {
    private static final BigDecimal SAME = new BigDecimal("1e-25");

    /** What rounded logarithms of shares, as scores, may leave. */
    private static final BigDecimal ROUNDED = new BigDecimal("1e-12");

    private static final List<double[]> HARD = Samples.distributions();

    /** Those that give each class a chance. */
    private static final List<double[]> INSIDE = HARD.stream()
            .filter(shares -> Arrays.stream(shares).allMatch(share -> share > 0))
            .toList();

    private final Subject subject;
    private final boolean scores;

    private ClassShares(Subject subject, boolean scores) {
        this.subject = subject;
        this.scores = scores;
    }

    /** What is best for each class: the share itself, or its logarithm if scores are predicted. */
    static Optional<String> formula(Loss loss) {
        Subject subject = Subject.of(loss);
        boolean shares = subject.target().contains(0) && subject.target().contains(1);
        boolean probabilities =
                subject.prediction().contains(0) && subject.prediction().contains(1);
        boolean scores = subject.prediction().contains(-1);
        String mean = "mean(" + loss.target().name() + ")";
        if (shares && scores && new ClassShares(subject, true).holds()) {
            return Optional.of("log(" + mean + ")");
        }
        return shares && probabilities && new ClassShares(subject, false).holds()
                ? Optional.of(mean)
                : Optional.empty();
    }

    private boolean holds() {
        try {
            for (double[] truth : INSIDE) {
                if (!isBest(truth) || !isBalanced(truth)) {
                    return false;
                }
            }
            return true;
        } catch (ArithmeticException noValue) {
            return false;
        }
    }

    /** Whether no other prediction was found that costs less if each class happens as often as the truth says. */
    private boolean isBest(double[] truth) {
        BigDecimal honest = expected(truth, truth);
        for (double[] other : INSIDE) {
            // What the logarithms of scores are rounded by makes no one better.
            if (expected(truth, other).compareTo(honest.subtract(ROUNDED)) < 0) {
                return false;
            }
        }
        return true;
    }

    private BigDecimal expected(double[] truth, double[] forecast) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < truth.length; k++) {
            double[] happened = new double[truth.length];
            happened[k] = 1;
            BigDecimal value = subject.exactly(subject.value(), Subject.decimals(happened), prediction(forecast), 0);
            sum = sum.add(value.multiply(new BigDecimal(truth[k])));
        }
        return sum;
    }

    private boolean isBalanced(double[] truth) {
        BigDecimal[] share = Subject.decimals(truth);
        BigDecimal[] prediction = prediction(truth);
        BigDecimal first = slope(subject, share, prediction, 0);
        for (int k = 0; k < truth.length; k++) {
            BigDecimal own = slope(subject, share, prediction, k);
            // Scores are free: there each slope is 0, but for the rounding of their logarithms.
            boolean balanced = scores ? own.abs().compareTo(ROUNDED) <= 0 : same(own, first);
            if (!balanced || !straight(subject, prediction, k)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the slope at a mixture of targets is the mixture of slopes. */
    private static boolean straight(Subject subject, BigDecimal[] p, int k) {
        BigDecimal half = new BigDecimal("0.5");
        for (int i = 1; i < HARD.size(); i++) {
            BigDecimal[] one = Subject.decimals(HARD.get(i - 1));
            BigDecimal[] other = Subject.decimals(HARD.get(i));
            BigDecimal[] mixed = new BigDecimal[one.length];
            for (int j = 0; j < mixed.length; j++) {
                mixed[j] = one[j].add(other[j]).multiply(half);
            }
            BigDecimal mean =
                    slope(subject, one, p, k).add(slope(subject, other, p, k)).multiply(half);
            if (!same(slope(subject, mixed, p, k), mean)) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal slope(Subject subject, BigDecimal[] y, BigDecimal[] p, int k) {
        Expr gradient = subject.gradient();
        return subject.exactly(gradient, y, p, k);
    }

    private BigDecimal[] prediction(double[] shares) {
        if (!scores) {
            return Subject.decimals(shares);
        }
        double[] logarithms = new double[shares.length];
        org.surprisal.math.Log.of(shares, logarithms, shares.length);
        return Subject.decimals(logarithms);
    }

    private static boolean same(BigDecimal a, BigDecimal b) {
        BigDecimal size = a.abs().max(b.abs()).max(BigDecimal.ONE);
        return a.subtract(b).abs().compareTo(size.multiply(SAME)) <= 0;
    }
}
