package org.surprisal.loss.host;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.Expr;

/**
 * A loss, as far as a host has to know it.
 *
 * @param title what to say of it in a comment, such as its name and formula
 * @param function the name of the function of the value, an identifier
 * @param target the name of the target in the formula
 * @param prediction the name of the prediction
 * @param perClass whether both have one value per class
 * @param parameters what the formula leaves open
 * @param value the value
 * @param gradient its derivative with respect to the prediction
 * @param hessian the second derivative, of a class loss the diagonal; null if it has no closed form
 */
public record Source(
        String title,
        String function,
        String target,
        String prediction,
        boolean perClass,
        List<Parameter> parameters,
        Expr value,
        Expr gradient,
        @Nullable Expr hessian) {
    /**
     * A parameter.
     *
     * @param name its name in the formula
     * @param value its default
     */
    public record Parameter(String name, double value) {}

    /** A way in: what is given, and by what name. */
    record Input(String name, boolean perClass, @Nullable Double value) {}
}
