package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.score.RecalibrationGains.Gain;

/**
 * A map that was fitted to all rows of a table, with what is needed to apply it to others.
 *
 * @param method its family
 * @param map the map
 * @param scale what the forecasts are: probabilities, percentages or log-odds; recalibrated ones are the same
 * @param outcome the outcome columns that it was fitted to
 * @param prediction the columns of the forecasts, one per class where there are several
 * @param classes the classes in the order of the prediction columns; of an event its negative and its positive class,
 *     or none where outcomes were 0 and 1
 * @param rows the number of rows that it was fitted to
 */
public record Recalibrator(
        RecalibrationMethod method,
        RecalibrationMap map,
        Scale scale,
        List<String> outcome,
        List<String> prediction,
        List<String> classes,
        long rows) {
    /** Copies the lists and checks that the parts fit together. */
    public Recalibrator {
        outcome = List.copyOf(outcome);
        prediction = List.copyOf(prediction);
        classes = List.copyOf(classes);
        if (scale != Scale.PROBABILITY && scale != Scale.PERCENT && scale != Scale.LOGIT) {
            throw new IllegalArgumentException("Forecasts are probabilities, percentages or log-odds, not " + scale);
        }
        boolean several = map instanceof RecalibrationMap.ClassTemperature;
        if (several ? prediction.size() < 2 || prediction.size() != classes.size() : prediction.size() != 1) {
            throw new IllegalArgumentException(
                    "A map of several classes has a column for each, a map of an event has one column.");
        }
    }

    /**
     * The map of a scorecard with {@link RecalibrationGains}.
     *
     * @param card the scorecard
     * @param method the family, or null for the one with the best gain
     * @return the map that was fitted to all its rows
     * @throws Unscorable if there is no such map; the message says why
     */
    public static Recalibrator of(Scorecard card, @Nullable RecalibrationMethod method) {
        RecalibrationGains gains = card.section(RecalibrationGains.class);
        if (gains == null) {
            throw new Unscorable("A map is fitted by --recalibrate only.");
        }
        RecalibrationMethod wanted = method == null ? gains.best() : method;
        if (wanted == null) {
            throw new Unscorable("No map is written, for none gains on rows that it was not fitted on: leave the"
                    + " forecasts as they are, or name a map with --method.");
        }
        for (Gain gain : gains.maps()) {
            if (gain.method() == wanted) {
                RecalibrationMap map = gain.map();
                if (map == null) {
                    throw new Unscorable("No map is written: " + wanted.label() + " has no finite map that is the best"
                            + " on these rows. Choose another with --method.");
                }
                return new Recalibrator(
                        wanted, map, card.scale(), card.outcome(), card.prediction(), card.classes(), card.scored());
            }
        }
        throw new Unscorable(
                "Several classes are recalibrated by a temperature only; leave out --method " + wanted.label() + ".");
    }

    /** Why a row has no recalibrated forecast. */
    public enum Refusal {
        /** A forecast is no probability (no percentage), or log-odds that no classes can have. */
        OUTSIDE_DOMAIN,
        /** The probabilities of a row do not sum to one, by more than 0.01. */
        ROW_SUM
    }

    /**
     * Recalibrates the forecasts of one row. Probabilities 0 and 1 (log-odds -∞ and ∞) stay what they are under a line;
     * steps give them what the first and last step give.
     *
     * @param forecasts one for each prediction column, none of them NaN; replaced by the recalibrated ones on the same
     *     scale, or left as they are if the row is refused
     * @return null, or why there is no recalibrated forecast
     */
    public @Nullable Refusal apply(double[] forecasts) {
        boolean event = forecasts.length == 1;
        if (scale == Scale.LOGIT) {
            if (!event && !softmax(forecasts)) {
                return Refusal.OUTSIDE_DOMAIN;
            }
        } else {
            double most = scale == Scale.PERCENT ? 100 : 1;
            double sum = 0;
            for (double forecast : forecasts) {
                if (!(forecast >= 0 && forecast <= most)) {
                    return Refusal.OUTSIDE_DOMAIN;
                }
                sum += forecast / most;
            }
            if (!event && Math.abs(sum - 1) > RowSums.NEAR) {
                return Refusal.ROW_SUM;
            }
        }
        boolean percent = scale == Scale.PERCENT;
        for (int k = 0; k < forecasts.length && percent; k++) {
            forecasts[k] /= 100;
        }
        recalibrate(forecasts);
        for (int k = 0; k < forecasts.length && percent; k++) {
            forecasts[k] *= 100;
        }
        return null;
    }

    private void recalibrate(double[] forecasts) {
        boolean logit = scale == Scale.LOGIT;
        if (map instanceof RecalibrationMap.ClassTemperature temperature) {
            double[] after = logit ? scaled(temperature.slope(), forecasts) : temperature.ofProbabilities(forecasts);
            System.arraycopy(after, 0, forecasts, 0, after.length);
        } else {
            forecasts[0] = ofEvent(map, logit, forecasts[0]);
        }
    }

    /** Class scores times a slope; infinite ones stay what they are. */
    static double[] scaled(double slope, double[] z) {
        double[] to = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            to[k] = Double.isInfinite(z[k]) ? z[k] : slope * z[k];
        }
        return to;
    }

    /**
     * The recalibrated forecast of an event.
     *
     * @param logit whether forecasts are log-odds
     * @return a probability, or log-odds
     */
    static double ofEvent(RecalibrationMap map, boolean logit, double forecast) {
        return switch (map) {
            case RecalibrationMap.LogOdds line -> logit ? line.ofLogit(forecast) : line.ofProbability(forecast);
            case RecalibrationMap.Knots knots -> {
                double p = knots.of(forecast);
                yield logit ? Log.of(p) - Log1p.of(-p) : p;
            }
            case RecalibrationMap.ClassTemperature temperature ->
                throw new IllegalArgumentException(temperature + " is of several classes.");
        };
    }

    /** Whether scores give probabilities: not without any above negative infinity, nor with two at infinity. */
    private static boolean softmax(double[] z) {
        int highest = 0;
        int lowest = 0;
        for (double score : z) {
            highest += score == Double.POSITIVE_INFINITY ? 1 : 0;
            lowest += score == Double.NEGATIVE_INFINITY ? 1 : 0;
        }
        return highest <= 1 && lowest < z.length;
    }
}
