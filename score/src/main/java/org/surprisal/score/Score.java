package org.surprisal.score;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores of predictions held in arrays, in one call. {@link Scoring} takes rows in batches, from any number of threads;
 * {@link Scorer} takes a table and finds its columns.
 *
 * <p>Rows that cannot be scored, such as a NaN, are left out and counted in {@link Scorecard#leftOut}; their numbers, 1
 * for the first, stand in the notes.
 */
public final class Score {
    static final String OUTCOME = "outcome";
    static final String PREDICTION = "prediction";
    static final String WEIGHT = "weight";
    private static final String SPREAD = "scale";

    private Score() {}

    /**
     * Scores the probabilities of an event.
     *
     * @param happened 1 where it happened, 0 where it did not
     * @param probability the probability that it happens, from 0 to 1, one for each row
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scorecard binary(double[] happened, double[] probability) {
        return binary(happened, probability, Request.automatic());
    }

    /**
     * Scores the probabilities of an event.
     *
     * @param happened 1 where it happened, 0 where it did not
     * @param probability the probability that it happens, from 0 to 1, or as the request's scale says
     * @param how the level, losses, threads and other options; its columns are not looked at
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scorecard binary(double[] happened, double[] probability, Request how) {
        ArraySource rows = ArraySource.empty().with(OUTCOME, happened).with(PREDICTION, probability);
        Scale scale = how.scale() == null ? Scale.PROBABILITY : how.scale();
        return Scorer.score(rows, plain(how).withPositive("1").withScale(scale));
    }

    /**
     * Scores predictions of a number, as means.
     *
     * @param actual what came out
     * @param predicted what was predicted, one for each row
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scorecard regression(double[] actual, double[] predicted) {
        return regression(actual, predicted, Request.automatic());
    }

    /**
     * Scores predictions of a number, as means.
     *
     * @param actual what came out
     * @param predicted what was predicted, one for each row
     * @param how the level, losses, threads and other options; its columns and scale are not looked at
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scorecard regression(double[] actual, double[] predicted, Request how) {
        ArraySource rows = ArraySource.empty().with(OUTCOME, actual).with(PREDICTION, predicted);
        return Scorer.score(rows, plain(how).withScale(Scale.MEAN));
    }

    /**
     * Scores forecasts of a number by quantiles.
     *
     * @param actual what came out
     * @param levels the levels of the quantiles, each in (0, 1)
     * @param how the level of intervals, threads and other options; its columns and scale are not looked at
     * @param quantiles a column of quantiles for each level, in the order of the levels
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if lengths differ
     */
    public static Scorecard quantiles(double[] actual, List<Double> levels, Request how, double[]... quantiles) {
        ArraySource rows = ArraySource.empty().with(OUTCOME, actual);
        for (int k = 0; k < quantiles.length; k++) {
            rows = rows.with(column(k), quantiles[k]);
        }
        Request request = plain(how)
                .withPrediction(columns(quantiles.length))
                .withLevels(levels)
                .withScale(Scale.QUANTILE);
        return Scorer.score(rows, request);
    }

    /**
     * Scores forecasts of counts by Poisson distributions.
     *
     * @param actual what came out, whole numbers from 0 on
     * @param mean the means, at least 0, one for each row
     * @param how the level of intervals, threads and other options; its columns and scale are not looked at
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if lengths differ
     */
    public static Scorecard poisson(double[] actual, double[] mean, Request how) {
        ArraySource rows = ArraySource.empty().with(OUTCOME, actual).with(PREDICTION, mean);
        return Scorer.score(rows, plain(how).withScale(Scale.POISSON));
    }

    /**
     * Scores forecasts of a number by distributions with a centre and a scale.
     *
     * @param family normal, Laplace, logistic, lognormal, gamma or negative binomial
     * @param actual what came out
     * @param centre the means, or of Laplace and lognormal distributions the medians
     * @param scale the standard deviations, of lognormal ones those of the logarithm, the scales, or the shapes, above
     *     0
     * @param how the level of intervals, threads and other options; its columns and scale are not looked at
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if lengths differ or the family has no scale
     */
    public static Scorecard distribution(Scale family, double[] actual, double[] centre, double[] scale, Request how) {
        if (!family.hasSpread()) {
            throw new IllegalArgumentException("A distribution with a scale or a shape is normal, Laplace, logistic,"
                    + " lognormal, gamma or negative binomial, not "
                    + family.name().toLowerCase(Locale.ROOT) + ".");
        }
        ArraySource rows = ArraySource.empty()
                .with(OUTCOME, actual)
                .with(PREDICTION, centre)
                .with(SPREAD, scale);
        return Scorer.score(rows, plain(how).withScale(family).withSpread(SPREAD));
    }

    /**
     * Scores the log-probabilities that were given to what happened, such as those of a text's tokens.
     *
     * @param logProbabilities natural logarithms, at most 0; negative infinity for a probability of 0
     * @param how the level of intervals, threads and other options; its columns and scale are not looked at
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     */
    public static Scorecard logProbabilities(double[] logProbabilities, Request how) {
        ArraySource rows = ArraySource.empty().with(PREDICTION, logProbabilities);
        return Scorer.score(rows, plain(how).withOutcome(List.of()).withScale(Scale.LOGPROB));
    }

    /**
     * Scores the probabilities of several classes.
     *
     * @param classes the names of the classes, at least two
     * @param happened the place of the class that happened among the classes, one for each row; -1 where it is missing
     * @param probabilities a column of probabilities per class, in the order of the classes
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if lengths differ or a class is none
     */
    public static Scorecard classes(List<String> classes, int[] happened, double[]... probabilities) {
        return classes(Request.automatic(), classes, happened, probabilities);
    }

    /**
     * Scores the probabilities of several classes.
     *
     * @param how the level, losses, threads and other options; its columns are not looked at
     * @param classes the names of the classes, at least two
     * @param happened the place of the class that happened among the classes, one for each row; -1 where it is missing
     * @param probabilities a column of probabilities per class, in the order of the classes, or as the request's scale
     *     says
     * @return the scores, with how sure they are
     * @throws Unscorable if no row can be scored
     * @throws IllegalArgumentException if lengths differ or a class is none
     */
    public static Scorecard classes(Request how, List<String> classes, int[] happened, double[]... probabilities) {
        Scale scale = how.scale() == null ? Scale.PROBABILITY : how.scale();
        Request request = plain(how)
                .withPrediction(columns(classes.size()))
                .withClasses(classes)
                .withScale(scale);
        return Scorer.score(rows(classes, happened, probabilities), request);
    }

    /** Rows with a class by name, and a column of predictions per class. */
    static ArraySource rows(List<String> classes, int[] happened, double[][] probabilities) {
        if (probabilities.length != classes.size()) {
            throw new IllegalArgumentException("There are " + classes.size() + " classes and " + probabilities.length
                    + " columns of probabilities.");
        }
        @Nullable String[] names = new String[happened.length];
        for (int i = 0; i < names.length; i++) {
            if (happened[i] < -1 || happened[i] >= classes.size()) {
                throw new IllegalArgumentException("Row " + (i + 1) + " is of class " + happened[i] + ", and there are "
                        + classes.size() + " classes.");
            }
            names[i] = happened[i] < 0 ? null : classes.get(happened[i]);
        }
        ArraySource rows = ArraySource.empty().with(OUTCOME, names);
        for (int k = 0; k < probabilities.length; k++) {
            rows = rows.with(column(k), probabilities[k]);
        }
        return rows;
    }

    /** The names of the columns of predictions. */
    static List<String> columns(int classes) {
        return IntStream.range(0, classes).mapToObj(Score::column).toList();
    }

    private static String column(int k) {
        return PREDICTION + " " + (k + 1);
    }

    /** A request with the columns of these rows. */
    static Request plain(Request how) {
        return how.withOutcome(OUTCOME)
                .withPrediction(PREDICTION)
                .withClasses(List.of())
                .withPositive(null)
                .withLevels(List.of())
                .withSpread(null)
                .withWeight(null)
                .withCount(null);
    }
}
