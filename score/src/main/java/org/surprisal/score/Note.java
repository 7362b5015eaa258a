package org.surprisal.score;

import java.util.List;
import java.util.Map;

/**
 * Something a reader must know beside the numbers: what was found, how strong the evidence is, what to do. The words
 * are made where results are shown, from the code and the evidence.
 *
 * @param code what was found
 * @param severity how much it matters
 * @param count the number of rows concerned, 0 where it concerns the whole
 * @param rows the first rows concerned, smallest first, at most 10; empty where row numbers do not apply
 * @param evidence named figures and texts (String, Double, Long or List of String) that the words quote
 */
public record Note(Code code, Severity severity, long count, List<RowReference> rows, Map<String, Object> evidence) {
    /** How much a note matters. */
    public enum Severity {
        /** Good to know. */
        INFO,
        /** The numbers may not mean what they seem to mean. */
        WARNING
    }

    /** What can be found. The names in lower case are the codes of the JSON contract. */
    public enum Code {
        /** Rows left out because the outcome is missing. */
        OUTCOME_MISSING,
        /** Rows left out because a prediction is missing. */
        PREDICTION_MISSING,
        /** Rows left out because a cell that should be a number is not one. */
        NOT_A_NUMBER,
        /** Rows left out because a value lies outside its domain. */
        OUTSIDE_DOMAIN,
        /** Rows left out because the outcome lies between the classes, such as 0.5 for a tie. */
        OUTCOME_BETWEEN_CLASSES,
        /** Rows left out because their probabilities do not sum to one. */
        ROW_SUM,
        /** Rows scored as given although their probabilities sum to one only nearly. */
        ROW_SUM_NEAR,
        /** Rows left out because weight or count is missing, negative or not a number. */
        WEIGHT_INVALID,
        /** Probability 0 for what happened: an infinite loss, or one decided by the named rule. */
        ZERO_PROBABILITY,
        /** The predictions look like log-odds or class scores rather than probabilities. */
        LOOKS_LIKE_LOGITS,
        /** The predictions look like per cent rather than probabilities. */
        LOOKS_LIKE_PERCENTAGES,
        /** The predictions fit the opposite outcome far better. */
        INVERTED_POSITIVE_CLASS,
        /** Another order of the class columns fits far better. */
        CLASS_ORDER,
        /** Every prediction is the same. */
        CONSTANT_PREDICTION,
        /** Every outcome is the same. */
        ONE_CLASS_ONLY,
        /** Too few rows for an interval to be trusted. */
        TOO_FEW_ROWS,
        /** Fewer than 30 rows of one outcome. */
        FEW_EVENTS,
        /** The losses are so skewed that the interval is doubtful. */
        SKEWED_LOSS,
        /** Forecasts of exactly 0 or 1, for which there is no calibration slope. */
        CERTAIN_FORECASTS,
        /**
         * More rows than the memory that was granted can rank, so AUC and whatever else needs a ranking is left out.
         */
        RANKING_LEFT_OUT,
        /** Tokens of one text depend on each other, and nobody said which belong together. */
        TOKENS_DEPEND,
        /** More rows than the memory that was granted can rank, so forecasts were counted in cells of a fixed grid. */
        RANKED_ON_GRID,
        /** Largest probability shared by several classes. */
        TIED_CLASSES,
        /** Fewer than 30 clusters, so the interval may be too short. */
        FEW_CLUSTERS,
        /** A few clusters hold so many of the rows that all of them are worth far fewer equal ones. */
        UNEVEN_CLUSTERS,
        /** Rows whose cluster has an empty cell, which is a value of its own. */
        EMPTY_CLUSTER,
        /** A variance that allows for time came out negative. */
        VARIANCE_NOT_POSITIVE,
        /** Columns suggest that rows depend on each other. */
        CLUSTERS_SUGGESTED,
        /** Rows in which a quantile of a higher level is less than one of a lower level. */
        QUANTILES_CROSS,
        /** Levels without their counterpart, or no median, so that there is no weighted interval score. */
        UNPAIRED_LEVELS,
        /** No probabilities: why a log loss needs them. */
        LABELS_ONLY,
        /** The outcome may be known to the forecasts: they tell outcomes apart all but perfectly. */
        TOO_GOOD,
        /** The forecasts are too extreme: a calibration slope well below 1. */
        OVERCONFIDENT,
        /** The forecasts are too timid: a calibration slope well above 1. */
        UNDERCONFIDENT,
        /** Numbers are predicted clearly too high or too low on the whole. */
        BIASED_PREDICTIONS,
        /** Errors spread clearly more where predictions are high. */
        GROWING_SPREAD,
        /** The event happens clearly more or less often than forecast. */
        SHIFTED_BASE_RATE,
        /** Every row occurs several times. */
        REPEATED_ROWS,
        /** Forecasts heap up at a least or greatest value, as after clipping. */
        CLIPPED_FORECASTS,
        /** One forecast is given again and again. */
        REPEATED_FORECAST,
        /** The forecasts are rounded to few digits. */
        ROUNDED_FORECASTS
    }
}
