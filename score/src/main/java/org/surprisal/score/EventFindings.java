package org.surprisal.score;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the forecasts of an event beyond their scores.
 *
 * @param curves the curves by name, in the order in which a reader wants them; empty where rows were not ranked
 * @param chance by score what it would be by chance; empty where outcomes cannot be redrawn
 */
public record EventFindings(Map<String, Curve> curves, Map<String, Chance> chance) implements Section {
    /** The same with one more curve. */
    EventFindings with(String name, Curve curve) {
        Map<String, Curve> all = new LinkedHashMap<>(curves);
        all.put(name, curve);
        return new EventFindings(all, chance);
    }

    /** Some of the curves, and what some scores would be by chance. */
    EventFindings only(Collection<String> names, Collection<String> scores) {
        Map<String, Curve> some = new LinkedHashMap<>(curves);
        some.keySet().retainAll(names);
        Map<String, Chance> drawn = new LinkedHashMap<>(chance);
        drawn.keySet().retainAll(scores);
        return new EventFindings(some, drawn);
    }

    /** The same without whatever takes the rows to be independent. */
    EventFindings ofDependentRows() {
        Map<String, Curve> kept = new LinkedHashMap<>(curves);
        kept.remove("reliability_band");
        kept.computeIfPresent("reliability_binned", (name, curve) -> {
            double[][] points = new double[curve.points().length][];
            for (int i = 0; i < points.length; i++) {
                double[] point = curve.points()[i];
                points[i] = new double[] {point[0], point[1], point[4]};
            }
            return new Curve(List.of("forecast", "frequency", "rows"), points, curve.error(), null);
        });
        return new EventFindings(kept, Map.of());
    }
}
