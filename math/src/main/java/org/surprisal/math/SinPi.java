package org.surprisal.math;

/** sin(πx), for the reflection formulas: a minimax polynomial (Remez) on [-½, ½] after an exact reduction. */
final class SinPi {
    private static final Polynomial SERIES = new Polynomial(
            0x1.921fb54442d18p+1,
            -0x1.4abbce625be52p+2,
            0x1.466bc6775aa6ep+1,
            -0x1.32d2cce627543p-1,
            0x1.5078348519125p-4,
            -0x1.e3074ddd1fb3dp-8,
            0x1.e8f35e9dd8eadp-12,
            -0x1.6f79771a369ddp-16,
            0x1.9d1b87b21cbccp-21);

    private SinPi() {}

    /** Returns |sin(πx)| for a finite x. */
    static double magnitude(double x) {
        double r = x - Math.rint(x);
        return Math.abs(r) * SERIES.at(r * r);
    }

    /** Returns π·cot(πx) for a finite x that is not an integer. */
    static double piCot(double x) {
        double r = x - Math.rint(x);
        double s = 0.5 - Math.abs(r);
        double cot = s * SERIES.at(s * s) / (r * SERIES.at(r * r));
        return Math.PI * cot;
    }
}
