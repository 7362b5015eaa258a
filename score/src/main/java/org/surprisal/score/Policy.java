package org.surprisal.score;

import org.jspecify.annotations.Nullable;

/**
 * How forecasts of an event are acted on: where the forecast is at least a threshold.
 *
 * @param threshold a threshold, in (0, 1), or null
 * @param costs what wrong decisions cost, or null
 */
public record Policy(@Nullable Double threshold, @Nullable Costs costs) {
    /** Nobody acts. */
    public static final Policy NONE = new Policy(null, null);

    /** Checks the threshold. */
    public Policy {
        if (threshold != null && !(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException(
                    "A threshold lies between 0 and 1, such as 0.2; " + threshold + " does not.");
        }
    }

    /** Whether anything is asked for. */
    public boolean any() {
        return threshold != null || costs != null;
    }

    /**
     * What wrong decisions cost, in any unit; right ones cost nothing.
     *
     * @param falsePositive acting where the event does not happen, positive
     * @param falseNegative not acting where it happens, positive
     */
    public record Costs(double falsePositive, double falseNegative) {
        /** Checks that both are positive and that their ratio can be told. */
        public Costs {
            double threshold = threshold(falsePositive, falseNegative);
            if (!(falsePositive > 0 && falseNegative > 0 && threshold > 0 && threshold < 1)) {
                throw new IllegalArgumentException("Both costs are above 0 and finite, such as fp=1,fn=5, not fp="
                        + falsePositive + ",fn=" + falseNegative + ".");
            }
        }

        /** The threshold at which acting pays on average where forecasts are calibrated: fp / (fp + fn). */
        public double threshold() {
            return threshold(falsePositive, falseNegative);
        }

        private static double threshold(double falsePositive, double falseNegative) {
            // Infinity over infinity is no threshold.
            return falsePositive / (falsePositive + falseNegative);
        }
    }
}
