package org.surprisal.score;

import java.util.Arrays;
import java.util.List;
import org.surprisal.math.Exp;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.math.Sigmoid;
import org.surprisal.math.Softplus;

/** A fitted map from forecasts to recalibrated ones; never descending. */
public sealed interface RecalibrationMap {
    /**
     * A map of the probability p of an event: the log-odds become {@code a ln p - b ln(1 - p) + c}. Temperature scaling
     * has a = b and c = 0, Platt scaling a = b. Forecasts of exactly 0 or 1 stay what they are.
     *
     * @param a at least 0
     * @param b at least 0
     * @param c finite
     */
    record LogOdds(double a, double b, double c) implements RecalibrationMap {
        /** Checks the range. */
        public LogOdds {
            if (!(a >= 0 && b >= 0 && a + b < Double.POSITIVE_INFINITY && Double.isFinite(c))) {
                throw new IllegalArgumentException(
                        "a and b are finite and at least 0, and c is finite, not " + a + ", " + b + ", " + c + ".");
            }
        }

        /** A probability in [0, 1], recalibrated. */
        public double ofProbability(double p) {
            return p == 0 || p == 1 ? p : Sigmoid.of(a * Log.of(p) - b * Log1p.of(-p) + c);
        }

        /** Log-odds, recalibrated; infinite ones stay what they are. */
        public double ofLogit(double z) {
            return Double.isInfinite(z) ? z : c - a * Softplus.of(-z) + b * Softplus.of(z);
        }
    }

    /**
     * A map of the probability of an event by knots, straight between them and constant beyond the first and last.
     *
     * @param at where the knots stand, ascending: probabilities, or log-odds of forecasts that are given as such
     * @param value their probabilities, ascending
     */
    record Knots(List<Double> at, List<Double> value) implements RecalibrationMap {
        /** Checks and copies. */
        public Knots {
            at = List.copyOf(at);
            value = List.copyOf(value);
            if (at.isEmpty() || at.size() != value.size()) {
                throw new IllegalArgumentException("There are as many values as knots, and at least one.");
            }
            for (int i = 0; i < at.size(); i++) {
                boolean ascends = i == 0 || (at.get(i) > at.get(i - 1) && value.get(i) >= value.get(i - 1));
                if (!ascends || !(value.get(i) >= 0 && value.get(i) <= 1)) {
                    throw new IllegalArgumentException(
                            "Knots ascend, and their values ascend within 0 and 1, unlike knot " + (i + 1) + ".");
                }
            }
        }

        /** The probability of a forecast on the scale of the knots. */
        public double of(double forecast) {
            int low = 0;
            int high = at.size() - 1;
            if (forecast <= at.get(low)) {
                return value.get(low);
            }
            if (forecast >= at.get(high)) {
                return value.get(high);
            }
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (at.get(middle) <= forecast) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            double part = Double.isInfinite(at.get(low)) || Double.isInfinite(at.get(high))
                    ? 0.5
                    : (forecast - at.get(low)) / (at.get(high) - at.get(low));
            double y = value.get(low) + part * (value.get(high) - value.get(low));
            return Math.min(y, value.get(high));
        }
    }

    /**
     * One temperature for all classes: probabilities are proportional to {@code p^slope}. A probability of 0 stays 0.
     *
     * @param slope one over the temperature, at least 0
     */
    record ClassTemperature(double slope) implements RecalibrationMap {
        /** Checks the range. */
        public ClassTemperature {
            if (!(slope >= 0 && slope < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The slope is finite and at least 0, not " + slope + ".");
            }
        }

        /** Probabilities from the scores or the logarithms of the probabilities of one row. */
        public double[] ofLogarithms(double[] z) {
            double[] scaled = new double[z.length];
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < z.length; k++) {
                scaled[k] = z[k] == Double.NEGATIVE_INFINITY ? z[k] : slope * z[k];
                most = Math.max(most, scaled[k]);
            }
            double sum = 0;
            for (int k = 0; k < z.length; k++) {
                scaled[k] = Exp.of(scaled[k] - most);
                sum += scaled[k];
            }
            for (int k = 0; k < z.length; k++) {
                scaled[k] /= sum;
            }
            return scaled;
        }

        /** Probabilities of one row, recalibrated. */
        public double[] ofProbabilities(double[] p) {
            return ofLogarithms(Arrays.stream(p).map(Log::of).toArray());
        }
    }
}
