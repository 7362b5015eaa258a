package org.surprisal.loss.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.Results;

/**
 * The error of a derivative of a loss of several predictions, in any of them, at values of all of them: measured as
 * {@link LossAccuracy} measures those of the first one. What comes with the rows besides is looked at from 1e-100 to
 * 1e100, and points where the derivative is beyond the doubles do not count. A class loss is looked at with three
 * classes.
 */
public final class PartialAccuracy {
    private static final int CLASSES = 3;

    /** No double is nearer than half a unit. */
    private static final double ROUNDED = 0.5;

    /** From here on an error is looked at again, as it is in {@link LossAccuracy}. */
    private static final double SUSPICIOUS = 8;

    /** The magnitudes of what comes with the rows. */
    private static final double LEAST = 1e-100;

    private static final double MOST = 1e100;

    private final Loss loss;
    private final List<String> variables;
    private final List<Domain> domains = new ArrayList<>();
    private final int width;
    private final int digits;

    /**
     * What a derivative is judged by.
     *
     * @param loss the loss
     * @param variables what is derived in, one name or two
     * @param digits the digits that two results of the oracle agree in
     */
    public PartialAccuracy(Loss loss, List<String> variables, int digits) {
        this.loss = loss;
        this.variables = List.copyOf(variables);
        this.width = loss.perClass() ? CLASSES : 1;
        this.digits = digits;
        IntStream.range(0, width).forEach(k -> domains.add(loss.target().domain()));
        IntStream.range(0, width).forEach(k -> domains.add(loss.prediction().domain()));
        for (String column : loss.columns()) {
            loss.parameters().stream()
                    .filter(parameter -> parameter.name().equals(column))
                    .map(Parameter::domain)
                    .forEach(domains::add);
        }
    }

    /**
     * The worst error. Points without a finite value do not count, nor those beyond a limit of the oracle, nor kinks.
     *
     * @param search where to look
     * @return the worst error, at the targets, the predictions, and what each row has besides
     */
    public WorstError of(ErrorSearch search) {
        List<double[]> candidates = domains.stream()
                .map(domain -> Arrays.stream(HardNumbers.some())
                        .filter(domain::contains)
                        .toArray())
                .toList();
        return search.worst(candidates, this::drawn, this::error, digits);
    }

    private double error(double[] at, int good) {
        if (IntStream.range(0, at.length).anyMatch(i -> !domains.get(i).contains(at[i]))
                || Arrays.stream(at, 2 * width, at.length).anyMatch(x -> x != 0 && !isPlain(x))) {
            return Double.NaN;
        }
        double[] computed = computed(at);
        double worst = 0;
        try {
            for (int k = 0; k < computed.length; k++) {
                worst = Math.max(worst, error(at, k, computed[k], good));
            }
        } catch (ArithmeticException noValue) {
            return Double.NaN;
        }
        return worst;
    }

    private double error(double[] at, int k, double computed, int good) {
        BigDecimal value = exact(at, k, good);
        if (Double.isInfinite(value.doubleValue())) {
            throw new ArithmeticException("beyond the doubles");
        }
        double error = Ulps.of(computed, value);
        if (error > ROUNDED) {
            error = Ulps.of(
                    computed,
                    value,
                    alone(at).exact(targets(at), predictions(at), good).largestTerm(variables, k));
        }
        return error > SUSPICIOUS && atKink(at, k, value, good) ? 0 : error;
    }

    private static boolean isPlain(double x) {
        return Math.abs(x) >= LEAST && Math.abs(x) <= MOST;
    }

    private BigDecimal exact(double[] at, int k, int good) {
        return alone(at).exact(targets(at), predictions(at), good).derivative(variables, k);
    }

    /** The loss with numbers in the place of what each row has besides. */
    private Loss alone(double[] at) {
        Loss alone = loss;
        for (int i = 0; i < loss.columns().size(); i++) {
            alone = alone.with(loss.columns().get(i), at[2 * width + i]);
        }
        return alone;
    }

    /** Whether the derivative jumps within what rounding the arguments may change. */
    private boolean atKink(double[] at, int k, BigDecimal value, int good) {
        for (int i = width; i < at.length; i++) {
            double step = 2 * Math.ulp(Math.max(Math.abs(at[i]), Math.abs(at[k])));
            for (double moved : new double[] {at[i] - step, at[i] + step}) {
                double[] beside = at.clone();
                beside[i] = moved;
                if (domains.get(i).contains(moved)) {
                    BigDecimal other = exact(beside, k, good);
                    BigDecimal size = other.abs().max(value.abs());
                    if (other.subtract(value).abs().compareTo(size.multiply(new BigDecimal("0.1"))) > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private double[] computed(double[] at) {
        Batch batch = Batch.of(Input.columns(columns(targets(at))), Input.columns(columns(predictions(at))));
        for (int i = 0; i < loss.columns().size(); i++) {
            batch = batch.with(loss.columns().get(i), Input.of(at[2 * width + i]));
        }
        double[] out = new double[loss.derivatives().perClass(variables) ? width : 1];
        Output to = Output.rowMajor(out, out.length);
        Results wanted = variables.size() == 1
                ? Results.NONE.gradients(variables.get(0), to)
                : Results.NONE.hessians(variables.get(0), variables.get(1), to);
        loss.evaluator().compute(batch, wanted);
        return out;
    }

    private double[] targets(double[] at) {
        return Arrays.copyOf(at, width);
    }

    private double[] predictions(double[] at) {
        return Arrays.copyOfRange(at, width, 2 * width);
    }

    private static double[][] columns(double[] row) {
        return Arrays.stream(row).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    }

    private double[] drawn(SplittableRandom random) {
        return domains.stream()
                .mapToDouble(domain -> LossAccuracy.drawn(domain, random))
                .toArray();
    }
}
