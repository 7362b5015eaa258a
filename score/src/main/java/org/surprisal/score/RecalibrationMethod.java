package org.surprisal.score;

import java.util.Locale;
import java.util.Optional;

/**
 * Families of maps from forecasts to better calibrated ones, the simplest first. None of them turns an order around.
 */
public enum RecalibrationMethod {
    /** Log-odds, or logarithms of the probabilities of classes, times one number. */
    TEMPERATURE,
    /** A line in the log-odds. */
    PLATT,
    /** A line in the logarithms of the probability and of what is left. */
    BETA,
    /** The frequencies that ascend with the forecast and lose least. */
    ISOTONIC;

    /** The name in options and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method of a name. */
    public static Optional<RecalibrationMethod> of(String label) {
        for (RecalibrationMethod method : values()) {
            if (method.label().equals(label)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
