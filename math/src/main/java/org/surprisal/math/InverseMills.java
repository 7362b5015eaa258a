package org.surprisal.math;

/**
 * The inverse Mills ratio λ(x) = φ(x) / Φ(x) of the standard normal distribution, the derivative of
 * {@link Normal#logCdf}, and its own derivative -λ(x)·(λ(x) + x), which is between -1 and 0. Where x is negative the
 * sum cancels, so there the derivative has polynomials of its own, nearly minimax.
 *
 * <p>Source of the formulas: N. L. Johnson, S. Kotz and N. Balakrishnan, Continuous Univariate Distributions, vol. 1,
 * 2nd ed., 1994, 13.10.1.
 */
public final class InverseMills {
    private static final DoubleDouble ROOT_TWO_OVER_PI = new DoubleDouble(0x1.9884533d43651p-1, -0x1.cbc0d30ebfd15p-55);

    /** λ(-z)·(λ(-z) - z) in z on [0, 1]. */
    private static final Polynomial NEAR = new Polynomial(
            0x1.45f306dc9c883p-1,
            0x1.be7debf6af186p-3,
            -0x1.d619c85f66564p-5,
            -0x1.83c56916c5d27p-11,
            0x1.a0dc0cc3316d2p-8,
            -0x1.1f245e2a8653ep-9,
            0x1.7bc252056079fp-14,
            0x1.ae898987746efp-13,
            -0x1.5f46f86a96dadp-14,
            0x1.1c93800d0e94ep-17,
            0x1.7be5a5ab09bf1p-18,
            -0x1.8326a40f3a017p-19,
            0x1.db6069ace823fp-22,
            0x1.354e157131ab4p-23,
            -0x1.c85a7bf27df76p-24,
            0x1.0fba23ccc620fp-25,
            -0x1.6610e27dda594p-28,
            0x1.af5e91818678cp-32);

    /** The same in (z - 1.6) / (z + 1.6) on [1, 2.5]. */
    private static final Polynomial SECOND = new Polynomial(
            0x1.b78c3bc5d148ap-1,
            0x1.fd15faa7e9e90p-3,
            -0x1.634e7e394e9eap-6,
            -0x1.5d0f7ae546c5ep-4,
            -0x1.4a954d1251b02p-5,
            0x1.5cbc93694f3e0p-7,
            0x1.b56ee9795a284p-6,
            0x1.01cf48df1535ep-6,
            -0x1.5230bf389475dp-12,
            -0x1.0c62bfcb2bd88p-7,
            -0x1.cbf1e1191f846p-8,
            -0x1.159e974d96e3ap-9,
            0x1.b57987671417ep-10,
            0x1.59bcc986caa42p-9,
            0x1.8cf6f3b38c987p-10,
            0x1.259080f3e5a2cp-13);

    /** The same in (z - 4) / (z + 4) on [2.5, 6.5]. */
    private static final Polynomial THIRD = new Polynomial(
            0x1.e81a7f6af1728p-1,
            0x1.248eea56922e8p-3,
            -0x1.4a76f8884f564p-3,
            0x1.1686edb8e7292p-4,
            0x1.80945ca6a37f1p-6,
            -0x1.46faf9455d620p-5,
            0x1.08b5388b42343p-7,
            0x1.b489464ab060bp-7,
            -0x1.084354c864272p-7,
            -0x1.6a6781b6f5259p-9,
            0x1.05a5d8a346694p-8,
            0x1.82f350840af39p-20,
            -0x1.8a37e68c524d7p-10,
            0x1.62a194831b021p-12,
            0x1.e5a313617f314p-12,
            -0x1.8f2760154357ep-13,
            -0x1.bdb8b0845131ap-14);

    /** The same in (z - 10) / (z + 10) on [6.5, 16]. */
    private static final Polynomial FOURTH = new Polynomial(
            0x1.fb29f9b647e82p-1,
            0x1.24af10277d499p-5,
            -0x1.057ffb7d3e8a5p-4,
            0x1.434364545c597p-4,
            -0x1.443e25e5ac5dbp-4,
            0x1.10b98f6828ba6p-4,
            -0x1.7935488b16508p-5,
            0x1.810263e6cead5p-6,
            -0x1.114d1dc2b8258p-8,
            -0x1.1d9edf049f1b3p-7,
            0x1.d6d18e8f0efc3p-7,
            -0x1.cc914874b8266p-7,
            0x1.4a6543f4c0958p-7,
            -0x1.261d1807bc773p-8);

    /** The same less 1, times z², in 1/z² from 16 on. */
    private static final Polynomial FAR = new Polynomial(
            -0x1.0000000000000p+0,
            0x1.7fffffffffff1p+2,
            -0x1.8ffffffffc36fp+5,
            0x1.02fffffcf52d9p+9,
            -0x1.8d1ffd82927efp+12,
            0x1.5eb5699de2222p+16,
            -0x1.5e5667203f44ep+20,
            0x1.850f30a0f3e4cp+24,
            -0x1.c66ea00448f5cp+28,
            0x1.a59bb09c0388fp+32);

    private InverseMills() {}

    /** Returns φ(x) / Φ(x); NaN for a NaN, +∞ for -∞, +0 for +∞ and on underflow. */
    public static double of(double x) {
        if (x >= Normal.TAIL) {
            return Normal.density(x) / Normal.cdf(x);
        }
        if (x < -1e10) {
            // -x·(1 + 1/x² ...)
            return -x;
        }
        return x <= -Normal.TAIL
                ? ROOT_TWO_OVER_PI.dividedBy(Normal.scaledTail(-x)).high()
                : Normal.density(x) / Normal.centre(x).high();
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

    /** Returns the derivative, -λ(x)·(λ(x) + x); NaN for a NaN, -1 for -∞, -0 for +∞ and on underflow. */
    public static double slope(double x) {
        double z = -x;
        if (z <= 0) {
            return -Normal.density(x, (of(x) + x) / Normal.cdf(x));
        }
        if (z <= 1) {
            return -NEAR.at(z);
        }
        if (z < 2.5) {
            return -SECOND.at((z - 1.6) / (z + 1.6));
        }
        if (z < 6.5) {
            return -THIRD.at((z - 4) / (z + 4));
        }
        if (z < 16) {
            return -FOURTH.at((z - 10) / (z + 10));
        }
        double w = 1 / z / z;
        return -Math.fma(w, FAR.at(w), 1);
    }

    /**
     * Sets out[i] to {@code slope(x[i])} for {@code 0 ≤ i < n}.
     *
     * @param out may be x
     */
    public static void slope(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = slope(x[i]);
        }
    }
}
