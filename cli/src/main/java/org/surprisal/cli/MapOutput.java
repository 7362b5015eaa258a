package org.surprisal.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.Provenance;
import org.surprisal.report.RecalibrationMapJson;
import org.surprisal.report.RecalibrationMapText;
import org.surprisal.score.RecalibrationMethod;
import org.surprisal.score.Recalibrator;
import org.surprisal.score.Scorecard;

/**
 * Where {@code score --map} writes the recalibration map.
 *
 * @param file the file
 * @param method the family, or null for the one with the best gain
 */
record MapOutput(String file, @Nullable RecalibrationMethod method) {
    /** A canonical constructor of its own, so that others see what may be null. */
    MapOutput(String file, @Nullable RecalibrationMethod method) {
        this.file = file;
        this.method = method;
    }

    /**
     * Understands the options.
     *
     * @return null where no map is asked for
     * @throws WrongCall if they cannot be meant
     * @throws Unwritable if the folder of the file does not exist
     */
    static @Nullable MapOutput of(@Nullable String file, @Nullable String method) {
        if (file == null) {
            if (method != null) {
                throw new WrongCall("--method chooses the map that --map FILE writes; say where to.", "score");
            }
            return null;
        }
        NewFile.requireFolder(file);
        if (method == null) {
            return new MapOutput(file, null);
        }
        List<String> names = Arrays.stream(RecalibrationMethod.values())
                .map(RecalibrationMethod::label)
                .toList();
        return new MapOutput(
                file,
                RecalibrationMethod.of(method)
                        .orElseThrow(() -> new WrongCall(
                                "--method is " + String.join(", ", names) + ", not '" + method + "'"
                                        + DidYouMean.end(method, names),
                                "score")));
    }

    /**
     * Writes the map of a scorecard.
     *
     * @param card has what recalibration gains
     * @param provenance where it comes from
     * @param console is told what was written, or null
     */
    void write(Scorecard card, Provenance provenance, @Nullable Console console) {
        Recalibrator map = Recalibrator.of(card, method);
        try (NewFile target = NewFile.at(file)) {
            RecalibrationMapJson.write(map, provenance, target.stream());
            target.finish();
        }
        if (console != null) {
            console.err().println("surprisal: " + RecalibrationMapText.written(map, card, file));
        }
    }
}
