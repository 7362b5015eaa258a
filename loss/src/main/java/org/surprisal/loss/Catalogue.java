package org.surprisal.loss;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.surprisal.loss.expr.FormulaException;

/**
 * The losses that come with the house: each a formula, its domains, its names, its source. To add one, add its lines
 * and its name to the file of its family.
 *
 * <p>Logarithms are natural. A target {@code y} of a binary loss is 0 or 1, or a probability in between; that of a
 * class loss is a distribution over the classes, of which a true class is the special case. A formula is read when the
 * loss is first computed, so that a list of all losses costs nothing.
 */
public final class Catalogue
        implements BinaryLosses,
                ClassLosses,
                DistanceLosses,
                MarginLosses,
                ContinuousLikelihoods,
                CountLikelihoods,
                TimeLikelihoods,
                ForecastScores {
    /** Made when all are asked for; a single loss does not need its neighbours. */
    private static final class All {
        static final List<Loss> LOSSES = Stream.of(
                        BINARY, CLASSES, DISTANCES, MARGINS, CONTINUOUS, COUNTS, TIMES, SCORES)
                .flatMap(List::stream)
                .toList();
    }

    private Catalogue() {}

    /**
     * Every loss, with the defaults of its parameters.
     *
     * @return family by family
     */
    public static List<Loss> all() {
        return All.LOSSES;
    }

    /**
     * A loss by its name, or by a name that it has elsewhere; upper and lower case are the same.
     *
     * @param nameOrAlias such as {@code log_loss}, {@code bce} or {@code BCELoss}
     * @return the loss; of several that share a name elsewhere, the first one
     */
    public static Optional<Loss> find(String nameOrAlias) {
        return CatalogueNames.find(all(), nameOrAlias);
    }

    /**
     * A loss as one writes it on a command line.
     *
     * <p>A parameter is set in brackets after the name, or after a semicolon behind the formula: to a number, to a
     * number for each class ({@code weight=[1, 2, 3]}), or to {@code predicted} ({@link Loss#predicting}) or
     * {@code given} ({@link Loss#given}).
     *
     * @param nameOrCallOrFormula {@code log_loss}, {@code huber(delta=2)}, {@code gaussian(sigma=predicted)}, {@code (y
     *     - p)^2} or {@code abs(y - p)^a; a=1.5}
     * @return the loss
     * @throws FormulaException if it is none of these; the message says why, and what may have been meant
     * @throws IllegalArgumentException if a parameter is not known or its value not allowed
     */
    public static Loss parse(String nameOrCallOrFormula) {
        return CatalogueNames.parse(all(), nameOrCallOrFormula);
    }
}
