package org.surprisal.loss.traits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.FormulaException;

/**
 * What a loss is like, found from its formula with the present values of its parameters. Nothing is asserted by hand:
 * each answer is a proof, a counterexample computed in decimals, or the budget that was spent without finding either.
 * The work is bounded and counted in steps, so the same loss has the same answers on any machine. A class loss is
 * looked at with three classes, one of several predictions in its first one, the others being numbers.
 */
public final class Traits {
    private Traits() {}

    /**
     * All answers.
     *
     * @param loss the loss
     * @return in the order of {@link Property}; without those that make no sense for its domains
     */
    public static List<Trait> of(Loss loss) {
        List<Trait> traits = new ArrayList<>();
        for (Property property : Property.values()) {
            of(loss, property).ifPresent(traits::add);
        }
        return List.copyOf(traits);
    }

    /**
     * One answer.
     *
     * @param loss the loss
     * @param property what is asked
     * @return nothing if it makes no sense: on the scale of a link if there is none, a mirror image if the domains have
     *     none
     */
    public static Optional<Trait> of(Loss loss, Property property) {
        try {
            return answer(loss.ofOnePrediction(), property);
        } catch (FormulaException tooLong) {
            return Optional.of(new Trait(property, "", new Answer.Undecided(Answer.Reason.FORMULA, 0, 0)));
        }
    }

    private static Optional<Trait> answer(Loss loss, Property property) {
        Subject subject = Subject.of(loss);
        return switch (property) {
            case CONVEX -> plain(property, Convexity.of(subject));
            case CONVEX_ON_LINK ->
                Link.scale(loss, subject)
                        .map(scaled -> new Trait(
                                property, loss.about().link() + "(" + subject.p() + ")", Convexity.of(scaled)));
            case LIPSCHITZ -> plain(property, Slopes.first(subject));
            case BOUNDED_CURVATURE -> plain(property, Slopes.second(subject));
            case SYMMETRIC -> Symmetry.of(subject);
            case PROPER -> Optional.of(Properness.of(loss, subject));
            case NON_NEGATIVE -> plain(property, Signs.of(subject));
            case FINITE -> plain(property, Finiteness.of(loss, subject));
        };
    }

    private static Optional<Trait> plain(Property property, Answer answer) {
        return Optional.of(new Trait(property, "", answer));
    }
}
