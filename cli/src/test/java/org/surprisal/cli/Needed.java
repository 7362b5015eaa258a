package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. */
final class Needed {
    private Needed() {}

    /**
     * Skips the test where the machine lacks something, and fails it there if {@code -Dhosts.required=true} says that
     * all is installed, as it is where every change is tested.
     *
     * @param there whether it is there
     * @param what what it is and how to get it
     */
    static void have(boolean there, String what) {
        if (Boolean.getBoolean("hosts.required")) {
            assertThat(there).as(what).isTrue();
        }
        Assumptions.assumeTrue(there, what);
    }
}
