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
 * @param parameters what else a formula takes, those that each row has its own value of first
 * @param value the value
 * @param derivatives its derivatives, those of the prediction first of their kind
 */
public record Source(
        String title,
        String function,
        String target,
        String prediction,
        boolean perClass,
        List<Parameter> parameters,
        Expr value,
        List<Derivative> derivatives) {
    /**
     * A parameter.
     *
     * @param name its name in the formula
     * @param perClass whether it has a number for each class
     * @param defaults its default, or one for each class; empty if each row has its own value
     */
    public record Parameter(String name, boolean perClass, List<Double> defaults) {
        /** Whether each row has its own value. */
        boolean ofRows() {
            return defaults.isEmpty();
        }
    }

    /**
     * A derivative.
     *
     * @param name what its function is called
     * @param variables the names of what it is taken in, one or two
     * @param perClass whether it has one value per class
     * @param expr the derivative, of a class loss twice in its prediction the diagonal; null without a closed form
     */
    public record Derivative(
            String name,
            List<String> variables,
            boolean perClass,
            @Nullable Expr expr) {}

    /** The parameters that each row has its own value of. */
    List<Parameter> columns() {
        return parameters.stream().filter(Parameter::ofRows).toList();
    }

    /** The others, which have defaults. */
    List<Parameter> settings() {
        return parameters.stream().filter(parameter -> !parameter.ofRows()).toList();
    }

    /** Whether there are derivatives in something beside the prediction. */
    boolean several() {
        return derivatives.size() > 2;
    }
}
