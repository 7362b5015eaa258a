package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Interval;
import org.surprisal.loss.traits.Region.Kind;
import org.surprisal.loss.traits.Region.Output;
import org.surprisal.math.decimal.DecimalLimitException;

/** Looks for predictions for which a row loss or its derivatives, as they are computed, are no finite numbers. */
final class Regions {
    /** How many targets are looked at. */
    private static final int TARGETS = 5;

    /** Whole powers of two are looked at up to this one, about 1e100, and down to its inverse. */
    private static final int EXPONENTS = 332;

    private final Loss loss;
    private final Subject subject;

    private Regions(Loss loss, Subject subject) {
        this.loss = loss;
        this.subject = subject;
    }

    static List<Region> of(Loss loss, Subject subject) {
        return subject.perClass() ? List.of() : new Regions(loss, subject).all();
    }

    private List<Region> all() {
        List<Region> regions = new ArrayList<>();
        double[] grid = grid();
        double[] targets =
                Arrays.stream(Samples.of(subject.target())).limit(TARGETS).toArray();
        for (Output output : Output.values()) {
            for (double target : targets) {
                along(output, target, grid, regions);
            }
        }
        return regions;
    }

    /** Predictions from the least to the greatest: plain numbers, and magnitudes of all sizes. */
    private double[] grid() {
        DoubleStream powers = IntStream.rangeClosed(-EXPONENTS, EXPONENTS)
                .filter(i -> i % 8 == 0 || Math.abs(i) < 16)
                .mapToDouble(i -> Math.scalb(1.0, i));
        DoubleStream tens = IntStream.rangeClosed(-100, 100).mapToDouble(i -> i * 10);
        Interval domain = Box.of(subject.prediction()).within(-Finiteness.FAR, Finiteness.FAR);
        return Stream.of(
                        powers.flatMap(x -> DoubleStream.of(x, -x, 1 - x)).toArray(),
                        tens.toArray(),
                        Samples.of(subject.prediction()),
                        new double[] {domain.low(), domain.high()})
                .flatMapToDouble(DoubleStream::of)
                .filter(subject.prediction()::contains)
                .filter(x -> x == 0 || Math.abs(x) >= 1 / Finiteness.FAR)
                .sorted()
                .distinct()
                .toArray();
    }

    private void along(Output output, double target, double[] grid, List<Region> regions) {
        Kind open = null;
        double from = 0;
        for (int i = 0; i < grid.length; i++) {
            Kind kind = kind(output, target, grid[i]);
            if (kind != open) {
                double edge = i == 0 ? grid[0] : edge(output, target, grid[i - 1], grid[i], open);
                if (open != null) {
                    regions.add(new Region(output, open, target, from, edge));
                }
                from = i == 0 ? grid[0] : next(output, target, edge, grid[i], kind);
                open = kind;
            }
        }
        if (open != null) {
            regions.add(new Region(output, open, target, from, grid[grid.length - 1]));
        }
    }

    /** The last double of a kind between two points of which only the first one is of it. */
    private double edge(Output output, double target, double low, double high, @Nullable Kind kind) {
        Interval between = Interval.of(low, high);
        for (double middle = Box.middle(between);
                middle > between.low() && middle < between.high();
                middle = Box.middle(between)) {
            between = kind(output, target, middle) == kind
                    ? Interval.of(middle, between.high())
                    : Interval.of(between.low(), middle);
        }
        return between.low();
    }

    private double next(Output output, double target, double edge, double otherwise, @Nullable Kind kind) {
        double next = Math.nextUp(edge);
        return kind(output, target, next) == kind ? next : otherwise;
    }

    private @Nullable Kind kind(Output output, double target, double prediction) {
        double computed = switch (output) {
            case VALUE -> loss.value(target, prediction);
            case GRADIENT -> loss.gradient(target, prediction);
            case HESSIAN -> loss.hessian(target, prediction);
        };
        if (Double.isFinite(computed)) {
            return null;
        }
        try {
            Expr hessian = subject.hessian();
            Expr expr = switch (output) {
                case VALUE -> subject.value();
                case GRADIENT -> subject.gradient();
                case HESSIAN -> hessian == null ? subject.value() : hessian;
            };
            BigDecimal exact = subject.exactly(expr, new double[] {target}, new double[] {prediction}, 0);
            boolean fits = Double.isFinite(exact.doubleValue());
            return Double.isNaN(computed) ? Kind.NAN : fits ? Kind.OVERFLOW : Kind.TOO_LARGE;
        } catch (DecimalLimitException outOfReach) {
            return Double.isNaN(computed) ? Kind.NAN : Kind.TOO_LARGE;
        } catch (ArithmeticException noValue) {
            return Double.isNaN(computed) ? Kind.UNDEFINED : Kind.INFINITE;
        }
    }
}
