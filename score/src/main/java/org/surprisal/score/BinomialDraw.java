package org.surprisal.score;

import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.LogGamma;

/**
 * Draws how many of k events of probability p happen. The generator starts from the bits of p and the number of the
 * draw alone, so the draw depends on nothing else: no other row, no order, no thread.
 *
 * <p>Sources: Hörmann, The generation of binomial random variates, Journal of Statistical Computation and Simulation 46
 * (1993), algorithm BTRS, where at least ten events are expected, inversion elsewhere; Steele, Lea and Flood, Fast
 * splittable pseudorandom number generators, OOPSLA 2014.
 */
final class BinomialDraw {
    private static final double LEAST_FOR_REJECTION = 10;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final double k;
    private final boolean turned;
    private final double p;
    private final double odds;
    private final long seed;
    private final double none;
    private final double a;
    private final double b;
    private final double alpha;
    private final double squeeze;
    private final double mode;
    private final double logOdds;
    private final double atMode;

    /**
     * Draws of k events.
     *
     * @param k how many, a whole number
     * @param probability of each
     */
    BinomialDraw(double k, double probability) {
        this.k = k;
        turned = probability > 0.5;
        p = turned ? 1 - probability : probability;
        odds = p / (1 - p);
        seed = mix(Double.doubleToRawLongBits(probability));
        none = Exp.of(k * Log1p.of(-p));
        double spread = Math.sqrt(k * p * (1 - p));
        b = 1.15 + 2.53 * spread;
        a = -0.0873 + 0.0248 * b + 0.01 * p;
        alpha = (2.83 + 5.1 / b) * spread;
        squeeze = 0.92 - 4.2 / b;
        mode = Math.floor((k + 1) * p);
        logOdds = Log.of(odds);
        atMode = LogGamma.of(mode + 1) + LogGamma.of(k - mode + 1);
    }

    /** Whether a single event of some probability happens in a draw, 1 or 0; {@code random} is started anew. */
    static double one(double probability, int number, Uniform random) {
        random.state = mix(mix(Double.doubleToRawLongBits(probability)) + number * GOLDEN);
        return random.next() < probability ? 1 : 0;
    }

    /** The number of events in a draw; {@code random} is started anew. */
    double draw(int number, Uniform random) {
        random.state = mix(seed + number * GOLDEN);
        double happened = k * p >= LEAST_FOR_REJECTION ? rejection(random) : inversion(random);
        return turned ? k - happened : happened;
    }

    /** Walks up the probabilities of 0, 1, ... events until a uniform number is used up. */
    private double inversion(Uniform random) {
        double left = random.next();
        double probability = none;
        double happened = 0;
        while (left > probability && happened < k) {
            left -= probability;
            happened++;
            probability *= odds * (k - happened + 1) / happened;
        }
        return happened;
    }

    private double rejection(Uniform random) {
        while (true) {
            double u = random.next() - 0.5;
            double v = random.next();
            double us = 0.5 - Math.abs(u);
            double happened = Math.floor((2 * a / us + b) * u + k * p + 0.5);
            if (us >= 0.07 && v <= squeeze) {
                return happened;
            }
            if (happened >= 0 && happened <= k && isAccepted(v * alpha / (a / (us * us) + b), happened)) {
                return happened;
            }
        }
    }

    /** Whether a height lies below the probability of so many events over that of the most probable number. */
    private boolean isAccepted(double height, double happened) {
        double ratio =
                (happened - mode) * logOdds + (atMode - LogGamma.of(happened + 1) - LogGamma.of(k - happened + 1));
        return Log.of(height) <= ratio;
    }

    /** Uniform random numbers in [0, 1). */
    static final class Uniform {
        private long state;

        private double next() {
            state += GOLDEN;
            return (mix(state) >>> 11) * 0x1p-53;
        }
    }

    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
