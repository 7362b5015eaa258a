package org.surprisal.report;

import org.jspecify.annotations.Nullable;
import org.surprisal.score.RecalibrationGains;
import org.surprisal.score.RecalibrationMap;
import org.surprisal.score.RecalibrationMethod;

/** What recalibration gains as JSON. */
final class RecalibrationJson {
    private RecalibrationJson() {}

    /** Writes the part {@code recalibration}. */
    static void write(Json json, RecalibrationGains gains) {
        json.open("recalibration").put("folds", gains.folds());
        @Nullable RecalibrationMethod best = gains.best();
        if (best == null) {
            json.putNull("best");
        } else {
            json.put("best", best.label());
        }
        json.open("gains");
        for (RecalibrationGains.Gain gain : gains.maps()) {
            json.open(gain.method().label());
            gain.gains().forEach((score, difference) -> {
                json.open(score);
                EstimateJson.fields(json, difference.estimate());
                @Nullable Double p = difference.p();
                if (p != null) {
                    json.put("p", p.doubleValue());
                }
                json.end();
            });
            map(json, gain.map());
            json.end();
        }
        json.end();
        json.end();
    }

    /** The numbers of a line; steps may be as many as rows. */
    private static void map(Json json, @Nullable RecalibrationMap map) {
        switch (map) {
            case RecalibrationMap.LogOdds line ->
                json.open("map")
                        .put("a", line.a())
                        .put("b", line.b())
                        .put("c", line.c())
                        .end();
            case RecalibrationMap.ClassTemperature temperature ->
                json.open("map").put("slope", temperature.slope()).end();
            case RecalibrationMap.Knots knots ->
                json.open("map").put("knots", knots.at().size()).end();
            case null -> json.putNull("map");
        }
    }
}
