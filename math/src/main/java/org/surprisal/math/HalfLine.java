package org.surprisal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * ∫₀^∞ e^f(v) dv for a concave or nearly concave f with f(0) = 0, by the double-exponential rule v = h·exp(π/2·sinh τ)
 * (H. Takahasi and M. Mori, 1974). The integrand is positive, so nothing cancels.
 */
final class HalfLine {
    private static final double STEP = 0.03125;
    private static final double FIRST = -4;
    private static final double HALF_PI = Math.PI / 2;

    private HalfLine() {}

    /** Returns the integral; scale is about where the integrand has fallen to 1/e. */
    static double integral(double scale, DoubleUnaryOperator f) {
        double logScale = Log.of(scale);
        double sum = 0;
        double lost = 0;
        for (int i = 0; ; i++) {
            double tau = FIRST + i * STEP;
            double e = Exp.of(tau);
            double logV = logScale + HALF_PI * 0.5 * (e - 1 / e);
            double term = Exp.of(logV + f.applyAsDouble(Exp.of(logV))) * (e + 1 / e);
            double next = sum + term;
            lost += sum > term ? term - (next - sum) : sum - (next - term);
            sum = next;
            if (tau > 0 && !(term > 0x1p-60 * sum)) {
                return (sum + lost) * STEP * HALF_PI * 0.5;
            }
        }
    }
}
