package org.surprisal.score;

import org.surprisal.math.Normal;

/**
 * Wilson's score interval of a proportion.
 *
 * <p>Source: Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
 * American Statistical Association 22, 209-212.
 */
final class WilsonInterval {
    private WilsonInterval() {}

    /**
     * The interval.
     *
     * @param share the observed proportion, in [0, 1]
     * @param n the number of rows, or their effective number under weights; positive
     * @param level the confidence level, in (0, 1)
     */
    static Interval of(double share, double n, double level) {
        double z = Normal.quantile((1 + level) / 2);
        double zz = z * z;
        double scale = 1 + zz / n;
        double centre = (share + zz / (2 * n)) / scale;
        double half = z / scale * Math.sqrt(share * (1 - share) / n + zz / (4 * n * n));
        // At the ends the closed form is exact only up to rounding.
        return new Interval(share == 0 ? 0 : Math.max(0, centre - half), share == 1 ? 1 : Math.min(1, centre + half));
    }
}
