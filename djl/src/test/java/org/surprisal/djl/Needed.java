package org.surprisal.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Assumptions;

/** What the tests need of the machine. */
final class Needed {
    private Needed() {}

    /**
     * Skips the tests where PyTorch does not load, and fails them there if {@code -Dhosts.required=true} says that all
     * is installed, as it is where every change is tested.
     */
    static void engine() {
        String missing = missing();
        if (Boolean.getBoolean("hosts.required")) {
            assertThat(missing).isEmpty();
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
    }

    private static String missing() {
        try {
            Engine.getEngine("PyTorch");
            return "";
        } catch (EngineException | LinkageError | IllegalStateException | IllegalArgumentException e) {
            return "DJL's PyTorch does not load here (its native library is fetched for Linux on x86-64 and for Macs"
                    + " with Apple's processors): " + e;
        }
    }
}
