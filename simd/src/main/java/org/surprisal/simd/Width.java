package org.surprisal.simd;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide vectors are on this machine. No result depends on it.
 *
 * <p>A loop is fast only where the compiler keeps every vector in a register. So a loop stands in one method, flat: a
 * method of ours that it called might be compiled on its own before, and then each vector would become an object. What
 * several functions share is a loop over a block, and numbers are vectors made before.
 */
final class Width {
    static final VectorSpecies<Double> DOUBLE = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONG = VectorSpecies.of(long.class, VectorShape.preferredShape());
    static final int LANES = DOUBLE.length();

    private Width() {}

    static DoubleVector all(double x) {
        return DoubleVector.broadcast(DOUBLE, x);
    }

    static LongVector all(long x) {
        return LongVector.broadcast(LONG, x);
    }

    /** Sets out[at + j] to f of lane j of x, in the lanes that are not common. */
    static void mend(DoubleUnaryOperator f, DoubleVector x, VectorMask<Double> common, double[] out, int at) {
        double[] lanes = x.toArray();
        for (int j = 0; j < lanes.length; j++) {
            if (!common.laneIsSet(j)) {
                out[at + j] = f.applyAsDouble(lanes[j]);
            }
        }
    }
}
