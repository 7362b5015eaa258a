package org.surprisal.score;

/** Why a number has no interval, in one sentence each; {@link Estimate#reason()} quotes them. */
final class Reasons {
    static final String NO_ROWS = "No row was scored.";
    static final String ONE_ROW = "One row shows no spread.";
    static final String CONSTANT = "Every row lost the same, so the rows show no spread.";
    static final String INFINITE = "Some rows lost infinitely much.";
    static final String NO_VALUE = "The formula has no value for some rows.";
    static final String NO_BYTES = "The rows have no bytes.";
    static final String MEAN_OVER_LABELS =
            "It is a mean over labels of the same rows, which depend on each other; see the labels.";
    static final String TOO_MANY_TO_KEEP =
            "The rows did not fit into the memory granted, so they were not seen together; raise --memory.";
    static final String OPPOSITE_INFINITIES = "Some rows lost infinitely much, others gained infinitely much.";
    static final String TOO_LARGE = "The spread is too large for a double.";
    static final String NOT_PROPER =
            "Leaves out the rows that lost infinitely much, so it is not a proper score and must not be compared.";
    static final String ONE_CLASS = "Only one class occurred, so its frequency is a perfect forecast.";
    static final String PERFECT_REFERENCE = "The reference loses nothing, so there is nothing to improve on.";
    static final String INFINITE_REFERENCE = "The reference loses infinitely much.";
    static final String EQUAL_FREQUENCIES =
            "The classes are equally frequent: the loss of their frequencies is at its maximum, where its error is not"
                    + " normal.";
    static final String CONSTANT_OUTCOME = "Every outcome is the same, so there is nothing to explain.";
    static final String FAR_FROM_ZERO = "The outcomes vary too little against their size for an error in doubles.";
    static final String NO_SPREAD_OF_GAIN = "Prediction and reference differ by the same factor in every row.";
    static final String NOTHING_TO_RANK = "Only one class occurred, so there are no two rows to rank.";
    static final String ONE_OF_A_CLASS = "One row of an outcome shows no spread.";
    static final String ALIKE_RANKS = "All rows of an outcome rank alike, so they show no spread.";
    static final String SEPARATED = "The forecasts separate the outcomes, and unequal rows allow no exact bound.";
    static final String NOT_SYMMETRIC =
            "It is biased upwards and not normal, so no symmetric interval is valid; see what it would be by chance.";
    static final String NOT_NORMAL =
            "It is not normal, so no symmetric interval is valid; see what it would be by chance.";
    static final String PERFECT_ORDER = "Every event outranks every other row, so the rows show no spread.";
    static final String CERTAIN_FORECASTS = "Some forecasts are exactly 0 or 1, whose log-odds are infinite.";
    static final String NO_FINITE_LINE =
            "No finite line fits best: the forecasts separate the outcomes, or are all alike.";
    static final String NO_MAP =
            "No finite map is the best on each part of the rows: the forecasts separate the outcomes, or too few"
                    + " of them differ.";
    static final String UNEQUAL_QUANTILE = "The interval of a quantile needs rows that weigh the same.";
    static final String FEW_FOR_QUANTILE = "Too few rows lie beyond this quantile for an interval.";
    static final String DEPENDENT_QUANTILE = "The interval of a quantile needs rows that do not depend on each other.";
    static final String ONE_CLASS_TO_FIT = "Only one class occurred, so there is nothing to fit.";
    static final String STANDARD_NORMAL =
            "It has a standard normal distribution if the forecasts are calibrated: beyond 1.96 in either direction once"
                    + " in twenty times.";
    static final String UNEQUAL_ROWS = "It is defined for rows of equal weight and outcomes of 0 and 1.";
    static final String NOTHING_TO_CHANCE = "Every forecast is 0, 1 or one half, so nothing is left to chance.";

    static final String ONE_PREDICTION = "All predictions are the same, so there is no line through them.";
    static final String NO_LINE = "The numbers are too close together or too far apart for a line in doubles.";
    static final String TWO_ROWS = "A line fits two rows exactly, so they show no spread.";
    static final String ON_A_LINE = "All rows lie on one line, so they show no spread.";
    static final String NOT_REDRAWN =
            "It is biased upwards and not normal, and means do not say how outcomes would be redrawn, so it has no"
                    + " interval.";

    static final String INDEPENDENT_ROWS =
            "What is known of its error assumes rows that do not depend on each other, so it has no interval here.";
    static final String ONE_GROUP = "All rows belong to one cluster or time stamp, so they show no spread.";
    static final String ALIKE_GROUPS = "All clusters or time stamps contribute the same, so they show no spread.";
    static final String NO_OTHER_ROWS = "There are no other rows to compare with.";
    static final String NOT_POSITIVE = "The variance that allows for time came out negative.";
    static final String AGREED_ALIKE = "Each class is predicted always or never, so the rows show no spread.";
    static final String NOTHING_TO_AGREE =
            "Outcomes or predictions are all of one class, so agreement by chance is all there is.";
    static final String NEVER_SEEN = "The class neither happened nor was predicted.";

    static final String NEVER_PREDICTED = "The class was never predicted.";
    static final String NEVER_HAPPENED = "The class never happened.";

    static final String BOTH_INFINITE = "Both models lost infinitely much.";
    static final String CONSTANT_DIFFERENCE = "The models differ by the same in every row, so the rows show no spread.";
    static final String FEW_APART = "The models treat fewer than 10 rows differently, too few for an interval.";
    static final String NO_INFLUENCE = "No valid error of this difference is known.";

    static final String CHOSEN_HERE =
            "The threshold was chosen on these same rows, so what is said of it is optimistic and no interval is valid.";

    private Reasons() {}
}
