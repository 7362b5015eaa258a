package org.surprisal.loss.laws;

import static org.surprisal.loss.Domain.OPEN_UNIT_INTERVAL;
import static org.surprisal.loss.Domain.REAL;
import static org.surprisal.loss.Domain.UNIT_INTERVAL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.FormulaException;

/** The losses that the laws are tried on: the catalogue, its parameters at their extremes, and custom formulas. */
final class Subjects {
    /**
     * The losses that are tried with every extreme of the doubles. In the formulas of the others a square, a product or
     * a gamma function may leave the doubles on the way; they are tried where none does ({@link #isAsked}).
     */
    private static final Set<String> TO_THE_END_OF_THE_DOUBLES = Set.of(
            "log_loss",
            "log_loss_logit",
            "cross_entropy",
            "cross_entropy_logit",
            "brier",
            "brier_classes",
            "squared",
            "absolute",
            "huber",
            "pinball",
            "poisson",
            "gamma",
            "gaussian",
            "kl_divergence",
            "hinge");

    /** The margin by which another class wins (Crammer and Singer 2001, without the 1). */
    static final Loss MARGIN = Loss.named("margin")
            .target("y", UNIT_INTERVAL)
            .prediction("z", REAL)
            .value("max(z) - sum(wmul(y, z))")
            .build();

    private static final List<Loss> CUSTOM = List.of(
            Catalogue.FOCAL.with("gamma", 0.5),
            Catalogue.TWEEDIE.with("power", 1),
            Catalogue.CROSS_ENTROPY_WEIGHTED.with("weight", 0),
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
                for (double value : extremes(loss, parameter)) {
                    all.add(loss.with(parameter.name(), value));
                }
            }
        }
        all.addAll(CUSTOM);
        return List.copyOf(all);
    }

    private static double[] extremes(Loss loss, Parameter parameter) {
        Domain domain = parameter.domain();
        if (!isToTheEnd(loss)) {
            if (parameter.name().equals("lower") || parameter.name().equals("upper")) {
                return new double[] {Math.signum(parameter.value()) * 3};
            }
            double[] wanted = domain.high() <= 2 ? new double[] {0.75, 1.25} : new double[] {1e-2, 37};
            return Arrays.stream(wanted).filter(domain::contains).toArray();
        }
        if (domain.equals(OPEN_UNIT_INTERVAL)) {
            return new double[] {Double.MIN_VALUE, 1e-9, 0.9, 1 - 0x1p-53};
        }
        double[] wanted = {Double.MIN_VALUE, 1e-300, 1e-3, 1.345, 37, 1e15, 1e300, Double.POSITIVE_INFINITY};
        return Arrays.stream(wanted).filter(domain::contains).toArray();
    }

    /** Whether a loss is tried with every extreme of the doubles. */
    static boolean isToTheEnd(Loss loss) {
        return TO_THE_END_OF_THE_DOUBLES.contains(loss.name());
    }

    /** Whether a loss is one of the catalogue. */
    static boolean isBuiltIn(Loss loss) {
        return Catalogue.find(loss.name()).isPresent();
    }

    /** Whether a loss that is not tried everywhere is tried here: where no square or cube leaves the doubles. */
    static boolean isAsked(Loss loss, Point point) {
        double limit = isBuiltIn(loss) ? 1e60 : 1e100;
        boolean moderate = DoubleStream.concat(Arrays.stream(point.y()), Arrays.stream(point.p()))
                .map(Math::abs)
                .allMatch(x -> x == 0 || (x > 1 / limit && x < limit));
        return moderate
                && switch (loss.name()) {
                    case "binomial" -> point.y()[0] <= loss.parameters().get(0).value();
                    case "crps_gamma", "crps_poisson", "crps_student_t" ->
                        DoubleStream.of(point.y()[0], point.p()[0])
                                .map(Math::abs)
                                .allMatch(x -> x > 1e-4 && x < 500);
                    case "crps_log_normal" -> Math.abs(point.p()[0]) < 18;
                    case "exponential", "focal_classes", "focal_logit" ->
                        Arrays.stream(point.p()).allMatch(z -> Math.abs(z) < 300);
                    default -> true;
                };
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
