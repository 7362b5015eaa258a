package org.surprisal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.surprisal.score.Estimate;
import org.surprisal.score.Segment;
import org.surprisal.score.WeakSegments;

/** Segments that were searched for, in words. */
class WeakSegmentsTextTest {
    private static final Estimate LOSS =
            Cards.estimate(0.71, 0.68, 0.74, Estimate.Unit.NATS, Estimate.Better.LOWER, "hall");
    private static final Estimate DIFFERENCE =
            Cards.estimate(0.12, 0.09, 0.15, Estimate.Unit.NATS, Estimate.Better.LOWER, "welch_t");

    private static WeakSegments.Found found(double p, boolean holds, @Nullable String value) {
        Map<String, @Nullable String> by = new LinkedHashMap<>();
        by.put("region", value);
        return new WeakSegments.Found(
                new Segment(
                        by,
                        1234,
                        false,
                        Map.of("log_loss", LOSS),
                        Map.of("log_loss", new Segment.Difference(DIFFERENCE, p, p, holds))),
                1200,
                0.13,
                holds);
    }

    private static List<String> lines(List<WeakSegments.Found> found) {
        WeakSegments weak = new WeakSegments(
                "log_loss", List.of("region"), Map.of("id", WeakSegments.Reason.MANY_VALUES), 7, 50, 5000, 5100, found);
        return WeakSegmentsText.lines(weak, Words.in(Language.EN), Page.plain(Language.EN), "  ");
    }

    @Test
    void oneLineForEach() {
        assertThat(lines(List.of(found(1e-9, true, "north"), found(0.4, false, null))))
                .startsWith(
                        "  Weak segments: chosen in one half of the rows, judged by the other",
                        "  segment          rows  log loss  to the rest  95% interval           p",
                        "  region=north    1,234     0.710        0.120  [0.090, 0.150]  < 0.0001  *",
                        "  region=(empty)  1,234     0.710        0.120  [0.090, 0.150]       0.4")
                .contains("  Not searched, more than 100 different texts: id.");
    }

    @Test
    void longOnesBelowAndManyInTheJson() {
        List<String> lines = lines(Collections.nCopies(25, found(Double.NaN, false, "n".repeat(90))));
        assertThat(lines)
                .contains("  5 more are in the JSON.")
                .anyMatch(line -> line.startsWith("  20:"))
                .allMatch(line -> CellWidth.of(line) <= 100);
    }

    @Test
    void nothingFound() {
        assertThat(lines(List.of())).contains("  No segment with enough rows was weaker than the rest.");
    }
}
