package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the calibration of the forecasts of an event or of a number says about them in words: too extreme, too timid,
 * made for another base rate, biased, of a spread that grows, too good to be true. Read from the scores, with whatever
 * error was found valid for them, so that rows that depend on each other count for no more than they are worth. A note
 * needs both an effect that matters and evidence that it is none of chance.
 */
final class CalibrationNotes {
    /** The least number of standard errors that counts as evidence. */
    private static final double EVIDENCE = 3;

    /** Slopes between these are near enough to 1. */
    private static final double EXTREME = 0.8;

    private static final double TIMID = 1.25;

    /** A smaller shift, as a share of the rarer outcome, does not matter. */
    private static final double SHIFT = 0.1;

    /** A smaller part of the mean squared error does not matter. */
    private static final double BIASED = 0.01;

    /** Spreads of the highest and the lowest predictions within this factor are near enough. */
    private static final double GROWN = 1.5;

    /** From here on forecasts may have seen the outcomes. */
    private static final double TOO_GOOD = 0.999;

    private CalibrationNotes() {}

    /** The notes on the scores of an event or of a number; none for other tasks. */
    static List<Note> of(Findings findings) {
        List<Note> notes = new ArrayList<>();
        Map<String, Estimate> scores = findings.scores();
        slope(notes, scores);
        shift(notes, scores);
        leak(notes, scores);
        bias(notes, scores);
        NumberCalibration spread = Section.of(findings.sections(), NumberCalibration.class);
        ErrorFindings errors = Section.of(findings.sections(), ErrorFindings.class);
        if (spread != null && errors != null) {
            growth(notes, spread.spreadTrend(), errors.tenths());
        }
        return notes;
    }

    private static void slope(List<Note> notes, Map<String, Estimate> scores) {
        Estimate slope = scores.get("calibration_slope");
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
            Estimate intercept = scores.get("calibration_intercept");
            if (scores.containsKey("mse") && intercept != null) {
                evidence.put("intercept", intercept.value());
            }
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

    private static void bias(List<Note> notes, Map<String, Estimate> scores) {
        Estimate bias = scores.get("bias");
        Estimate mse = scores.get("mse");
        if (bias == null || mse == null || bias.se() == null || bias.interval() == null) {
            return;
        }
        double share = bias.value() / mse.value() * bias.value();
        if (Math.abs(bias.value()) > EVIDENCE * bias.se() && share >= BIASED) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("bias", bias.value());
            evidence.put("low", bias.interval().low());
            evidence.put("high", bias.interval().high());
            evidence.put("z", bias.value() / bias.se());
            evidence.put("share_of_mse", share);
            notes.add(new Note(Note.Code.BIASED_PREDICTIONS, Note.Severity.WARNING, 0, List.of(), evidence));
        }
    }

    private static void growth(List<Note> notes, Estimate trend, List<ErrorFindings.Tenth> tenths) {
        if (trend.se() == null || trend.interval() == null || tenths.size() < 2) {
            return;
        }
        double low = tenths.getFirst().sd();
        double high = tenths.getLast().sd();
        double z = trend.value() / trend.se();
        if (z > EVIDENCE && high >= GROWN * low) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("up_to", tenths.getFirst().high());
            evidence.put("spread_low", low);
            evidence.put("from", tenths.getLast().low());
            evidence.put("spread_high", high);
            evidence.put("z", z);
            notes.add(new Note(Note.Code.GROWING_SPREAD, Note.Severity.WARNING, 0, List.of(), evidence));
        }
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
