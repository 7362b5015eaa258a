package org.surprisal.math;

/**
 * e^(x²)·erfc(x) for x ≥ ½ in two doubles: what is left of the complementary error function, and of the tail of the
 * normal distribution, when the exponential is taken out. Up to 8 a polynomial in (x - c) / (x + c) over x + ½, beyond
 * one in 1/x² over x, all nearly minimax (interpolated at the zeros of Chebyshev polynomials).
 */
final class ScaledErfc {
    private static final double NEAR_LOW = -0x1.b790328296b0dp-55;
    private static final double MIDDLE_LOW = -0x1.acb9b5cd0bc2fp-56;
    private static final double FAR_LOW = 0x1.10730c79b9afbp-57;

    /** For x in [½, 2], with c = 1. */
    private static final Polynomial NEAR = new Polynomial(
            0x1.48625a0bb0106p-1,
            0x1.23122255b63a0p-5,
            -0x1.0c77a58d41d01p-3,
            -0x1.b8f8f0484bd0dp-7,
            0x1.710dac1d24441p-6,
            0x1.ba9ee9a198156p-7,
            0x1.7d7981adcbf9ep-10,
            -0x1.90bf41269fb24p-9,
            -0x1.568931ec7f4a3p-9,
            -0x1.f7942e74c05d5p-11,
            0x1.2b4732cac17a2p-13,
            0x1.eed9c2bfe910ap-12,
            0x1.7cad0fcc45262p-12,
            0x1.37790489abdfdp-13,
            -0x1.5eb9ca5be903dp-18,
            -0x1.1aa96f1678d7fp-14,
            -0x1.11a23c2753e0ep-14,
            -0x1.0cd9ae195d886p-15,
            -0x1.eecc9ab071f83p-19);

    /** For x in [2, 8], with c = 4. */
    private static final Polynomial MIDDLE = new Polynomial(
            0x1.3ba5916e9fd7fp-1,
            -0x1.1df1ad154a28ep-4,
            0x1.f7f5df66fd858p-8,
            0x1.16ecefcfa5368p-5,
            -0x1.9ddb23c3e9f27p-5,
            0x1.7fee004e14710p-5,
            -0x1.0fb06dfe096d6p-5,
            0x1.3079edf55208bp-6,
            -0x1.096238a81074cp-7,
            0x1.49c673d776ee9p-9,
            -0x1.8d4a46991d01cp-12,
            -0x1.a1e25197ea582p-14,
            0x1.3bd28b45f1afep-14,
            -0x1.9849c5f4dba5ap-17,
            -0x1.73dfaf8c883bcp-18,
            0x1.6763b67f51a8bp-19);

    /** For x ≥ 8. */
    private static final Polynomial FAR = new Polynomial(
            0x1.20dd750429b6dp-1,
            -0x1.20dd750429b2cp-2,
            0x1.b14c2f861cc54p-2,
            -0x1.0ecf9d98a9c95p+0,
            0x1.d9eb3d9694132p+1,
            -0x1.0a91b68d90fe2p+4,
            0x1.6e28aef4ca69bp+6,
            -0x1.2543130ae188dp+9,
            0x1.eba499fc9e460p+11,
            -0x1.2d156fa478466p+14);

    private ScaledErfc() {}

    static DoubleDouble of(double x) {
        if (x < 2) {
            return NEAR.at((x - 1) / (x + 1), NEAR_LOW).dividedBy(DoubleDouble.sum(x, 0.5));
        }
        return x < 8
                ? MIDDLE.at((x - 4) / (x + 4), MIDDLE_LOW).dividedBy(DoubleDouble.sum(x, 0.5))
                : FAR.at(1 / x / x, FAR_LOW).dividedBy(x);
    }
}
