package org.surprisal.fit;

import java.util.Arrays;
import org.surprisal.fit.design.Dataset;
import org.surprisal.math.ChiSquared;

/**
 * Whether a model says more than one within it: twice the difference of their log-likelihoods is near a χ² distribution
 * with as many degrees of freedom as the larger one has parameters more, if the smaller one holds (S. S. Wilks, Annals
 * of Mathematical Statistics 9, 1938). Both likelihoods are at their own best dispersion.
 *
 * @param statistic twice the difference
 * @param degreesOfFreedom how many parameters more
 * @param p the probability of at least this statistic if the smaller model holds
 */
public record LikelihoodRatio(double statistic, int degreesOfFreedom, double p) {
    /**
     * Compares two fits; that one is within the other is for the caller to know.
     *
     * @param smaller the model with fewer parameters
     * @param larger the model with more
     * @return the test
     * @throws IllegalArgumentException if they are of other rows, responses or likelihoods, are penalised, or the
     *     larger one does not have more parameters
     */
    public static LikelihoodRatio of(Fitted smaller, Fitted larger) {
        requireRows(smaller.data(), larger.data());
        if (!isGreatest(smaller) || !isGreatest(larger)) {
            throw new IllegalArgumentException("A penalised fit has no greatest likelihood to compare.");
        }
        int df = larger.parameters() - smaller.parameters();
        double statistic = 2 * (larger.logLikelihood() - smaller.logLikelihood());
        return of(statistic, df, larger.parameters());
    }

    /**
     * Compares two fits of classes; that one is within the other is for the caller to know.
     *
     * @param smaller the model with fewer parameters
     * @param larger the model with more
     * @return the test
     * @throws IllegalArgumentException if they are of other rows or responses, are penalised, or the larger one does
     *     not have more parameters
     */
    public static LikelihoodRatio of(FittedClasses smaller, FittedClasses larger) {
        requireRows(smaller.data(), larger.data());
        if (!smaller.fit().penalty().isNone() || !larger.fit().penalty().isNone()) {
            throw new IllegalArgumentException("A penalised fit has no greatest likelihood to compare.");
        }
        int df = larger.parameters() - smaller.parameters();
        return of(2 * (larger.logLikelihood() - smaller.logLikelihood()), df, larger.parameters());
    }

    private static void requireRows(Dataset smaller, Dataset larger) {
        if (!Arrays.equals(smaller.response(), larger.response())
                || !Arrays.equals(smaller.weight(), larger.weight())) {
            throw new IllegalArgumentException("The models are of other rows: fit both to rows without missing values"
                    + " in any of their columns.");
        }
    }

    private static LikelihoodRatio of(double statistic, int df, int parameters) {
        if (Double.isNaN(statistic)) {
            throw new IllegalArgumentException("A loss without a family has no likelihood to compare.");
        }
        if (df < 1) {
            throw new IllegalArgumentException("The larger model has " + parameters
                    + " parameters, no more than the other: one must be within the other.");
        }
        double positive = Math.max(0, statistic);
        return new LikelihoodRatio(statistic, df, ChiSquared.survival(positive, df));
    }

    private static boolean isGreatest(Fitted fit) {
        return fit.fit().penalty().isNone() && !fit.fit().penalty().jeffreys();
    }
}
