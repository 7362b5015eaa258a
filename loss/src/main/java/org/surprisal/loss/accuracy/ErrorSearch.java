package org.surprisal.loss.accuracy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * A search for the worst error of a function of several numbers: on a grid, at random points, and then around the worst
 * points found so far. The same for the same seed; with smaller numbers, and nothing directed, it looks at a part of
 * the same points.
 *
 * @param grid how many points of the grid are looked at, at most
 * @param random how many random points follow
 * @param directed how many points around the worst so far follow
 * @param seed of the generator of random numbers
 */
public record ErrorSearch(int grid, int random, int directed, long seed) {
    /** Says how large the error is. */
    @FunctionalInterface
    public interface Judge {
        /**
         * The error at a point.
         *
         * @param at the arguments
         * @return the error in units in the last place; NaN if the point does not count
         */
        double error(double[] at);
    }

    /** Where random arguments come from. */
    @FunctionalInterface
    interface Draw {
        double[] next(SplittableRandom random);
    }

    /**
     * Searches.
     *
     * @param candidates for each argument the values whose combinations are the grid
     * @param draw a random point
     * @param judge the error at a point
     */
    WorstError worst(List<double[]> candidates, Draw draw, Judge judge) {
        SoFar worst = new SoFar();
        long combinations = candidates.stream().mapToLong(v -> v.length).reduce(1, (a, b) -> a * b);
        long stride = stride(combinations);
        for (long i = 0; i < Math.min(grid, combinations); i++) {
            worst.look(combination(candidates, Math.floorMod(i * stride, combinations)), judge);
        }
        SplittableRandom source = new SplittableRandom(seed);
        for (int i = 0; i < random; i++) {
            worst.look(draw.next(source), judge);
        }
        for (int i = 0; i < directed && worst.at.length > 0; i++) {
            double[] around = Arrays.stream(worst.at)
                    .map(x -> source.nextInt(3) == 0
                            ? x
                            : x * (1 + source.nextDouble(-1, 1) * Math.scalb(1.0, -4 - source.nextInt(46))))
                    .toArray();
            worst.look(around, judge);
        }
        return new WorstError(worst.ulps, DoubleStream.of(worst.at).boxed().toList(), worst.points);
    }

    /** A step that goes through all combinations, far apart at first, so that fewer of them are the first of more. */
    private static long stride(long combinations) {
        long stride = Math.max(1, (long) (combinations * 0.6180339887498949));
        while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(combinations)).equals(BigInteger.ONE)) {
            stride++;
        }
        return stride;
    }

    private static double[] combination(List<double[]> candidates, long index) {
        double[] at = new double[candidates.size()];
        long rest = index;
        for (int i = 0; i < at.length; i++) {
            double[] values = candidates.get(i);
            at[i] = values[(int) (rest % values.length)];
            rest /= values.length;
        }
        return at;
    }

    /** The worst so far. */
    private static final class SoFar {
        private double ulps;
        private double[] at = {};
        private int points;

        void look(double[] point, Judge judge) {
            double error = Arrays.stream(point).allMatch(Double::isFinite) ? judge.error(point) : Double.NaN;
            if (Double.isNaN(error)) {
                return;
            }
            points++;
            if (error > ulps || at.length == 0) {
                ulps = error;
                at = point.clone();
            }
        }
    }
}
