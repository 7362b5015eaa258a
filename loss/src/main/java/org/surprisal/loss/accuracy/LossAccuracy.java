package org.surprisal.loss.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Exact;
import org.surprisal.loss.Loss;

/**
 * The error of a loss within its domains: in units in the last place of the result, or of its greatest term, products
 * multiplied out, where that is greater, for there terms cancel. A class loss is looked at with three classes, one of
 * several predictions in its first one, the others being numbers; {@link PartialAccuracy} judges them.
 */
public final class LossAccuracy {
    private static final int CLASSES = 3;

    /** No double is nearer than half a unit. */
    private static final double ROUNDED = 0.5;

    /** From here on an error is looked at again: a comparison may be decided by a rounding, at a kink. */
    private static final double SUSPICIOUS = 8;

    /** What is computed. */
    public enum Output {
        /** The loss. */
        VALUE,
        /** Its derivative. */
        GRADIENT,
        /** Its second derivative, of a class loss the diagonal. */
        HESSIAN
    }

    private final Loss loss;
    private final Evaluator evaluator;
    private final int width;
    private final int digits;

    /**
     * What a loss is judged by.
     *
     * @param loss the loss
     * @param digits the digits that two results of the oracle agree in
     */
    public LossAccuracy(Loss loss, int digits) {
        this.loss = loss.ofOnePrediction();
        this.evaluator = this.loss.evaluator();
        this.width = loss.perClass() ? CLASSES : 1;
        this.digits = digits;
    }

    /**
     * The worst error. Points without a finite value do not count, nor those beyond a limit of the oracle, nor kinks.
     *
     * @param output what is computed
     * @param search where to look
     * @return the worst error, at the targets and then the predictions
     */
    public WorstError of(Output output, ErrorSearch search) {
        List<double[]> candidates = new ArrayList<>();
        IntStream.range(0, 2 * width)
                .forEach(i -> candidates.add(Arrays.stream(HardNumbers.some())
                        .filter(domain(i)::contains)
                        .toArray()));
        return search.worst(candidates, this::drawn, (at, good) -> error(output, at, good), digits);
    }

    private Domain domain(int i) {
        return i < width ? loss.target().domain() : loss.prediction().domain();
    }

    private double error(Output output, double[] at, int good) {
        double[] y = Arrays.copyOf(at, width);
        double[] p = Arrays.copyOfRange(at, width, 2 * width);
        if (IntStream.range(0, at.length).anyMatch(i -> !domain(i).contains(at[i]))) {
            return Double.NaN;
        }
        double[] computed = computed(output, y, p);
        double worst = 0;
        try {
            for (int k = 0; k < computed.length; k++) {
                worst = Math.max(worst, error(output, y, p, k, computed[k], good));
            }
        } catch (ArithmeticException noValue) {
            return Double.NaN;
        }
        return worst;
    }

    private double error(Output output, double[] y, double[] p, int k, double computed, int good) {
        Exact exact = loss.exact(y, p, good);
        BigDecimal value = exact(output, exact, k);
        double error = Ulps.of(computed, value);
        if (error > ROUNDED) {
            BigDecimal greatest = switch (output) {
                case VALUE -> exact.largestTermOfValue();
                case GRADIENT -> exact.largestTermOfGradient(k);
                case HESSIAN -> exact.largestTermOfHessian(k);
            };
            error = Ulps.of(computed, value, greatest);
        }
        return error > SUSPICIOUS && atKink(output, y, p, k, value) ? 0 : error;
    }

    private static BigDecimal exact(Output output, Exact exact, int k) {
        return switch (output) {
            case VALUE -> exact.value();
            case GRADIENT -> exact.gradient(k);
            case HESSIAN -> exact.hessian(k);
        };
    }

    /** Whether the result jumps within what rounding the arguments' difference may change. */
    private boolean atKink(Output output, double[] y, double[] p, int k, BigDecimal value) {
        double step = 2 * Math.ulp(Math.max(Math.abs(y[k]), Math.abs(p[k])));
        for (double moved : new double[] {p[k] - step, p[k] + step}) {
            double[] beside = p.clone();
            beside[k] = moved;
            if (domain(width).contains(moved)) {
                BigDecimal other = exact(output, loss.exact(y, beside, digits), k);
                BigDecimal jump = other.subtract(value).abs();
                if (jump.compareTo(other.abs().max(value.abs()).multiply(new BigDecimal("0.1"))) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private double[] computed(Output output, double[] y, double[] p) {
        if (!loss.perClass()) {
            return new double[] {
                switch (output) {
                    case VALUE -> loss.value(y[0], p[0]);
                    case GRADIENT -> loss.gradient(y[0], p[0]);
                    case HESSIAN -> loss.hessian(y[0], p[0]);
                }
            };
        }
        if (output == Output.VALUE) {
            double[] out = new double[1];
            evaluator.values(columns(y), columns(p), 1, out);
            return out;
        }
        double[][] out = new double[width][1];
        boolean gradient = output == Output.GRADIENT;
        evaluator.classes(columns(y), columns(p), 1, null, gradient ? out : null, gradient ? null : out);
        return Arrays.stream(out).mapToDouble(column -> column[0]).toArray();
    }

    private static double[][] columns(double[] row) {
        return Arrays.stream(row).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    }

    private double[] drawn(SplittableRandom random) {
        double[] at = new double[2 * width];
        int happened = random.nextInt(2 * width);
        for (int i = 0; i < at.length; i++) {
            // Half of the targets that may be certain are.
            boolean certain = i < width
                    && happened < width
                    && domain(i).contains(0)
                    && domain(i).contains(1);
            at[i] = certain ? (happened == i ? 1 : 0) : drawn(domain(i), random);
        }
        return at;
    }

    /** A number of a domain: of its middle, near its ends, or of any size. */
    static double drawn(Domain domain, SplittableRandom random) {
        if (Double.isFinite(domain.low()) && Double.isFinite(domain.high())) {
            double share = random.nextInt(3) == 0 ? Math.scalb(1.0, -random.nextInt(60)) : random.nextDouble(1);
            double x = random.nextBoolean() ? share : 1 - share;
            return domain.low() + x * (domain.high() - domain.low());
        }
        double magnitude = random.nextInt(2) == 0
                ? random.nextDouble(40)
                : Math.scalb(random.nextDouble(1, 2), random.nextInt(-40, 20));
        return domain.contains(-magnitude) && random.nextBoolean() ? -magnitude : magnitude;
    }
}
