package org.surprisal.report;

import java.util.Set;

/** Scores that few readers ask for: in the JSON, not in the text. */
final class Details {
    private static final Set<String> NAMES = Set.of(
            "calibration_intercept",
            "calibration_in_the_large",
            "spiegelhalter_z",
            "average_precision",
            "balanced_accuracy",
            "weighted_f1",
            "mcc",
            "rps_sum",
            "ece_positive",
            "ece_equal_mass",
            "max_calibration_error",
            "calibration_error_squared_debiased",
            "smooth_ece",
            "auc_weighted",
            "auc_micro",
            "average_precision_weighted",
            "average_precision_micro",
            "ece_top_label",
            "smooth_ece_top_label",
            "ece_class_wise");

    private Details() {}

    /** Whether a score is one of them. */
    static boolean are(String score) {
        return NAMES.contains(score) || DistributionText.shows(score);
    }
}
