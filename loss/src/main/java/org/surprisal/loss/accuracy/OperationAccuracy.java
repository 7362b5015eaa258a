package org.surprisal.loss.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.surprisal.loss.expr.Arguments;
import org.surprisal.loss.expr.Elementwise;
import org.surprisal.math.Polygamma;
import org.surprisal.math.decimal.Agreement;

/** The error of operations on numbers, and of whatever else computes the same. */
public final class OperationAccuracy {
    /** How small a result is judged as part of a larger one: functions cross 0 between two doubles. */
    private static final double CROSSING = 0x1p-18;

    private final Elementwise operation;
    private final int digits;

    /**
     * What an operation is judged by.
     *
     * @param operation the operation
     * @param digits the digits that two results of the oracle agree in
     */
    public OperationAccuracy(Elementwise operation, int digits) {
        this.operation = operation;
        this.digits = digits;
    }

    /**
     * The worst error of the operation itself. Points without a finite value do not count, nor those beyond a limit of
     * the oracle.
     *
     * @param search where to look
     * @return the worst error
     */
    public WorstError own(ErrorSearch search) {
        double[][] x = new double[operation.arity()][1];
        double[] out = new double[1];
        return of(search, at -> {
            for (int i = 0; i < at.length; i++) {
                x[i][0] = at[i];
            }
            operation.run(x, out, 1);
            return out[0];
        });
    }

    /** A function that should be the same as the operation. */
    @FunctionalInterface
    public interface Function {
        /**
         * Its value.
         *
         * @param x the arguments
         * @return the value
         */
        double of(double[] x);
    }

    /**
     * The worst error of another function that should be the same.
     *
     * @param search where to look
     * @param function the function
     * @return the worst error
     */
    public WorstError of(ErrorSearch search, Function function) {
        double[] values = operation.arity() == 1 ? HardNumbers.all() : HardNumbers.some();
        List<double[]> candidates = new ArrayList<>(Collections.nCopies(operation.arity(), values));
        if (takesOrder()) {
            candidates.set(0, new double[] {0, 1, 2, 3, 4, 10});
        }
        return search.worst(candidates, this::drawn, (at, good) -> error(at, good, function), digits);
    }

    private double error(double[] at, int good, Function function) {
        if (takesOrder() && at[0] != Math.rint(at[0])) {
            return Double.NaN;
        }
        if (isDifference() && !(base(at) > 0 && base(at) + at[at.length - 1] > 0)) {
            // Differences beyond a pole are plain ones.
            return Double.NaN;
        }
        BigDecimal exact;
        try {
            exact = Agreement.of(good, d -> operation.exact(d, new Numbers(at)));
        } catch (ArithmeticException noValue) {
            return Double.NaN;
        }
        return Ulps.of(function.of(at), exact, crossesZero() ? new BigDecimal(size(at)) : exact);
    }

    /** What a result next to a zero is judged as a part of. */
    private double size(double[] at) {
        double x = at[at.length - 1];
        if (operation.name().equals("lrising")) {
            // 0 also where x is 1; the terms of a² and a that meet there are of this size.
            return Math.min(Math.abs(x), 1) / Math.max(at[0], 1) / 2;
        }
        double size = Math.min(Math.abs(x), 1) * CROSSING;
        // Left of 0 the reflection takes this from the derivative of a cotangent.
        return operation.name().equals("polygamma") && x < 0
                ? Math.max(size, Math.abs(Polygamma.of((int) at[0], 1 - x)))
                : size;
    }

    /** What the last argument is added to. */
    private static double base(double[] at) {
        return at[at.length - 2];
    }

    private boolean isDifference() {
        return operation.name().endsWith("delta") || operation.name().equals("lrising");
    }

    private boolean takesOrder() {
        return operation.name().startsWith("polygamma");
    }

    /** The functions with zeros that are no doubles. */
    private boolean crossesZero() {
        return List.of("lgamma", "digamma", "polygamma", "lgammadelta", "lrising", "lbeta", "lwright")
                .contains(operation.name());
    }

    private double[] drawn(SplittableRandom random) {
        double[] at = new double[operation.arity()];
        for (int i = 0; i < at.length; i++) {
            at[i] = switch (random.nextInt(6)) {
                case 0 -> random.nextDouble(-800, 800);
                case 1 -> random.nextDouble(-3, 3);
                case 2 -> random.nextDouble(0, 30);
                case 3 -> random.nextInt(5);
                case 4 -> signed(random, Double.longBitsToDouble(random.nextLong(1, 0x7FEL << 52)));
                default -> signed(random, Math.scalb(random.nextDouble(1, 2), random.nextInt(-60, 60)));
            };
        }
        if (takesOrder()) {
            at[0] = random.nextInt(6);
        }
        return at;
    }

    private static double signed(SplittableRandom random, double magnitude) {
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    /** Doubles as the arguments of an operation on decimals. */
    private record Numbers(double[] values) implements Arguments {
        @Override
        public BigDecimal at(int i) {
            return new BigDecimal(values[i]);
        }

        @Override
        public boolean isZero(int i) {
            return values[i] == 0;
        }
    }
}
