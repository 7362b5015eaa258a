package org.surprisal.report;

import org.jspecify.annotations.Nullable;
import org.surprisal.score.Difference;
import org.surprisal.score.RecalibrationGains;
import org.surprisal.score.Recalibrator;
import org.surprisal.score.Scorecard;

/** What is said of a recalibration map that is written to a file. */
public final class RecalibrationMapText {
    private RecalibrationMapText() {}

    /**
     * Which map a file holds.
     *
     * @param map the map
     * @param card the scorecard with what recalibration gains
     * @param file the file
     * @return a sentence
     */
    public static String written(Recalibrator map, Scorecard card, String file) {
        return file + " holds the map '" + map.method().label() + "', fitted to " + Figures.count(map.rows()) + " rows"
                + gain(map, card) + ".";
    }

    private static String gain(Recalibrator map, Scorecard card) {
        @Nullable RecalibrationGains gains = card.section(RecalibrationGains.class);
        if (gains == null) {
            return "";
        }
        String rank = map.method() == gains.best() ? "; it gains most" : "; it gains";
        for (RecalibrationGains.Gain gain : gains.maps()) {
            @Nullable Difference logLoss = gain.gains().get("log_loss");
            if (gain.method() == map.method() && logLoss != null) {
                String interval = Figures.interval(logLoss.estimate());
                return rank + " on rows that it was not fitted on: log loss " + Figures.value(logLoss.estimate())
                        + (interval.isEmpty() ? "" : ", interval " + interval);
            }
        }
        return "";
    }
}
