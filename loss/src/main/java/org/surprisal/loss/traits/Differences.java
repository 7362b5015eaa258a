package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private Differences() {}

    static Agreement gradient(Subject subject) {
        return compare(subject, subject.value(), subject.gradient());
    }

    static Agreement hessian(Subject subject) {
        Expr hessian = subject.hessian();
        return hessian == null ? new Agreement(0, "", 0) : compare(subject, subject.gradient(), hessian);
    }

    private static Agreement compare(Subject subject, Expr function, Expr derivative) {
        double worst = 0;
        String at = "";
        int points = 0;
        List<double[]> targets = Samples.targets(subject);
        for (double[] y : targets.subList(0, Math.min(6, targets.size()))) {
            for (double[] p : Samples.predictions(subject)) {
                if (points >= POINTS || !isInside(subject, y, p)) {
                    continue;
                }
                BigDecimal difference = difference(function, derivative, y, p);
                if (difference != null) {
                    points++;
                    double own = difference.abs().doubleValue();
                    if (own > worst || at.isEmpty()) {
                        worst = own;
                        at = Names.list(y) + ", " + Names.list(p);
                    }
                }
            }
        }
        return new Agreement(worst, at, points);
    }

    private static boolean isInside(Subject subject, double[] y, double[] p) {
        double near = 1e-9;
        for (int k = 0; k < p.length; k++) {
            boolean inside = subject.prediction().contains(p[k] - near * Math.max(1, Math.abs(p[k])))
                    && subject.prediction().contains(p[k] + near * Math.max(1, Math.abs(p[k])));
            if (!inside || Math.abs(p[k]) > FAR || Math.abs(y[k]) > FAR) {
                return false;
            }
        }
        return true;
    }

    /** Of the derivative at the first class; null at a kink or where there is no value. */
    private static @Nullable BigDecimal difference(Expr function, Expr derivative, double[] y, double[] p) {
        try {
            BigDecimal slope =
                    new Oracle(Subject.decimals(y), Subject.decimals(p), Map.of()).value(derivative, 0, DIGITS);
            BigDecimal[] moved = new BigDecimal[5];
            for (int i = 0; i < 5; i++) {
                BigDecimal[] at = Subject.decimals(p);
                at[0] = at[0].add(STEP.multiply(BigDecimal.valueOf(i - 2)));
                moved[i] = new Oracle(Subject.decimals(y), at, Map.of()).value(function, 0, DIGITS);
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
