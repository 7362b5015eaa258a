package org.surprisal.simd;

import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;
import org.surprisal.math.spi.StraightLine;
import org.surprisal.math.spi.Twins;

/**
 * The provider of the vector twins. In a JVM without the vector module, and on a machine with narrow vectors, there are
 * none. Each takes over from the plain loop when it has become the faster one, some seconds after it is first needed.
 */
public final class VectorTwins implements Twins {
    /** Fewer lanes gain nothing over what HotSpot makes of the plain loops. */
    private static final int LEAST_LANES = 4;

    private final boolean useful;

    /** Looks at what this JVM and this machine have. */
    public VectorTwins() {
        useful = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Width.LANES >= LEAST_LANES;
    }

    @Override
    public Loop loop(String function, Loop plain) {
        @Nullable
        Loop twin = switch (function) {
            case "Exp" -> Exponentials::of;
            case "Expm1" -> Expm1Steps::expm1;
            case "Log" -> Logarithms::log;
            case "Log1p" -> Logarithms::log1p;
            case "Sigmoid" -> Logistic::sigmoid;
            case "Softplus" -> Logistic::softplus;
            case "Tanh" -> Expm1Steps::tanh;
            default -> null;
        };
        if (!useful || twin == null) {
            return plain;
        }
        double[] x = numbers(1);
        double[] out = numbers(1);
        return new LoopPair(plain, twin, Handover.begin(n -> plain.of(x, out, n), n -> twin.of(x, out, n)));
    }

    @Override
    public ThreeArrays threeArrays(String function, ThreeArrays plain) {
        @Nullable
        ThreeArrays twin = switch (function) {
            case "Surprisal" -> Logarithms::surprisal;
            case "Softplus, Sigmoid" -> Logistic::both;
            default -> null;
        };
        if (!useful || twin == null) {
            return plain;
        }
        double[] a = numbers(2);
        double[] b = numbers(1);
        double[] c = numbers(1);
        return new ThreeArraysPair(plain, twin, Handover.begin(n -> plain.of(a, b, c, n), n -> twin.of(a, b, c, n)));
    }

    @Override
    public @Nullable BlockSum blockSum() {
        if (!useful) {
            return null;
        }
        double[] v = numbers(1);
        long[] parts = new long[2];
        return new BlockSumPair(Handover.begin(new PlainSum(v), n -> BlockSums.of(v, 0, n, 1, parts)));
    }

    @Override
    public @Nullable Fused fused(StraightLine line, IntConsumer plain) {
        return useful ? FusedLoops.begin(line, plain) : null;
    }

    /** Fractions; or, as outcomes, 0 and 1 for a number of values of 2. */
    private static double[] numbers(int values) {
        SplittableRandom random = new SplittableRandom(values);
        return random.doubles(Handover.LENGTH)
                .map(x -> values == 2 ? Math.rint(x) : x)
                .toArray();
    }

    private record LoopPair(Loop plain, Loop twin, Handover handover) implements Loop {
        @Override
        public void of(double[] x, double[] out, int n) {
            if (handover.done()) {
                twin.of(x, out, n);
            } else {
                plain.of(x, out, n);
            }
        }
    }

    private record ThreeArraysPair(ThreeArrays plain, ThreeArrays twin, Handover handover) implements ThreeArrays {
        @Override
        public void of(double[] a, double[] b, double[] c, int n) {
            if (handover.done()) {
                twin.of(a, b, c, n);
            } else {
                plain.of(a, b, c, n);
            }
        }
    }

    /** The exact sum as it is without a twin; it is made on the thread that runs it, where math may be called. */
    private static final class PlainSum implements Handover.Trial {
        private final double[] v;
        private @Nullable ExactSum sum;

        PlainSum(double[] v) {
            this.v = v;
        }

        @Override
        public void run(int n) {
            if (sum == null) {
                sum = new ExactSum();
            }
            sum.add(v, n);
        }
    }

    private record BlockSumPair(Handover handover) implements BlockSum {
        @Override
        public boolean of(double[] v, int from, int n, int top, long[] parts) {
            return handover.done() && BlockSums.of(v, from, n, top, parts);
        }
    }
}
