package org.surprisal.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Chance;
import org.surprisal.score.Curve;
import org.surprisal.score.EventFindings;

/** What else is known of the forecasts of an event as JSON: the parts {@code chance} and {@code curves}. */
final class EventJson {
    private EventJson() {}

    static void write(Json json, EventFindings event) {
        chance(json, event.chance());
        curves(json, event.curves());
    }

    private static void chance(Json json, Map<String, Chance> chances) {
        if (chances.isEmpty()) {
            return;
        }
        json.open("chance");
        chances.forEach((name, chance) -> json.open(name)
                .put("mean", chance.mean())
                .put("upper", chance.upper())
                .put("level", chance.level())
                .put("p_value", chance.p())
                .put("redraws", chance.redraws())
                .end());
        json.end();
    }

    /** Curves by name; nothing where there are none. */
    static void curves(Json json, Map<String, Curve> curves) {
        if (curves.isEmpty()) {
            return;
        }
        json.open("curves");
        curves.forEach((name, curve) -> {
            json.open(name).put("columns", curve.columns()).put("error", curve.error());
            @Nullable Double level = curve.level();
            if (level != null) {
                json.put("level", level.doubleValue());
            }
            json.put("points", curve.points()).end();
        });
        json.end();
    }
}
