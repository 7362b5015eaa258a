package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the calibration of the forecasts of an event says about them in words: too extreme, too timid, made for another
 * base rate, too good to be true. Read from the scores, with whatever error was found valid for them, so that rows that
 * depend on each other count for no more than they are worth. A note needs both an effect that matters and evidence
 * that it is none of chance.
 */
final class CalibrationNotes {
    /** The least number of standard errors that counts as evidence. */
    private static final double EVIDENCE = 3;

    /** Slopes between these are near enough to 1. */
    private static final double EXTREME = 0.8;

    private static final double TIMID = 1.25;

    /** A smaller shift, as a share of the rarer outcome, does not matter. */
    private static final double SHIFT = 0.1;

    /** From here on forecasts may have seen the outcomes. */
    private static final double TOO_GOOD = 0.999;

    private CalibrationNotes() {}

    /** The notes on the scores of an event; none for other tasks. */
    static List<Note> of(Map<String, Estimate> scores) {
        List<Note> notes = new ArrayList<>();
        slope(notes, scores.get("calibration_slope"));
        shift(notes, scores);
        leak(notes, scores);
        return notes;
    }

    private static void slope(List<Note> notes, @Nullable Estimate slope) {
        if (slope == null || slope.se() == null || slope.interval() == null || !(slope.value() > 0)) {
            return;
        }
        double z = (slope.value() - 1) / slope.se();
        boolean over = slope.value() < EXTREME && z < -EVIDENCE;
        boolean under = slope.value() > TIMID && z > EVIDENCE;
        if (over || under) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("slope", slope.value());
            evidence.put("low", slope.interval().low());
            evidence.put("high", slope.interval().high());
            evidence.put("z", z);
            Note.Code code = over ? Note.Code.OVERCONFIDENT : Note.Code.UNDERCONFIDENT;
            notes.add(new Note(code, Note.Severity.WARNING, 0, List.of(), evidence));
        }
    }

    private static void shift(List<Note> notes, Map<String, Estimate> scores) {
        Estimate shift = scores.get("calibration_in_the_large");
        Estimate rate = scores.get("base_rate");
        if (shift == null || shift.se() == null || rate == null) {
            return;
        }
        double rarer = Math.min(rate.value(), 1 - rate.value());
        double size = Math.abs(shift.value());
        if (!(size > EVIDENCE * shift.se()) || !(size >= SHIFT * rarer)) {
            return;
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("share_happened", rate.value());
        evidence.put("share_forecast", rate.value() - shift.value());
        if (shift.se() > 0) {
            evidence.put("z", shift.value() / shift.se());
        }
        Estimate intercept = scores.get("calibration_intercept");
        if (intercept != null && Double.isFinite(intercept.value())) {
            evidence.put("intercept", intercept.value());
        }
        notes.add(new Note(Note.Code.SHIFTED_BASE_RATE, Note.Severity.WARNING, 0, List.of(), evidence));
    }

    private static void leak(List<Note> notes, Map<String, Estimate> scores) {
        Estimate auc = scores.get("auc");
        Estimate rate = scores.get("base_rate");
        if (auc == null || rate == null || !(auc.value() >= TOO_GOOD)) {
            return;
        }
        double fewest = Math.min(rate.value(), 1 - rate.value()) * rate.n();
        if (fewest >= Scarcity.FEW) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("auc", auc.value());
            evidence.put("n", auc.n());
            notes.add(new Note(Note.Code.TOO_GOOD, Note.Severity.WARNING, 0, List.of(), evidence));
        }
    }
}
