package org.surprisal.loss;

import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.REAL;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.List;

/** Negative log-likelihoods of what is observed in part: times that may be censored, and ordered classes. */
interface TimeLikelihoods {
    /** Weibull negative log-likelihood of a time that may be censored, from its scale. */
    Loss WEIBULL = Loss.named("weibull")
            .target("y", POSITIVE)
            .prediction("p", POSITIVE)
            .parameter("shape", 1, POSITIVE)
            .parameter("event", 1, UNIT_INTERVAL)
            .value("(y / p)^shape - wmul(event, log(shape) - log(p) + xlogy(shape - 1, y / p))")
            .gradient("(shape / p) * (event - (y / p)^shape)")
            .hessian("(shape / p) * ((shape + 1) * (y / p)^shape - event) / p")
            .link("log")
            .elicits("mean of y^shape, to the power 1 / shape")
            .note("event is 1 where the time is that of the event and 0 where it is only known to be later;"
                    + " each row has its own with given(\"event\").")
            .alias("Stan", "weibull_lpdf and weibull_lccdf")
            .alias("R", "survreg(dist = 'weibull')")
            .source("Weibull, A Statistical Distribution Function of Wide Applicability, Journal of Applied"
                    + " Mechanics 18, 1951")
            .entry();

    /** Exponential negative log-likelihood of a time that may be censored, from its mean. */
    Loss EXPONENTIAL_TIME = Loss.named("exponential_time")
            .target("y", POSITIVE)
            .prediction("p", POSITIVE)
            .parameter("event", 1, UNIT_INTERVAL)
            .value("y / p + wmul(event, log(p))")
            .gradient("((p - y) / p + (event - 1)) / p")
            .hessian("(2 * (y / p) - event) / p / p")
            .link("log")
            .elicits("time at risk per event")
            .note("event as in weibull, of which this is shape 1.")
            .alias("Stan", "exponential_lpdf and exponential_lccdf")
            .alias("R", "survreg(dist = 'exponential')")
            .source("Epstein and Sobel, Life Testing, Journal of the American Statistical Association 48, 1953")
            .entry();

    /** Negative log-probability that a logistic number about the score lies between two cut points. */
    Loss ORDERED_LOGIT = Loss.named("ordered_logit")
            .target("y", REAL)
            .prediction("z", REAL)
            .parameter("lower", -1, new Domain(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, false))
            .parameter("upper", 1, new Domain(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, true))
            .value("softplus(lower - z) + softplus(z - upper) - log1mexp(lower - upper)")
            .elicits("centre of the hidden number")
            .note("lower and upper are the cut points about the class that was observed, -inf and inf at the"
                    + " ends: given, or predicted for their gradients. The target is not used"
                    + " otherwise; the same formula serves numbers of which only an interval is known.")
            .alias("proportional_odds")
            .alias("Stan", "ordered_logistic_lpmf")
            .alias("R", "MASS::polr")
            .source("McCullagh, Regression Models for Ordinal Data, Journal of the Royal Statistical Society B"
                    + " 42, 1980")
            .entry();

    /** The likelihoods of what is observed in part. */
    List<Loss> TIMES = List.of(WEIBULL, EXPONENTIAL_TIME, ORDERED_LOGIT);
}
