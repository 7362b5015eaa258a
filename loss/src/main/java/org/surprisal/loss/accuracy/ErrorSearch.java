package org.surprisal.loss.accuracy;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * A search for the worst error of a function of several numbers: on a grid, at random points, and then around the worst
 * points of each of the regions where errors are large. The same for the same seed; with smaller numbers, and nothing
 * directed, it looks at a part of the same points.
 *
 * @param grid how many points of the grid are looked at, at most
 * @param random how many random points follow
 * @param directed how many points around the worst so far follow
 * @param seed of the generator of random numbers
 */
public record ErrorSearch(int grid, int random, int directed, long seed) {
    /** Digits enough to find a worst point, which is then judged with all of them. */
    private static final int DIGITS = 20;

    /** Says how large the error is. */
    @FunctionalInterface
    public interface Judge {
        /**
         * The error at a point.
         *
         * @param at the arguments
         * @param digits the digits that two results of the oracle agree in
         * @return the error in units in the last place; NaN if the point does not count
         */
        double error(double[] at, int digits);
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
     * @param digits the digits that the worst point is judged with
     */
    WorstError worst(List<double[]> candidates, Draw draw, Judge judge, int digits) {
        Regions regions = new Regions(at -> judge.error(at, Math.min(DIGITS, digits)));
        long combinations = candidates.stream().mapToLong(v -> v.length).reduce(1, (a, b) -> a * b);
        long stride = stride(combinations);
        for (long i = 0; i < Math.min(grid, combinations); i++) {
            regions.look(combination(candidates, Math.floorMod(i * stride, combinations)));
        }
        SplittableRandom source = new SplittableRandom(seed);
        for (int i = 0; i < random; i++) {
            regions.look(draw.next(source));
        }
        for (int i = 0; i < directed; i++) {
            regions.lookAround(source);
        }
        double[] at = regions.worst();
        double ulps = at.length == 0 ? 0 : judge.error(at, digits);
        return new WorstError(ulps, DoubleStream.of(at).boxed().toList(), regions.points());
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
}
