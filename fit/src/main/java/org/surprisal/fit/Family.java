package org.surprisal.fit;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/**
 * A family of distributions with a mean and a dispersion phi, of variance phi·V(mean): a loss of the catalogue and its
 * names in this trade. V itself follows from the loss, as the inverse of its second derivative at y = mean.
 *
 * @param name its name
 * @param loss the negative log-likelihood with all constants, from the mean
 * @param scale the parameter of the loss that is made of phi, or null where phi is 1
 * @param rule how that parameter is made of phi
 * @param deviance the deviance of a row, twice the loss above its least; null where it is taken from the loss
 * @param link the link unless another one is asked for
 */
public record Family(
        String name,
        Loss loss,
        @Nullable String scale,
        Rule rule,
        @Nullable Loss deviance,
        Link link) {
    /** How the parameter of a loss is made of the dispersion. */
    public enum Rule {
        /** There is none: phi is 1. */
        ONE,
        /** The dispersion itself. */
        DISPERSION,
        /** Its root. */
        ROOT,
        /** Its inverse. */
        INVERSE;

        double parameter(double phi) {
            return switch (this) {
                case ONE -> 1;
                case DISPERSION -> phi;
                case ROOT -> Math.sqrt(phi);
                case INVERSE -> 1 / phi;
            };
        }
    }

    /** Numbers of any sign with the same variance. */
    public static final Family GAUSSIAN =
            new Family("gaussian", Catalogue.GAUSSIAN, "sigma", Rule.ROOT, Catalogue.SQUARED, Link.IDENTITY);

    /** Events, or shares of trials with the trials as weights. */
    public static final Family BINOMIAL = new Family("binomial", Catalogue.LOG_LOSS, null, Rule.ONE, null, Link.LOGIT);

    /** Counts of variance mean. */
    public static final Family POISSON = new Family(
            "poisson",
            Catalogue.POISSON,
            null,
            Rule.ONE,
            deviance(Domain.NON_NEGATIVE, "2 * (xlogdiv(y, p) - (y - p))"),
            Link.LOG);

    /** Positive numbers of variance phi·mean². The link is the logarithm; the inverse is the canonical one. */
    public static final Family GAMMA = new Family(
            "gamma",
            Catalogue.GAMMA,
            "shape",
            Rule.INVERSE,
            deviance(Domain.POSITIVE, "2 * ((y - p) / p - log1p((y - p) / p))"),
            Link.LOG);

    /** Positive numbers of variance phi·mean³. The link is the logarithm; 1/mean² is the canonical one. */
    public static final Family INVERSE_GAUSSIAN = new Family(
            "inverse_gaussian",
            Catalogue.INVERSE_GAUSSIAN,
            "shape",
            Rule.INVERSE,
            deviance(Domain.POSITIVE, "((y - p) / p)^2 / y"),
            Link.LOG);

    /**
     * Zeros and positive numbers, such as sums of claims, of variance phi·mean^power.
     *
     * @param power between 1 and 2
     * @return the family
     * @throws IllegalArgumentException if the power is not between 1 and 2
     */
    public static Family tweedie(double power) {
        return new Family(
                "tweedie(power=" + power + ")",
                Catalogue.TWEEDIE_DENSITY.with("power", power),
                "dispersion",
                Rule.DISPERSION,
                Catalogue.TWEEDIE_DEVIANCE.with("power", power),
                Link.LOG);
    }

    /**
     * Counts of variance mean + mean²/shape.
     *
     * @param shape positive
     * @return the family
     * @throws IllegalArgumentException if the shape is not positive
     */
    public static Family negativeBinomial(double shape) {
        Loss deviance = Loss.named("deviance")
                .target("y", Domain.NON_NEGATIVE)
                .prediction("p", Domain.POSITIVE)
                .parameter("shape", 1, Domain.POSITIVE)
                .value("2 * (xlogdiv(y, p) - (y + shape) * log1p((y - p) / (p + shape)))")
                .build();
        return new Family(
                "negative_binomial(shape=" + shape + ")",
                Catalogue.NEGATIVE_BINOMIAL.with("shape", shape),
                null,
                Rule.ONE,
                deviance.with("shape", shape),
                Link.LOG);
    }

    /**
     * Whether the dispersion is estimated.
     *
     * @return false where it is 1
     */
    public boolean hasDispersion() {
        return rule != Rule.ONE;
    }

    /** The loss that the mean is fitted by, of dispersion 1. */
    Loss objective() {
        return name.startsWith("tweedie")
                ? Catalogue.TWEEDIE.with("power", loss.numbers("power").get(0))
                : loss;
    }

    private static Loss deviance(Domain domain, String formula) {
        return Loss.named("deviance")
                .target("y", domain)
                .prediction("p", Domain.POSITIVE)
                .value(formula)
                .build();
    }
}
