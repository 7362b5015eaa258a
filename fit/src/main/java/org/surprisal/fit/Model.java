package org.surprisal.fit;

import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/**
 * What a row costs.
 *
 * @param loss the loss of a prediction
 * @param family the family that the loss belongs to, or null
 * @param link what ties the linear predictor to the prediction
 * @param beside what is estimated beside the coefficients
 */
public record Model(Loss loss, @Nullable Family family, Link link, Beside beside) {
    /**
     * Takes the parts.
     *
     * @throws IllegalArgumentException if the loss has other than one prediction per row
     */
    public Model {
        if (loss.perClass() || !loss.columns().isEmpty()) {
            throw new IllegalArgumentException(loss + " needs more than one prediction per row: a fit has one.");
        }
    }

    static Model of(Family family) {
        return new Model(family.objective(), family, family.link(), Beside.NOTHING);
    }

    static Model of(Loss loss) {
        if (loss.toString().equals(Catalogue.SQUARED.toString())
                || loss.toString().equals(Catalogue.GAUSSIAN.toString())) {
            return of(Family.GAUSSIAN);
        }
        Link link = switch (loss.about().link()) {
            case "log" -> Link.LOG;
            case "logit" -> Link.LOGIT;
            default -> Link.IDENTITY;
        };
        return new Model(loss, null, link, Beside.NOTHING);
    }

    Model link(Link other) {
        return new Model(loss, family, other, beside);
    }

    Model beside(Beside what) {
        return new Model(loss, family, link, what);
    }

    /** The same with another loss, and its family. */
    Model with(Loss other, @Nullable Family of) {
        return new Model(other, of, link, beside);
    }
}
