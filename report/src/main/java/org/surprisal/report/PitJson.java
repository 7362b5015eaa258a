package org.surprisal.report;

import java.util.stream.IntStream;
import org.surprisal.score.PitHistogram;

/** Where outcomes lie in their forecast distributions as JSON: the parts {@code levels} and {@code pit}. */
final class PitJson {
    private PitJson() {}

    static void write(Json json, PitHistogram histogram) {
        if (!histogram.levels().isEmpty()) {
            json.put(
                    "levels",
                    histogram.levels().stream().mapToDouble(level -> level).toArray());
        }
        json.put(
                "pit",
                IntStream.range(0, histogram.shares().length).boxed().toList(),
                (object, bin) -> object.put("low", histogram.edges()[bin])
                        .put("high", histogram.edges()[bin + 1])
                        .put("share", histogram.shares()[bin]));
    }
}
