package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Inference.Meaning;

/** Whatever is computed from a ranking, in as few passes as the longest of them needs. */
final class RankingScores {
    private final Ranking ranking;
    private final Inference inference;
    private final long rows;
    private final Auc auc;
    private final AveragePrecision precision;
    private final CalibrationBalance balance;
    private final LogOddsCells cells;
    private final Isotonic.Of recalibration;
    private final Redraws.Bins bins;
    private final FineDraws fine;
    private final MirroredRows mirrored;
    private final ForecastDigits digits;
    private final CurveSums curves;
    private final @Nullable Redraws redraws;

    /**
     * Computes everything for a ranking.
     *
     * @param rows the number of rows
     * @param redrawn whether outcomes are redrawn, where they can be
     */
    RankingScores(Ranking ranking, Inference inference, long rows, boolean redrawn) {
        this.ranking = ranking;
        this.inference = inference;
        this.rows = rows;
        auc = new Auc(ranking);
        precision = new AveragePrecision(ranking);
        balance = new CalibrationBalance(ranking);
        cells = new LogOddsCells(ranking);
        recalibration = new Isotonic.Of(ranking);
        bins = new Redraws.Bins(ranking);
        fine = new FineDraws(ranking, bins);
        mirrored = new MirroredRows(ranking);
        digits = new ForecastDigits(ranking);
        curves = new CurveSums(ranking, auc);
        List<Ranking.Statistic> all =
                new ArrayList<>(List.of(auc, precision, balance, cells, recalibration, mirrored, digits, curves, bins));
        boolean draws = redrawn && ranking.whole() && rows > 0;
        if (draws) {
            all.add(fine);
        }
        ranking.compute(all);
        redraws = draws ? new Redraws(bins, fine, ranking.threads()) : null;
    }

    /** The area under the ROC curve, see {@link Auc#estimate}. */
    Estimate auc(long positives, long negatives) {
        return auc.estimate(inference, positives, negatives, rows);
    }

    /** Adds calibration and average precision of at least one row, and what is to be said about them. */
    void put(Map<String, Estimate> scores, List<Note> notes) {
        CalibrationLine line = new CalibrationLine(ranking, cells, inference, rows);
        line.put(scores);
        line.note(notes);
        if (!ranking.coarse()) {
            mirrored.note(notes);
            digits.note(notes, rows);
        }
        scores.put("calibration_in_the_large", balance.inTheLarge(inference, rows));
        scores.put("spiegelhalter_z", balance.spiegelhalter(inference, rows));
        scores.put("average_precision", precision.estimate(inference, rows));
        for (CalibrationErrors error : CalibrationErrors.values()) {
            scores.put(error.key(), error(error));
        }
        scores.put(SmoothCalibrationError.KEY, smoothError());
    }

    private Estimate smoothError() {
        double value = bins.smoothError();
        return Double.isNaN(value)
                ? inference.undefined(Meaning.MISCALIBRATION, rows, Reasons.ONE_ROW)
                : inference.without(value, null, Meaning.MISCALIBRATION, rows, Reasons.NOT_SYMMETRIC);
    }

    /** The recalibration of at least one row. */
    Recalibration recalibration() {
        return new Recalibration(inference, recalibration.blocks(), redraws);
    }

    private Estimate error(CalibrationErrors error) {
        double value = error.of(curves.widthBins(), curves.massBins());
        if (!ranking.whole() && !error.ofAnyRows()) {
            return inference.undefined(Meaning.MISCALIBRATION, rows, Reasons.UNEQUAL_ROWS);
        }
        return Double.isNaN(value)
                ? inference.undefined(Meaning.MISCALIBRATION, rows, Reasons.ONE_ROW)
                : inference.without(
                        value,
                        null,
                        Meaning.MISCALIBRATION,
                        rows,
                        error.ofAnyRows() ? Reasons.NOT_SYMMETRIC : Reasons.NOT_NORMAL);
    }

    /** What is known of at least one row beyond its scores, and what comes of acting on the forecasts. */
    List<Section> sections(Policy policy) {
        if (!policy.any()) {
            return List.of(event());
        }
        Deciding deciding = new Deciding(ranking, auc, inference, policy);
        return List.of(event().with("decision", deciding.curve()), deciding.decisions());
    }

    /** What is known of at least one row beyond its scores. */
    private EventFindings event() {
        Map<String, Chance> chance = new LinkedHashMap<>();
        for (CalibrationErrors error : CalibrationErrors.values()) {
            double value = error(error).value();
            if (redraws != null && !Double.isNaN(value)) {
                chance.put(error.key(), redraws.chance(error, value, inference.level()));
            }
        }
        double smooth = bins.smoothError();
        if (redraws != null && !Double.isNaN(smooth)) {
            chance.put(SmoothCalibrationError.KEY, redraws.smooth(smooth, inference.level()));
        }
        return new EventFindings(new Curves(curves, recalibration.blocks(), redraws, inference.level()).all(), chance);
    }
}
