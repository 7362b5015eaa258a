package org.surprisal.simd;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.surprisal.math.spi.StraightLine;
import org.surprisal.math.spi.Twins;

/**
 * A loop made for a straight line, which takes over when it has become the faster one.
 *
 * @param body the loop
 * @param handover when that is
 */
record FusedLoops(FusedClass.Body body, Handover handover) implements Twins.Fused {
    /** Makes it, and begins to run it. */
    static FusedLoops begin(StraightLine line, IntConsumer plain) {
        FusedClass.Body body = FusedClass.make(line);
        double[][] columns = arrays(line.columns());
        double[][] results = arrays(line.results().size());
        int[] from = new int[columns.length];
        return new FusedLoops(body, Handover.begin(plain::accept, n -> run(body, columns, from, results, n)));
    }

    private static double[][] arrays(int count) {
        double[][] arrays = new double[count][Handover.LENGTH];
        for (double[] array : arrays) {
            Arrays.setAll(array, i -> (i + 0.5) / Handover.LENGTH);
        }
        return arrays;
    }

    @Override
    public boolean ready() {
        return handover.done();
    }

    @Override
    public boolean of(double[][] columns, int[] from, double[][] results, int n) {
        return n >= Width.LANES && handover.done() && run(body, columns, from, results, n);
    }

    /** Runs whole vectors, the last of which may begin among rows that are done; n is at least the lanes. */
    static boolean run(FusedClass.Body body, double[][] columns, int[] from, double[][] results, int n) {
        int whole = n - n % Width.LANES;
        body.run(columns, from, results, 0, whole);
        if (whole < n) {
            body.run(columns, from, results, n - Width.LANES, n);
        }
        return true;
    }
}
