package org.surprisal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a scorecard beside its scores, which a task or an option brings: at most one of each kind. Reports have a
 * form for each kind.
 */
public sealed interface Section
        permits ClassFindings,
                Decisions,
                ErrorFindings,
                EventFindings,
                LabelScores,
                ModelComparison,
                NumberCalibration,
                PitHistogram,
                RecalibrationGains,
                WorstRows,
                WeakSegments {
    /** The section of a kind, or null where there is none. */
    static <S extends Section> @Nullable S of(List<Section> all, Class<S> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
    }
}
