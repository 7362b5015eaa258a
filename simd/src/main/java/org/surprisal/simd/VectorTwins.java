package org.surprisal.simd;

import org.jspecify.annotations.Nullable;
import org.surprisal.math.spi.Twins;

/** The provider of the vector twins. In a JVM without the vector module there are none. */
public final class VectorTwins implements Twins {
    /** Fewer lanes gain nothing over what HotSpot makes of the plain loops. */
    private static final int LEAST_LANES = 4;

    private final boolean useful;

    /** Looks at what this JVM and this machine have. */
    public VectorTwins() {
        useful = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Width.LANES >= LEAST_LANES;
    }

    @Override
    public @Nullable Loop loop(String function) {
        if (!useful) {
            return null;
        }
        return switch (function) {
            case "Exp" -> Exponentials::of;
            case "Expm1" -> Expm1Steps::expm1;
            case "Log" -> Logarithms::log;
            case "Log1p" -> Logarithms::log1p;
            case "Sigmoid" -> Logistic::sigmoid;
            case "Softplus" -> Logistic::softplus;
            case "Tanh" -> Expm1Steps::tanh;
            default -> null;
        };
    }

    @Override
    public @Nullable ThreeArrays threeArrays(String function) {
        if (!useful) {
            return null;
        }
        return switch (function) {
            case "Surprisal" -> Logarithms::surprisal;
            case "Softplus, Sigmoid" -> Logistic::both;
            default -> null;
        };
    }

    @Override
    public @Nullable BlockSum blockSum() {
        return useful ? BlockSums::of : null;
    }
}
