package org.surprisal.loss.traits;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.op.Divide;
import org.surprisal.loss.op.Negate;
import org.surprisal.loss.textbook.Textbook;
import org.surprisal.math.ExactSum;

/**
 * The best constant prediction of a row loss, the one that costs the least in total: by formula where the loss is
 * proved to elicit the mean, otherwise between two doubles where the slope of the total changes its sign, each total
 * being an exact sum.
 */
public final class Intercept {
    private Intercept() {}

    /**
     * The best constant as a formula.
     *
     * @param loss the loss
     * @return such as {@code mean(y)}, {@code logit(mean(y))} or {@code median(y)}; of a class loss what it is for each
     *     class; nothing if none is found, or if something is predicted or different for each class beside it
     */
    public static Optional<String> formula(Loss loss) {
        if (!loss.columns().isEmpty()
                || loss.parameters().stream()
                        .anyMatch(one -> loss.numbers(one.name()).size() > 1)) {
            return Optional.empty();
        }
        try {
            return loss.perClass() ? ClassShares.formula(loss) : ofRow(loss);
        } catch (FormulaException tooLong) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofRow(Loss loss) {
        String y = loss.target().name();
        return mean(loss)
                .map(about -> {
                    String mean = "mean(" + y + ")";
                    return about.contains("sigmoid(")
                            ? "logit(" + mean + ")"
                            : about.contains("exp(") ? "log(" + mean + ")" : mean;
                })
                .or(() -> meanOfFunction(Subject.of(loss)))
                .or(() -> Quantile.of(Subject.of(loss))
                        .map(level -> level == 0.5
                                ? "median(" + y + ")"
                                : "quantile(" + y + ", " + Printer.number(level) + ")"));
    }

    /** Of a slope c p - T(y) with a number c above 0 it is the mean of T(y) / c. */
    private static Optional<String> meanOfFunction(Subject subject) {
        Graph g = subject.graph();
        Expr slope = subject.gradient();
        Expr bend = Textbook.of(subject.derivative(slope));
        boolean straight = bend instanceof Num c
                && c.value() > 0
                && Kinks.switches(subject, slope).isEmpty()
                && Kinks.switches(subject, subject.value()).isEmpty();
        if (!straight) {
            return Optional.empty();
        }
        Expr atZero = subject.substituted(slope, subject.y(), g.num(0));
        Expr function = Textbook.of(g.call(Divide.OPERATION, g.call(Negate.OPERATION, atZero), bend));
        return Subject.depends(function, subject.p()) ? Optional.empty() : Optional.of("mean(" + function + ")");
    }

    /**
     * What is 0 in the mean at the best constant, for any loss: its slope in each prediction. Where a slope jumps it
     * goes from below 0 to above; where the loss is not convex, this holds at other places too.
     *
     * @param loss the loss
     * @return for each of the {@link Loss#predictions} the derivative in it
     */
    public static List<Expr> slopes(Loss loss) {
        return loss.predictions().stream()
                .map(name -> loss.derivatives().shown(List.of(name)))
                .toList();
    }

    /** What is the mean of the truth where the expected loss is least, if it is proved. */
    private static Optional<String> mean(Loss loss) {
        return Traits.of(loss, Property.PROPER)
                .filter(trait -> trait.answer() instanceof Answer.Proved)
                .map(Trait::about);
    }

    /**
     * The best constant for some targets.
     *
     * @param loss a row loss
     * @param y the targets
     * @param n how many of them count, from the first
     * @return the prediction whose total is least; of two neighbours that are equally good the one with fewer digits;
     *     where the loss is not convex, one beside which others are worse; NaN for no targets, or if the slope of the
     *     total has one sign throughout or is no number
     * @throws UnsupportedOperationException if this is a class loss, or one of several predictions
     */
    public static double of(Loss loss, double[] y, int n) {
        if (loss.perClass()) {
            throw new UnsupportedOperationException(loss.name() + " is a class loss");
        }
        if (!loss.columns().isEmpty()) {
            throw new UnsupportedOperationException(loss + " has more than one prediction");
        }
        if (n == 0) {
            return Double.NaN;
        }
        String mean = mean(loss).orElse("");
        if (mean.equals("mean = " + loss.prediction().name())) {
            ExactSum sum = new ExactSum();
            for (int i = 0; i < n; i++) {
                sum.add(y[i]);
            }
            return sum.value() / n;
        }
        return bracketed(loss, y, n);
    }

    private static double bracketed(Loss loss, double[] y, int n) {
        Domain domain = loss.prediction().domain();
        Interval between = Box.of(domain).within(-Finiteness.FAR, Finiteness.FAR);
        Slope slope = new Slope(loss, y, n);
        int atLow = slope.sign(between.low());
        int atHigh = slope.sign(between.high());
        if (atLow >= 0 && domain.lowIncluded()) {
            return between.low();
        }
        if (atHigh < 0 && domain.highIncluded()) {
            return between.high();
        }
        if (atLow >= 0 || atHigh <= 0) {
            return Double.NaN;
        }
        for (double middle = Box.middle(between);
                middle > between.low() && middle < between.high();
                middle = Box.middle(between)) {
            int sign = slope.sign(middle);
            if (sign == Slope.NONE) {
                return Double.NaN;
            }
            between = sign < 0 ? Interval.of(middle, between.high()) : Interval.of(between.low(), middle);
        }
        // The slope changes its sign between the two doubles that are left, or is 0 at one of them.
        double atLower = slope.total(between.low());
        double atHigher = slope.total(between.high());
        // What differs by less than the losses of the rows are rounded by is no difference.
        boolean alike = Math.abs(atLower - atHigher) <= n * Math.ulp(atLower);
        boolean shorter = Double.toString(between.low()).length()
                <= Double.toString(between.high()).length();
        return (alike ? shorter : atLower < atHigher) ? between.low() : between.high();
    }

    /** The slope of the total at a constant prediction. */
    private record Slope(Loss loss, double[] y, int n) {
        /** No sign: something is no number. */
        static final int NONE = 2;

        int sign(double prediction) {
            double[] out = new double[n];
            loss.evaluator().gradients(y, constant(prediction), n, out);
            ExactSum sum = new ExactSum();
            for (double slope : out) {
                sum.add(slope);
            }
            double total = sum.value();
            return Double.isNaN(total) ? NONE : (int) Math.signum(total);
        }

        double total(double prediction) {
            double[] out = new double[n];
            loss.evaluator().values(y, constant(prediction), n, out);
            ExactSum sum = new ExactSum();
            for (double value : out) {
                sum.add(value);
            }
            return sum.value();
        }

        private double[] constant(double prediction) {
            double[] p = new double[n];
            Arrays.fill(p, prediction);
            return p;
        }
    }
}
