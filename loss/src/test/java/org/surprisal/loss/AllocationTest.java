package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An evaluator that has done something once does it again without allocating. */
class AllocationTest {
    private static final int ROWS = 3000;
    private static final int CALLS = 50;

    /** Powers but squares, and special functions, are computed in pairs of doubles, one row at a time. */
    private static final Pattern IN_PAIRS =
            Pattern.compile("\\^(?!2\\b)|lbeta|lrising|lgammadelta|ndtr|gammainc|stdtr|lwright");

    static List<Loss> losses() {
        return Rows.curved(Catalogue.all()).stream()
                .filter(loss -> Stream.of(loss.value(), loss.computedGradient(), loss.computedHessian())
                        .noneMatch(computed ->
                                IN_PAIRS.matcher(computed.toString()).find()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aCallAllocatesNothing(Loss loss) {
        int classes = loss.perClass() ? 5 : 1;
        double[][] y = new double[classes][ROWS];
        double[] p = new Random(1).doubles((long) classes * ROWS).toArray();
        double[][] columns = new double[classes][ROWS];
        int[] label = new int[ROWS];
        double[] mask = new Random(2).ints(ROWS, 0, 2).asDoubleStream().toArray();
        double[] value = new double[ROWS];
        double[][] gradient = new double[classes][ROWS];
        Batch batch = loss.perClass()
                ? Batch.labelled(Input.of(label), Input.rowMajor(p, classes))
                : Batch.of(Input.columns(y), Input.of(p));
        Batch plain = batch.weighted(Input.of(mask));
        Batch masked = plain.masked(Input.of(mask));
        Results results = Results.NONE
                .values(Output.to(value))
                .gradients(Output.columns(gradient))
                .hessians(Output.rowMajor(new float[ROWS * classes], classes));
        Evaluator evaluator = loss.evaluator();
        Runnable call = () -> {
            evaluator.compute(plain, results);
            evaluator.compute(masked, results);
            if (loss.perClass()) {
                evaluator.classes(label, columns, ROWS, value, gradient, null);
                evaluator.classes(y, columns, ROWS, value, gradient, null);
            } else {
                evaluator.rows(y[0], p, ROWS, value, gradient[0], null);
            }
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        // Pairs of doubles are objects until the compiler, which may have much to do, has seen that they need not be.
        for (int attempt = 0; attempt < 60 && least >= CALLS * 16L; attempt++) {
            call.run();
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        // Asking how much was allocated allocates a little itself.
        assertThat(least).isLessThan(CALLS * 16L);
    }
}
