package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Derivatives;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.oracle.Oracle;

/**
 * Compares derivatives with differences in decimals: of fourth order, over so small a step that nothing else matters.
 */
final class Differences {
    private static final BigDecimal STEP = new BigDecimal("1e-12");
    private static final int DIGITS = 70;
    private static final MathContext ROUNDING = new MathContext(100);

    /** Differences over one step that are not nearly the same: a kink is next to it. */
    private static final BigDecimal KINK = new BigDecimal("1e-6");

    /** Arguments of greater magnitude need more digits than are worth it. */
    private static final double FAR = 1e7;

    private static final int POINTS = 60;

    /** How far from an end of a domain a point is looked at. */
    private static final double NEAR = 1e-9;

    /** How many values of what is predicted or given beside the prediction are looked at. */
    private static final int VALUES = 3;

    private Differences() {}

    static Agreement gradient(Subject subject) {
        return compare(subject, subject.value(), subject.gradient());
    }

    static Agreement hessian(Subject subject) {
        Expr hessian = subject.hessian();
        return hessian == null ? new Agreement(0, "", 0) : compare(subject, subject.gradient(), hessian);
    }

    private static Agreement compare(Subject subject, Expr function, Expr derivative) {
        Worst worst = new Worst();
        List<double[]> targets = Samples.targets(subject);
        for (double[] y : targets.subList(0, Math.min(6, targets.size()))) {
            for (double[] p : Samples.predictions(subject)) {
                if (worst.points < POINTS && isInside(subject, y, p)) {
                    Function<BigDecimal, Oracle> oracle = shift -> {
                        BigDecimal[] at = Subject.decimals(p);
                        at[0] = at[0].add(shift);
                        return new Oracle(Subject.decimals(y), at, Map.of());
                    };
                    worst.add(difference(function, derivative, oracle), y, p);
                }
            }
        }
        return worst.agreement();
    }

    /**
     * A derivative in a parameter that is predicted, or in two predictions, at a few values of every parameter.
     *
     * @param variables one name or two, the last one of a parameter
     */
    static Agreement further(Loss loss, Subject subject, List<String> variables) {
        Derivatives derivatives = loss.derivatives();
        Expr function = variables.size() == 1 ? loss.value() : derivatives.computed(variables.subList(0, 1));
        Expr derivative = derivatives.computed(variables);
        String moved = variables.get(variables.size() - 1);
        Worst worst = new Worst();
        for (double[] y : Samples.targets(subject)) {
            for (double[] p : Samples.predictions(subject)) {
                for (Map<String, BigDecimal> parameters : parameters(loss)) {
                    boolean near = Arrays.stream(y).allMatch(x -> Math.abs(x) <= FAR)
                            && Arrays.stream(p).allMatch(x -> Math.abs(x) <= FAR);
                    if (near && worst.points < POINTS) {
                        BigDecimal at = Objects.requireNonNull(parameters.get(moved));
                        Function<BigDecimal, Oracle> oracle = shift -> {
                            Map<String, BigDecimal> shifted = new HashMap<>(parameters);
                            shifted.put(moved, at.add(shift));
                            return new Oracle(Subject.decimals(y), Subject.decimals(p), shifted);
                        };
                        worst.add(difference(function, derivative, oracle), y, p);
                    }
                }
            }
        }
        return worst.agreement();
    }

    /** Numbers for the parameters: the declared ones, and of those that come with the rows some others. */
    private static List<Map<String, BigDecimal>> parameters(Loss loss) {
        List<Map<String, BigDecimal>> all = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            Map<String, BigDecimal> numbers = new HashMap<>();
            for (Parameter parameter : loss.parameters()) {
                double[] plain = Arrays.stream(Samples.of(parameter.domain()))
                        .filter(x -> parameter.domain().contains(x - NEAR)
                                && parameter.domain().contains(x + NEAR))
                        .toArray();
                boolean open = loss.columns().contains(parameter.name()) && plain.length > 0;
                double value = open ? plain[i % plain.length] : parameter.value();
                numbers.put(parameter.name(), new BigDecimal(Double.isFinite(value) ? value : Double.MAX_VALUE));
            }
            all.add(numbers);
        }
        return all;
    }

    /** The worst difference so far. */
    private static final class Worst {
        private double worst;
        private String at = "";
        private int points;

        void add(@Nullable BigDecimal difference, double[] y, double[] p) {
            if (difference != null) {
                points++;
                double own = difference.abs().doubleValue();
                if (own > worst || at.isEmpty()) {
                    worst = own;
                    at = Names.list(y) + ", " + Names.list(p);
                }
            }
        }

        Agreement agreement() {
            return new Agreement(worst, at, points);
        }
    }

    private static boolean isInside(Subject subject, double[] y, double[] p) {
        for (int k = 0; k < p.length; k++) {
            boolean inside = subject.prediction().contains(p[k] - NEAR * Math.max(1, Math.abs(p[k])))
                    && subject.prediction().contains(p[k] + NEAR * Math.max(1, Math.abs(p[k])));
            if (!inside || Math.abs(p[k]) > FAR || Math.abs(y[k]) > FAR) {
                return false;
            }
        }
        return true;
    }

    /** Of the derivative at the first class; null at a kink or where there is no value. */
    private static @Nullable BigDecimal difference(
            Expr function, Expr derivative, Function<BigDecimal, Oracle> shifted) {
        try {
            BigDecimal slope = shifted.apply(BigDecimal.ZERO).value(derivative, 0, DIGITS);
            BigDecimal[] moved = new BigDecimal[5];
            for (int i = 0; i < 5; i++) {
                moved[i] =
                        shifted.apply(STEP.multiply(BigDecimal.valueOf(i - 2))).value(function, 0, DIGITS);
            }
            BigDecimal scale = slope.abs().max(BigDecimal.ONE);
            BigDecimal[] steps = new BigDecimal[4];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = moved[i + 1].subtract(moved[i]).divide(STEP, ROUNDING);
                scale = scale.max(steps[i].abs());
            }
            for (BigDecimal step : steps) {
                if (step.subtract(steps[0]).abs().compareTo(scale.multiply(KINK)) > 0) {
                    return null;
                }
            }
            BigDecimal near = moved[3].subtract(moved[1]).multiply(BigDecimal.valueOf(8));
            BigDecimal far = moved[0].subtract(moved[4]);
            BigDecimal quotient = near.add(far).divide(STEP.multiply(BigDecimal.valueOf(12)), ROUNDING);
            return quotient.subtract(slope).divide(scale, ROUNDING);
        } catch (ArithmeticException noValue) {
            return null;
        }
    }
}
