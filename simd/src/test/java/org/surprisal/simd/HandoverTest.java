package org.surprisal.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By a clock that the trials themselves move. */
final class HandoverTest {
    private long time;
    private long plainTime = 100;
    private long twinTime = 10_000;

    private final Handover handover = new Handover(n -> time += plainTime, n -> time += twinTime, () -> time);

    @Test
    void aTwinWaitsUntilItIsFasterByTheFactor() {
        assertThat(handover.attempt()).isFalse();
        twinTime = 77;
        assertThat(handover.attempt()).isFalse();
        assertThat(handover.done()).isFalse();
        twinTime = 76;
        assertThat(handover.attempt()).isTrue();
        assertThat(handover.done()).isTrue();
    }

    @Test
    void theFastestRunCounts() {
        int[] calls = {0};
        Handover uneven =
                new Handover(n -> time += plainTime, n -> time += ++calls[0] % 3 == 0 ? 50 : twinTime, () -> time);
        assertThat(uneven.attempt()).isTrue();
    }

    @Test
    void beginsOnAThreadOfItsOwn() throws InterruptedException {
        Thread[] seen = new Thread[1];
        Handover begun = Handover.begin(
                n -> {
                    for (int i = 0; i < 100; i++) {
                        Thread.onSpinWait();
                    }
                },
                n -> seen[0] = Thread.currentThread());
        while (!begun.done()) {
            Thread.sleep(1);
        }
        assertThat(seen[0]).isNotEqualTo(Thread.currentThread());
        assertThat(seen[0].isDaemon()).isTrue();
    }
}
