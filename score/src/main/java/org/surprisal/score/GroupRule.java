package org.surprisal.score;

import java.math.BigInteger;
import org.surprisal.math.Dyadic;

/** From influences summed by groups to the standard error. */
sealed interface GroupRule {
    /**
     * The standard error.
     *
     * @param sums the sums of the influences, in the order of the groups
     */
    GroupError error(double[] sums);

    /**
     * Groups that do not depend on each other: {@code sqrt(G/(G-1) Σ T²)}, Student's t with G - 1 degrees of freedom.
     *
     * <p>Source: Cameron and Miller, A practitioner's guide to cluster-robust inference, Journal of Human Resources 50
     * (2015).
     */
    record Clusters() implements GroupRule {
        @Override
        public GroupError error(double[] sums) {
            long g = sums.length;
            double se = ExactRoot.of(GroupSums.products(sums, 0).times(Dyadic.of(g)), Dyadic.of(g - 1));
            return new GroupError(se, g - 1.0, "cluster_t");
        }
    }

    /**
     * Time stamps of which each depends on so many before: {@code T/(T-1) (Γ_0 + 2 Σ (1 - j/(lag+1)) Γ_j)} with the
     * sums Γ_j of products of stamps j apart. Without lag it is {@link Clusters}.
     *
     * <p>Sources: Newey and West, Econometrica 55 (1987); Driscoll and Kraay, Review of Economics and Statistics 80
     * (1998).
     *
     * @param lag the lag, smaller than the number of stamps
     */
    record Bartlett(int lag) implements GroupRule {
        /** The usual lag ⌊4 (T/100)^(2/9)⌋ for so many stamps. */
        static int usualLag(long stamps) {
            // With k = lag: (k/4)^9 <= (T/100)^2, in whole numbers.
            int lag = 0;
            while (reaches(lag + 1, stamps)) {
                lag++;
            }
            return (int) Math.max(0, Math.min(lag, stamps - 1));
        }

        private static boolean reaches(int lag, long stamps) {
            BigInteger left = BigInteger.valueOf(lag).pow(9).multiply(BigInteger.valueOf(10_000));
            BigInteger right = BigInteger.valueOf(stamps)
                    .pow(2)
                    .multiply(BigInteger.valueOf(4).pow(9));
            return left.compareTo(right) <= 0;
        }

        @Override
        public GroupError error(double[] sums) {
            long t = sums.length;
            Dyadic all = Dyadic.of((long) lag + 1).times(GroupSums.products(sums, 0));
            for (int j = 1; j <= lag; j++) {
                all = all.plus(Dyadic.of(2L * (lag + 1 - j)).times(GroupSums.products(sums, j)));
            }
            double se = all.signum() < 0
                    ? Double.NaN
                    : ExactRoot.of(
                            all.times(Dyadic.of(t)), Dyadic.of((long) lag + 1).times(Dyadic.of(t - 1)));
            return new GroupError(se, t - 1.0, "bartlett_t");
        }
    }

    /**
     * Forecasts made h stamps ahead, whose errors depend on each other up to h - 1 stamps apart: all lags count fully,
     * and the variance is divided by {@code (T + 1 - 2h + h(h-1)/T) / T}.
     *
     * <p>Sources: Diebold and Mariano, Journal of Business and Economic Statistics 13 (1995); Harvey, Leybourne and
     * Newbold, International Journal of Forecasting 13 (1997).
     *
     * @param horizon h
     */
    record Horizon(int horizon) implements GroupRule {
        @Override
        public GroupError error(double[] sums) {
            long t = sums.length;
            Dyadic all = GroupSums.products(sums, 0);
            for (int j = 1; j < Math.min(horizon, t); j++) {
                all = all.plus(Dyadic.of(2L).times(GroupSums.products(sums, j)));
            }
            long factor = Math.addExact(
                    Math.subtractExact(t * (t + 1), Math.multiplyExact(2L * horizon, t)),
                    Math.multiplyExact((long) horizon, horizon - 1L));
            boolean none = horizon >= t || factor <= 0 || all.signum() < 0;
            double se =
                    none ? Double.NaN : ExactRoot.of(all.times(Dyadic.of(t)).times(Dyadic.of(t)), Dyadic.of(factor));
            return new GroupError(se, t - 1.0, "harvey_leybourne_newbold");
        }
    }
}
