package org.surprisal.math;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.spi.StraightLine;
import org.surprisal.math.spi.Twins;

/** The provider of {@link Twins}, if there is one; chosen once. */
final class Twin {
    /** What the known provider is made of. A JVM started without it need not look for providers in every jar. */
    private static final String NEEDED = "jdk.incubator.vector";

    private static final @Nullable Twins PROVIDER =
            ModuleLayer.boot().findModule(NEEDED).isPresent() ? find() : null;

    private record Plain(Kernel kernel) implements Twins.Loop {
        @Override
        public void of(double[] x, double[] out, int n) {
            Kernel.map(kernel, x, out, n);
        }
    }

    private Twin() {}

    /** The loop of a function: the provider's, or else the plain one. */
    static Twins.Loop of(String function, Kernel plain) {
        Twins.Loop loop = new Plain(plain);
        return PROVIDER == null ? loop : PROVIDER.loop(function, loop);
    }

    /** The loop of a function over three arrays: the provider's, or else the plain one. */
    static Twins.ThreeArrays of(String function, Twins.ThreeArrays plain) {
        return PROVIDER == null ? plain : PROVIDER.threeArrays(function, plain);
    }

    /** The provider's sum of a block, or null. */
    static Twins.@Nullable BlockSum blockSum() {
        return PROVIDER == null ? null : PROVIDER.blockSum();
    }

    /** The provider's loop for a straight line, or null. */
    static Twins.@Nullable Fused fused(StraightLine line, IntConsumer plain) {
        return PROVIDER == null ? null : PROVIDER.fused(line, plain);
    }

    /** Whether there is a provider. */
    static boolean isThere() {
        return PROVIDER != null;
    }

    private static @Nullable Twins find() {
        try {
            return ServiceLoader.load(Twins.class, Twins.class.getClassLoader())
                    .findFirst()
                    .orElse(null);
        } catch (ServiceConfigurationError | LinkageError cannotWorkHere) {
            // The plain loops give the same bits.
            return null;
        }
    }
}
