package org.surprisal.score;

/** How the numbers of a prediction column are to be read ({@code --as}). */
public enum Scale {
    /** Probabilities in [0, 1]. */
    PROBABILITY(1),
    /** Log-odds (binary) or unnormalised class scores (classes), any number, infinities included. */
    LOGIT(1),
    /** Probabilities in per cent, in [0, 100]. */
    PERCENT(1),
    /** The forecast mean of a number: regression. */
    MEAN(1),
    /** Quantiles of a number, a column for each level. */
    QUANTILE(1),
    /** The mean of a count that has a Poisson distribution, at least 0. */
    POISSON(1),
    /** Mean and standard deviation of a number that has a normal distribution. */
    NORMAL(2),
    /** Median and scale of a number that has a Laplace distribution, the mean absolute deviation being the scale. */
    LAPLACE(2),
    /**
     * Mean and scale of a number that has a logistic distribution, with a standard deviation of π/√3 times the scale.
     */
    LOGISTIC(2),
    /** Mean and shape of a number above 0 that has a gamma distribution, of variance mean²/shape. */
    GAMMA(2),
    /** Median of a number above 0 that has a lognormal distribution, and the standard deviation of its logarithm. */
    LOGNORMAL(2),
    /** Mean and shape of a count that has a negative binomial distribution, of variance mean + mean²/shape. */
    NEGATIVE_BINOMIAL(2),
    /** The natural logarithm of the probability of what happened, at most 0. */
    LOGPROB(1);

    private final int columns;

    Scale(int columns) {
        this.columns = columns;
    }

    /** Whether a distribution is forecast by its parameters. */
    boolean isDistribution() {
        return this == POISSON || hasSpread();
    }

    /** Whether the second column is a shape, which is the larger the narrower the distribution is, not a scale. */
    public boolean hasShape() {
        return this == GAMMA || this == NEGATIVE_BINOMIAL;
    }

    /** Whether a second column holds how wide the distribution is. */
    public boolean hasSpread() {
        return columns == 2;
    }
}
