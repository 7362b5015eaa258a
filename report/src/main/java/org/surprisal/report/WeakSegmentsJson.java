package org.surprisal.report;

import org.surprisal.score.WeakSegments;

/** Segments that were searched for, as JSON. */
final class WeakSegmentsJson {
    private WeakSegmentsJson() {}

    /** Writes {@code weak_segments}. */
    static void write(Json json, WeakSegments weak) {
        json.open("weak_segments")
                .put("score", weak.score())
                .put("columns", weak.columns())
                .open("left_out");
        weak.leftOut().forEach((column, reason) -> json.put(column, Names.code(reason)));
        json.end()
                .put("candidates", weak.candidates())
                .put("least_rows", weak.least())
                .put("searched_rows", weak.searched())
                .put("confirmed_rows", weak.confirmed())
                .put("segments", weak.found(), (object, found) -> {
                    ScorecardJson.segment(object, found.segment());
                    object.put("searched_rows", found.rows())
                            .put("searched_difference", found.difference())
                            .put("holds", found.holds());
                })
                .end();
    }
}
