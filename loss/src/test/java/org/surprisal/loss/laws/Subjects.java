package org.surprisal.loss.laws;

import static org.surprisal.loss.Domain.NON_NEGATIVE;
import static org.surprisal.loss.Domain.OPEN_UNIT_INTERVAL;
import static org.surprisal.loss.Domain.POSITIVE;
import static org.surprisal.loss.Domain.REAL;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.FormulaException;

/** The losses that the laws are tried on: the catalogue, its parameters at their extremes, and custom formulas. */
final class Subjects {
    /** Cross-entropy that cares less about what is easy (Lin et al. 2017), from a probability. */
    static final Loss FOCAL = Loss.named("focal")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .parameter("gamma", 2, NON_NEGATIVE)
            .value("-(wmul(y, xlogy((1 - p)^gamma, p)) + wmul(1 - y, xlog1py(p^gamma, -p)))")
            .build();

    /** The same from a score. */
    static final Loss FOCAL_LOGIT = Loss.named("focal_logit")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("gamma", 2, NON_NEGATIVE)
            .value("wmul(y, wmul(sigmoid(-z)^gamma, softplus(-z)))"
                    + " + wmul(1 - y, wmul(sigmoid(z)^gamma, softplus(z)))")
            .build();

    /** What AdaBoost minimises (Freund and Schapire 1997). */
    static final Loss EXPONENTIAL = Loss.named("exponential")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("wmul(y, exp(-z)) + wmul(1 - y, exp(z))")
            .build();

    /** log(cosh(p - y)), with neither overflow nor cancellation. */
    static final Loss LOG_COSH = Loss.named("log_cosh")
            .value("where(abs(p - y) < 1, -0.5 * log1p(-tanh(p - y)^2),"
                    + " abs(p - y) + log1p(exp(-2 * abs(p - y))) - log(2))")
            .build();

    /** Tweedie's family between Poisson (power 1) and gamma (power 2), less terms without the mean (Jørgensen 1987). */
    static final Loss TWEEDIE = Loss.named("tweedie")
            .target("y", NON_NEGATIVE)
            .prediction("p", POSITIVE)
            .parameter("power", 1.5, new Domain(1, true, 2, false))
            .value("where(power == 1, p - xlogy(y, p),"
                    + " p^(2 - power) / (2 - power) - y * expm1((1 - power) * log(p)) / (1 - power))")
            .build();

    /** Softmax cross-entropy whose target is mixed with the same share for all classes (Szegedy et al. 2016). */
    static final Loss SMOOTHED = Loss.named("smoothed")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .parameter("eps", 0.1, UNIT_INTERVAL)
            .value("sum(wmul((1 - eps) * y + eps / K, nlsoftmax(z)))")
            .build();

    /** The ranked probability score of ordered classes (Epstein 1969); its Hessian has no closed diagonal. */
    static final Loss RANKED = Loss.named("ranked_probability")
            .target("y", UNIT_INTERVAL)
            .prediction("p", UNIT_INTERVAL)
            .value("sum(cumsum(p - y)^2) / (K - 1)")
            .build();

    /** The margin by which another class wins (Crammer and Singer 2001, without the 1). */
    static final Loss MARGIN = Loss.named("margin")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("max(z) - sum(wmul(y, z))")
            .build();

    private static final List<Loss> CUSTOM = List.of(
            FOCAL,
            FOCAL.with("gamma", 0.5),
            FOCAL_LOGIT,
            EXPONENTIAL,
            LOG_COSH,
            TWEEDIE,
            TWEEDIE.with("power", 1),
            SMOOTHED,
            RANKED,
            MARGIN,
            Loss.of("(y_true - y_pred)^2 / (1 + abs(y_true))"),
            Loss.of("tanh(p)^3 * sqrt(1 + y^2) + min(p, y) * exp(-abs(p))"),
            Loss.of("sum(softmax(z)^2 * y) + log1p(max(abs(z))) / K"));

    private static final List<Loss> ALL = made();

    private Subjects() {}

    private static List<Loss> made() {
        List<Loss> all = new ArrayList<>();
        for (Loss loss : Catalogue.all()) {
            all.add(loss);
            for (Parameter parameter : loss.parameters()) {
                for (double value : extremes(parameter.domain())) {
                    all.add(loss.with(parameter.name(), value));
                }
            }
        }
        all.addAll(CUSTOM);
        return List.copyOf(all);
    }

    private static double[] extremes(Domain domain) {
        if (domain.equals(OPEN_UNIT_INTERVAL)) {
            return new double[] {Double.MIN_VALUE, 1e-9, 0.9, 1 - 0x1p-53};
        }
        double[] wanted = {Double.MIN_VALUE, 1e-300, 1e-3, 1.345, 37, 1e15, 1e300, Double.POSITIVE_INFINITY};
        return Arrays.stream(wanted).filter(domain::contains).toArray();
    }

    /** Every loss. */
    static List<Loss> all() {
        return ALL;
    }

    /** The losses with one prediction per row. */
    static List<Loss> rows() {
        return ALL.stream().filter(loss -> !loss.perClass()).toList();
    }

    /** The losses with a prediction per class. */
    static List<Loss> classes() {
        return ALL.stream().filter(Loss::perClass).toList();
    }

    /** Those whose target is an outcome, 0 or 1 or between, and whose prediction is a score. */
    static List<Loss> scores() {
        return rows().stream()
                .filter(loss -> isUnit(loss.target().domain()) && isReal(loss))
                .toList();
    }

    /** Those whose target is an outcome and whose prediction is its probability. */
    static List<Loss> probabilities() {
        return rows().stream()
                .filter(loss -> isUnit(loss.target().domain())
                        && isUnit(loss.prediction().domain()))
                .toList();
    }

    /** Those between two numbers of the whole line. */
    static List<Loss> distances() {
        return rows().stream()
                .filter(loss -> loss.target().domain().equals(REAL)
                        && isReal(loss)
                        && !loss.name().contains("tanh"))
                .toList();
    }

    private static boolean isReal(Loss loss) {
        return loss.prediction().domain().equals(REAL);
    }

    static boolean isUnit(Domain domain) {
        return domain.equals(UNIT_INTERVAL);
    }

    /** Whether the diagonal of the Hessian can be written down. */
    static boolean hasHessian(Loss loss) {
        try {
            return loss.computedHessian().id() >= 0;
        } catch (FormulaException noClosedForm) {
            return false;
        }
    }
}
