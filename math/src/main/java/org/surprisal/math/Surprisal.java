package org.surprisal.math;

import org.surprisal.math.spi.Twins;

/**
 * The surprisal of an outcome that had been given a probability: -ln p if it happened, -ln(1 - p) if it did not. One
 * logarithm of {@link Log}'s core, whichever of the two it is, and no branch on the outcomes, which a processor could
 * not foresee. The bits are those of {@code 0 - Log.of(p)} and {@code 0 - Log1p.of(-p)}.
 *
 * <p>Source: I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14 (1952); the name is that
 * of M. Tribus, Thermostatics and Thermodynamics, 1961.
 */
public final class Surprisal {
    private static final Twins.ThreeArrays LOOP = Twin.of("Surprisal", new Plain());

    private Surprisal() {}

    /**
     * Returns -ln p or -ln(1 - p); NaN for a p outside of [0, 1].
     *
     * @param y 1 if it happened, 0 if not
     */
    public static double of(double y, double p) {
        return 0 - (y == 0 ? Log1p.of(-p) : Log.of(p));
    }

    /**
     * Sets out[i] to {@code of(y[i], p[i])}, the same bits, for {@code 0 ≤ i < n}.
     *
     * @param y each 0 or 1
     * @param out may be y or p
     */
    public static void of(double[] y, double[] p, double[] out, int n) {
        LOOP.of(y, p, out, n);
    }

    private record Plain() implements Twins.ThreeArrays {
        @Override
        public void of(double[] y, double[] p, double[] out, int n) {
            double[][] room = Room.ofThisThread(4);
            for (int from = 0; from < n; from += Room.LENGTH) {
                block(y, p, out, from, Math.min(Room.LENGTH, n - from), room);
            }
        }

        private static void block(double[] y, double[] p, double[] out, int from, int n, double[][] room) {
            double[] high = room[0];
            double[] low = room[1];
            split(y, p, from, high, low, n);
            if (!logarithms(high, low, room[2], room[3], n)) {
                for (int i = from; i < from + n; i++) {
                    out[i] = Surprisal.of(y[i], p[i]);
                }
                return;
            }
            System.arraycopy(high, 0, out, from, n);
        }

        /** Sets high[i] + low[i] to the probability of what happened. */
        private static void split(double[] y, double[] p, int from, double[] high, double[] low, int n) {
            for (int i = 0; i < n; i++) {
                // All bits set for 1, none for 0.
                long happened = (Double.doubleToRawLongBits(y[from + i]) << 2) >> 63;
                double x = p[from + i];
                double rest = 1 - x;
                double one = rest + x;
                double lost = (1 - one) - (x - (one - rest));
                high[i] = Double.longBitsToDouble(
                        (Double.doubleToRawLongBits(x) & happened) | (Double.doubleToRawLongBits(rest) & ~happened));
                low[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(lost) & ~happened);
            }
        }

        /** Sets high[i] to -ln(high[i] + low[i]) and returns true, or leaves it if one needs the scalar form. */
        private static boolean logarithms(double[] high, double[] low, double[] k, double[] scale, int n) {
            long outside = 0;
            for (int i = 0; i < n; i++) {
                long p = Log.pattern(high[i]);
                outside |= Log.outside(high[i]);
                k[i] = Log.exponent(p);
                scale[i] = Log.scale(p);
            }
            if (outside < 0) {
                return false;
            }
            for (int i = 0; i < n; i++) {
                double g = Math.fma(high[i], scale[i], -1);
                double scaled = low[i] * scale[i];
                double f = g + scaled;
                high[i] = f;
                low[i] = scaled - (f - g);
            }
            for (int i = 0; i < n; i++) {
                high[i] = 0 - (Log.lead(k[i], high[i]) + Log.rest(k[i], high[i], low[i]));
            }
            return true;
        }
    }
}
