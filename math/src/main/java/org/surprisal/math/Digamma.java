package org.surprisal.math;

/**
 * The digamma function ψ(x) = d/dx ln Γ(x). From 10 on the asymptotic series; below, shifted to [1, 2.5], where (x -
 * x₀) times a minimax polynomial (Remez) keeps the positive zero x₀ = 1.4616... accurate (x₀ in two doubles); for
 * {@code x < 0} the reflection formula in two doubles, so that it is accurate beside its zeros there too.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 5.5 and 5.11.
 */
public final class Digamma {
    private static final double ROOT = 0x1.762d86356be3fp+0;
    private static final double ROOT_LOW = 0x1.b86a722197829p-54;

    /** Nearer to the pole 0 than this nothing is left but the pole. */
    private static final double TINY = 1e-20;

    /** ψ(1.75 + v) / (1.75 + v - x₀). */
    private static final Polynomial NEAR_ROOT = new Polynomial(
            0x1.b763ca67112a0p-1,
            -0x1.4e15b17372db4p-2,
            0x1.41c830a3205e5p-3,
            -0x1.510ab0e54871fp-4,
            0x1.6effaf57fe932p-5,
            -0x1.97cc6e10a5daap-6,
            0x1.ca4947138ff2bp-7,
            -0x1.0335d249f2461p-7,
            0x1.266023448b1acp-8,
            -0x1.4f1c2d6fbcc8bp-9,
            0x1.7e0a5663b95e6p-10,
            -0x1.b3f11e9a2bc4ap-11,
            0x1.f1c9ed1b0a0b5p-12,
            -0x1.1c4966b69d573p-12,
            0x1.4432963287bdep-13,
            -0x1.723e68cb9b9fbp-14,
            0x1.af3d361484f8fp-15,
            -0x1.eea293d9f03d5p-16,
            0x1.e58a333926750p-17,
            -0x1.0f03db54b91c8p-17,
            0x1.1e1dbbb0efd37p-17,
            -0x1.5557e216c59d5p-18,
            -0x1.4ec030cbebe44p-20,
            0x1.c8d42d6f828d5p-21,
            0x1.1764acba191cbp-19,
            -0x1.49de034cf3a40p-20);

    /** The asymptotic series in 1/x²: B(2n) / 2n. */
    private static final Polynomial ASYMPTOTIC = new Polynomial(
            1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160);

    private Digamma() {}

    /** Returns ψ(x); NaN for a NaN, -∞ and the negative integers, -∞ for +0, +∞ for -0 and for +∞. */
    public static double of(double x) {
        if (x >= 10) {
            double inverse = 1 / x;
            double square = inverse * inverse;
            return Log.of(x) - Math.fma(0.5, inverse, square * ASYMPTOTIC.at(square));
        }
        if (x >= 1) {
            double shift = Math.max(0, Math.rint(x) - 2);
            double sum = 0;
            for (int k = 1; k <= shift; k++) {
                sum += 1 / (x - k);
            }
            double y = x - shift;
            return ((y - ROOT) - ROOT_LOW) * NEAR_ROOT.at(y - 1.75) + sum;
        }
        if (x >= 0) {
            return ((x - (ROOT - 1)) - ROOT_LOW) * NEAR_ROOT.at(x - 0.75) - 1 / x;
        }
        if (x == Math.rint(x) || Double.isNaN(x)) {
            return Double.NaN;
        }
        if (x > -TINY) {
            return -1 / x;
        }
        DoubleDouble sine = SinPi.of(x);
        DoubleDouble cotangent = SinPi.cosine(x).dividedBy(sine).times(SinPi.PI);
        return DigammaPair.of(DoubleDouble.sum(1, -x)).minus(cotangent).high();
    }

    /**
     * Sets out[i] to {@code of(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void of(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = of(x[i]);
        }
    }
}
