package org.surprisal.report;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.surprisal.score.RecalibrationMap;
import org.surprisal.score.Recalibrator;

/** A recalibration map as JSON ({@code docs/recalibration.md}): every double reads back to the same bits. */
public final class RecalibrationMapJson {
    /** The number of the shape of the file. */
    static final int MAP = 1;

    private RecalibrationMapJson() {}

    /**
     * Writes a map.
     *
     * @param of what was fitted
     * @param provenance where it comes from
     * @param stream takes UTF-8 and stays open
     */
    public static void write(Recalibrator of, Provenance provenance, OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null)
                    .put("surprisal_recalibration", MAP)
                    .put("version", provenance.version())
                    .put("method", of.method().label())
                    .put("scale", of.scale().name().toLowerCase(Locale.ROOT))
                    .put("outcome", of.outcome())
                    .put("prediction", of.prediction())
                    .put("classes", of.classes())
                    .put("rows", of.rows())
                    .open("map");
            switch (of.map()) {
                case RecalibrationMap.LogOdds line ->
                    json.put("a", line.a()).put("b", line.b()).put("c", line.c());
                case RecalibrationMap.Knots knots ->
                    json.put("at", doubles(knots.at())).put("value", doubles(knots.value()));
                case RecalibrationMap.ClassTemperature temperature -> json.put("slope", temperature.slope());
            }
            json.end()
                    .open("provenance")
                    .put("files", provenance.files())
                    .put("time", provenance.time().toString())
                    .put("command", provenance.command())
                    .end();
            json.end();
        }
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
