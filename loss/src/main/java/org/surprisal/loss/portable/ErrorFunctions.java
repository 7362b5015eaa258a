package org.surprisal.loss.portable;

import java.util.List;

/**
 * The error functions by simpler ones, with the polynomials of the house's own.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, 7.2 and 7.6.
 */
final class ErrorFunctions {
    /** (erf(x)/x - 2/√π) / x² in x², up to x = 1. */
    private static final double[] SERIES = {
        -0x1.812746b0379e7p-2,
        0x1.ce2f21a042bd7p-4,
        -0x1.b82ce312882f8p-6,
        0x1.565bcd0e434bbp-8,
        -0x1.c02db3f4735cbp-11,
        0x1.f9a324ddf0f34p-14,
        -0x1.f4d21efdafc7dp-17,
        0x1.b9e2333703249p-20,
        -0x1.5f39372686202p-23,
        0x1.f8d476ab1a455p-27,
        -0x1.3c1e91b012003p-30,
        0x1.0f8a27a51ad26p-34
    };

    /** exp(x²) erfc(x) (x + ½) in (x - 1) / (x + 1), for x in [½, 2]. */
    private static final double[] NEAR = {
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
        -0x1.eecc9ab071f83p-19
    };

    /** The same in (x - 4) / (x + 4), for x in [2, 8]. */
    private static final double[] MIDDLE = {
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
        0x1.6763b67f51a8bp-19
    };

    /** exp(x²) erfc(x) x in 1/x², from 8 on. */
    private static final double[] FAR = {
        0x1.20dd750429b6dp-1,
        -0x1.20dd750429b2cp-2,
        0x1.b14c2f861cc54p-2,
        -0x1.0ecf9d98a9c95p+0,
        0x1.d9eb3d9694132p+1,
        -0x1.0a91b68d90fe2p+4,
        0x1.6e28aef4ca69bp+6,
        -0x1.2543130ae188dp+9,
        0x1.eba499fc9e460p+11,
        -0x1.2d156fa478466p+14
    };

    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;

    private ErrorFunctions() {}

    /** exp(-h²)·exp(-(x - h)(x + h)), where h is x to 26 bits (Dekker 1971), so that h² is exact. */
    static Term gaussian(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term lifted = t.multiply(t.number(0x1p27 + 1), x);
        Term h = t.subtract(lifted, t.subtract(lifted, x));
        Term rest = t.multiply(t.subtract(x, h), t.add(x, h));
        Term product = t.multiply(t.exp(t.negate(t.multiply(h, h))), t.exp(t.negate(rest)));
        return t.ifLess(t.number(28), t.abs(x), t.number(0), product);
    }

    static Term erf(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term square = t.multiply(x, x);
        Term series = t.add(t.number(TWO_OVER_ROOT_PI), t.multiply(square, t.polynomial(square, SERIES)));
        Term beyond = t.subtract(t.number(1), t.apply(Primitive.ERFC, t.abs(x)));
        Term signed = t.ifLess(x, t.number(0), t.negate(beyond), beyond);
        return t.ifLess(t.abs(x), t.number(1), t.multiply(x, series), signed);
    }

    static Term erfc(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term size = t.abs(x);
        Term tail = t.multiply(t.apply(Primitive.GAUSSIAN, x), t.apply(Primitive.ERFCX, size));
        Term beyond = t.ifLess(x, t.number(0), t.subtract(t.number(2), tail), tail);
        Term square = t.multiply(x, x);
        Term series = t.add(t.number(TWO_OVER_ROOT_PI), t.multiply(square, t.polynomial(square, SERIES)));
        return t.ifLess(size, t.number(0.5), t.subtract(t.number(1), t.multiply(x, series)), beyond);
    }

    static Term scaled(Terms t, List<Term> arguments) {
        Term x = arguments.get(0);
        Term inverse = t.divide(t.number(1), x);
        Term far = t.multiply(t.polynomial(t.multiply(inverse, inverse), FAR), inverse);
        return t.ifLess(x, t.number(2), ratio(t, x, 1, NEAR), t.ifLess(x, t.number(8), ratio(t, x, 4, MIDDLE), far));
    }

    private static Term ratio(Terms t, Term x, double centre, double... coefficients) {
        Term c = t.number(centre);
        Term ratio = t.divide(t.subtract(x, c), t.add(x, c));
        return t.divide(t.polynomial(ratio, coefficients), t.add(x, t.number(0.5)));
    }
}
