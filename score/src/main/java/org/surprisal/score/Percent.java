package org.surprisal.score;

import org.surprisal.loss.Domain;

/** Probabilities in per cent. */
final class Percent {
    /** What a probability in per cent may be. */
    static final Domain DOMAIN = new Domain(0, true, 100, true);

    private Percent() {}

    /** Divides by one hundred, correctly rounded, in place. */
    static void toShares(double[] percent, int n) {
        for (int i = 0; i < n; i++) {
            percent[i] /= 100;
        }
    }
}
