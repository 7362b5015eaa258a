package org.surprisal.math;

import java.util.SplittableRandom;

/** Seeded draws of doubles that are hard on sums and functions. */
final class Draw {
    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int n) {
        return random.nextInt(n);
    }

    double uniform(double from, double to) {
        return random.nextDouble(from, to);
    }

    /** A magnitude between two positive bounds, every binade as likely, subnormal ones included. */
    double magnitude(double from, double to) {
        long low = Double.doubleToRawLongBits(from);
        long high = Double.doubleToRawLongBits(to);
        return Double.longBitsToDouble(random.nextLong(low, high + 1));
    }

    double signed(double magnitude) {
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    /**
     * Values of all magnitudes, with duplicates, zeros, near copies and negatives of earlier ones, so that sums cancel.
     */
    double[] hard(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = switch (below(8)) {
                case 0 -> signed(magnitude(Double.MIN_VALUE, 1e-300));
                case 1 -> signed(magnitude(1e300, Double.MAX_VALUE));
                case 2 -> signed(magnitude(1e-20, 1e20));
                case 3 -> i == 0 ? 0.0 : -x[below(i)];
                case 4 -> i == 0 ? -0.0 : Math.nextUp(-x[below(i)]);
                case 5 -> signed(uniform(0, 1));
                case 6 -> below(1000);
                default -> -x[Math.max(0, i - 1)];
            };
        }
        return x;
    }

    /** Values of one order of magnitude, as losses are. */
    double[] tame(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = uniform(0, 1) * uniform(0, 10);
        }
        return x;
    }

    void shuffle(double[] x) {
        for (int i = x.length - 1; i > 0; i--) {
            int j = below(i + 1);
            double swap = x[i];
            x[i] = x[j];
            x[j] = swap;
        }
    }
}
