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
import org.surprisal.loss.accuracy.WorstError;
import org.surprisal.loss.expr.FormulaException;

/**
 * All that an author wants to know about a loss before it is trained with.
 *
 * @param loss the loss, with the domains that were assumed
 * @param assumed whether the domains were found from the formula, because nobody stated them
 * @param gradient how the gradient agrees with differences of the loss
 * @param hessian how the Hessian agrees with differences of the gradient
 * @param corners where it is not smooth, for some targets
 * @param regions where it is no finite number, for some targets
 * @param traits what was proved, refuted or left open
 * @param errors the worst errors of value, gradient and Hessian
 * @param suggestions parts of the formula that would better be written in another way
 * @param rewritten the formula with all of them in it; empty if there are none
 * @param known the loss of the catalogue that this is, if it is one
 */
public record Examination(
        Loss loss,
        boolean assumed,
        Agreement gradient,
        Agreement hessian,
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
        Loss meant = NaturalDomain.of(loss);
        Subject subject = Subject.of(meant);
        List<Suggestion> suggestions = List.of();
        List<String> whole = new ArrayList<>();
        try {
            suggestions = Suggestions.of(meant, whole);
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
                meant,
                !meant.equals(loss),
                gradient,
                hessian,
                corners,
                regions,
                traits,
                Collections.unmodifiableMap(errors),
                suggestions,
                whole.isEmpty() ? "" : whole.get(0),
                Familiar.of(meant, Catalogue.all()));
    }

    /**
     * The same loss with domains that its author states.
     *
     * @param loss a loss without parameters
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
                && corners.stream().noneMatch(corner -> corner.value() != 0)
                && regions.stream().noneMatch(region -> region.kind().isWrong())
                && errors.values().stream().noneMatch(error -> Double.isInfinite(error.ulps()));
    }

    private static List<Corner> corners(Subject subject) {
        if (subject.perClass()) {
            return List.of();
        }
        List<Corner> corners = new ArrayList<>();
        double[] targets =
                Arrays.stream(Samples.of(subject.target())).limit(TARGETS).toArray();
        for (double target : targets) {
            for (Kinks.Kink kink : Kinks.of(subject, target).kinks()) {
                corners.add(new Corner(target, kink.at(), kink.value(), kink.slope(), kink.bend()));
            }
        }
        return List.copyOf(corners);
    }
}
