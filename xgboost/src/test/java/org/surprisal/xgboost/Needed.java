package org.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Assumptions;

/** What the tests need of the machine. */
final class Needed {
    private Needed() {}

    /**
     * Skips the tests where XGBoost's native library does not load, and fails them there if
     * {@code -Dhosts.required=true} says that all is installed, as it is where every change is tested.
     */
    static void xgboost() {
        String missing = missing();
        if (Boolean.getBoolean("hosts.required")) {
            assertThat(missing).isEmpty();
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
    }

    private static String missing() {
        try {
            new DMatrix(new float[] {1}, 1, 1, Float.NaN).dispose();
            return "";
        } catch (XGBoostError | LinkageError | RuntimeException e) {
            return "XGBoost4J's native library does not load here (it needs glibc 2.28 and libgomp on Linux, libomp on"
                    + " a Mac): " + e;
        }
    }
}
