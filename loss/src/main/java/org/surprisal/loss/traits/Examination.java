package org.surprisal.loss.traits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.loss.accuracy.ErrorSearch;
import org.surprisal.loss.accuracy.LossAccuracy;
import org.surprisal.loss.accuracy.PartialAccuracy;
import org.surprisal.loss.accuracy.WorstError;
import org.surprisal.loss.expr.FormulaException;

/**
 * All that an author wants to know about a loss before it is trained with. Of several predictions the derivatives in
 * each are examined; everything else is looked at in the first one, the others and what is given per row being the
 * numbers that were declared, and so are parameters with a number per class.
 *
 * @param loss the loss, with the domains that were assumed
 * @param assumed whether the domains were found from the formula, because nobody stated them
 * @param gradient how the gradient agrees with differences of the loss
 * @param hessian how the Hessian agrees with differences of the gradient
 * @param further the derivatives in what is predicted beside the prediction
 * @param corners where it is not smooth, for some targets; of a class loss along the prediction of its first class
 * @param regions where it is no finite number, for some targets
 * @param traits what was proved, refuted or left open
 * @param errors the worst errors of value, gradient and Hessian
 * @param suggestions parts of the formula that would better be written in another way
 * @param rewritten the formula with all of them in it; empty if there are none
 * @param known the loss of the catalogue that this is, if it is one and has one prediction
 */
public record Examination(
        Loss loss,
        boolean assumed,
        Agreement gradient,
        Agreement hessian,
        List<Further> further,
        List<Corner> corners,
        List<Region> regions,
        List<Trait> traits,
        Map<LossAccuracy.Output, WorstError> errors,
        List<Suggestion> suggestions,
        String rewritten,
        Optional<Loss> known) {
    /** How many points of each kind are looked at for the worst error. */
    private static final int POINTS = 150;

    private static final int DIGITS = 30;
    private static final int TARGETS = 3;

    /**
     * Examines a loss.
     *
     * @param loss the loss; a formula whose domains are the whole line is given the widest usual ones it has a value in
     * @param progress hears now and then which share of the work is done
     * @return what was found, the same each time
     */
    public static Examination of(Loss loss, DoubleConsumer progress) {
        Loss whole = NaturalDomain.of(loss);
        Loss meant = whole.ofOnePrediction();
        Subject subject = Subject.of(meant);
        List<Suggestion> suggestions = List.of();
        List<String> rewritten = new ArrayList<>();
        try {
            suggestions = Suggestions.of(meant, rewritten);
        } catch (FormulaException tooLong) {
            // As written it is too long to be looked at; that alone is nothing to complain of.
        }
        progress.accept(0.2);
        Agreement gradient = Differences.gradient(subject);
        Agreement hessian = Differences.hessian(subject);
        progress.accept(0.3);
        List<Corner> corners = corners(subject);
        List<Region> regions = Regions.of(meant, subject);
        progress.accept(0.4);
        List<Trait> traits = Traits.of(meant);
        progress.accept(0.6);
        Map<LossAccuracy.Output, WorstError> errors = new EnumMap<>(LossAccuracy.Output.class);
        ErrorSearch search = new ErrorSearch(POINTS, POINTS, POINTS, 1);
        for (LossAccuracy.Output output : LossAccuracy.Output.values()) {
            if (output != LossAccuracy.Output.HESSIAN || subject.hessian() != null) {
                errors.put(output, new LossAccuracy(meant, DIGITS).of(output, search));
            }
            progress.accept(0.6 + 0.1 * (errors.size() + 1));
        }
        return new Examination(
                whole,
                !whole.equals(loss),
                gradient,
                hessian,
                further(whole, subject, search),
                corners,
                regions,
                traits,
                Collections.unmodifiableMap(errors),
                suggestions,
                rewritten.isEmpty() ? "" : rewritten.get(0),
                whole.toString().equals(meant.toString()) ? Familiar.of(meant, Catalogue.all()) : Optional.empty());
    }

    /**
     * The same loss with domains that its author states.
     *
     * @param loss a loss that is a formula
     * @param target the domain of the target
     * @param prediction the domain of the prediction
     * @return the loss
     */
    public static Loss within(Loss loss, Domain target, Domain prediction) {
        return NaturalDomain.with(loss, target, prediction);
    }

    /**
     * Whether the loss is fine: its derivatives are right, it does not jump, and it is a number within its domains
     * wherever the formula has a value that is a double.
     *
     * @return false if something is wrong with it
     */
    public boolean fine() {
        return gradient.agrees()
                && hessian.agrees()
                && further.stream().allMatch(Examination::fine)
                && corners.stream().noneMatch(corner -> corner.value() != 0)
                && regions.stream().noneMatch(region -> region.kind().isWrong())
                && errors.values().stream().noneMatch(error -> Double.isInfinite(error.ulps()));
    }

    private static boolean fine(Further further) {
        return further.agreement().agrees()
                && !Double.isInfinite(further.error().ulps());
    }

    private static List<Further> further(Loss loss, Subject subject, ErrorSearch search) {
        List<Further> further = new ArrayList<>();
        String prediction = loss.prediction().name();
        for (List<String> variables : loss.derivatives().all()) {
            if (!variables.stream().allMatch(prediction::equals)) {
                try {
                    further.add(new Further(
                            variables,
                            Differences.further(loss, subject, variables),
                            new PartialAccuracy(loss, variables, DIGITS).of(search)));
                } catch (FormulaException noClosedForm) {
                    further.add(new Further(variables, new Agreement(0, "", 0), new WorstError(0, List.of(), 0)));
                }
            }
        }
        return List.copyOf(further);
    }

    private static List<Corner> corners(Subject subject) {
        List<Corner> corners = new ArrayList<>();
        List<double[]> targets = subject.perClass() ? Samples.targets(subject) : numbers(subject);
        for (double[] target : targets.subList(0, Math.min(TARGETS, targets.size()))) {
            for (double[] others : subject.perClass() ? besides(subject) : List.of(new double[1])) {
                for (Kinks.Kink kink : Kinks.of(subject, target, others).kinks()) {
                    double[] at = others.clone();
                    at[0] = kink.at();
                    corners.add(new Corner(list(target), list(at), kink.value(), kink.slope(), kink.bend()));
                }
            }
        }
        return List.copyOf(corners);
    }

    private static List<double[]> numbers(Subject subject) {
        return Arrays.stream(Samples.of(subject.target()))
                .mapToObj(target -> new double[] {target})
                .toList();
    }

    /** Where the other classes stay while the prediction of the first one changes: one place, no two of them equal. */
    private static List<double[]> besides(Subject subject) {
        return Samples.predictions(subject).stream()
                .filter(point -> point[1] != point[2])
                .limit(1)
                .toList();
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
