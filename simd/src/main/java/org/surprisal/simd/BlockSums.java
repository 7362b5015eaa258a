package org.surprisal.simd;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.OR;
import static org.surprisal.simd.Width.DOUBLE;
import static org.surprisal.simd.Width.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import org.surprisal.math.spi.Twins.BlockSum;

/**
 * Exact sums of blocks. Adding and subtracting 1.5·2^(u + 52) rounds a value to a multiple of 2^u, and what is left
 * over is exact. The pieces on each of two grids are added up in registers, one for each lane, where no sum of a block
 * has more than 53 bits.
 *
 * <p>Source of the splitting: S. M. Rump, T. Ogita, S. Oishi, "Accurate floating-point summation", SIAM J. Sci. Comput.
 * 31 (2008).
 */
final class BlockSums {
    private static final int PRECISION = 52;
    private static final LongVector MAGNITUDE = Width.all(Long.MAX_VALUE);

    private BlockSums() {}

    static boolean of(double[] v, int from, int n, int top, long[] parts) {
        double bound = Math.scalb(1.0, top);
        double first = 0;
        double second = 0;
        long outside = 0;
        long left = 0;
        double high = 1.5 * Math.scalb(1.0, top - BlockSum.FIRST + PRECISION);
        double low = 1.5 * Math.scalb(1.0, top - BlockSum.SECOND + PRECISION);
        int whole = n - n % LANES;
        if (whole > 0) {
            LongVector most = Width.all(Double.doubleToRawLongBits(bound));
            DoubleVector highGrid = Width.all(high);
            DoubleVector lowGrid = Width.all(low);
            DoubleVector firsts = Width.all(0.0);
            DoubleVector seconds = Width.all(0.0);
            LongVector beyond = Width.all(0L);
            LongVector rest = Width.all(0L);
            for (int i = from; i < from + whole; i += LANES) {
                DoubleVector x = DoubleVector.fromArray(DOUBLE, v, i);
                DoubleVector piece = x.add(highGrid).sub(highGrid);
                DoubleVector y = x.sub(piece);
                DoubleVector next = y.add(lowGrid).sub(lowGrid);
                firsts = firsts.add(piece);
                seconds = seconds.add(next);
                beyond = beyond.or(most.sub(x.reinterpretAsLongs().and(MAGNITUDE)));
                rest = rest.or(y.sub(next).reinterpretAsLongs());
            }
            first = firsts.reduceLanes(ADD);
            second = seconds.reduceLanes(ADD);
            outside = beyond.reduceLanes(OR);
            left = rest.reduceLanes(OR);
        }
        for (int i = from + whole; i < from + n; i++) {
            double piece = (v[i] + high) - high;
            double y = v[i] - piece;
            double next = (y + low) - low;
            first += piece;
            second += next;
            outside |= Math.abs(v[i]) <= bound ? 0 : -1;
            left |= Double.doubleToRawLongBits(y - next);
        }
        parts[0] = (long) (first * Math.scalb(1.0, BlockSum.FIRST - top));
        parts[1] = (long) (second * Math.scalb(1.0, BlockSum.SECOND - top));
        // What is left is 0 of either sign.
        return outside >= 0 && left << 1 == 0;
    }
}
