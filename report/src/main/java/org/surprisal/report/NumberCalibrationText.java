package org.surprisal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;
import org.surprisal.score.NumberCalibration;

/**
 * Whether predicted numbers are means of what comes out: the line of outcome on prediction, and the spread about it.
 */
final class NumberCalibrationText {
    private NumberCalibrationText() {}

    /** Lines without a final line feed; none where there is no line. */
    static List<String> lines(
            NumberCalibration calibration, Map<String, Estimate> scores, Words words, Page page, String indent) {
        @Nullable Estimate slope = scores.get("calibration_slope");
        @Nullable Estimate intercept = scores.get("calibration_intercept");
        if (slope == null || intercept == null || Double.isNaN(slope.value())) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(
                words.say("calibration.line", "intercept", Figures.value(intercept), "slope", Figures.value(slope)));
        NumberCalibration.@Nullable Joint joint = calibration.joint();
        if (joint != null) {
            sentences.add(words.say(
                    "calibration.joint", "f", Figures.digits(joint.statistic(), 3), "p", Figures.digits(joint.p(), 2)));
        }
        @Nullable Double p = calibration.spreadP();
        if (p != null) {
            String key =
                    calibration.spreadTrend().value() < 0 ? "calibration.spread.falls" : "calibration.spread.grows";
            sentences.add(words.say(key, "p", Figures.digits(p, 2)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent + Ink.BOLD.on(page, words.say("calibration.title")));
        sentences.forEach(sentence -> lines.addAll(Paragraph.lines(sentence, page.width(), indent, indent)));
        return lines;
    }
}
