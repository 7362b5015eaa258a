package org.surprisal.simd;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.surprisal.simd.Width.DOUBLE;
import static org.surprisal.simd.Width.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import org.surprisal.math.spi.Twins.BlockSum;

/**
 * Exact sums of blocks. Adding and subtracting 1.5·2^(u + 52) rounds a value to a multiple of 2^u, and what is left
 * over is exact. What was added to then stands in one binade, so that its bits are an integer that counts the
 * multiples; the integers of each of two grids are added up, in registers, one for each lane.
 *
 * <p>Source of the splitting: S. M. Rump, T. Ogita, S. Oishi, "Accurate floating-point summation", SIAM J. Sci. Comput.
 * 31 (2008).
 */
final class BlockSums {
    private static final int PRECISION = 52;

    private BlockSums() {}

    static boolean of(double[] v, int from, int n, int top, long[] parts) {
        double high = 1.5 * Math.scalb(1.0, top - BlockSum.FIRST + PRECISION);
        double low = 1.5 * Math.scalb(1.0, top - BlockSum.SECOND + PRECISION);
        long highBits = Double.doubleToRawLongBits(high);
        long lowBits = Double.doubleToRawLongBits(low);
        long first = 0;
        long second = 0;
        long beyond = 0;
        long left = 0;
        int whole = n - n % LANES;
        if (whole > 0) {
            DoubleVector highGrid = Width.all(high);
            DoubleVector lowGrid = Width.all(low);
            LongVector binade = Width.all(highBits);
            LongVector firsts = Width.all(0L);
            LongVector seconds = Width.all(0L);
            LongVector others = Width.all(0L);
            LongVector rest = Width.all(0L);
            for (int i = from; i < from + whole; i += LANES) {
                DoubleVector x = DoubleVector.fromArray(DOUBLE, v, i);
                DoubleVector onHigh = x.add(highGrid);
                DoubleVector y = x.sub(onHigh.sub(highGrid));
                DoubleVector onLow = y.add(lowGrid);
                LongVector bits = onHigh.reinterpretAsLongs();
                firsts = firsts.add(bits);
                seconds = seconds.add(onLow.reinterpretAsLongs());
                others = others.or(bits.lanewise(XOR, binade));
                rest = rest.or(
                        y.reinterpretAsLongs().lanewise(XOR, onLow.sub(lowGrid).reinterpretAsLongs()));
            }
            // Beyond 64 bits the sums wrap, and so does what is taken off.
            first = firsts.reduceLanes(ADD) - whole * highBits;
            second = seconds.reduceLanes(ADD) - whole * lowBits;
            beyond = others.reduceLanes(OR);
            left = rest.reduceLanes(OR);
        }
        for (int i = from + whole; i < from + n; i++) {
            double onHigh = v[i] + high;
            double y = v[i] - (onHigh - high);
            double onLow = y + low;
            first += Double.doubleToRawLongBits(onHigh) - highBits;
            second += Double.doubleToRawLongBits(onLow) - lowBits;
            beyond |= Double.doubleToRawLongBits(onHigh) ^ highBits;
            left |= Double.doubleToRawLongBits(y) ^ Double.doubleToRawLongBits(onLow - low);
        }
        parts[0] = first;
        parts[1] = second;
        // What is left is 0 of either sign.
        return beyond >>> PRECISION == 0 && left << 1 == 0;
    }
}
